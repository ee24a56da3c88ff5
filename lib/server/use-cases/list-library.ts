import type { QuestionId, TopicId } from '../../base/ids';
import { ok, type Result } from '../../base/result';
import type { TimeZone } from '../../base/time';
import type { Actor } from '../../policy/actor';
import { authorize } from '../../policy/authorized';
import { learnerToday } from '../../queue/learner-today';
import { plainWords } from '../../questions/plain-words';
import type { CardState } from '../../reviews/card-state';
import type { Locale } from '../../reviews/events';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import type { QuestionHead, QuestionRevision } from '../store/stores';
import { schedulesUnreviewed, zoneFor } from './load-day';
import { loadLearner } from './load-learner';
import { questionLocaleOf, titleIn } from './question-locale';
import type { LibraryHit, LibraryView } from './view-models';

const HITS_PER_PAGE = 50;

export type LibraryInput = {
  readonly topic: string | null;
  /** Searched as a substring, folded by NFKC and case. */
  readonly text: string | null;
  readonly timeZone: TimeZone | null;
  readonly interfaceLocale: Locale | null;
};

/** Topics with their numbers of questions, and the questions of one topic or search. Browsing never changes the schedule. */
export async function listLibrary(
  deps: Deps,
  actor: Actor,
  input: LibraryInput,
): Promise<Result<LibraryView, Problem>> {
  const shared = authorize(actor, 'read-library', { userId: null });
  if (!shared.ok) return shared;
  const learner = await loadLearner(deps, actor, 'read-reviews');
  if (!learner.ok) return learner;
  const { content, cards, reviews } = deps.stores;
  const includeUnreviewed = schedulesUnreviewed(actor, learner.value);
  const [topics, counts, latestDay, found] = await Promise.all([
    content.loadTopics(),
    content.countByTopic(includeUnreviewed),
    reviews.latestDay(learner.value.id),
    content.list({
      ...(input.topic === null ? {} : { topic: input.topic as TopicId }),
      ...(input.text === null ? {} : { text: input.text }),
      includeUnreviewed,
      limit: HITS_PER_PAGE,
      offset: 0,
    }),
  ]);
  const ids = found.heads.map((head) => head.id);
  const [states, revisions] = await Promise.all([cards.loadMany(learner.value.id, ids), content.loadCurrent(ids)]);
  const locale = questionLocaleOf(learner.value.settings, input.interfaceLocale);
  return ok({
    today: learnerToday(deps.now(), zoneFor(learner.value, input), latestDay),
    topics: topics
      .map((topic) => ({
        id: topic.id,
        pack: topic.pack,
        ...titleIn(topic.titles, locale),
        questions: counts.get(topic.id) ?? 0,
      }))
      .filter((topic) => topic.questions > 0),
    total: found.total,
    hits: found.heads.flatMap((head) => hitOf(head, revisions, states, locale)),
  });
}

function hitOf(
  head: QuestionHead,
  revisions: ReadonlyMap<QuestionId, QuestionRevision>,
  states: ReadonlyMap<QuestionId, CardState>,
  locale: Locale,
): readonly LibraryHit[] {
  const revision = revisions.get(head.id);
  if (revision === undefined) return [];
  const { question } = revision;
  const shown = question.text[locale] === undefined ? question.sourceLocale : locale;
  const text = question.text[shown];
  const state = states.get(head.id);
  return [
    {
      questionId: head.id,
      pack: head.pack,
      slug: head.slug,
      type: head.type,
      trueFalse: question.type === 'choice' && isTrueFalse(question.options.map((option) => option.key)),
      locale: shown,
      title: plainWords(text?.title ?? head.slug),
      prompt: plainWords(text?.prompt ?? ''),
      status: head.status,
      dueOn: state?.kind === 'review' ? state.dueOn : null,
      suspended: state?.suspended ?? false,
    },
  ];
}

function isTrueFalse(keys: readonly string[]): boolean {
  return keys.length === 2 && keys.includes('true') && keys.includes('false');
}
