import type { Problem } from './finding';
import type { Rule } from './subject';

/** Every left has exactly one pair, and pairs name what exists. */
export const matchPairs: Rule = ({ question }) => {
  if (question.type !== 'match') return [];
  const problems: Problem[] = [];
  const right = new Set(question.right.map((entry) => entry.key));
  const left = new Set(question.left.map((entry) => entry.key));
  const paired = new Set<string>();
  question.pairs.forEach((pair, index) => {
    if (paired.has(pair.left)) {
      problems.push({ message: 'match/ambiguous', pointer: ['pairs', index], params: { key: pair.left } });
    }
    paired.add(pair.left);
    for (const [side, known] of [['left', left] as const, ['right', right] as const]) {
      if (known.has(pair[side])) continue;
      problems.push({ message: 'match/unknown', pointer: ['pairs', index, side], params: { key: pair[side], side } });
    }
  });
  question.left.forEach(({ key }, index) => {
    if (!paired.has(key)) problems.push({ message: 'match/unpaired', pointer: ['left', index], params: { key } });
  });
  return problems;
};
