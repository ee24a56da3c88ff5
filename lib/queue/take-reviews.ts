import { toDayNumber } from '../base/time';
import { predictedRecall } from '../scheduler/recall';
import { rankByUrgency } from './backlog';
import type { PlacedToday } from './bury-related';
import type { MinutesLeft } from './minutes-left';
import type { QueueCard, QueueInput } from './types';

export type Taken<T> = { readonly question: T; readonly seconds: number };

export type TakenReviews = {
  readonly now: readonly Taken<QueueCard>[];
  /** Overdue, but something related comes before them. */
  readonly endOfDay: readonly Taken<QueueCard>[];
  readonly waiting: number;
  /** Whether everything due fits into today's rest and the next day's minutes. */
  readonly fitInTwoDays: boolean;
};

/** Due reviews by urgency until the first that does not fit. One that is due only today gives way to a related one until tomorrow. */
export function takeReviews(input: QueueInput, minutes: MinutesLeft, placed: PlacedToday): TakenReviews {
  const today = toDayNumber(input.today);
  const twoDays = minutes.seconds + input.limits.nextBudgetSeconds;
  const now: Taken<QueueCard>[] = [];
  const endOfDay: Taken<QueueCard>[] = [];
  const { dueCount, inOrder } = rankByUrgency(input.cards, today);
  let dueSeconds = input.furtherDue * input.expected.forReview('', 1);
  let isFull = false;
  for (const question of inOrder) {
    const recall = predictedRecall(today - question.lastReviewDay, question.intervalDays);
    const seconds = input.expected.forReview(question.questionType, recall);
    dueSeconds += seconds;
    if (isFull) {
      if (dueSeconds > twoDays) break;
      continue;
    }
    const givesWay = placed.hasRelated(question);
    if (givesWay && question.dueDay === today) continue;
    isFull = !minutes.take(seconds);
    if (isFull) continue;
    placed.place(question);
    (givesWay ? endOfDay : now).push({ question, seconds });
  }
  return {
    now,
    endOfDay,
    waiting: dueCount + input.furtherDue - now.length - endOfDay.length,
    fitInTwoDays: dueSeconds <= twoDays,
  };
}
