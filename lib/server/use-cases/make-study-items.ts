import type { StudyItem } from '../../api/study';
import { schedulerConfigOf } from '../../learner/scheduler-config';
import type { QueueItem } from '../../queue/types';
import type { CardState } from '../../reviews/card-state';
import type { Locale } from '../../reviews/events';
import { newCard } from '../../reviews/fold';
import { preview } from '../../scheduler/preview';
import type { Deps } from '../deps';
import type { Learner, QuestionHead, QuestionRevision } from '../store/stores';
import type { Day } from './load-day';
import { titleIn } from './question-locale';

/** The questions of a list, whole: the present revision, its words as HTML, the card's state and what each grade would do. */
export async function makeStudyItems(
  deps: Deps,
  learner: Learner,
  day: Day,
  items: readonly QueueItem[],
  locale: Locale,
): Promise<readonly StudyItem[]> {
  const revisions = await deps.stores.content.loadCurrent(items.map((item) => item.questionId));
  const [rendered, topics] = await Promise.all([
    deps.renderQuestions([...revisions.values()], locale),
    deps.stores.content.loadTopics(),
  ]);
  const titles = new Map(topics.map((topic) => [`${topic.pack}/${topic.id}`, titleIn(topic.titles, locale).title]));
  return items.flatMap((item): readonly StudyItem[] => {
    const revision = revisions.get(item.questionId);
    const head = day.heads.get(item.questionId);
    const words = rendered.get(item.questionId);
    if (revision === undefined || head === undefined || words === undefined) return [];
    const state = day.states.get(item.questionId) ?? newCard;
    return [
      {
        ...partsOf(revision, head, titles.get(`${head.pack}/${head.topic}`) ?? head.topic),
        kind: item.kind,
        locale: words.locale,
        rendered: words,
        state,
        preview: preview(state.kind === 'review' ? state : null, {
          cardId: item.questionId,
          today: day.today,
          config: schedulerConfigOf(learner.settings),
        }),
        expectedSeconds: Math.round(item.expectedSeconds),
        reason: reasonOf(item, state),
      },
    ];
  });
}

function partsOf(revision: QuestionRevision, head: QuestionHead, topicTitle: string) {
  return {
    questionId: head.id,
    rev: revision.rev,
    pack: head.pack,
    topic: head.topic,
    topicTitle,
    slug: head.slug,
    question: revision.question,
    programs: revision.programs,
  };
}

function reasonOf(item: QueueItem, state: CardState): StudyItem['reason'] {
  if (state.kind === 'new') {
    return { kind: item.kind, dueOn: null, lastReviewDay: null, lastQuality: null, intervalDays: null, changed: false };
  }
  return {
    kind: item.kind,
    dueOn: state.dueOn,
    lastReviewDay: state.lastReviewDay,
    lastQuality: state.lastDay.gradedQuality,
    intervalDays: state.scheduler.intervalDays,
    changed: state.changedAtRev !== null,
  };
}
