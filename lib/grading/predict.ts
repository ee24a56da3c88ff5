import type { PredictQuestion } from '../questions/schema';
import { acceptedOutputs } from './accepted-outputs';
import { diffOutput } from './output-diff';
import { markPicks } from './picks';
import { countTicks } from './ticks';
import type { LearnerResponse, MachineMark, Mark } from './types';

/** What a program prints: an option, the typed output, or that it varies or never ends. */
export function markPredict(question: PredictQuestion, response: LearnerResponse, pythonVersion?: string): Mark {
  return {
    kind: 'by-machine',
    machine: markPrediction(question, response, pythonVersion),
    reasons: question.keyPoints === undefined ? null : countTicks(question, response),
    twoOptions: question.options?.length === 2,
  };
}

function markPrediction(
  question: PredictQuestion,
  response: LearnerResponse,
  pythonVersion?: string,
): MachineMark | null {
  const accepted = acceptedOutputs(question, pythonVersion);
  if (response.outcome !== undefined) {
    const right = accepted[response.outcome];
    return { right, score: right ? 1 : 0, missed: [], empty: false };
  }
  const dontKnow = response.dontKnow === true;
  if (question.options !== undefined) {
    const picked = response.picked ?? (dontKnow ? [] : null);
    return picked === null ? null : markPicks(question.options, question.select ?? 'one', picked);
  }
  const text = response.text ?? (dontKnow ? '' : null);
  if (text === null) return null;
  const score = Math.max(0, ...accepted.outputs.map((output) => diffOutput(text, output).score));
  const right = score === 1;
  return { right, score, missed: [], empty: !right && text.trim() === '' };
}
