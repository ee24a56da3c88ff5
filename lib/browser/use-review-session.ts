import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StudyItem } from '../api/study';
import type { Graded, LearnerResponse } from '../grading/types';
import type { Confidence, Locale } from '../reviews/events';
import type { Quality } from '../scheduler/types';
import type { LocalDate } from '../base/time';
import { answeredEvent, checkedResponse, undoneEvent } from './answer-events';
import type { Answers } from './answers';
import type { Device } from './device';
import {
  canResume,
  gradeAttempt,
  isOver,
  leavesNoChoice,
  qualityOf,
  reduceSession,
  startSession,
  type Grade,
  type ReviewSession,
  type SessionAction,
} from './review-session';
import type { SavedSession, SessionStore } from './session-store';

export type Opening = {
  readonly userId: string;
  readonly today: LocalDate;
  readonly epoch: string;
  readonly locale: Locale;
  readonly wish: string;
  readonly seed: number;
  readonly items: readonly StudyItem[];
  /** A fixed zone from the settings; null follows the device. */
  readonly timeZone: string | null;
};

export type Notice = { readonly kind: 'graded'; readonly quality: Quality } | { readonly kind: 'undone' };

export type ReviewControl = {
  readonly session: ReviewSession;
  readonly items: ReadonlyMap<string, StudyItem>;
  /** The question on screen; null once the session is over. */
  readonly item: StudyItem | null;
  readonly graded: Graded | null;
  /** The last thing done, numbered, so that the same thing twice is said twice. */
  readonly notice: (Notice & { readonly number: number }) | null;
  readonly respond: (response: LearnerResponse) => void;
  readonly note: (notes: string) => void;
  readonly feel: (confidence: Confidence) => void;
  readonly openHint: () => void;
  readonly reveal: () => void;
  readonly dontKnow: () => void;
  readonly grade: (grade: Grade) => void;
  readonly next: () => void;
  readonly undo: () => void;
};

/** A write of the session waits so long, so that it never stands between a key and the next question. */
const SAVE_DELAY_MS = 60;

/** The session of this page: the pure reducer with the browser's clock, the outbox and the stored session around it. */
export function useReviewSession(opening: Opening, device: Device | null): ReviewControl {
  const [session, setSession] = useState(() => startSession(opening.items, aboutSession(opening)));
  const [list, setList] = useState(opening.items);
  const [notice, setNotice] = useState<ReviewControl['notice']>(null);
  const items = useMemo(() => byId(list), [list]);
  const latest = useRef({ session, items });

  /** Acts on the latest session, also where two keys come before one rendering. */
  const act = useCallback((action: SessionAction): void => {
    const next = reduceSession(latest.current.session, action);
    latest.current = { ...latest.current, session: next };
    setSession(next);
  }, []);
  const say = useCallback((next: Notice): void => {
    setNotice((last) => ({ ...next, number: (last?.number ?? 0) + 1 }));
  }, []);

  /** Whoever has answered already before the disk was read stays with what is on screen. */
  const resume = useCallback(
    (saved: SavedSession): boolean => {
      const { session: now } = latest.current;
      if (now.position > 0 || now.answers.length > 0 || !canResume(saved.session, now)) return false;
      setList(saved.items);
      latest.current = { ...latest.current, items: byId(saved.items) };
      act({ type: 'resume', session: saved.session });
      act({ type: 'show', at: Date.now() });
      return true;
    },
    [act],
  );
  const ready = useStoredSession(opening, device, resume);
  useSaving(session, opening.userId, ready ? (device?.sessions ?? null) : null);
  useActiveClock(act);

  const commands = useMemo(() => {
    const current = (): { session: ReviewSession; item: StudyItem } | null => {
      const { session: now, items: all } = latest.current;
      const item = all.get(now.slices[now.position]?.questionId ?? '');
      return item === undefined ? null : { session: now, item };
    };
    const circumstances = (answers: Answers) => ({
      id: answers.newEventId(),
      at: Date.now(),
      timeZone: opening.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    const store = (quality: Quality): void => {
      const now = current();
      if (now === null || device === null) return;
      const about = circumstances(device.answers);
      act({ type: 'grade', at: about.at, eventId: about.id, quality, item: now.item });
      const given = latest.current.session.answers.at(-1);
      if (given?.eventId !== about.id) return;
      void device.answers.give(answeredEvent(now.item, given.before.attempt, quality, about));
    };
    const look = (change: LearnerResponse): void => {
      const now = current();
      if (now?.session.attempt.phase !== 'asking') return;
      const response = checkedResponse(now.item, { ...now.session.attempt.response, ...change });
      act({ type: 'respond', response });
      const shown = reduceSession(latest.current.session, { type: 'reveal', at: Date.now() });
      const graded = gradeAttempt(now.item, shown.attempt);
      if (leavesNoChoice(graded)) {
        setNotice(null);
        store(graded.proposedQuality ?? 1);
      } else act({ type: 'reveal', at: Date.now() });
    };
    return {
      respond(response: LearnerResponse): void {
        act({ type: 'respond', response });
      },
      note(notes: string): void {
        act({ type: 'note', notes });
      },
      feel(confidence: Confidence): void {
        const chosen = current()?.session.attempt.confidence;
        act({ type: 'feel', confidence: chosen === confidence ? null : confidence });
      },
      openHint(): void {
        const now = current();
        const opened = now?.session.attempt.response.hints ?? 0;
        if (now?.session.attempt.phase !== 'asking' || opened >= now.item.rendered.hints.length) return;
        act({ type: 'respond', response: { ...now.session.attempt.response, hints: opened + 1 } });
      },
      reveal(): void {
        look({});
      },
      dontKnow(): void {
        look({ dontKnow: true });
      },
      grade(name: Grade): void {
        const now = current();
        if (now?.session.attempt.phase !== 'revealed') return;
        const quality = qualityOf(name, gradeAttempt(now.item, now.session.attempt));
        if (quality === null) return;
        store(quality);
        say({ kind: 'graded', quality });
      },
      next(): void {
        if (current()?.session.attempt.phase === 'graded') act({ type: 'next', at: Date.now() });
      },
      undo(): void {
        const last = latest.current.session.answers.at(-1);
        const item = last === undefined ? undefined : latest.current.items.get(last.questionId);
        if (last === undefined || item === undefined || device === null) return;
        const about = circumstances(device.answers);
        act({ type: 'undo', at: about.at });
        void device.answers.give(undoneEvent(item, last, about));
        say({ kind: 'undone' });
      },
    };
  }, [act, device, opening.timeZone, say]);

  const item = isOver(session) ? null : (items.get(session.slices[session.position]?.questionId ?? '') ?? null);
  const graded = useMemo(() => (item === null ? null : gradeAttempt(item, session.attempt)), [item, session.attempt]);
  return { session, items, item, graded, notice, ...commands };
}

function byId(items: readonly StudyItem[]): ReadonlyMap<string, StudyItem> {
  return new Map(items.map((item) => [item.questionId, item]));
}

/** What tells one session from another; the questions themselves are kept apart. */
function aboutSession({ today, epoch, locale, wish, seed }: Opening) {
  return { today, epoch, locale, wish, seed };
}

/** Goes on with a session that this device has kept, else keeps the new one. True once that is settled. */
function useStoredSession(opening: Opening, device: Device | null, resume: (saved: SavedSession) => boolean): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (device === null || ready) return;
    const gone = new AbortController();
    void (async () => {
      const saved = await device.sessions.load(opening.userId, opening.today);
      if (gone.signal.aborted) return;
      if (saved === null || !resume(saved)) {
        await device.sessions.saveItems(opening.userId, opening.today, opening.items);
      }
      setReady(true);
    })();
    return () => {
      gone.abort();
    };
  }, [device, opening, ready, resume]);
  return ready;
}

function useSaving(session: ReviewSession, userId: string, sessions: SessionStore | null): void {
  useEffect(() => {
    if (sessions === null) return;
    const save = (): void => {
      clearTimeout(timer);
      void sessions.save(userId, session);
    };
    const timer = setTimeout(save, SAVE_DELAY_MS);
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [session, sessions, userId]);
}

/** Thinking time is active time: it stands still while the page is hidden. */
function useActiveClock(act: (action: SessionAction) => void): void {
  useEffect(() => {
    const change = (): void => {
      act({ type: document.visibilityState === 'visible' ? 'show' : 'hide', at: Date.now() });
    };
    change();
    document.addEventListener('visibilitychange', change);
    return () => {
      document.removeEventListener('visibilitychange', change);
    };
  }, [act]);
}
