import type { DeviceId, EventId, QuestionId, UserId } from '@/lib/base/ids';
import type { Instant, TimeZone } from '@/lib/base/time';
import type { Answered, ContentChanged, Reset, Resumed, Suspended, Undone } from '@/lib/reviews/events';
import type { Quality } from '@/lib/scheduler/types';

/** Builders that say only what matters to the test. Day 0 is 2026-03-02, a Monday; noon UTC unless told otherwise. */
const DAY_ZERO = Date.UTC(2026, 2, 2, 12);

const aUser = 'u-1' as UserId;
const aQuestion = 'q-0123456789' as QuestionId;

export type When = {
  readonly day?: number;
  readonly at?: string | number;
  readonly zone?: string;
  readonly n?: number;
  readonly rev?: number;
  readonly question?: QuestionId;
  readonly user?: UserId;
};

/** The id of the n-th event: in the order of n, like the ids of one device. */
export function eventId(n: number): EventId {
  return `01950000-0000-7${(n >> 12).toString(16).padStart(3, '0')}-8000-${(n & 0xfff).toString(16).padStart(12, '0')}` as EventId;
}

function instantOf(when: When): Instant {
  if (typeof when.at === 'string') return Date.parse(when.at) as Instant;
  return (when.at ?? DAY_ZERO + (when.day ?? 0) * 86_400_000) as Instant;
}

let made = 0;

function common(when: When) {
  const occurredAt = instantOf(when);
  made += 1;
  const n = when.n ?? made;
  return {
    id: eventId(n),
    userId: when.user ?? aUser,
    questionId: when.question ?? aQuestion,
    questionRev: when.rev ?? 1,
    timeZone: (when.zone ?? 'UTC') as TimeZone,
    occurredAt,
    clientOccurredAt: occurredAt,
    receivedAt: occurredAt,
    deviceId: 'device-1' as DeviceId,
    deviceSeq: n,
    payloadHash: 'f'.repeat(64),
  };
}

export function answered(quality: Quality, when: When = {}): Answered {
  return {
    ...common(when),
    kind: 'answered',
    locale: 'en',
    quality,
    proposedQuality: null,
    response: {},
    confidence: null,
    durationMs: 20_000,
  };
}

export function undone(targetEventId: EventId, when: When = {}): Undone {
  return { ...common(when), kind: 'undone', locale: 'en', targetEventId };
}

export function suspended(when: When = {}): Suspended {
  return { ...common(when), kind: 'suspended', locale: 'en' };
}

export function resumed(when: When = {}): Resumed {
  return { ...common(when), kind: 'resumed', locale: 'en' };
}

export function reset(when: When = {}): Reset {
  return { ...common(when), kind: 'reset', locale: 'en' };
}

export function contentChanged(rev: number, when: When = {}): ContentChanged {
  return { ...common({ ...when, rev }), kind: 'content-changed' };
}
