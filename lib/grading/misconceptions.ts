import type { Question } from '../questions/schema';
import { sameGapText } from './cloze';
import { sameOutput } from './output-diff';
import type { LearnerResponse } from './types';

type Misconception = NonNullable<Question['misconceptions']>[number];

/** The keys of a question's misconceptions as they are shown: first those whose wrong answer this learner gave. */
export function orderMisconceptions(
  question: Question,
  response: LearnerResponse,
): readonly { readonly key: string; readonly given: boolean }[] {
  const marked = (question.misconceptions ?? []).map((misconception) => ({
    key: misconception.key,
    given: (misconception.answers ?? []).some((answer) => gave(question, misconception, response, answer)),
  }));
  return [...marked.filter((one) => one.given), ...marked.filter((one) => !one.given)];
}

/** An answer is an option's key, a typed output or, with `gap`, the text of that gap. */
function gave(question: Question, misconception: Misconception, response: LearnerResponse, answer: string): boolean {
  switch (question.type) {
    case 'choice':
    case 'scenario':
      return response.picked?.includes(answer) ?? false;
    case 'predict':
      return (
        response.picked?.includes(answer) ??
        (response.outcome === answer || (response.text !== undefined && sameOutput(response.text, answer)))
      );
    case 'cloze': {
      const gaps = new Map(Object.entries(response.gaps ?? {}));
      return question.gaps.some(
        (gap) =>
          (misconception.gap === undefined || misconception.gap === gap.key) &&
          sameGapText(gap.kind, gaps.get(gap.key) ?? '', answer),
      );
    }
    case 'match':
      return Object.values(response.pairs ?? {}).includes(answer);
    case 'recall':
    case 'order':
    case 'spot-bug':
      return false;
  }
}
