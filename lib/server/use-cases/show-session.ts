import { ok, type Result } from '../../base/result';
import type { Actor } from '../../policy/actor';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import { loadDay } from './load-day';
import { loadDaysAhead } from './load-days-ahead';
import { loadLearner } from './load-learner';
import { makeStudyItems } from './make-study-items';
import { summaryOf, type OpenStudyInput } from './open-study';
import { questionLocaleOf } from './question-locale';
import type { SessionView } from './view-models';

/** What the review page needs at once: the questions, whole, and what tomorrow holds without them. */
export async function showSession(
  deps: Deps,
  actor: Actor,
  input: OpenStudyInput,
): Promise<Result<SessionView, Problem>> {
  const learner = await loadLearner(deps, actor, 'study');
  if (!learner.ok) return learner;
  const { timeZone = null, extra = 0, interfaceLocale = null } = input;
  const day = await loadDay(deps, actor, learner.value, { extra, timeZone });
  const locale = questionLocaleOf(learner.value.settings, interfaceLocale);
  const [items, [tomorrow], epoch] = await Promise.all([
    makeStudyItems(deps, learner.value, day, day.queue.items.slice(0, input.limit), locale),
    loadDaysAhead(deps, actor, learner.value, { today: day.today, days: 1, expected: day.expected }),
    deps.stores.instance.epoch(),
  ]);
  if (tomorrow === undefined) throw new Error('A day has no day after it');
  return ok({
    today: day.today,
    epoch,
    items,
    summary: summaryOf(day),
    tomorrow,
    timeZone: learner.value.settings.timeZone,
  });
}
