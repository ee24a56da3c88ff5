import type { CardState } from '../reviews/card-state';
import type { Confidence, Locale, LoggedEvent, StoredResponse } from '../reviews/events';

/** The JSON of the review API, shared by the server and the browser. Documented in docs/api.md. */
export type ClientEvent = {
  readonly id: string;
  readonly questionId: string;
  readonly questionRev: number;
  readonly locale: Locale;
  /** IANA; the profile's zone is written in if absent. */
  readonly timeZone?: string;
  /** ISO 8601 with zone, for example 2026-11-21T08:15:30.123Z. */
  readonly occurredAt: string;
  readonly deviceId: string;
  readonly deviceSeq: number;
} & (
  | {
      readonly kind: 'answered';
      readonly quality: number;
      readonly response?: StoredResponse;
      readonly confidence?: Confidence;
      readonly durationMs: number;
    }
  | { readonly kind: 'undone'; readonly targetEventId: string }
  | { readonly kind: 'suspended' | 'resumed' | 'reset' }
);

export type RejectionCode = 'invalid' | 'id-conflict' | 'question-unknown' | 'revision-unknown' | 'quality-not-allowed';

export type ReviewResult =
  | { readonly id: string; readonly status: 'stored' | 'duplicate'; readonly state: CardState }
  | {
      /** Null when the item had no readable id; `index` then tells which one it was. */
      readonly id: string | null;
      readonly index: number;
      readonly status: 'rejected';
      readonly code: RejectionCode;
      /** A short English hint for whoever drives the API; never shown to learners as it is. */
      readonly detail?: string;
    };

export type PostReviewsReply = { readonly epoch: string; readonly results: readonly ReviewResult[] };
export type GetReviewsReply = {
  readonly epoch: string;
  readonly events: readonly LoggedEventJson[];
  readonly next: number;
};
/** A stored event with its instants as ISO strings. */
export type LoggedEventJson = InstantsAsText<LoggedEvent>;

/** Kind by kind, so that an answer keeps its quality. */
type InstantsAsText<Event> = Event extends LoggedEvent
  ? Omit<Event, 'occurredAt' | 'clientOccurredAt' | 'receivedAt' | 'userId'> & {
      readonly occurredAt: string;
      readonly clientOccurredAt: string;
      readonly receivedAt: string;
    }
  : never;
