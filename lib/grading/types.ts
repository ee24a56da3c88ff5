import type { Confidence } from '../reviews/events';
import type { Quality } from '../scheduler/types';

/**
 * What the learner did with a question; stored in the event (question-format.md §6), validated by response-schema.ts.
 * A part that is absent was not asked for or not given; a part that is empty (`picked: []`) was checked while empty.
 */
export type LearnerResponse = {
  /** Option keys: choice, and the options of predict and scenario. */
  readonly picked?: readonly string[];
  /** Typed text by gap key. */
  readonly gaps?: Readonly<Record<string, string>>;
  /** Item keys in the learner's order. */
  readonly sequence?: readonly string[];
  /** Right key by left key. */
  readonly pairs?: Readonly<Record<string, string>>;
  /** Typed output of a program. */
  readonly text?: string;
  /** Instead of an output: it differs between runs, or it never ends. */
  readonly outcome?: 'varies' | 'hangs';
  /** One marked line per bug, counted from 1. */
  readonly marks?: readonly LineMark[];
  /** Key points ticked after the reveal; absent = not ticked at all. */
  readonly ticked?: readonly string[];
  readonly redFlags?: readonly string[];
  readonly dontKnow?: true;
  /** How many hints were opened. */
  readonly hints?: number;
  /** The one typo retry of a cloze was taken. */
  readonly retry?: true;
  /** The time is meaningless here: timing is off, a screen reader or an input method was in use. */
  readonly untimed?: true;
  /** Only if the learner keeps notes. */
  readonly notes?: string;
};

/** In UTF-16 code units, as the browser counts in `maxlength`. */
export const RESPONSE_LIMITS = { gap: 200, text: 4000, notes: 2000 } as const;

export type LineMark = { readonly code: string; readonly line: number };

export type GradeContext = {
  /** Asked before the reveal; null when it was skipped. */
  readonly confidence: Confidence | null;
  /** Active thinking time, from the question to the reveal, in milliseconds. */
  readonly durationMs: number;
  /** The Python version printed beside the program; without it the newest one of the program counts. */
  readonly pythonVersion?: string;
};

export type Verdict = 'right' | 'wrong' | 'open';

export type Graded = {
  readonly verdict: Verdict;
  /** 0…1, for feedback and for the difference between 1 and 2; it never turns a wrong answer into a pass. */
  readonly score: number;
  /** Keys of what was not found: options, gaps, items, left sides or key points, by type. */
  readonly missed: readonly string[];
  /** Null when the learner grades without a proposal. Never 5. */
  readonly proposedQuality: Quality | null;
  /** What the server stores; anything else is refused. Ascending. */
  readonly allowed: readonly Quality[];
  readonly reason: Reason;
};

/** Why this quality is proposed: a code for the sentence beside the grade, with what the sentence names. */
export type Reason =
  | { readonly code: 'in-the-head' }
  | { readonly code: 'nothing-ticked' }
  | { readonly code: 'dont-know' }
  | { readonly code: 'empty' }
  | { readonly code: 'wrong' | 'wrong-nearly' | 'wrong-sure'; readonly score: number }
  | { readonly code: 'must-missing'; readonly keyPoint: string; readonly mustsMissing: number }
  | { readonly code: 'red-flag'; readonly redFlag: string }
  | { readonly code: 'hint-opened'; readonly hints: number }
  | { readonly code: 'guessed' }
  | { readonly code: 'reasons-skipped' }
  | { readonly code: 'part-of-weight'; readonly tickedWeight: number; readonly totalWeight: number }
  | { readonly code: 'slow'; readonly seconds: number; readonly expectedSeconds: number }
  | { readonly code: 'right-by-ticks'; readonly tickedWeight: number; readonly totalWeight: number }
  | { readonly code: 'right' };

/** What the machine found in an answer (step 1). */
export type MachineMark = {
  readonly right: boolean;
  readonly score: number;
  readonly missed: readonly string[];
  /** Checked while empty. */
  readonly empty: boolean;
};

/** What the learner ticked, counted against the question. */
export type Ticks = {
  /** Whether any key point or red flag is ticked at all. */
  readonly any: boolean;
  readonly unticked: readonly string[];
  readonly mustsMissing: readonly string[];
  readonly redFlags: readonly string[];
  readonly tickedWeight: number;
  readonly totalWeight: number;
};

/** Step 1 of one question type; propose.ts turns it into a grade. */
export type Mark =
  | {
      readonly kind: 'by-machine';
      /** Null when the learner answered in the head. */
      readonly machine: MachineMark | null;
      /** The reasons, where the question asks for them; they may be skipped. */
      readonly reasons: Ticks | null;
      /** Half of all guesses are right. */
      readonly twoOptions: boolean;
    }
  | {
      readonly kind: 'by-ticks';
      /** What had to be right before the ticks count: a pick or marked lines. Null where there is none. */
      readonly machine: MachineMark | null;
      readonly ticks: Ticks;
    };
