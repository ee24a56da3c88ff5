import type { LearnerResponse } from '../grading/types';
import { shuffled } from './shuffle';

export type Option = { readonly key: string; readonly correct: boolean; readonly pin?: 'last' | undefined };

/** The order in which options are shown: shuffled for each showing, but true always stands before false. */
export function optionOrder(
  options: readonly Option[],
  seed: number,
): { readonly order: readonly Option[]; readonly isTrueFalse: boolean } {
  const [yes, no] = ['true', 'false'].map((key) => options.find((option) => option.key === key));
  if (options.length === 2 && yes !== undefined && no !== undefined) return { order: [yes, no], isTrueFalse: true };
  return { order: shuffled(options, seed), isTrueFalse: false };
}

/** One replaces what was picked; of many each is put in or taken out. */
export function pickOption(response: LearnerResponse, key: string, select: 'one' | 'many'): LearnerResponse {
  if (select === 'one') return { ...response, picked: [key] };
  const picked = response.picked ?? [];
  const next = picked.includes(key) ? picked.filter((other) => other !== key) : [...picked, key];
  return { ...response, picked: next };
}
