import { addDays, weekday, type LocalDate } from '../base/time';
import type { ReviewCard } from '../reviews/card-state';
import type { DayLimits } from './types';

export type StudyLimits = {
  /** For each weekday, Monday first; 0 is a day off. */
  readonly minutesPerDay: readonly number[];
  readonly newPerDay: number;
};

/**
 * Minutes are the limit that counts, the number of new questions is the second one. Both are derived from today's log, so an
 * undo gives back what the answer took.
 * @param reviewedToday cards whose last graded answer fell on today
 */
export function dayLimits(
  limits: StudyLimits,
  today: LocalDate,
  spentSeconds: number,
  reviewedToday: readonly ReviewCard[],
): DayLimits {
  return {
    budgetSeconds: minutesOn(limits, today) * 60,
    spentSeconds,
    nextBudgetSeconds: nextMinutes(limits, today) * 60,
    newLeft: Math.max(0, limits.newPerDay - reviewedToday.filter(({ gradedCount }) => gradedCount === 1).length),
  };
}

export function minutesOn({ minutesPerDay }: StudyLimits, day: LocalDate): number {
  return minutesPerDay[weekday(day)] ?? 0;
}

/** Minutes of the next day that is not a day off. */
function nextMinutes(limits: StudyLimits, today: LocalDate): number {
  const week = [1, 2, 3, 4, 5, 6, 7].map((days) => minutesOn(limits, addDays(today, days)));
  return week.find((minutes) => minutes > 0) ?? 0;
}
