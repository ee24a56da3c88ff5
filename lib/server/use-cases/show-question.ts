import { err, ok, type Result } from '../../base/result';
import { studyDay, type LocalDate, type TimeZone } from '../../base/time';
import type { Actor } from '../../policy/actor';
import { authorize } from '../../policy/authorized';
import { learnerToday } from '../../queue/learner-today';
import type { Question } from '../../questions/schema';
import type { Locale, LoggedEvent } from '../../reviews/events';
import { newCard } from '../../reviews/fold';
import { findUndos } from '../../reviews/undo';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import { schedulesUnreviewed, zoneFor } from './load-day';
import { loadLearner } from './load-learner';
import { questionLocaleOf, titleIn } from './question-locale';
import type { PastAnswer, QuestionView } from './view-models';

export type QuestionInput = {
  readonly pack: string;
  readonly slug: string;
  readonly timeZone: TimeZone | null;
  readonly interfaceLocale: Locale | null;
};

/**
 * One question to read: whole, with the learner's own history. A slug that the question had before finds it too (the view
 * names the present one). Questions that wait for a second reader look like missing ones, unless the learner drills them.
 */
export async function showQuestion(
  deps: Deps,
  actor: Actor,
  input: QuestionInput,
): Promise<Result<QuestionView, Problem>> {
  const shared = authorize(actor, 'read-library', { userId: null });
  if (!shared.ok) return shared;
  const learner = await loadLearner(deps, actor, 'read-reviews');
  if (!learner.ok) return learner;
  const { content, cards, reviews } = deps.stores;
  const head = await content.findBySlug(input.pack, input.slug);
  if (head === null) return err({ code: 'not-found' });
  const [revisions, states, logs, topics, latestDay] = await Promise.all([
    content.loadCurrent([head.id]),
    cards.loadMany(learner.value.id, [head.id]),
    reviews.loadLogs(learner.value.id, [head.id]),
    content.loadTopics(),
    reviews.latestDay(learner.value.id),
  ]);
  const revision = revisions.get(head.id);
  const log = logs.get(head.id) ?? [];
  const isReadable = head.status !== 'review' || schedulesUnreviewed(actor, learner.value) || log.length > 0;
  if (revision === undefined || !isReadable) return err({ code: 'not-found' });
  const locale = questionLocaleOf(learner.value.settings, input.interfaceLocale);
  const [rendered, contrasts] = await Promise.all([
    deps.renderQuestions([revision], locale),
    content.loadHeads(head.contrastsWith),
  ]);
  const words = rendered.get(head.id);
  if (words === undefined) return err({ code: 'not-found' });
  const topic = topics.find((one) => one.pack === head.pack && one.id === head.topic);
  return ok({
    today: learnerToday(deps.now(), zoneFor(learner.value, input), latestDay),
    item: {
      questionId: head.id,
      rev: revision.rev,
      locale: words.locale,
      pack: head.pack,
      topic: head.topic,
      topicTitle: topic === undefined ? head.topic : titleIn(topic.titles, locale).title,
      slug: head.slug,
      question: revision.question,
      programs: revision.programs,
      rendered: words,
    },
    state: states.get(head.id) ?? newCard,
    history: historyOf(log, revision.question),
    contrasts: [...contrasts.values()]
      .filter((other) => other.status === 'active')
      .map((other) => ({ pack: other.pack, slug: other.slug, ...titleIn(other.titles, locale) })),
  });
}

/** What the learner answered, oldest first; undone answers are not part of it. */
function historyOf(log: readonly LoggedEvent[], question: Question): readonly PastAnswer[] {
  const { undone } = findUndos(log);
  let gradedOn: LocalDate | null = null;
  return log.flatMap((event): readonly PastAnswer[] => {
    if (event.kind === 'reset' && !undone.has(event.id)) gradedOn = null;
    if (event.kind !== 'answered' || undone.has(event.id)) return [];
    const own = studyDay(event.occurredAt, event.timeZone);
    const day: LocalDate = gradedOn !== null && own < gradedOn ? gradedOn : own;
    const drill = day === gradedOn;
    gradedOn = day;
    const { ticked } = event.response;
    return [
      {
        day,
        quality: event.quality,
        confidence: event.confidence,
        locale: event.locale,
        drill,
        ticked: Array.isArray(ticked) ? ticked.length : null,
        keyPoints: 'keyPoints' in question ? question.keyPoints.length : 0,
      },
    ];
  });
}
