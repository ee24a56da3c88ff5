import type { Problem } from './finding';
import type { Rule } from './subject';

/** At least one option is right, exactly one where one is asked for, and no two read the same. */
export const options: Rule = ({ question, parts, texts }) => {
  if (parts.options.length === 0) return [];
  const problems: Problem[] = [];
  const select = 'select' in question ? question.select : undefined;
  const count = parts.options.filter((option) => option.correct).length;
  if (select === undefined)
    problems.push({ message: 'schema/missing', pointer: ['options'], params: { name: 'select' } });
  if (count === 0) problems.push({ message: 'choice/no-correct', pointer: ['options'] });
  if (select === 'one' && count > 1)
    problems.push({ message: 'choice/not-one', pointer: ['options'], params: { count } });

  for (const [locale, text] of texts) {
    const byLabel = new Map<string, string>();
    for (const [second, { label }] of Object.entries(text.options ?? {})) {
      const read = label.normalize('NFKC').trim().toLowerCase();
      const first = byLabel.get(read);
      const pointer = ['text', locale, 'options', second, 'label'];
      if (first !== undefined) problems.push({ message: 'choice/same', pointer, params: { first, second } });
      byLabel.set(read, second);
    }
  }
  return problems;
};
