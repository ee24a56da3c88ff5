import type { StudyItem } from '../api/study';
import type { EventId } from '../base/ids';
import type { LocalDate } from '../base/time';
import { grade } from '../grading/grade';
import type { Graded, LearnerResponse } from '../grading/types';
import type { Confidence, Locale } from '../reviews/events';
import type { Quality } from '../scheduler/types';

/**
 * One session of review as a value: what is asked, what was answered, what can be undone. Pure: clocks, ids and chance come in
 * with the actions, so the same actions give the same session, and a stored one goes on where it was.
 */
export type ReviewSession = {
  /** Stored with the session; another shape is not resumed. */
  readonly version: 1;
  readonly today: LocalDate;
  readonly epoch: string;
  /** Of the interface, when it began: in another language it begins anew. */
  readonly locale: Locale;
  /** How much was asked for; another wish begins a new session. */
  readonly wish: string;
  /** Order of options: the same seed, the same order. */
  readonly seed: number;
  readonly slices: readonly Slice[];
  /** Index of the slice that is being asked; equal to the length when the session is over. */
  readonly position: number;
  readonly attempt: Attempt;
  /** Answers that can be undone, oldest first. */
  readonly answers: readonly GivenAnswer[];
  /** Active milliseconds on questions that are done with. */
  readonly spentMs: number;
};

/** One asking of one question; a question that comes back has a slice of its own. */
export type Slice = {
  readonly questionId: string;
  readonly drill: boolean;
  readonly expectedSeconds: number;
  readonly outcome: Quality | null;
};

export type Attempt = {
  /** `graded` is a machine's verdict of wrong, which leaves nothing to choose: stored, and on screen until Next. */
  readonly phase: 'asking' | 'revealed' | 'graded';
  readonly response: LearnerResponse;
  /** The learner's own notes: never sent. */
  readonly notes: string;
  readonly confidence: Confidence | null;
  /** Active time up to the reveal; it stands still afterwards, so that reading the answer never makes an answer slow. */
  readonly thinkingMs: number;
  /** Active time after the reveal. */
  readonly readingMs: number;
  /** When the clock was last started; null while the page is hidden. */
  readonly since: number | null;
};

export type GivenAnswer = {
  readonly eventId: EventId;
  readonly questionId: string;
  readonly quality: Quality;
  /** How the session stood just before the grade. */
  readonly before: Pick<ReviewSession, 'slices' | 'position' | 'attempt' | 'spentMs'>;
};

export type SessionAction =
  /** The response as a whole, so that a part can also be taken back. */
  | { readonly type: 'respond'; readonly response: LearnerResponse }
  | { readonly type: 'note'; readonly notes: string }
  | { readonly type: 'feel'; readonly confidence: Confidence | null }
  | { readonly type: 'reveal'; readonly at: number }
  | {
      readonly type: 'grade';
      readonly at: number;
      readonly eventId: EventId;
      readonly quality: Quality;
      readonly item: StudyItem;
    }
  | { readonly type: 'next'; readonly at: number }
  | { readonly type: 'undo'; readonly at: number }
  | { readonly type: 'hide'; readonly at: number }
  | { readonly type: 'show'; readonly at: number }
  | { readonly type: 'resume'; readonly session: ReviewSession };

/** scheduling.md §2.3: a drill that has not passed comes back, at most so often on one day. */
const MOST_DRILLS_A_DAY = 4;
const DRILL_SECONDS = 15;
/** Answers that can be taken back. */
const MOST_UNDOS = 50;
/** A question left open counts as ten minutes. */
const LONGEST_MS = 600_000;

export const freshAttempt: Attempt = {
  phase: 'asking',
  response: {},
  notes: '',
  confidence: null,
  thinkingMs: 0,
  readingMs: 0,
  since: null,
};

export function startSession(
  items: readonly StudyItem[],
  about: Pick<ReviewSession, 'today' | 'epoch' | 'locale' | 'wish' | 'seed'>,
): ReviewSession {
  const slices = items.map((item) => ({
    questionId: item.questionId,
    drill: item.kind === 'drill',
    expectedSeconds: item.expectedSeconds,
    outcome: null,
  }));
  return { version: 1, ...about, slices, position: 0, attempt: freshAttempt, answers: [], spentMs: 0 };
}

export function reduceSession(session: ReviewSession, action: SessionAction): ReviewSession {
  switch (action.type) {
    case 'respond':
      return withAttempt(session, { response: action.response });
    case 'note':
      return withAttempt(session, { notes: action.notes });
    case 'feel':
      return withAttempt(session, { confidence: action.confidence });
    case 'reveal':
      if (session.attempt.phase !== 'asking') return session;
      return withAttempt(session, { ...stopClock(session.attempt, action.at), since: action.at, phase: 'revealed' });
    case 'grade':
      return afterGrade(session, action);
    case 'next':
      return advance(session, action.at);
    case 'undo':
      return afterUndo(session, action.at);
    case 'hide':
      return withAttempt(session, { ...stopClock(session.attempt, action.at), since: null });
    case 'show':
      return session.attempt.since === null ? withAttempt(session, { since: action.at }) : session;
    case 'resume':
      return withAttempt(action.session, { since: null });
  }
}

function withAttempt(session: ReviewSession, change: Partial<Attempt>): ReviewSession {
  return { ...session, attempt: { ...session.attempt, ...change } };
}

function stopClock(attempt: Attempt, at: number): Pick<Attempt, 'thinkingMs' | 'readingMs'> {
  const { thinkingMs, readingMs } = attempt;
  const running = attempt.since === null ? 0 : Math.max(0, at - attempt.since);
  return attempt.phase === 'asking'
    ? { thinkingMs: Math.min(thinkingMs + running, LONGEST_MS), readingMs }
    : { thinkingMs, readingMs: Math.min(readingMs + running, LONGEST_MS) };
}

function afterGrade(session: ReviewSession, action: Extract<SessionAction, { type: 'grade' }>): ReviewSession {
  const slice = session.slices[session.position];
  if (slice === undefined || session.attempt.phase === 'graded') return session;
  const { position, slices, spentMs } = session;
  const attempt = { ...session.attempt, ...stopClock(session.attempt, action.at) };
  const answer = {
    eventId: action.eventId,
    questionId: slice.questionId,
    quality: action.quality,
    before: { slices, position, attempt, spentMs },
  };
  const comesBack = comesBackToday(session, action.item, action.quality);
  const done = slices.map((other, index) => (index === position ? { ...other, outcome: action.quality } : other));
  const again: Slice = { questionId: slice.questionId, drill: true, expectedSeconds: DRILL_SECONDS, outcome: null };
  const graded: ReviewSession = {
    ...session,
    slices: comesBack ? [...done, again] : done,
    answers: [...session.answers, answer].slice(-MOST_UNDOS),
  };
  if (attempt.phase === 'revealed') return advance(graded, action.at);
  return withAttempt(graded, { thinkingMs: attempt.thinkingMs, since: action.at, phase: 'graded' });
}

/** Drill answers of this question today: those the server knew of when the session began, and those given in it. */
function drillsSoFar(session: ReviewSession, item: StudyItem): number {
  const known = item.kind === 'drill' && item.state.kind === 'review' ? item.state.lastDay.drills : 0;
  const here = session.slices.filter(
    (slice) => slice.questionId === item.questionId && slice.drill && slice.outcome !== null,
  );
  return known + here.length;
}

function advance(session: ReviewSession, at: number): ReviewSession {
  const { thinkingMs, readingMs } = stopClock(session.attempt, at);
  return {
    ...session,
    position: session.position + 1,
    attempt: { ...freshAttempt, since: at },
    spentMs: session.spentMs + thinkingMs + readingMs,
  };
}

function afterUndo(session: ReviewSession, at: number): ReviewSession {
  const last = session.answers.at(-1);
  if (last === undefined) return session;
  const restored = { ...session, ...last.before, answers: session.answers.slice(0, -1) };
  return withAttempt(restored, { since: at });
}

/** Whether a stored session can go on instead of the one offered; one that is over only if it is the very same (the Back button). */
export function canResume(stored: ReviewSession, offered: ReviewSession): boolean {
  const same = (['version', 'today', 'epoch', 'locale', 'wish'] as const).every((key) => stored[key] === offered[key]);
  return same && (!isOver(stored) || stored.seed === offered.seed);
}

export function isOver(session: ReviewSession): boolean {
  return session.position >= session.slices.length;
}

/** What the machine makes of the answer as it stands, with the proposal and the qualities that the server will take. */
export function gradeAttempt(item: Pick<StudyItem, 'question'>, attempt: Attempt): Graded {
  return grade(item.question, attempt.response, { confidence: attempt.confidence, durationMs: attempt.thinkingMs });
}

/** Wrong by machine: only Missed is left, so nothing is asked. */
export function leavesNoChoice(graded: Graded): boolean {
  return graded.allowed.every((quality) => quality < 3);
}

export type Grade = 'missed' | 'hard' | 'good' | 'easy';
export const GRADES: readonly Grade[] = ['missed', 'hard', 'good', 'easy'];

/** Missed stores the proposal where that is 0, 1 or 2, else 1 (scheduling.md §2.1). Null where the server would refuse it. */
export function qualityOf(name: Grade, graded: Graded): Quality | null {
  const quality = name === 'missed' ? missedQuality(graded) : name === 'hard' ? 3 : name === 'good' ? 4 : 5;
  return graded.allowed.includes(quality) ? quality : null;
}

function missedQuality(graded: Graded): Quality {
  const proposed = graded.proposedQuality;
  return proposed !== null && proposed < 3 ? proposed : 1;
}

export function gradeName(quality: Quality): Grade {
  if (quality < 3) return 'missed';
  if (quality === 3) return 'hard';
  return quality === 4 ? 'good' : 'easy';
}

/** The day on which the question comes back after today if it is given this grade now; drills move nothing. */
export function dueAfter(session: ReviewSession, item: StudyItem, quality: Quality): LocalDate {
  const first = session.slices.find((slice) => slice.questionId === item.questionId && slice.outcome !== null);
  return dueOnAfter(item, first?.outcome ?? quality);
}

/** The day that follows from the first grade of the day; for a drill it was settled before the session. */
export function dueOnAfter(item: StudyItem, firstQuality: Quality): LocalDate {
  const { kind, state } = item;
  return kind === 'drill' && state.kind === 'review' ? state.dueOn : item.preview[firstQuality].dueOn;
}

/** Whether this grade brings the question back before the session ends. */
export function comesBackToday(session: ReviewSession, item: StudyItem, quality: Quality): boolean {
  const slice = session.slices[session.position];
  const drills = drillsSoFar(session, item) + (slice?.drill === true ? 1 : 0);
  return quality < 4 && drills < MOST_DRILLS_A_DAY;
}

/** Minutes of what has not been asked, the present question included; never less than one while anything is left. */
export function minutesLeft(session: ReviewSession): number {
  const seconds = session.slices.slice(session.position).reduce((sum, slice) => sum + slice.expectedSeconds, 0);
  return isOver(session) ? 0 : Math.max(1, Math.round(seconds / 60));
}
