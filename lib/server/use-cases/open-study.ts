import { ok, type Result } from '../../base/result';
import type { TimeZone } from '../../base/time';
import type { StudyReply, StudySummary } from '../../api/study';
import type { Actor } from '../../policy/actor';
import type { Locale } from '../../reviews/events';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import { loadDay, type Day } from './load-day';
import { loadLearner } from './load-learner';
import { makeStudyItems } from './make-study-items';
import { questionLocaleOf } from './question-locale';

export type OpenStudyInput = {
  /** At most so many questions, whole; the summary counts all of today's. */
  readonly limit: number;
  readonly extra?: number;
  /** The device's zone and the interface's language, where the caller knows them. */
  readonly timeZone?: TimeZone | null;
  readonly interfaceLocale?: Locale | null;
};

/** Today's questions, whole: what GET /api/study answers. */
export async function openStudy(deps: Deps, actor: Actor, input: OpenStudyInput): Promise<Result<StudyReply, Problem>> {
  const learner = await loadLearner(deps, actor, 'study');
  if (!learner.ok) return learner;
  const { timeZone = null, extra = 0, interfaceLocale = null } = input;
  const day = await loadDay(deps, actor, learner.value, { extra, timeZone });
  const locale = questionLocaleOf(learner.value.settings, interfaceLocale);
  return ok({
    today: day.today,
    epoch: await deps.stores.instance.epoch(),
    items: await makeStudyItems(deps, learner.value, day, day.queue.items.slice(0, input.limit), locale),
    summary: summaryOf(day),
  });
}

export function summaryOf(day: Day): StudySummary {
  return {
    questions: day.queue.items.length,
    expectedSeconds: day.queue.expectedSeconds,
    waiting: day.queue.waiting,
    minutesToday: Math.round(day.budgetSeconds / 60),
    secondsSpentToday: day.spentSeconds,
    newToday: day.queue.items.filter((item) => item.kind === 'new').length,
  };
}
