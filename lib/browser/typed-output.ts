import type { LearnerResponse } from '../grading/types';

/** A prediction is either an output or one of the two things that are no output. */
export function withOutcome(response: LearnerResponse, outcome: 'varies' | 'hangs' | undefined): LearnerResponse {
  const { text, outcome: _replaced, ...rest } = response;
  if (outcome !== undefined) return { ...rest, outcome };
  return text === undefined ? rest : { ...rest, text };
}

export function withText(response: LearnerResponse, text: string): LearnerResponse {
  const { outcome: _replaced, ...rest } = response;
  return { ...rest, text };
}
