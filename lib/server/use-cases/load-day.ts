import type { QuestionId } from '../../base/ids';
import { toDayNumber, type LocalDate, type TimeZone } from '../../base/time';
import { buildQueue } from '../../queue/build-queue';
import { readyDrills } from '../../queue/drills';
import { expectedSeconds, type ExpectedSeconds } from '../../queue/expected-seconds';
import { learnerToday } from '../../queue/learner-today';
import { dayLimits } from '../../queue/limits';
import type { Placeable, Queue, QueueCard } from '../../queue/types';
import type { Actor } from '../../policy/actor';
import type { CardState, ReviewCard } from '../../reviews/card-state';
import { dayTotal } from '../../reviews/day-total';
import type { Deps } from '../deps';
import type { Learner, QuestionHead, StoredReviewCard } from '../store/stores';
import { loadNewQuestions } from './load-new-questions';
import { zoneOf } from './stamp-event';

/** More due cards than anybody answers in a day; the rest is counted as waiting. */
const MOST_DUE_LOADED = 400;
/** Enough answers of a type for a median that follows the learner. */
const DURATIONS_PER_TYPE = 30;

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
  const availability = { includeUnreviewed: schedulesUnreviewed(actor, learner) };
  const latestDay = await reviews.latestDay(learner.id);
  const today = learnerToday(deps.now(), zoneFor(learner, options), latestDay);
  const [due, dueCount, reviewedToday, dayEvents, durations, unseen] = await Promise.all([
    cards.loadDue(learner.id, today, { ...availability, limit: MOST_DUE_LOADED }),
    cards.countDue(learner.id, today, availability),
    cards.loadReviewedOn(learner.id, today),
    reviews.loadDay(learner.id, today),
    reviews.loadDurations(learner.id, DURATIONS_PER_TYPE),
    cards.loadUnseen(learner.id, { ...availability, limit: learner.settings.newPerDay + options.extra }),
  ]);
  const known = [...due, ...reviewedToday];
  const heads = new Map(
    await content.loadHeads([
      ...new Set([...known.map((card) => card.questionId), ...unseen, ...durations.map((one) => one.questionId)]),
    ]),
  );
  const total = dayTotal(dayEvents);
  const expected = expectedSeconds(
    durations.map((one) => ({ questionType: heads.get(one.questionId)?.type ?? '', seconds: one.durationMs / 1000 })),
  );
  const limits = dayLimits(
    learner.settings,
    today,
    total.seconds,
    reviewedToday.map((card) => card.state),
  );
  const queue = buildQueue({
    today,
    cards: due.flatMap((card) => (card.state.lastReviewDay === today ? [] : toQueueCard(card, heads))),
    furtherDue: Math.max(0, dueCount - due.length),
    newQuestions: await loadNewQuestions(deps, learner.id, unseen, heads, availability),
    drills: readyDrills(reviewedToday, today).flatMap((card) => placeable(card.questionId, heads)),
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
    budgetSeconds: limits.budgetSeconds,
    spentSeconds: total.seconds,
    answeredToday: total.answers,
  };
}

/** Questions that wait for a second reader are offered only to somebody who works alone and asked for them. */
export function schedulesUnreviewed(actor: Actor, learner: Learner): boolean {
  return actor.kind === 'learner' && actor.mode === 'local' && learner.settings.scheduleUnreviewed;
}

export function zoneFor(learner: Learner, { timeZone }: Pick<StudyOptions, 'timeZone'>): TimeZone {
  return learner.settings.timeZone === 'device' && timeZone !== null ? timeZone : zoneOf(learner);
}

export function placeable(questionId: QuestionId, heads: ReadonlyMap<QuestionId, QuestionHead>): readonly Placeable[] {
  const head = heads.get(questionId);
  if (head === undefined) return [];
  return [
    { questionId, topic: head.topic, questionType: head.type, relatedTo: [...head.contrastsWith, ...head.followUps] },
  ];
}

function toQueueCard(card: StoredReviewCard, heads: ReadonlyMap<QuestionId, QuestionHead>): readonly QueueCard[] {
  return placeable(card.questionId, heads).map((place) => ({
    ...place,
    dueDay: toDayNumber(card.state.dueOn),
    lastReviewDay: toDayNumber(card.state.lastReviewDay),
    intervalDays: card.state.scheduler.intervalDays,
  }));
}
