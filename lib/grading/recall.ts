import type { RecallQuestion } from '../questions/schema';
import { countTicks } from './ticks';
import type { LearnerResponse, Mark } from './types';

/** Free recall: nothing but the ticks after the reveal. */
export function markRecall(question: RecallQuestion, response: LearnerResponse): Mark {
  return { kind: 'by-ticks', machine: null, ticks: countTicks(question, response) };
}
