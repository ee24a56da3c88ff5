import type { Problem } from './finding';
import type { Rule } from './subject';

/** A key names one thing of its list: answers, statistics and both languages hang on it. */
export const uniqueKeys: Rule = ({ parts }) => {
  const problems: Problem[] = [];
  for (const [list, entries] of Object.entries(parts) as [string, readonly { readonly key: string }[]][]) {
    const seen = new Set<string>();
    entries.forEach(({ key }, index) => {
      if (seen.has(key))
        problems.push({ message: 'schema/repeated-key', pointer: [list, index, 'key'], params: { key } });
      seen.add(key);
    });
  }
  return problems;
};
