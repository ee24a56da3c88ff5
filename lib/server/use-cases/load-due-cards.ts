import type { QuestionId, UserId } from '../../base/ids';
import { toDayNumber, type LocalDate } from '../../base/time';
import { rankByUrgency } from '../../queue/backlog';
import type { ReviewCard } from '../../reviews/card-state';
import type { Deps } from '../deps';
import type { StoredReviewCard } from '../store/stores';

/** Half of it from each end of the backlog: what can still be saved is near the new end, what is mostly lost near the old. */
const MOST_LOADED = 300;

export type DueCard = StoredReviewCard & {
  readonly dueDay: number;
  readonly lastReviewDay: number;
  readonly intervalDays: number;
};

/**
 * How many cards are due, and the most urgent of them in order. A backlog of up to 300 is ranked whole; of a longer one the
 * 150 that have waited longest and the 150 that fell due last.
 */
export async function loadDueCards(
  { stores }: Deps,
  userId: UserId,
  today: LocalDate,
  availability: { readonly includeUnreviewed: boolean },
): Promise<{ readonly dueCount: number; readonly inOrder: Iterable<DueCard> }> {
  const part = { includeUnreviewed: availability.includeUnreviewed, limit: MOST_LOADED / 2 };
  const [dueCount, oldest] = await Promise.all([
    stores.cards.countDue(userId, today, availability),
    stores.cards.loadDue(userId, today, part),
  ]);
  const newest = dueCount > oldest.length ? await stores.cards.loadDue(userId, today, { ...part, from: 'newest' }) : [];
  const loaded = new Map<QuestionId, ReviewCard>(
    [...oldest, ...newest].map(({ questionId, state }) => [questionId, state]),
  );
  return { dueCount, inOrder: rankByUrgency(toDueCards(loaded, today), toDayNumber(today)).inOrder };
}

/** Cards graded today are done for today, although a changed text may have made them due again. */
function toDueCards(states: ReadonlyMap<QuestionId, ReviewCard>, today: LocalDate): readonly DueCard[] {
  return [...states]
    .filter(([, state]) => state.lastReviewDay !== today)
    .map(([questionId, state]) => ({
      questionId,
      state,
      dueDay: toDayNumber(state.dueOn),
      lastReviewDay: toDayNumber(state.lastReviewDay),
      intervalDays: state.scheduler.intervalDays,
    }));
}
