import type { QuestionId } from '../base/ids';
import type { LocalDate } from '../base/time';
import type { RenderedQuestion } from '../questions/rendered';
import type { Question } from '../questions/schema';
import type { CardState } from '../reviews/card-state';
import type { Locale } from '../reviews/events';
import type { Outcome, Quality } from '../scheduler/types';

export type StudyKind = 'drill' | 'due' | 'new';

/** Why a question is in today's list, as data; words come from the messages. */
export type StudyReason = {
  readonly kind: StudyKind;
  readonly dueOn: LocalDate | null;
  readonly lastReviewDay: LocalDate | null;
  readonly lastQuality: Quality | null;
  readonly intervalDays: number | null;
  readonly changed: boolean;
};

/** One question to ask, whole: grading and drawing need nothing else from the network. */
export type StudyItem = {
  readonly kind: StudyKind;
  readonly questionId: QuestionId;
  readonly rev: number;
  readonly locale: Locale;
  readonly pack: string;
  readonly topic: string;
  readonly topicTitle: string;
  readonly slug: string;
  readonly question: Question;
  /** Source of each program, by code key. */
  readonly programs: Readonly<Record<string, string>>;
  readonly rendered: RenderedQuestion;
  readonly state: CardState;
  /** What each quality would store: the label of its button. */
  readonly preview: Readonly<Record<Quality, Outcome>>;
  readonly expectedSeconds: number;
  readonly reason: StudyReason;
};

export type StudySummary = {
  readonly questions: number;
  readonly expectedSeconds: number;
  /** Due reviews set aside for a later day because today's minutes are spent. */
  readonly waiting: number;
  readonly minutesToday: number;
  readonly secondsSpentToday: number;
  readonly newToday: number;
};

export type StudyReply = {
  readonly today: LocalDate;
  readonly epoch: string;
  readonly items: readonly StudyItem[];
  readonly summary: StudySummary;
};
