import type { Confidence } from '../reviews/events';
import type { Quality } from '../scheduler/types';
import type { Graded, LearnerResponse, MachineMark, Mark, Reason, Ticks } from './types';

export type Circumstances = {
  readonly confidence: Confidence | null;
  readonly durationMs: number;
  readonly expectedSeconds: number;
};

/** Time counts up to here: a card left open over lunch is not a slow answer of an hour. */
const LONGEST_DURATION_MS = 600_000;

const AFTER_WRONG: readonly Quality[] = [0, 1, 2];
const AFTER_RIGHT: readonly Quality[] = [3, 4, 5];
const BY_ONESELF: readonly Quality[] = [1, 3, 4, 5];

/** A right answer's quality with the sentence for it. */
type Proposal = { readonly quality: Quality; readonly reason: Reason };

/** Step 2 of question-format.md §6: the first row that fits. Wrong is always below 3, and 5 is never proposed. */
export function propose(mark: Mark, response: LearnerResponse, circumstances: Circumstances): Graded {
  if (response.dontKnow === true) return notKnown(mark, { code: 'dont-know' });
  if (mark.machine?.empty === true) return notKnown(mark, { code: 'empty' });
  if (mark.machine?.right === false) return wrongByMachine(mark.machine, circumstances.confidence);
  return mark.kind === 'by-machine'
    ? proposeByMachine(mark, response, circumstances)
    : proposeByTicks(mark.ticks, response, circumstances);
}

function proposeByMachine(
  mark: Extract<Mark, { kind: 'by-machine' }>,
  response: LearnerResponse,
  circumstances: Circumstances,
): Graded {
  if (mark.machine === null) return open([], { code: 'in-the-head' });
  if (mark.reasons?.any === true) return proposeByTicks(mark.reasons, response, circumstances);
  const skipped = mark.reasons !== null;
  const { quality, reason } = proposeRight(response, circumstances, skipped && mark.twoOptions, null);
  const allowed = skipped ? BY_ONESELF : AFTER_RIGHT;
  return { verdict: 'right', score: 1, missed: [], proposedQuality: quality, allowed, reason };
}

function proposeByTicks(ticks: Ticks, response: LearnerResponse, circumstances: Circumstances): Graded {
  if (!ticks.any) return open(ticks.unticked, { code: 'nothing-ticked' });
  const fault = faultOf(ticks);
  if (fault !== null) {
    const score = ratio(ticks.tickedWeight, ticks.totalWeight);
    const quality = wrongQuality(score, circumstances.confidence);
    const allowed = including(quality);
    return { verdict: 'wrong', score, missed: ticks.unticked, proposedQuality: quality, allowed, reason: fault };
  }
  const { quality, reason } = proposeRight(response, circumstances, false, ticks);
  return { verdict: 'right', score: 1, missed: ticks.unticked, proposedQuality: quality, allowed: BY_ONESELF, reason };
}

/** A must-have that was not said, or a sentence that sinks an answer. */
function faultOf(ticks: Ticks): Reason | null {
  const [keyPoint] = ticks.mustsMissing;
  if (keyPoint !== undefined) return { code: 'must-missing', keyPoint, mustsMissing: ticks.mustsMissing.length };
  const [redFlag] = ticks.redFlags;
  return redFlag === undefined ? null : { code: 'red-flag', redFlag };
}

function proposeRight(
  response: LearnerResponse,
  circumstances: Circumstances,
  halfIsLuck: boolean,
  ticks: Ticks | null,
): Proposal {
  const hints = response.hints ?? 0;
  if (hints > 0) return { quality: 3, reason: { code: 'hint-opened', hints } };
  if (circumstances.confidence === 'guess') return { quality: 3, reason: { code: 'guessed' } };
  if (halfIsLuck) return { quality: 3, reason: { code: 'reasons-skipped' } };
  if (ticks !== null && ticks.tickedWeight * 3 < ticks.totalWeight * 2) {
    return { quality: 3, reason: { code: 'part-of-weight', ...weights(ticks) } };
  }
  const durationMs = Math.min(circumstances.durationMs, LONGEST_DURATION_MS);
  if (response.untimed !== true && durationMs > 2000 * circumstances.expectedSeconds) {
    const seconds = Math.round(durationMs / 1000);
    return { quality: 3, reason: { code: 'slow', seconds, expectedSeconds: circumstances.expectedSeconds } };
  }
  return { quality: 4, reason: ticks === null ? { code: 'right' } : { code: 'right-by-ticks', ...weights(ticks) } };
}

function weights(ticks: Ticks): { tickedWeight: number; totalWeight: number } {
  return { tickedWeight: ticks.tickedWeight, totalWeight: ticks.totalWeight };
}

function wrongByMachine(machine: MachineMark, confidence: Confidence | null): Graded {
  const { score, missed } = machine;
  const proposedQuality = wrongQuality(score, confidence);
  const code = confidence === 'sure' ? 'wrong-sure' : proposedQuality === 2 ? 'wrong-nearly' : 'wrong';
  return { verdict: 'wrong', score, missed, proposedQuality, allowed: AFTER_WRONG, reason: { code, score } };
}

function wrongQuality(score: number, confidence: Confidence | null): 1 | 2 {
  return confidence !== 'sure' && score >= 0.6 ? 2 : 1;
}

/** Not known at all. Only where no machine saw it may the learner still grade otherwise. */
function notKnown(mark: Mark, reason: Reason): Graded {
  const missed = mark.machine?.missed ?? (mark.kind === 'by-ticks' ? mark.ticks.unticked : []);
  const allowed = mark.kind === 'by-ticks' && mark.machine === null ? including(0) : AFTER_WRONG;
  return { verdict: 'wrong', score: 0, missed, proposedQuality: 0, allowed, reason };
}

function open(missed: readonly string[], reason: Reason): Graded {
  return { verdict: 'open', score: 0, missed, proposedQuality: null, allowed: BY_ONESELF, reason };
}

function including(quality: 0 | 1 | 2): readonly Quality[] {
  return BY_ONESELF.includes(quality) ? BY_ONESELF : [...BY_ONESELF, quality].sort((a, b) => a - b);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
