import { describe, expect, test } from 'vitest';
import { addDays, localDate, type LocalDate } from '@/lib/base/time';
import type { QuestionId } from '@/lib/base/ids';
import { readyDrills } from '@/lib/queue/drills';
import { dayLimits } from '@/lib/queue/limits';
import type { CardState, ReviewCard } from '@/lib/reviews/card-state';
import { compareEvents, type ReviewEvent } from '@/lib/reviews/events';
import { foldCard } from '@/lib/reviews/fold';
import { dayTotal } from '@/lib/reviews/day-total';
import { isUndoable } from '@/lib/reviews/undo';
import { defaultSchedulerConfig, type Quality } from '@/lib/scheduler/types';
import { answered, contentChanged, eventId, reset, resumed, suspended, undone } from '../factories/events';

const config = defaultSchedulerConfig;
const fold = (...events: readonly ReviewEvent[]) => foldCard(events, config);
/** All that a learner can notice; how much log a state stands for is not of it. */
const visible = ({ lastEventId: _id, lastEventAt: _at, eventCount: _count, undoWaits: _waits, ...rest }: CardState) =>
  rest;

describe('an undone event', () => {
  test('leaves no trace', () => {
    const before = [answered(4, { day: 0, n: 1 }), answered(4, { day: 1, n: 2 })];
    const fail = answered(0, { day: 7, n: 3 });
    expect(visible(fold(...before, fail, undone(fail.id, { day: 7, n: 4 })))).toEqual(visible(fold(...before)));
  });

  test.each([suspended({ day: 3, n: 20 }), resumed({ day: 3, n: 20 }), reset({ day: 3, n: 20 })])(
    'may be of kind $kind',
    (event) => {
      const before = [answered(4, { day: 0, n: 1 }), suspended({ day: 1, n: 2 })];
      expect(visible(fold(...before, event, undone(event.id, { day: 4, n: 30 })))).toEqual(visible(fold(...before)));
    },
  );

  test('makes the next answer of the day the graded one', () => {
    const wrong = answered(1, { day: 0, n: 1 });
    const again = answered(4, { day: 0, n: 3 });
    expect(fold(wrong, undone(wrong.id, { day: 0, n: 2 }), again)).toMatchObject({
      gradedCount: 1,
      lastDay: { gradedQuality: 4, drills: 0 },
    });
  });

  test('works when the undo arrives, and even sorts, before its target', () => {
    const target = answered(4, { day: 5, n: 9 });
    const undo = undone(target.id, { day: 1, n: 2 });
    expect(fold(undo)).toMatchObject({ kind: 'new', undoWaits: true });
    expect(fold(undo, target)).toMatchObject({ kind: 'new', undoWaits: false, eventCount: 2 });
    expect(fold(target, undo)).toEqual(fold(undo, target));
  });
});

describe('what cannot be undone', () => {
  test('an undo: answer again instead', () => {
    const answer = answered(4, { day: 0, n: 1 });
    const undo = undone(answer.id, { day: 0, n: 2 });
    expect(isUndoable('undone')).toBe(false);
    expect(visible(fold(answer, undo, undone(undo.id, { day: 0, n: 3 })))).toEqual(visible(fold(answer, undo)));
  });

  test('what an import did', () => {
    const log = [answered(4, { day: 0, n: 1 }), contentChanged(2, { day: 0, n: 2 })];
    expect(isUndoable('content-changed')).toBe(false);
    expect(visible(fold(...log, undone(eventId(2), { day: 0, n: 3 })))).toEqual(visible(fold(...log)));
  });
});

describe('undoing the last 60 answers one by one', () => {
  const questions = Array.from({ length: 12 }, (_, n) => `q-00000000${String(n).padStart(2, '0')}` as QuestionId);
  const first = localDate('2026-03-02');
  const grades: readonly Quality[] = [4, 1, 5, 3, 4, 0, 2];
  // Five answers a day; every ninth is a second one of the same card on the same day.
  const answers = Array.from({ length: 60 }, (_, n) =>
    answered(grades[n % grades.length] ?? 4, {
      at: Date.UTC(2026, 2, 2 + Math.floor(n / 5), 12, n),
      n: n + 1,
      question: questions[n % 9 === 8 ? (n - 1) % 12 : n % 12] ?? questions[0]!,
    }),
  );
  const undos = [...answers]
    .reverse()
    .map((answer, n) =>
      undone(answer.id, { at: Date.UTC(2026, 2, 20, 12, n), n: 1000 + n, question: answer.questionId }),
    );

  /** Everything that is derived from a log: the cards, their place in the queue, drills, new-card count, leeches, minutes. */
  function derived(log: readonly ReviewEvent[], today: LocalDate) {
    const states = questions.map((questionId) => ({
      questionId,
      state: fold(...log.filter((event) => event.questionId === questionId)),
    }));
    const inReview = states.filter(
      (card): card is { questionId: QuestionId; state: ReviewCard } => card.state.kind === 'review',
    );
    const cards = inReview.map(({ questionId, state }) => ({ questionId, state: { ...state, ...mark } }));
    const studiedToday = cards.filter(({ state }) => state.lastReviewDay === today).map(({ state }) => state);
    return {
      cards: states.map(({ state }) => visible(state)),
      due: cards.filter(({ state }) => state.dueOn <= today).map(({ questionId }) => questionId),
      drills: readyDrills(cards, today).map(({ questionId }) => questionId),
      limits: dayLimits(
        { minutesPerDay: [20, 20, 20, 20, 20, 20, 20], newPerDay: 20 },
        today,
        dayTotal(log).seconds,
        studiedToday,
      ),
      leeches: cards.filter(({ state }) => state.leechAt !== null).map(({ questionId }) => questionId),
    };
  }
  const mark = { lastEventId: eventId(0), eventCount: 0, undoWaits: false };

  test('equals never having answered, after each single undo', () => {
    for (let count = 1; count <= 60; count += 1) {
      const kept = answers.slice(0, 60 - count);
      const today = addDays(first, Math.floor(Math.max(0, kept.length - 1) / 5));
      expect(derived([...answers, ...undos.slice(0, count)].sort(compareEvents), today)).toEqual(derived(kept, today));
    }
  });
});
