import remarkParse from 'remark-parse';
import { unified } from 'unified';

type TextNode = { readonly type: string; readonly value?: string; readonly children?: readonly TextNode[] };

const parser = unified().use(remarkParse);

/** Markdown of the format as one line of plain words: for lists, document titles and search. What has no markup is not parsed. */
export function plainWords(markdown: string): string {
  const words = /[`*_[\]\\&<]/.test(markdown) ? wordsOf(parser.parse(markdown)) : markdown;
  return words.replace(/\s+/g, ' ').trim();
}

function wordsOf(node: TextNode): string {
  if (node.type === 'paragraph') return `${(node.children ?? []).map(wordsOf).join('')} `;
  return node.value ?? (node.children ?? []).map(wordsOf).join('');
}
