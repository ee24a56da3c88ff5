import { toDayNumber, type LocalDate } from '../../base/time';
import type { QuestionId, UserId } from '../../base/ids';
import { rankByUrgency } from '../../queue/backlog';
import { LEAST_SECONDS } from '../../queue/expected-seconds';
import type { ReviewCard } from '../../reviews/card-state';
import type { Deps } from '../deps';
import type { StoredReviewCard } from '../store/stores';

/** Half of it from each end of the backlog: what can still be saved is near the new end, what is mostly lost near the old. */
const MOST_LOADED = 400;
/** Some are left out because a related question comes before them. */
const GIVING_WAY = 20;

export type DueCard = StoredReviewCard & {
  readonly dueDay: number;
  readonly lastReviewDay: number;
  readonly intervalDays: number;
};

/**
 * The due cards that the day's minutes could hold, most urgent first, and how many are due in all. A backlog of up to 400 is
 * ranked whole; of a longer one the 200 that have waited longest and the 200 that fell due last.
 */
export async function loadDueCards(
  { stores }: Deps,
  userId: UserId,
  today: LocalDate,
  options: {
    readonly includeUnreviewed: boolean;
    readonly extra: number;
    readonly budgetSeconds: number;
  },
): Promise<{ readonly cards: readonly DueCard[]; readonly dueCount: number }> {
  const availability = { includeUnreviewed: options.includeUnreviewed };
  const part = { ...availability, limit: MOST_LOADED / 2 };
  const [dueCount, oldest] = await Promise.all([
    stores.cards.countDue(userId, today, availability),
    stores.cards.loadDue(userId, today, part),
  ]);
  const newest = dueCount > oldest.length ? await stores.cards.loadDue(userId, today, { ...part, from: 'newest' }) : [];
  const loaded = new Map<QuestionId, ReviewCard>(
    [...oldest, ...newest].map(({ questionId, state }) => [questionId, state]),
  );
  const enough = Math.ceil(options.budgetSeconds / LEAST_SECONDS) + GIVING_WAY + options.extra;
  return { dueCount, cards: mostUrgent(loaded, today, enough) };
}

/** Cards graded today are done for today, although a changed text may have made them due again. */
function mostUrgent(loaded: ReadonlyMap<QuestionId, ReviewCard>, today: LocalDate, enough: number): readonly DueCard[] {
  const cards = [...loaded].flatMap(([questionId, state]): readonly DueCard[] =>
    state.lastReviewDay === today
      ? []
      : [
          {
            questionId,
            state,
            dueDay: toDayNumber(state.dueOn),
            lastReviewDay: toDayNumber(state.lastReviewDay),
            intervalDays: state.scheduler.intervalDays,
          },
        ],
  );
  const urgent: DueCard[] = [];
  for (const card of rankByUrgency(cards, toDayNumber(today)).inOrder) {
    if (urgent.length >= enough) break;
    urgent.push(card);
  }
  return urgent;
}
