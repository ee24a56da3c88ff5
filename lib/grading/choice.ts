import type { ChoiceQuestion } from '../questions/schema';
import { markPicks } from './picks';
import { countTicks } from './ticks';
import type { LearnerResponse, Mark } from './types';

/** One or many options; with key points the reasons are asked for as well. */
export function markChoice(question: ChoiceQuestion, response: LearnerResponse): Mark {
  const picked = response.picked ?? (response.dontKnow === true ? [] : null);
  return {
    kind: 'by-machine',
    machine: picked === null ? null : markPicks(question.options, question.select, picked),
    reasons: question.keyPoints === undefined ? null : countTicks(question, response),
    twoOptions: question.options.length === 2,
  };
}
