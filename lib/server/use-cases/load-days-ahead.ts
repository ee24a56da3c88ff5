import { addDays, type LocalDate } from '../../base/time';
import { minutesOn } from '../../queue/limits';
import type { ExpectedSeconds } from '../../queue/expected-seconds';
import type { Actor } from '../../policy/actor';
import type { Deps } from '../deps';
import type { Learner } from '../store/stores';
import { schedulesUnreviewed } from './load-day';
import type { DayLoad } from './view-models';

/** At the end of its interval a card is still known nine times out of ten. */
const RECALL_WHEN_DUE = 0.9;

/** What comes back on the days after today, as things stand now; questions not met yet are not in it. */
export async function loadDaysAhead(
  deps: Deps,
  actor: Actor,
  learner: Learner,
  { today, days, expected }: { readonly today: LocalDate; readonly days: number; readonly expected: ExpectedSeconds },
): Promise<readonly DayLoad[]> {
  const counts = await deps.stores.cards.countByDueDay(learner.id, addDays(today, 1), addDays(today, days), {
    includeUnreviewed: schedulesUnreviewed(actor, learner),
  });
  return Array.from({ length: days }, (_day, index) => {
    const day = addDays(today, index + 1);
    const questions = counts.get(day) ?? 0;
    return {
      day,
      questions,
      expectedSeconds: Math.round(questions * expected.forReview('', RECALL_WHEN_DUE)),
      off: minutesOn(learner.settings, day) === 0,
    };
  });
}
