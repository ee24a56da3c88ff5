import type { DeviceId, EventId, QuestionId, UserId } from '../base/ids';
import type { Instant, TimeZone } from '../base/time';
import type { Quality } from '../scheduler/types';

export type Locale = 'en' | 'zh-CN';
export type Confidence = 'guess' | 'fairly' | 'sure';

/** Fields that every stored event has. */
type Common = {
  readonly id: EventId;
  readonly userId: UserId;
  readonly questionId: QuestionId;
  /** The revision that was on screen. */
  readonly questionRev: number;
  /** The learner's zone when it happened; it decides the study day for ever. */
  readonly timeZone: TimeZone;
  /** The client's clock, clamped by the server to [account creation, receivedAt]. */
  readonly occurredAt: Instant;
  /** As sent. */
  readonly clientOccurredAt: Instant;
  readonly receivedAt: Instant;
  readonly deviceId: DeviceId;
  readonly deviceSeq: number;
  /** SHA-256 in hex of the payload as the client sent it, canonical JSON. */
  readonly payloadHash: string;
};

/** What the learner did with the question (question-format.md §6); validated when stored and when read. */
export type StoredResponse = Readonly<Record<string, unknown>>;

export type Answered = Common & {
  readonly kind: 'answered';
  readonly locale: Locale;
  readonly quality: Quality;
  /** Made by the server from the response; null if there was nothing to propose. */
  readonly proposedQuality: Quality | null;
  readonly response: StoredResponse;
  readonly confidence: Confidence | null;
  readonly durationMs: number;
};
export type Undone = Common & { readonly kind: 'undone'; readonly locale: Locale; readonly targetEventId: EventId };
export type Suspended = Common & { readonly kind: 'suspended'; readonly locale: Locale };
export type Resumed = Common & { readonly kind: 'resumed'; readonly locale: Locale };
export type Reset = Common & { readonly kind: 'reset'; readonly locale: Locale };
/** Made by the import of a revision with `change: meaning`; holds for every locale. */
export type ContentChanged = Common & { readonly kind: 'content-changed' };

export type ReviewEvent = Answered | Undone | Suspended | Resumed | Reset | ContentChanged;
export type ReviewEventKind = ReviewEvent['kind'];

/** An event with its place in the user's log: the cursor of GET /api/reviews?after=. */
export type LoggedEvent = ReviewEvent & { readonly seq: number };

/** The total order of the log: (occurredAt, id). Never the order of arrival. */
export function compareEvents(
  a: Pick<ReviewEvent, 'occurredAt' | 'id'>,
  b: Pick<ReviewEvent, 'occurredAt' | 'id'>,
): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt - b.occurredAt;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
