import type { MatchQuestion } from '../questions/schema';
import type { LearnerResponse, MachineMark, Mark } from './types';

/** Right when every left side has a right side that it is paired with. */
export function markMatch(question: MatchQuestion, response: LearnerResponse): Mark {
  const pairs = response.pairs ?? (response.dontKnow === true ? {} : null);
  return {
    kind: 'by-machine',
    machine: pairs === null ? null : markPairs(question, pairs),
    reasons: null,
    twoOptions: false,
  };
}

function markPairs(question: MatchQuestion, pairs: Readonly<Record<string, string>>): MachineMark {
  const chosen = new Map(Object.entries(pairs));
  const left = question.left.map((side) => side.key);
  const missed = left.filter(
    (key) => !question.pairs.some((pair) => pair.left === key && pair.right === chosen.get(key)),
  );
  return {
    right: missed.length === 0,
    score: (left.length - missed.length) / left.length,
    missed,
    empty: chosen.size === 0,
  };
}
