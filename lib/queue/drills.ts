import type { LocalDate } from '../base/time';
import type { ReviewCard } from '../reviews/card-state';
import { repeatToday } from '../scheduler/sm2';

/** After so many the card is only marked "tomorrow": a drill must not become a treadmill. */
export const MOST_DRILLS_A_DAY = 4;

/** SM-2, step 7: graded below four today, and no drill answer of four or more since. */
export function isDrillReady(card: ReviewCard, today: LocalDate): boolean {
  return (
    card.lastReviewDay === today &&
    !card.suspended &&
    repeatToday(card.lastDay.gradedQuality) &&
    !card.lastDay.drillPassed &&
    card.lastDay.drills < MOST_DRILLS_A_DAY
  );
}

/** The least recently shown first, so that no card comes twice in a row while another one is left. */
export function readyDrills<T extends { readonly questionId: string; readonly state: ReviewCard }>(
  cards: readonly T[],
  today: LocalDate,
): readonly T[] {
  return cards
    .filter(({ state }) => isDrillReady(state, today))
    .sort(
      (a, b) =>
        a.state.lastDay.lastAnsweredAt - b.state.lastDay.lastAnsweredAt || (a.questionId < b.questionId ? -1 : 1),
    );
}
