import type { EventId } from '../base/ids';
import type { Instant, LocalDate } from '../base/time';
import type { Quality, SchedulerState } from '../scheduler/types';

/** What happened to a card on the study day of its last graded answer; the drill list is read from it. */
export type LastDay = {
  readonly gradedQuality: Quality;
  /** Answers after the graded one on the same study day. */
  readonly drills: number;
  /** Whether one of them was at least 4. */
  readonly drillPassed: boolean;
  readonly lastAnsweredAt: Instant;
};

/** A card (one question for one learner) as the fold of its log. */
export type CardState = NewCard | ReviewCard;

export type NewCard = {
  readonly kind: 'new';
  readonly suspended: boolean;
  /** The latest event that the fold has seen; null before the first. */
  readonly lastEventId: EventId | null;
  /** Where that event stands in the total order; null before the first. */
  readonly lastEventAt: Instant | null;
  /** How many events the fold has seen, undone ones and undos included. */
  readonly eventCount: number;
  /** Whether the log holds an undo whose target has not arrived yet: only a whole fold can then take the next event. */
  readonly undoWaits: boolean;
};

export type ReviewCard = {
  readonly kind: 'review';
  readonly scheduler: SchedulerState;
  readonly dueOn: LocalDate;
  readonly lastReviewDay: LocalDate;
  /** Graded answers so far; with the card's id it seeds the spread. */
  readonly gradedCount: number;
  /** Graded fails of a card that was in review. */
  readonly lapses: number;
  /** The lapse count at which the card was last marked as a leech. */
  readonly leechAt: number | null;
  readonly suspended: boolean;
  /** The revision of a meaning change that the learner has not answered yet. */
  readonly changedAtRev: number | null;
  readonly lastDay: LastDay;
  readonly lastEventId: EventId;
  readonly lastEventAt: Instant;
  /** How many events the fold has seen, undone ones and undos included. */
  readonly eventCount: number;
  /** Whether the log holds an undo whose target has not arrived yet: only a whole fold can then take the next event. */
  readonly undoWaits: boolean;
};
