import type { StudyItem } from '../api/study';
import type { EventId } from '../base/ids';
import type { LearnerResponse } from '../grading/types';
import type { Quality } from '../scheduler/types';
import type { EventDraft } from './outbox';
import type { Attempt, GivenAnswer } from './review-session';

export type Circumstances = {
  readonly id: EventId;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** IANA; null leaves it to the profile. */
  readonly timeZone: string | null;
};

/** The event of one answer. Notes stay on the device. */
export function answeredEvent(
  item: StudyItem,
  attempt: Attempt,
  quality: Quality,
  circumstances: Circumstances,
): EventDraft {
  return {
    ...common(item, circumstances),
    kind: 'answered',
    quality,
    response: attempt.response,
    durationMs: Math.round(attempt.thinkingMs),
    ...(attempt.confidence === null ? {} : { confidence: attempt.confidence }),
  };
}

/** The event that takes an answer back. */
export function undoneEvent(item: StudyItem, answer: GivenAnswer, circumstances: Circumstances): EventDraft {
  return { ...common(item, circumstances), kind: 'undone', targetEventId: answer.eventId };
}

function common(item: StudyItem, { id, at, timeZone }: Circumstances) {
  return {
    id,
    questionId: item.questionId,
    questionRev: item.rev,
    locale: item.locale,
    occurredAt: new Date(at).toISOString(),
    ...(timeZone === null ? {} : { timeZone }),
  };
}

/**
 * The response as it is checked: where the machine looks for an answer and there is none, it is an empty one, which is not
 * the same as an answer given in the head (question-format.md §6).
 */
export function checkedResponse(item: StudyItem, response: LearnerResponse): LearnerResponse {
  const { question } = item;
  if (response.dontKnow === true) return response;
  if (question.type === 'spot-bug') return response.marks === undefined ? { ...response, marks: [] } : response;
  if (question.type === 'choice' || (question.type === 'scenario' && question.options !== undefined)) {
    return response.picked === undefined ? { ...response, picked: [] } : response;
  }
  if (question.type !== 'predict') return response;
  if (question.options !== undefined) return response.picked === undefined ? { ...response, picked: [] } : response;
  return response.text === undefined && response.outcome === undefined ? { ...response, text: '' } : response;
}
