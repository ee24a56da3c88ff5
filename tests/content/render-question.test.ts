import { describe, expect, it } from 'vitest';
import { contentHash } from '@/lib/questions/content-hash';
import { createRenderer } from '@/lib/server/content/create-renderer';
import { renderKey, renderQuestion } from '@/lib/server/content/render-question';
import type { QuestionRevision } from '@/lib/server/store/stores';
import type { Edits } from '@/tests/questions/edited';
import { question } from '@/tests/questions/parse';
import type { SampleName } from '@/tests/questions/samples';
import { memoryStores } from '@/tests/stores/memory';

function revision(name: SampleName, change?: Edits, programs: Record<string, string> = {}): QuestionRevision {
  const parsed = question(name, change);
  return {
    questionId: parsed.id,
    rev: parsed.rev,
    question: parsed,
    programs,
    contentHash: contentHash(parsed, programs),
  };
}

describe('a rendered question', () => {
  it('has every part in the language asked for', async () => {
    const rendered = await renderQuestion(revision('recall', { 'text.zh-CN.why': '因为 `Lock`' }), 'zh-CN');
    expect(rendered).toMatchObject({
      locale: 'zh-CN',
      fallback: false,
      stale: false,
      titleText: 'Explain the lock（中）',
      why: '<p>因为 <code>Lock</code></p>',
      answer: '<p>A lock has an owner.</p>',
      keyPoints: { first: 'The first point', second: 'The second point' },
      redFlags: { flag: 'It is magic' },
      followUps: { next: { prompt: 'And then?', answer: '<p>Then it is released.</p>' } },
      pitfall: null,
      cloze: null,
      code: {},
    });
  });

  it('falls back to the source where a language is missing', async () => {
    const rendered = await renderQuestion(revision('recall', { 'text.zh-CN': undefined }), 'zh-CN');
    expect(rendered).toMatchObject({ locale: 'en', fallback: true, stale: false, titleText: 'Explain the lock' });
  });

  it('is stale where a translation follows an earlier revision', async () => {
    const older = revision('recall', { rev: 2, change: 'wording' });
    expect((await renderQuestion(older, 'zh-CN')).stale).toBe(true);
    expect((await renderQuestion(older, 'en')).stale).toBe(false);
  });

  it('has the gaps of a passage, options, sides and orders', async () => {
    expect((await renderQuestion(revision('cloze'), 'en')).cloze).toBe(
      '<p>It is <span data-gap="count"></span> ms, the switch <span data-gap="word"></span>.</p>',
    );
    expect((await renderQuestion(revision('choice'), 'en')).options).toEqual({
      yes: { label: 'Yes', why: 'It counts.' },
      no: { label: 'No', why: 'It does count.' },
    });
    expect((await renderQuestion(revision('match'), 'en')).right['neither']).toEqual({ label: 'Neither', why: 'No.' });
    expect((await renderQuestion(revision('order'), 'en')).orders).toEqual({ other: 'Some use it first' });
  });

  it('has programs line by line, with name and caption', async () => {
    const rendered = await renderQuestion(revision('predict', undefined, { main: 'print(1)\n' }), 'en');
    expect(rendered.code['main']).toMatchObject({ fileName: 'predict.py', caption: 'A counter' });
    expect(rendered.code['main']?.lines).toHaveLength(1);
  });
});

describe('the key of rendered HTML', () => {
  const key = (change?: Edits, locale: 'en' | 'zh-CN' = 'en') => renderKey(revision('recall', change), locale);

  it('changes with words, language and staleness', () => {
    expect(key({ 'text.en.why': 'Other.' })).not.toBe(key());
    expect(key(undefined, 'zh-CN')).not.toBe(key());
    const stale: Edits = { rev: 2, change: 'wording' };
    expect(key(stale, 'zh-CN')).not.toBe(key(undefined, 'zh-CN'));
  });

  it('changes with a program', () => {
    expect(renderKey(revision('predict', undefined, { main: 'a' }), 'en')).not.toBe(
      renderKey(revision('predict', undefined, { main: 'b' }), 'en'),
    );
  });

  it('does not change with the other language or with what is not shown', () => {
    expect(key({ 'text.zh-CN.why': '别的' })).toBe(key());
    expect(key({ level: 5, tags: ['gil'] })).toBe(key());
  });
});

describe('the renderer', () => {
  it('keeps what it made in the store, under its key', async () => {
    const { content } = memoryStores();
    const wanted = revision('recall');
    const made = (await createRenderer(content)([wanted], 'en')).get(wanted.questionId);
    const key = renderKey(wanted, 'en');
    expect((await content.loadRendered([key])).get(key)).toEqual(made);
  });

  it('takes from the store what is there', async () => {
    const { content } = memoryStores();
    const wanted = revision('recall');
    const stored = { ...(await renderQuestion(wanted, 'en')), titleText: 'from the store' };
    await content.saveRendered(new Map([[renderKey(wanted, 'en'), stored]]));
    const rendered = await createRenderer(content)([wanted], 'en');
    expect(rendered.get(wanted.questionId)?.titleText).toBe('from the store');
  });

  it('renders several questions at once, each by its id', async () => {
    const { content } = memoryStores();
    const wanted = [revision('recall'), revision('choice'), revision('match')];
    const rendered = await createRenderer(content)(wanted, 'en');
    expect([...rendered.keys()].sort()).toEqual(wanted.map(({ questionId }) => questionId).sort());
  });
});
