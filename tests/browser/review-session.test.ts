import { describe, expect, it } from 'vitest';
import type { StudyItem } from '@/lib/api/study';
import type { EventId } from '@/lib/base/ids';
import { localDate } from '@/lib/base/time';
import {
  canResume,
  comesBackToday,
  dueAfter,
  gradeAttempt,
  isOver,
  leavesNoChoice,
  minutesLeft,
  qualityOf,
  reduceSession,
  startSession,
  type ReviewSession,
  type SessionAction,
} from '@/lib/browser/review-session';
import type { Quality } from '@/lib/scheduler/types';
import { aChoice, aRecall, aStudyItem } from '@/tests/factories/study-item';

const first = aStudyItem({ question: aRecall('q-aaaaaaaaaa') });
const second = aStudyItem({ question: aRecall('q-cccccccccc') });
const about = { today: localDate('2026-11-21'), epoch: 'e', locale: 'en', wish: 'today', seed: 7 } as const;

function run(session: ReviewSession, ...actions: SessionAction[]): ReviewSession {
  return actions.reduce(reduceSession, session);
}

let made = 0;
function answer(item: StudyItem, quality: Quality, at = 0): SessionAction[] {
  made += 1;
  return [
    { type: 'reveal', at },
    { type: 'grade', at, quality, item, eventId: `event-${made}` as EventId },
  ];
}

function ids(session: ReviewSession): string[] {
  return session.slices.map((slice) => slice.questionId + (slice.drill ? ' again' : ''));
}

describe('a session', () => {
  it('asks the questions in their order and is over after the last', () => {
    const start = startSession([first, second], about);
    const end = run(start, ...answer(first, 4), ...answer(second, 5));
    expect(start.position).toBe(0);
    expect(isOver(start)).toBe(false);
    expect(isOver(end)).toBe(true);
    expect(end.slices.map((slice) => slice.outcome)).toEqual([4, 5]);
  });

  it('brings a question graded below Good back at its end, after those that are new to it', () => {
    const session = run(startSession([first, second], about), ...answer(first, 3));
    expect(ids(session)).toEqual(['q-aaaaaaaaaa', 'q-cccccccccc', 'q-aaaaaaaaaa again']);
  });

  it('lets a question go after one drill of at least Good', () => {
    const session = run(startSession([first], about), ...answer(first, 1), ...answer(first, 4));
    expect(isOver(session)).toBe(true);
  });

  it('asks a question five times at most on one day: once graded, four drills', () => {
    let session = startSession([first], about);
    for (let turn = 0; turn < 5; turn += 1) {
      expect(isOver(session)).toBe(false);
      session = run(session, ...answer(first, 1));
    }
    expect(isOver(session)).toBe(true);
  });

  it('counts the drills that were given before the session began', () => {
    const drill = aStudyItem({
      kind: 'drill',
      state: {
        kind: 'review',
        scheduler: { kind: 'sm2', repetitions: 0, intervalDays: 1, easeHundredths: 196 },
        dueOn: localDate('2026-11-22'),
        lastReviewDay: localDate('2026-11-21'),
        gradedCount: 1,
        lapses: 0,
        leechAt: null,
        suspended: false,
        changedAtRev: null,
        lastDay: { gradedQuality: 1, drills: 3, drillPassed: false, lastAnsweredAt: 0 as never },
        lastEventId: 'e' as EventId,
        lastEventAt: 0 as never,
        eventCount: 1,
        undoWaits: false,
      },
    });
    const start = startSession([drill], about);
    expect(comesBackToday(start, drill, 1)).toBe(false);
    expect(isOver(run(start, ...answer(drill, 1)))).toBe(true);
  });

  it('shows for a drill the day that the first answer set', () => {
    const start = startSession([first], about);
    expect(dueAfter(start, first, 5)).toBe('2026-11-26');
    const again = run(start, ...answer(first, 3));
    expect(dueAfter(again, first, 5)).toBe('2026-11-24');
  });

  it('says about how many minutes are left', () => {
    const start = startSession([first, second, first], about);
    expect(minutesLeft(start)).toBe(3);
    expect(minutesLeft(run(startSession([first], about), ...answer(first, 4)))).toBe(0);
  });
});

describe('a stored session', () => {
  const offered = startSession([first, second], about);

  it('goes on where the server offers the same', () => {
    expect(canResume(run(offered, ...answer(first, 4)), offered)).toBe(true);
  });

  it('stays over where the browser goes back to it', () => {
    expect(canResume(run(offered, ...answer(first, 4), ...answer(second, 4)), offered)).toBe(true);
  });

  it('is left alone once it is over, or where day, database, language or wish have changed', () => {
    const over = run(offered, ...answer(first, 4), ...answer(second, 4));
    expect(canResume(over, { ...offered, seed: 8 })).toBe(false);
    expect(canResume({ ...offered, today: localDate('2026-11-20') }, offered)).toBe(false);
    expect(canResume({ ...offered, epoch: 'restored' }, offered)).toBe(false);
    expect(canResume({ ...offered, locale: 'zh-CN' }, offered)).toBe(false);
    expect(canResume({ ...offered, wish: 'minutes=10' }, offered)).toBe(false);
  });
});

describe('undo', () => {
  it('brings the question back revealed, with its ticks, and takes its drill away', () => {
    const before = run(
      startSession([first, second], about),
      { type: 'show', at: 0 },
      { type: 'note', notes: 'a lock' },
      { type: 'reveal', at: 5 },
      { type: 'respond', response: { ticked: ['lock'] } },
    );
    const graded = run(before, { type: 'grade', at: 9, quality: 3, item: first, eventId: 'e1' as EventId });
    const undone = run(graded, { type: 'undo', at: 20 });
    expect(graded.slices).toHaveLength(3);
    expect(undone.slices).toEqual(before.slices);
    expect(undone.position).toBe(0);
    expect(undone.attempt).toMatchObject({ phase: 'revealed', notes: 'a lock', response: { ticked: ['lock'] } });
    expect(undone.answers).toEqual([]);
  });

  it('takes back the last fifty answers one by one, and no more', () => {
    const items = Array.from({ length: 60 }, (_, index) =>
      aStudyItem({ question: aRecall(`q-${index + 1000000000}`) }),
    );
    let session = items.reduce((now, item) => run(now, ...answer(item, 4)), startSession(items, about));
    for (let turn = 0; turn < 70; turn += 1) session = run(session, { type: 'undo', at: 0 });
    expect(session.position).toBe(10);
    expect(session.slices.filter((slice) => slice.outcome !== null)).toHaveLength(10);
  });

  it('changes nothing where nothing was answered', () => {
    const start = startSession([first], about);
    expect(run(start, { type: 'undo', at: 4 })).toBe(start);
  });
});

describe('a machine’s verdict', () => {
  const item = aStudyItem({ question: aChoice() });

  it('of wrong leaves only Missed and stays on screen until Next', () => {
    const start = run(startSession([item], about), { type: 'respond', response: { picked: ['no'] } });
    expect(leavesNoChoice(gradeAttempt(item, start.attempt))).toBe(true);
    const graded = run(start, { type: 'grade', at: 0, quality: 1, item, eventId: 'e1' as EventId });
    expect(graded.position).toBe(0);
    expect(graded.attempt.phase).toBe('graded');
    expect(run(graded, { type: 'next', at: 0 }).position).toBe(1);
    expect(run(graded, { type: 'undo', at: 0 }).attempt).toMatchObject({
      phase: 'asking',
      response: { picked: ['no'] },
    });
  });

  it('is graded once, however often the key is pressed', () => {
    const start = run(startSession([item], about), { type: 'respond', response: { picked: ['no'] } });
    const once = run(start, { type: 'grade', at: 0, quality: 1, item, eventId: 'e1' as EventId });
    expect(run(once, { type: 'grade', at: 0, quality: 1, item, eventId: 'e2' as EventId })).toBe(once);
  });

  it('of right offers Hard, Good and Easy', () => {
    const start = run(startSession([item], about), { type: 'respond', response: { picked: ['yes'] } });
    const graded = gradeAttempt(item, start.attempt);
    expect(['missed', 'hard', 'good', 'easy'].map((name) => qualityOf(name as 'missed', graded))).toEqual([
      null,
      3,
      4,
      5,
    ]);
  });
});

describe('thinking time', () => {
  const asked = startSession([first], about);

  it('stands still while the page is hidden and from the reveal on', () => {
    const session = run(
      asked,
      { type: 'show', at: 1000 },
      { type: 'hide', at: 4000 },
      { type: 'show', at: 100_000 },
      { type: 'reveal', at: 102_000 },
    );
    expect(session.attempt.thinkingMs).toBe(5000);
    const later = run(session, { type: 'grade', at: 110_000, quality: 4, item: first, eventId: 'e' as EventId });
    expect(later.spentMs).toBe(13_000);
    expect(later.answers[0]?.before.attempt.thinkingMs).toBe(5000);
  });

  it('counts ten minutes at most', () => {
    const session = run(asked, { type: 'show', at: 0 }, { type: 'reveal', at: 3_600_000 });
    expect(session.attempt.thinkingMs).toBe(600_000);
  });

  it('of a resumed session goes on from where it was, without the time away', () => {
    const stored = run(asked, { type: 'show', at: 0 }, { type: 'hide', at: 2000 });
    const session = run(
      asked,
      { type: 'resume', session: { ...stored, attempt: { ...stored.attempt, since: 2000 } } },
      { type: 'show', at: 90_000 },
      { type: 'reveal', at: 91_000 },
    );
    expect(session.attempt.thinkingMs).toBe(3000);
  });
});
