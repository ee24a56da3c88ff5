import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '@/lib/base/time';
import { isDrillReady, MOST_DRILLS_A_DAY, readyDrills } from '@/lib/queue/drills';
import { dayLimits } from '@/lib/queue/limits';
import type { ReviewCard } from '@/lib/reviews/card-state';
import { foldCard } from '@/lib/reviews/fold';
import { dayTotal } from '@/lib/reviews/day-total';
import { defaultSchedulerConfig, type Quality } from '@/lib/scheduler/types';
import { answered, suspended, undone } from '../factories/events';
import { id } from '../factories/queue';

const today = localDate('2026-03-02');
const card = (...grades: readonly Quality[]): ReviewCard => {
  const state = foldCard(
    grades.map((quality, n) => answered(quality, { day: 0, n })),
    defaultSchedulerConfig,
  );
  if (state.kind !== 'review') throw new Error('Expected a card in review');
  return state;
};

describe('a drill', () => {
  test.each<[Quality, boolean]>([
    [0, true],
    [1, true],
    [2, true],
    [3, true],
    [4, false],
    [5, false],
  ])('after a %d is ready: %j', (quality, ready) => {
    expect(isDrillReady(card(quality), today)).toBe(ready);
  });

  test('ends with the first answer of four or more', () => {
    expect(isDrillReady(card(1, 3), today)).toBe(true);
    expect(isDrillReady(card(1, 3, 4), today)).toBe(false);
    expect(isDrillReady(card(1, 4, 1), today)).toBe(false);
  });

  test('ends after four of them', () => {
    expect(MOST_DRILLS_A_DAY).toBe(4);
    expect(isDrillReady(card(1, 1, 1, 1), today)).toBe(true);
    expect(isDrillReady(card(1, 1, 1, 1, 1), today)).toBe(false);
  });

  test('ends with the day, and with suspending the card', () => {
    expect(isDrillReady(card(1), addDays(today, 1))).toBe(false);
    const state = foldCard([answered(1, { day: 0, n: 1 }), suspended({ day: 0, n: 2 })], defaultSchedulerConfig);
    expect(state.kind === 'review' && isDrillReady(state, today)).toBe(false);
  });

  test('of the card shown longest ago comes first', () => {
    const shownAt = (n: number, hour: number) => {
      const state = foldCard([answered(1, { at: Date.UTC(2026, 2, 2, hour), n })], defaultSchedulerConfig);
      if (state.kind !== 'review') throw new Error('Expected a card in review');
      return { questionId: id(n), state };
    };
    expect(
      readyDrills([shownAt(1, 14), shownAt(2, 12), shownAt(3, 13)], today).map(({ questionId }) => questionId),
    ).toEqual([id(2), id(3), id(1)]);
  });
});

describe('the limits of a day', () => {
  const settings = { minutesPerDay: [20, 0, 30, 30, 30, 30, 30], newPerDay: 2 };

  test('count new questions by their first graded answer, drills not', () => {
    expect(dayLimits(settings, today, 0, [card(4), card(1, 4)]).newLeft).toBe(0);
    const older = { ...card(4), gradedCount: 3 };
    expect(dayLimits(settings, today, 0, [card(4), older]).newLeft).toBe(1);
  });

  test('take the next minutes from the next day that is not off', () => {
    expect(dayLimits(settings, today, 90, [])).toEqual({
      budgetSeconds: 1200,
      spentSeconds: 90,
      nextBudgetSeconds: 1800,
      newLeft: 2,
    });
  });

  test('count the time of drills, cap a page left open and forget undone answers', () => {
    const open = { ...answered(4, { n: 1 }), durationMs: 3_600_000 };
    const drill = answered(4, { n: 2 });
    const gone = answered(4, { n: 3 });
    expect(dayTotal([open, drill, gone, undone(gone.id, { n: 4 })])).toEqual({ answers: 2, seconds: 620 });
  });
});
