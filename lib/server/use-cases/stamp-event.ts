import type { DeviceId, EventId, QuestionId } from '../../base/ids';
import { isTimeZone, type Instant, type TimeZone } from '../../base/time';
import type { ReviewEvent } from '../../reviews/events';
import type { Quality } from '../../scheduler/types';
import type { Learner } from '../store/stores';
import type { ReceivedEvent } from './read-client-events';

/**
 * A received event as it is stored: owner, time of arrival and zone filled in, the client's clock clamped to
 * [account creation, now] (scheduling.md, "Clamping"). The client's own stamp is kept beside it.
 * @param proposedQuality what the server's own grading of the response proposes; null for events that are no answers
 */
export function stampEvent(
  { event, payloadHash }: ReceivedEvent,
  learner: Learner,
  receivedAt: Instant,
  proposedQuality: Quality | null,
): ReviewEvent {
  const common = {
    id: event.id,
    userId: learner.id,
    questionId: event.questionId as QuestionId,
    questionRev: event.questionRev,
    timeZone: event.timeZone ?? zoneOf(learner),
    occurredAt: Math.min(Math.max(event.occurredAt, learner.createdAt), receivedAt) as Instant,
    clientOccurredAt: event.occurredAt,
    receivedAt,
    deviceId: event.deviceId as DeviceId,
    deviceSeq: event.deviceSeq,
    payloadHash,
    locale: event.locale,
  };
  switch (event.kind) {
    case 'answered':
      return {
        ...common,
        kind: 'answered',
        quality: event.quality,
        proposedQuality,
        response: event.response ?? {},
        confidence: event.confidence ?? null,
        durationMs: event.durationMs,
      };
    case 'undone':
      return { ...common, kind: 'undone', targetEventId: event.targetEventId satisfies EventId };
    case 'suspended':
    case 'resumed':
    case 'reset':
      return { ...common, kind: event.kind };
  }
}

/** The zone that counts for a learner when nothing newer is known. */
export function zoneOf(learner: Learner): TimeZone {
  const { timeZone } = learner.settings;
  if (timeZone !== 'device' && isTimeZone(timeZone)) return timeZone;
  return learner.lastTimeZone ?? ('UTC' as TimeZone);
}
