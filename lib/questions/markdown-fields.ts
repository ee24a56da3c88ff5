import type { QuestionText } from './schema-text';

export type MarkdownField = {
  /** Below `text.<locale>`. */
  readonly pointer: readonly (string | number)[];
  readonly value: string;
  /** Paragraphs, lists, code and tables, or one line of text. */
  readonly mode: 'block' | 'inline';
};

const blockFields = ['prompt', 'answer', 'why', 'pitfall', 'cloze'] as const;
const inlineFields = ['title', 'oneLine', 'versionNote'] as const;
const inlineRecords = ['keyPoints', 'orders', 'redFlags', 'misconceptions', 'code'] as const;
const labelledRecords = ['options', 'items', 'left', 'right'] as const;

/** Every Markdown text of one language and how much Markdown it may hold (question-format.md §10). */
export function markdownFields(text: QuestionText): readonly MarkdownField[] {
  const fields: MarkdownField[] = [];
  const add = (mode: MarkdownField['mode'], pointer: MarkdownField['pointer'], value: string | undefined): void => {
    if (value !== undefined) fields.push({ pointer, value, mode });
  };
  for (const name of blockFields) add('block', [name], text[name]);
  for (const name of inlineFields) add('inline', [name], text[name]);
  text.hints?.forEach((hint, index) => {
    add('inline', ['hints', index], hint);
  });
  for (const name of inlineRecords) {
    for (const [key, value] of Object.entries(text[name] ?? {})) add('inline', [name, key], value);
  }
  for (const name of labelledRecords) {
    for (const [key, entry] of Object.entries(text[name] ?? {})) {
      add('inline', [name, key, 'label'], entry.label);
      add('inline', [name, key, 'why'], entry.why);
    }
  }
  for (const [key, followUp] of Object.entries(text.followUps ?? {})) {
    add('inline', ['followUps', key, 'prompt'], followUp.prompt);
    add('block', ['followUps', key, 'answer'], followUp.answer);
  }
  return fields;
}
