import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { markdownFields } from '../markdown-fields';
import type { MarkdownField } from '../markdown-fields';
import type { MessageId } from './messages';
import type { Problem } from './finding';
import type { Rule } from './subject';

/**
 * Markdown as far as question-format.md §10 allows it. This is for authors, so that nothing they wrote vanishes without a word;
 * what protects learners is the sanitiser of the renderer.
 */
export const markdown: Rule = ({ texts }) =>
  texts.flatMap(([locale, text]) =>
    markdownFields(text).flatMap((field) =>
      check(field).map((found): Problem => ({ ...found, pointer: ['text', locale, ...field.pointer] })),
    ),
  );

type Found = Omit<Problem, 'pointer'>;
type MarkdownNode = {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly MarkdownNode[];
};

const parser = unified().use(remarkParse).use(remarkGfm);

/**
 * Text with none of these cannot break a rule, whatever the rest of it is. Parsing costs some 5 ms a question and most texts are
 * plain sentences with code spans, so 20,000 questions are read in seconds and not in minutes.
 */
const suspicious = {
  block:
    /<[A-Za-z/!?]|!\[|\]\(|\]\[|^[ \t>]*\[.*\]:|\[\^|:\/\/|www\.|\w@\w|^[-+*>.)\d \t]*#|^[ \t>]*(=+|-+|([-*_][ \t]*){3,})[ \t]*$|^[ \t>]+([-+*]|\d+[.)])[ \t]|^([-+*]|\d+[.)])[ \t]+([-+*]|\d+[.)])[ \t]| {2}\n|\\\n|mailto:|xmpp:/mu,
  inline:
    /<[A-Za-z/!?]|[\n|~]|!\[|\]\(|\]\[|\]:|\[\^|:\/\/|www\.|\w@\w|^\s|^>|^([-+*#]|\d+[.)])(\s|$)|^([-*_=]\s*){3,}|^`{3}|mailto:|xmpp:/u,
};

function check({ value, mode }: MarkdownField): readonly Found[] {
  if (!suspicious[mode].test(value)) return [];
  const root: MarkdownNode = parser.parse(value);
  const inlineOnly = root.children?.every((child) => child.type === 'paragraph') === true && root.children.length <= 1;
  const notInline: readonly Found[] = mode === 'inline' && !inlineOnly ? [{ message: 'markdown/block' }] : [];
  return [...notInline, ...below(root, 0)];
}

function below(node: MarkdownNode, listDepth: number): readonly Found[] {
  const depth = node.type === 'list' ? listDepth + 1 : listDepth;
  const tooDeep: readonly Found[] = node.type === 'list' && depth === 3 ? [{ message: 'markdown/nesting' }] : [];
  return [...tooDeep, ...problemsOf(node), ...(node.children ?? []).flatMap((child) => below(child, depth))];
}

function problemsOf(node: MarkdownNode): readonly Found[] {
  const message = refused[node.type];
  if (message === 'markdown/html') return [{ message, params: { html: (node.value ?? '').slice(0, 40) } }];
  if (message !== undefined) return [{ message }];
  const isLink = node.type === 'link' || node.type === 'definition';
  if (!isLink || (node.url ?? '').startsWith('https://')) return [];
  return [{ message: 'markdown/link', params: { url: (node.url ?? '').slice(0, 60) } }];
}

const refused: Readonly<Partial<Record<string, MessageId>>> = {
  html: 'markdown/html',
  image: 'markdown/image',
  imageReference: 'markdown/image',
  heading: 'markdown/heading',
  thematicBreak: 'markdown/heading',
  footnoteReference: 'markdown/footnote',
  footnoteDefinition: 'markdown/footnote',
  break: 'markdown/break',
};
