import { createHash } from 'node:crypto';
import { canonicalJson } from '../../base/canonical-json';
import { plainWords } from '../../questions/plain-words';
import type { Html, RenderedQuestion } from '../../questions/rendered';
import type { Question } from '../../questions/schema';
import type { QuestionText } from '../../questions/schema-text';
import type { Locale } from '../../reviews/events';
import type { QuestionRevision } from '../store/stores';
import { renderCode } from './render-code';
import { renderBlock, renderCloze, renderInline } from './render-markdown';

/** Raise it when the HTML changes: what was stored under the old keys is made again. */
const RENDERER_VERSION = 2;

/** Under what the HTML of a revision in a language is kept: a hash of all that it is made from. */
export function renderKey({ question, programs }: QuestionRevision, locale: Locale): string {
  const parts = { version: RENDERER_VERSION, ...choose(question, locale), programs, code: question.code ?? [] };
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

type Chosen = Pick<RenderedQuestion, 'locale' | 'fallback' | 'stale'> & { readonly words: QuestionText };

/** The source language stands in for a missing one. */
function choose(question: Question, wanted: Locale): Chosen {
  const own: QuestionText | undefined = question.text[wanted];
  const source: QuestionText | undefined = question.text[question.sourceLocale];
  const words = own ?? source;
  if (words === undefined) throw new Error(`${question.id} has no text in its source language`);
  const locale = own === undefined ? question.sourceLocale : wanted;
  const stale = locale !== question.sourceLocale && (words.ofRev ?? 0) < question.rev;
  return { locale, fallback: own === undefined, stale, words };
}

/** A question's words and programs as sanitised HTML. Which texts may hold blocks is said by markdownFields. */
export async function renderQuestion(revision: QuestionRevision, locale: Locale): Promise<RenderedQuestion> {
  const { words, ...chosen } = choose(revision.question, locale);
  return {
    ...chosen,
    title: await renderInline(words.title),
    titleText: plainWords(words.title),
    prompt: await renderBlock(words.prompt),
    oneLine: await optional(words.oneLine, renderInline),
    answer: await optional(words.answer, renderBlock),
    why: await optional(words.why, renderBlock),
    pitfall: await optional(words.pitfall, renderBlock),
    versionNote: await optional(words.versionNote, renderInline),
    hints: await all(words.hints ?? [], renderInline),
    keyPoints: await each(words.keyPoints, renderInline),
    options: await each(words.options, async ({ label, why }) => ({
      label: await renderInline(label),
      why: await renderInline(why),
    })),
    cloze: await optional(words.cloze, renderCloze),
    items: await each(words.items, labelled),
    left: await each(words.left, labelled),
    right: await each(words.right, labelled),
    orders: await each(words.orders, renderInline),
    redFlags: await each(words.redFlags, renderInline),
    misconceptions: await each(words.misconceptions, renderInline),
    followUps: await each(words.followUps, async ({ prompt, answer }) => ({
      prompt: await renderInline(prompt),
      answer: await renderBlock(answer),
    })),
    code: await renderPrograms(revision, words),
  };
}

async function renderPrograms(
  { question, programs }: QuestionRevision,
  words: QuestionText,
): Promise<RenderedQuestion['code']> {
  const entries = await all(question.code ?? [], async (block) => {
    const source = programs[block.key] ?? block.source ?? '';
    const caption = await optional(words.code?.[block.key], renderInline);
    const fileName = block.file?.slice('code/'.length) ?? null;
    return [block.key, { lines: await renderCode(source, block.lang), caption, fileName }] as const;
  });
  return Object.fromEntries(entries);
}

async function labelled({ label, why }: { label: string; why?: string }): Promise<{ label: Html; why: Html | null }> {
  return { label: await renderInline(label), why: await optional(why, renderInline) };
}

async function optional(
  markdown: string | undefined,
  render: (markdown: string) => Promise<Html>,
): Promise<Html | null> {
  return markdown === undefined ? null : render(markdown);
}

async function each<T, R>(
  record: Readonly<Record<string, T>> | undefined,
  render: (value: T) => Promise<R>,
): Promise<Readonly<Record<string, R>>> {
  const entries = await all(Object.entries(record ?? {}), async ([key, value]) => [key, await render(value)] as const);
  return Object.fromEntries(entries);
}

/** One after the other, so that requests get their turn in between. */
async function all<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<readonly R[]> {
  const made: R[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}
