import type { LocalDate } from '../base/time';

/** SM-2 grade (Wozniak 1990, ch. 3.2): 0 blackout to 5 perfect; 3 and above is a pass. */
export type Quality = 0 | 1 | 2 | 3 | 4 | 5;

export const QUALITIES: readonly Quality[] = [0, 1, 2, 3, 4, 5];

export function isQuality(value: unknown): value is Quality {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 5;
}

export function isPass(quality: Quality): boolean {
  return quality >= 3;
}

/** `text1990` is the thesis, `delphi` the published Delphi source; scheduling.md §1.2 lists where they part. */
export type Sm2Variant = 'text1990' | 'delphi';

/** Intervals in whole study days, ease factor in hundredths (250 = 2.50). */
export type Sm2State = {
  readonly repetitions: number;
  readonly intervalDays: number;
  readonly easeHundredths: number;
};

/** Which scheduler folds the log. FSRS joins this union with its own issue. */
export type SchedulerConfig = {
  readonly kind: 'sm2';
  readonly variant: Sm2Variant;
  /** Longest gap in days between an answer and its due day; the state keeps the exact interval. Default 365. */
  readonly capDays: number;
  /** Whether due days are spread over a window by card; off by default for SM-2 (scheduling.md §5.6). */
  readonly spread: boolean;
};

export const defaultSchedulerConfig: SchedulerConfig = {
  kind: 'sm2',
  variant: 'text1990',
  capDays: 365,
  spread: false,
};

export type SchedulerAnswer = {
  readonly quality: Quality;
  /** Whole study days since the last graded answer, >= 0; 0 with drill. */
  readonly elapsedDays: number;
  /** Days from the last graded answer to the due day that followed from it, cap and spread included; 0 before the first. */
  readonly scheduledDays: number;
  readonly drill: boolean;
};

export interface Scheduler<S> {
  readonly initial: S;
  answer(state: S, answer: SchedulerAnswer): S;
  /** Unspread and uncapped. */
  intervalDays(state: S): number;
}

/** The scheduler's own part of a card state; a sum type, so that a second scheduler cannot be read as the first. */
export type SchedulerState = { readonly kind: 'sm2' } & Sm2State;

/** What one answer would do: the same for a button's label and for the answer itself. */
export type Outcome = { readonly state: SchedulerState; readonly dueOn: LocalDate };
