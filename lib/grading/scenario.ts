import type { ScenarioQuestion } from '../questions/schema';
import { markPicks } from './picks';
import { countTicks } from './ticks';
import type { LearnerResponse, Mark } from './types';

/** With options the learner commits before speaking: a wrong pick is wrong whatever is ticked. */
export function markScenario(question: ScenarioQuestion, response: LearnerResponse): Mark {
  const picked = response.picked ?? (response.dontKnow === true ? [] : null);
  const machine =
    question.options === undefined || picked === null
      ? null
      : markPicks(question.options, question.select ?? 'one', picked);
  return { kind: 'by-ticks', machine, ticks: countTicks(question, response) };
}
