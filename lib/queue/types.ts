import type { QuestionId } from '../base/ids';
import type { LocalDate } from '../base/time';
import type { ExpectedSeconds } from './expected-seconds';

/** What places a question beside others. */
export type Placeable = {
  readonly questionId: QuestionId;
  readonly topic: string;
  readonly questionType: string;
  /** Contrasting questions and follow-ups, in one direction or both. */
  readonly relatedTo: readonly QuestionId[];
};

/** A card in review. Days are day numbers (base/time), because a million texts are too slow to compare. */
export type QueueCard = Placeable & {
  readonly dueDay: number;
  readonly lastReviewDay: number;
  readonly intervalDays: number;
};

/** A question never answered. */
export type NewQuestion = Placeable & {
  /** Questions to show first that the learner has not seen and could see. */
  readonly requires: readonly QuestionId[];
};

export type QueueInput = {
  readonly today: LocalDate;
  /** Cards that are neither suspended nor graded today; those not due are passed over. */
  readonly cards: readonly QueueCard[];
  /** Due cards that were not loaded: they wait, and they count as backlog. */
  readonly furtherDue: number;
  /** In syllabus order. */
  readonly newQuestions: readonly NewQuestion[];
  /** Ready drills, the least recently shown first. */
  readonly drills: readonly Placeable[];
  /** Questions graded today: what is related to them moves. */
  readonly shownToday: readonly Placeable[];
  readonly limits: DayLimits;
  readonly expected: ExpectedSeconds;
  /** "Ten more": so many questions beside the minutes and the number of new ones. */
  readonly extra: number;
};

export type DayLimits = {
  /** The day's minutes in seconds; 0 on a day off. */
  readonly budgetSeconds: number;
  readonly spentSeconds: number;
  /** The minutes of the next day that is not off, in seconds. */
  readonly nextBudgetSeconds: number;
  /** New questions still allowed today. */
  readonly newLeft: number;
};

export type QueueItem = {
  readonly kind: 'drill' | 'due' | 'new';
  readonly questionId: QuestionId;
  readonly topic: string;
  readonly expectedSeconds: number;
};

export type Queue = {
  /** In show order: reviews and new questions mixed, drills at the end. */
  readonly items: readonly QueueItem[];
  readonly expectedSeconds: number;
  /** Due reviews set aside for a later day. */
  readonly waiting: number;
  /** More is due than two days hold, so nothing new comes. */
  readonly newPaused: boolean;
};
