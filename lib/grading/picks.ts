import type { MachineMark } from './types';

type Option = { readonly key: string; readonly correct: boolean };

/**
 * Marks the options that the learner picked. For one: it is the correct one, or 0. For many: exactly the correct set, else
 * (hits - false picks) ÷ correct options, not below 0.
 */
export function markPicks(options: readonly Option[], select: 'one' | 'many', picked: readonly string[]): MachineMark {
  const chosen = new Set(picked);
  const correct = options.filter((option) => option.correct).map((option) => option.key);
  const missed = correct.filter((key) => !chosen.has(key));
  const hits = correct.length - missed.length;
  const falsePicks = chosen.size - hits;
  const right = missed.length === 0 && falsePicks === 0;
  const partial = select === 'one' || correct.length === 0 ? 0 : Math.max(0, hits - falsePicks) / correct.length;
  return { right, score: right ? 1 : partial, missed, empty: chosen.size === 0 };
}
