import { ok, type Result } from '../../base/result';
import { daysBetween, type TimeZone } from '../../base/time';
import { minutesOn } from '../../queue/limits';
import type { Actor } from '../../policy/actor';
import type { Locale } from '../../reviews/events';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import { loadDay } from './load-day';
import { loadDaysAhead } from './load-days-ahead';
import { loadLearner } from './load-learner';
import { summaryOf } from './open-study';
import { questionLocaleOf, titleIn } from './question-locale';
import type { TodayView } from './view-models';

/** How far the page looks for the next day on which anything comes back. */
const DAYS_SEARCHED = 60;
const DAYS_SHOWN = 6;

/** What Today says before a session. */
export async function showToday(
  deps: Deps,
  actor: Actor,
  input: { readonly timeZone: TimeZone | null; readonly interfaceLocale: Locale | null },
): Promise<Result<TodayView, Problem>> {
  const learner = await loadLearner(deps, actor, 'study');
  if (!learner.ok) return learner;
  const day = await loadDay(deps, actor, learner.value, { extra: 0, timeZone: input.timeZone });
  const locale = questionLocaleOf(learner.value.settings, input.interfaceLocale);
  const [topics, ahead, seen] = await Promise.all([
    deps.stores.content.loadTopics(),
    loadDaysAhead(deps, actor, learner.value, { today: day.today, days: DAYS_SEARCHED, expected: day.expected }),
    deps.stores.cards.countSeen(learner.value.id),
  ]);
  const titles = new Map(topics.map((topic) => [`${topic.pack}/${topic.id}`, titleIn(topic.titles, locale).title]));
  const summary = summaryOf(day);
  const today = {
    day: day.today,
    questions: summary.questions,
    expectedSeconds: summary.expectedSeconds,
    off: minutesOn(learner.value.settings, day.today) === 0,
  };
  return ok({
    today: day.today,
    items: day.queue.items.map((item) => {
      const head = day.heads.get(item.questionId);
      return { ...item, topicTitle: titles.get(`${head?.pack ?? ''}/${item.topic}`) ?? item.topic };
    }),
    summary,
    load: [today, ...ahead.slice(0, DAYS_SHOWN)],
    answeredToday: day.answeredToday,
    nextDueOn: ahead.find((one) => one.questions > 0)?.day ?? null,
    seen,
    daysAway: day.latestDay === null ? null : Math.max(0, daysBetween(day.latestDay, day.today) - 1),
  });
}
