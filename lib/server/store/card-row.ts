import { z } from 'zod';
import type { EventId, QuestionId, UserId } from '../../base/ids';
import type { Instant, LocalDate } from '../../base/time';
import type { CardState, ReviewCard } from '../../reviews/card-state';
import type { Quality } from '../../scheduler/types';
import type { Card } from '../db/generated/sqlite/client';
import type { QuestionHead } from './stores';

/** Columns that queries use stand beside the whole state, which is JSON. */
export function toCardRow(
  userId: UserId,
  questionId: QuestionId,
  status: QuestionHead['status'],
  state: CardState,
): Card {
  return {
    userId,
    questionId,
    kind: state.kind,
    suspended: state.suspended,
    questionStatus: status,
    dueOn: state.kind === 'review' ? state.dueOn : null,
    lastReviewDay: state.kind === 'review' ? state.lastReviewDay : null,
    eventCount: state.eventCount,
    stateJson: JSON.stringify(state),
  };
}

const count = z.number().int().min(0);
const instant = z
  .number()
  .int()
  .transform((value) => value as Instant);
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((value) => value as LocalDate);
const eventId = z.string().transform((value) => value as EventId);
const quality: z.ZodType<Quality> = z.literal([0, 1, 2, 3, 4, 5]);

const newCard = z.object({
  kind: z.literal('new'),
  suspended: z.boolean(),
  lastEventId: eventId.nullable(),
  lastEventAt: instant.nullable(),
  eventCount: count,
  undoWaits: z.boolean(),
});

const reviewCard = z.object({
  kind: z.literal('review'),
  scheduler: z.object({ kind: z.literal('sm2'), repetitions: count, intervalDays: count, easeHundredths: count }),
  dueOn: date,
  lastReviewDay: date,
  gradedCount: count,
  lapses: count,
  leechAt: count.nullable(),
  suspended: z.boolean(),
  changedAtRev: count.nullable(),
  lastDay: z.object({ gradedQuality: quality, drills: count, drillPassed: z.boolean(), lastAnsweredAt: instant }),
  lastEventId: eventId,
  lastEventAt: instant,
  eventCount: count,
  undoWaits: z.boolean(),
});

/** @throws ZodError when the stored state is of a shape that this version does not know; `npm run cards:rebuild` makes it anew */
export function fromCardRow(row: Pick<Card, 'kind' | 'stateJson'>): CardState {
  const json: unknown = JSON.parse(row.stateJson);
  return row.kind === 'new' ? newCard.parse(json) : reviewCard.parse(json);
}

export function fromReviewCardRow(row: Pick<Card, 'stateJson'>): ReviewCard {
  const json: unknown = JSON.parse(row.stateJson);
  return reviewCard.parse(json);
}
