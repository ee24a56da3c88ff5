import type { LocalDate } from '../base/time';
import { outcomeOf, type GradedCard } from './outcome';
import type { Outcome, Quality, SchedulerConfig } from './types';

/**
 * What each quality would store today: a button shows the outcome of the quality it stores.
 * @param card null when it has never been graded
 */
export function preview(
  card: GradedCard | null,
  context: { readonly cardId: string; readonly today: LocalDate; readonly config: SchedulerConfig },
): Readonly<Record<Quality, Outcome>> {
  const outcome = (quality: Quality): Outcome =>
    outcomeOf(card, { cardId: context.cardId, quality, day: context.today }, context.config);
  return { 0: outcome(0), 1: outcome(1), 2: outcome(2), 3: outcome(3), 4: outcome(4), 5: outcome(5) };
}
