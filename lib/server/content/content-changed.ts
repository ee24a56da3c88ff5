import { canonicalJson } from '../../base/canonical-json';
import { uuidV8FromHash } from '../../base/ids';
import type { DeviceId, QuestionId, UserId } from '../../base/ids';
import type { Instant, TimeZone } from '../../base/time';
import { schedulerConfigOf } from '../../learner/scheduler-config';
import { sha256Bytes, sha256Hex } from '../../questions/content-hash';
import { applyNewest, foldCard } from '../../reviews/fold';
import type { ContentChanged } from '../../reviews/events';
import type { Learner, QuestionWrite, Stores } from '../store/stores';

type LearnerEvents = QuestionWrite['learnerEvents'];

/**
 * One `content-changed` event, and the card that follows from it, for every learner who has answered the question. The event's id
 * follows from learner, question and revision, so an import done twice asks nobody twice.
 */
export async function contentChangedEvents(
  stores: Stores,
  questionId: QuestionId,
  rev: number,
  now: Instant,
): Promise<LearnerEvents> {
  const events: LearnerEvents[number][] = [];
  for (const userId of await stores.content.learnersOf(questionId)) {
    const learner = await stores.learners.load(userId);
    const state = (await stores.cards.loadMany(userId, [questionId])).get(questionId);
    if (learner === null || state?.kind !== 'review') continue;
    const config = schedulerConfigOf(learner.settings);
    const event = contentChanged(userId, questionId, rev, now, zoneOf(learner));
    const after = applyNewest(state, event, config) ?? foldCard(await withLog(stores, event), config);
    events.push({ userId, event, card: { questionId, basedOn: state.eventCount, state: after } });
  }
  return events;
}

async function withLog(stores: Stores, event: ContentChanged): Promise<Parameters<typeof foldCard>[0]> {
  const logs = await stores.reviews.loadLogs(event.userId, [event.questionId]);
  return [...(logs.get(event.questionId) ?? []), event];
}

function contentChanged(
  userId: UserId,
  questionId: QuestionId,
  questionRev: number,
  now: Instant,
  timeZone: TimeZone,
): ContentChanged {
  const subject = canonicalJson({ kind: 'content-changed', userId, questionId, questionRev });
  return {
    id: uuidV8FromHash(sha256Bytes(subject)),
    kind: 'content-changed',
    userId,
    questionId,
    questionRev,
    timeZone,
    occurredAt: now,
    clientOccurredAt: now,
    receivedAt: now,
    deviceId: 'server' as DeviceId,
    deviceSeq: 0,
    payloadHash: sha256Hex(subject),
  };
}

function zoneOf({ settings, lastTimeZone }: Learner): TimeZone {
  return settings.timeZone === 'device' ? (lastTimeZone ?? ('UTC' as TimeZone)) : settings.timeZone;
}
