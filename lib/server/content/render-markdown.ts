import type { Element, ElementContent, Root, Text } from 'hast';
import rehypeSanitize, { type Options as SanitizeSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { GAP } from '../../questions/cloze-passage';
import type { Html } from '../../questions/rendered';
import { colourCode, escapeHtml } from './render-code';
import type { CodePiece } from './render-code';
import { takeTurns } from './take-turns';

const inlineTags = ['em', 'strong', 'code', 'a'];
const tableTags = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];
const blockTags = [...inlineTags, ...tableTags, 'p', 'br', 'ul', 'ol', 'li', 'blockquote', 'pre'];

/** What may come out, and nothing else (security.md S32): no images, no style, no ids, no handlers. Raw HTML never goes in. */
function allow(tagNames: readonly string[]): SanitizeSchema {
  return {
    tagNames: [...tagNames],
    attributes: { a: ['href'], code: [['className', /^language-[a-z]{1,16}$/]], ol: ['start'] },
    protocols: { href: ['http', 'https', 'mailto'] },
    strip: ['script', 'style', 'textarea', 'title'],
    clobber: [],
  };
}

/** The format allows 4,000 characters and lists of two levels; what is far over that is shown as it was typed (S35). */
const LONGEST_TEXT = 8_000;
const MOST_LINES = 300;
const DEEPEST_NESTING = 12;
/** Openers of emphasis, links and strikes: the parser looks for the end of each. */
const MOST_OPENERS = 600;

const blockPipeline = pipeline(blockTags);
const inlinePipeline = pipeline(inlineTags);

/** Paragraphs, lists, tables, quotes and highlighted fenced code. */
export async function renderBlock(markdown: string): Promise<Html> {
  return render(markdown, blockPipeline, noGaps);
}

/** Emphasis, code and links only; everything else becomes its text. */
export async function renderInline(markdown: string): Promise<Html> {
  return (await render(markdown, inlinePipeline, noGaps)).trim();
}

/** As renderBlock, with each `{{key}}` as an empty `<span data-gap="key">`, in code too. */
export async function renderCloze(markdown: string): Promise<Html> {
  return render(markdown, blockPipeline, splitAtGaps);
}

const turn = takeTurns();

type Pipeline = ReturnType<typeof pipeline>;
type Split = (text: Text) => readonly ElementContent[];

async function render(markdown: string, processor: Pipeline, split: Split): Promise<Html> {
  await turn();
  if (!isReasonable(markdown)) return `<p>${escapeHtml(markdown)}</p>`;
  const tree = processor.runSync(processor.parse(markdown));
  await finish(tree, split);
  return processor.stringify(tree);
}

function pipeline(tagNames: readonly string[]) {
  return unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(remarkRehype)
    .use(rehypeSanitize, allow(tagNames))
    .use(rehypeStringify);
}

function isReasonable(markdown: string): boolean {
  if (markdown.length > LONGEST_TEXT) return false;
  if ((markdown.match(/[[(*_~<`]/g)?.length ?? 0) > MOST_OPENERS) return false;
  const lines = markdown.split('\n');
  return lines.length <= MOST_LINES && lines.every((line) => nesting(line) <= DEEPEST_NESTING);
}

/** Marks of quotes and lists at the start of a line, and half its indentation: how deep it can lie. */
function nesting(line: string): number {
  const start = /^[\s>*+\-\d.)]*/.exec(line)?.[0] ?? '';
  return start.replace(/[^>*+\-.)]/g, '').length + start.replace(/[^ \t]/g, '').length / 2;
}

/** After the sanitiser: links, colours of fenced code, gaps. */
async function finish(node: Root | Element, split: Split): Promise<void> {
  const children: (Root | Element)['children'] = [];
  for (const child of node.children) {
    if (child.type === 'text') {
      children.push(...split(child));
      continue;
    }
    if (child.type !== 'element') continue;
    if (child.tagName === 'a') finishLink(child);
    if (child.tagName === 'code') child.properties = {};
    if (child.tagName === 'pre') await finishProgram(child, split);
    else await finish(child, split);
    children.push(child);
  }
  node.children = children;
}

/** Addresses without a scheme would lead into the application itself; only `#` may do that. */
function finishLink(link: Element): void {
  const href = link.properties['href'];
  if (typeof href !== 'string' || !/^(https?:\/\/|mailto:|#)/i.test(href)) link.properties = {};
  else link.properties = { href, rel: ['noopener', 'noreferrer'], target: '_blank' };
}

async function finishProgram(pre: Element, split: Split): Promise<void> {
  const code = pre.children.find((child): child is Element => child.type === 'element' && child.tagName === 'code');
  if (code === undefined) return;
  const source = textOf(code);
  const names = code.properties['className'];
  const language = Array.isArray(names) ? String(names[0] ?? '').replace('language-', '') : '';
  const parts = split({ type: 'text', value: source.replace(/\n$/, '') });
  pre.properties = { tabIndex: 0 };
  code.properties = { lang: 'en', translate: 'no' };
  // A gap is no Python: a program with gaps stays plain.
  code.children = parts.length === 1 ? toNodes(await colourCode(source, language)) : [...parts];
}

function toNodes(lines: readonly (readonly CodePiece[])[]): ElementContent[] {
  return lines.flatMap((line, index) => {
    const end: readonly ElementContent[] = index < lines.length - 1 ? [{ type: 'text', value: '\n' }] : [];
    return [...line.map(toNode), ...end];
  });
}

function toNode({ text, className }: CodePiece): ElementContent {
  const children: Text[] = [{ type: 'text', value: text }];
  return className === null
    ? { type: 'text', value: text }
    : { type: 'element', tagName: 'span', properties: { className: [className] }, children };
}

function noGaps(text: Text): readonly ElementContent[] {
  return [text];
}

function splitAtGaps({ value }: Text): readonly ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const match of value.matchAll(GAP)) {
    if (match.index > from) parts.push({ type: 'text', value: value.slice(from, match.index) });
    parts.push({ type: 'element', tagName: 'span', properties: { dataGap: match[1] ?? '' }, children: [] });
    from = match.index + match[0].length;
  }
  if (from < value.length || parts.length === 0) parts.push({ type: 'text', value: value.slice(from) });
  return parts;
}

function textOf(node: Element | ElementContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
