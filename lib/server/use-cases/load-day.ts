import type { QuestionId } from '../../base/ids';
import type { LocalDate, TimeZone } from '../../base/time';
import { buildQueue } from '../../queue/build-queue';
import { readyDrills } from '../../queue/drills';
import { expectedSeconds, type Duration, type ExpectedSeconds } from '../../queue/expected-seconds';
import { learnerToday } from '../../queue/learner-today';
import { dayLimits, minutesOn } from '../../queue/limits';
import type { DayLimits, Placeable, Queue } from '../../queue/types';
import type { Actor } from '../../policy/actor';
import type { CardState, ReviewCard } from '../../reviews/card-state';
import { dayTotal } from '../../reviews/day-total';
import type { LoggedEvent } from '../../reviews/events';
import { findUndos } from '../../reviews/undo';
import type { Deps } from '../deps';
import type { AnswerDuration, Learner, QuestionHead } from '../store/stores';
import { isAvailable } from './is-available';
import { loadDueCards } from './load-due-cards';
import { loadNewQuestions } from './load-new-questions';
import { zoneOf } from './stamp-event';

/** Enough answers of a type for a median that follows the learner. */
const DURATIONS_PER_TYPE = 30;
/** New questions that wait for what they require do not use up the places of others. */
const MOST_BLOCKED = 20;
/** Reviews that a related question may push out of the list. */
const GIVING_WAY = 20;

export type StudyOptions = {
  /** "Ten more": so many questions beyond the day's limits. */
  readonly extra: number;
  /** The device's zone, if the page knows it. */
  readonly timeZone: TimeZone | null;
};

/** A learner's study day: the list, and what its questions are made of. */
export type Day = {
  readonly today: LocalDate;
  readonly latestDay: LocalDate | null;
  readonly queue: Queue;
  readonly heads: ReadonlyMap<QuestionId, QuestionHead>;
  /** States of the questions in the list; a question without one is new. */
  readonly states: ReadonlyMap<QuestionId, CardState>;
  readonly expected: ExpectedSeconds;
  readonly budgetSeconds: number;
  readonly spentSeconds: number;
  readonly answeredToday: number;
};

export async function loadDay(deps: Deps, actor: Actor, learner: Learner, options: StudyOptions): Promise<Day> {
  const { reviews, cards, content } = deps.stores;
  const { settings } = learner;
  const availability = { includeUnreviewed: schedulesUnreviewed(actor, learner) };
  const latestDay = await reviews.latestDay(learner.id);
  const today = learnerToday(deps.now(), zoneFor(learner, options), latestDay);
  const budgetSeconds = minutesOn(settings, today) * 60;
  const [due, reviewedToday, dayEvents, durations] = await Promise.all([
    loadDueCards(deps, learner.id, today, availability),
    cards.loadReviewedOn(learner.id, today),
    reviews.loadDay(learner.id, today),
    reviews.loadDurations(learner.id, DURATIONS_PER_TYPE),
  ]);
  const total = dayTotal(dayEvents);
  const expected = expectedSeconds(withoutUndone(durations, dayEvents));
  const reviewedStates = reviewedToday.map((card) => card.state);
  const limits = dayLimits(settings, today, total.seconds, reviewedStates);
  const dueCards = first(due.inOrder, Math.ceil(budgetSeconds / expected.leastForReview) + GIVING_WAY + options.extra);
  const unseen = hasNoRoomForNew(due.dueCount, limits, expected)
    ? []
    : await cards.loadUnseen(learner.id, { ...availability, limit: limits.newLeft + options.extra + MOST_BLOCKED });
  const known = [...dueCards, ...reviewedToday];
  const heads = await content.loadHeads([...new Set([...known.map((card) => card.questionId), ...unseen])]);
  const queue = buildQueue({
    today,
    cards: dueCards.flatMap(({ questionId, dueDay, lastReviewDay, intervalDays }) =>
      placeable(questionId, heads).map((place) => ({ ...place, dueDay, lastReviewDay, intervalDays })),
    ),
    furtherDue: Math.max(0, due.dueCount - dueCards.length),
    newQuestions: await loadNewQuestions(deps, learner.id, unseen, heads, availability),
    drills: readyDrills(reviewedToday, today)
      .filter((card) => isAvailable(heads.get(card.questionId), availability))
      .flatMap((card) => placeable(card.questionId, heads)),
    shownToday: reviewedToday.flatMap((card) => placeable(card.questionId, heads)),
    limits,
    expected,
    extra: options.extra,
  });
  return {
    today,
    latestDay,
    queue,
    heads,
    states: new Map(known.map((card): [QuestionId, ReviewCard] => [card.questionId, card.state])),
    expected,
    budgetSeconds,
    spentSeconds: total.seconds,
    answeredToday: total.answers,
  };
}

/** The queue would refuse them all anyway: what is due does not fit into two days. */
function hasNoRoomForNew(dueCount: number, limits: DayLimits, expected: ExpectedSeconds): boolean {
  return dueCount * expected.leastForReview > limits.budgetSeconds + limits.nextBudgetSeconds;
}

function first<T>(items: Iterable<T>, count: number): readonly T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length >= count) break;
    taken.push(item);
  }
  return taken;
}

/** Times of answers taken back today do not count; older undos are too rare to look for. */
function withoutUndone(durations: readonly AnswerDuration[], dayEvents: readonly LoggedEvent[]): readonly Duration[] {
  const { undone } = findUndos(dayEvents);
  const places = new Set(
    dayEvents.flatMap((event) => (undone.has(event.id) ? [`${event.questionId} ${event.occurredAt}`] : [])),
  );
  return durations
    .filter(({ questionId, occurredAt }) => !places.has(`${questionId} ${occurredAt}`))
    .map(({ questionType, durationMs }) => ({ questionType, seconds: durationMs / 1000 }));
}

/** Questions that wait for a second reader are offered only to somebody who works alone and asked for them. */
export function schedulesUnreviewed(actor: Actor, learner: Learner): boolean {
  return actor.kind === 'learner' && actor.mode === 'local' && learner.settings.scheduleUnreviewed;
}

export function zoneFor(learner: Learner, { timeZone }: Pick<StudyOptions, 'timeZone'>): TimeZone {
  return learner.settings.timeZone === 'device' && timeZone !== null ? timeZone : zoneOf(learner);
}

function placeable(questionId: QuestionId, heads: ReadonlyMap<QuestionId, QuestionHead>): readonly Placeable[] {
  const head = heads.get(questionId);
  if (head === undefined) return [];
  return [
    { questionId, topic: head.topic, questionType: head.type, relatedTo: [...head.contrastsWith, ...head.followUps] },
  ];
}
