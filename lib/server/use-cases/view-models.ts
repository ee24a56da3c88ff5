import type { QuestionId, TopicId } from '../../base/ids';
import type { LocalDate } from '../../base/time';
import type { StudyItem, StudyKind, StudySummary } from '../../api/study';
import type { LearnerSettings } from '../../learner/settings';
import type { Question } from '../../questions/schema';
import type { CardState } from '../../reviews/card-state';
import type { Confidence, Locale } from '../../reviews/events';
import type { Quality, Sm2Variant } from '../../scheduler/types';

/** What a page shows, as data: no words (they come from the messages) and no rule left for the page to apply. */

/** Questions that come back on one day, as things stand now. */
export type DayLoad = {
  readonly day: LocalDate;
  readonly questions: number;
  readonly expectedSeconds: number;
  /** No minutes are set for this weekday. */
  readonly off: boolean;
};

export type TodayView = {
  readonly today: LocalDate;
  /** In the order in which they will be asked. */
  readonly items: readonly {
    readonly questionId: QuestionId;
    readonly kind: StudyKind;
    readonly topic: string;
    readonly topicTitle: string;
    readonly expectedSeconds: number;
  }[];
  readonly summary: StudySummary;
  /** Today and the six days after it. */
  readonly load: readonly DayLoad[];
  /** Answers given today, drills included. */
  readonly answeredToday: number;
  /** The next day on which anything comes back; null when nothing is planned. */
  readonly nextDueOn: LocalDate | null;
  /** Questions answered at least once. */
  readonly seen: number;
  /** Whole days without an answer before today; null before the first answer. */
  readonly daysAway: number | null;
};

/** What the review page needs beside the questions: the end of the session says what tomorrow holds. */
export type SessionView = {
  readonly today: LocalDate;
  readonly epoch: string;
  readonly items: readonly StudyItem[];
  readonly summary: StudySummary;
  /** Tomorrow without anything of this session in it. */
  readonly tomorrow: DayLoad;
  /** What answers are stamped with: the zone of the settings, or that of the device. */
  readonly timeZone: LearnerSettings['timeZone'];
};

export type LibraryHit = {
  readonly questionId: QuestionId;
  readonly pack: string;
  readonly slug: string;
  readonly type: Question['type'];
  /** A choice between true and false. */
  readonly trueFalse: boolean;
  readonly locale: Locale;
  /** Plain text, no Markdown. */
  readonly title: string;
  readonly prompt: string;
  readonly status: 'review' | 'active' | 'deprecated';
  readonly dueOn: LocalDate | null;
  readonly suspended: boolean;
};

export type LibraryView = {
  readonly today: LocalDate;
  readonly topics: readonly {
    readonly id: TopicId;
    readonly pack: string;
    readonly title: string;
    readonly locale: Locale;
    readonly questions: number;
  }[];
  readonly total: number;
  readonly hits: readonly LibraryHit[];
};

export type PastAnswer = {
  readonly day: LocalDate;
  readonly quality: Quality;
  readonly confidence: Confidence | null;
  readonly locale: Locale;
  readonly drill: boolean;
  /** Ticked key points of how many; null where nothing was ticked. */
  readonly ticked: number | null;
  readonly keyPoints: number;
};

export type QuestionView = {
  readonly today: LocalDate;
  readonly item: Pick<
    StudyItem,
    'questionId' | 'rev' | 'locale' | 'pack' | 'topic' | 'topicTitle' | 'slug' | 'question' | 'programs' | 'rendered'
  >;
  readonly state: CardState;
  /** Oldest first. */
  readonly history: readonly PastAnswer[];
  readonly contrasts: readonly {
    readonly pack: string;
    readonly slug: string;
    readonly title: string;
    readonly locale: Locale;
  }[];
};

export type SettingsView = {
  readonly settings: LearnerSettings;
  /** Whether questions that wait for a second reader may be scheduled: local mode only. */
  readonly mayScheduleUnreviewed: boolean;
};

/** What folding the log with the other variant would change; nothing is stored. */
export type SchedulerEffect = {
  readonly variant: Sm2Variant;
  /** Cards whose due day would move, of how many. */
  readonly moved: number;
  readonly cards: number;
  readonly dueTodayNow: number;
  readonly dueTodayThen: number;
};
