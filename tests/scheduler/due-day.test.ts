import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, localDate } from '@/lib/base/time';
import { spreadDays } from '@/lib/scheduler/fuzz';
import { scheduledDays } from '@/lib/scheduler/due-day';
import { outcomeOf, type GradedCard } from '@/lib/scheduler/outcome';
import { preview } from '@/lib/scheduler/preview';
import { predictedRecall } from '@/lib/scheduler/recall';
import { defaultSchedulerConfig, QUALITIES, type Quality, type SchedulerConfig } from '@/lib/scheduler/types';

const monday = localDate('2026-03-02');
const config = defaultSchedulerConfig;
const spreadOn: SchedulerConfig = { ...config, spread: true };

/** A card answered again and again, each time `wait(card)` days after the last. */
function answerAll(
  grades: readonly Quality[],
  used = config,
  wait = (card: GradedCard) => daysBetween(card.lastReviewDay, card.dueOn),
) {
  const cards: GradedCard[] = [];
  let card = null as GradedCard | null;
  let day = monday;
  for (const quality of grades) {
    if (card !== null) day = addDays(day, wait(card));
    const { state, dueOn } = outcomeOf(card, { cardId: 'q-1', quality, day }, used);
    card = { scheduler: state, dueOn, lastReviewDay: day, gradedCount: (card?.gradedCount ?? 0) + 1 };
    cards.push(card);
  }
  return cards;
}
const gaps = (cards: readonly GradedCard[]) => cards.map((card) => daysBetween(card.lastReviewDay, card.dueOn));

describe('the due day', () => {
  test('is the answer day plus the interval: 1, 6, 15, 38', () => {
    expect(gaps(answerAll([4, 4, 4, 4]))).toEqual([1, 6, 15, 38]);
  });

  test('constant fives never go beyond the cap while the state keeps the exact interval', () => {
    const cards = answerAll([5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    expect(gaps(cards).every((days) => days <= 365)).toBe(true);
    expect(cards.at(-1)?.scheduler.intervalDays).toBe(46_757);
    expect(cards.at(-1)?.scheduler.repetitions).toBe(10);
  });

  test('a cap of a setting is used instead of 365', () => {
    expect(gaps(answerAll([5, 5, 5, 5, 5], { ...config, capDays: 30 }))).toEqual([1, 6, 17, 30, 30]);
  });
});

describe('early and late answers', () => {
  const [, , card] = answerAll([4, 4, 4]) as [GradedCard, GradedCard, GradedCard];
  const after = (days: number, quality: Quality) =>
    outcomeOf(card, { cardId: 'q-1', quality, day: addDays(card.lastReviewDay, days) }, config);

  test('an early pass holds: nothing changes but the due day', () => {
    for (const quality of [3, 4, 5] as const) {
      expect(after(4, quality)).toEqual({ state: card.scheduler, dueOn: addDays(card.lastReviewDay, 4 + 15) });
    }
  });

  test('four daily passes in a row leave a card at one day', () => {
    expect(gaps(answerAll([4, 4, 4, 4], config, () => 1))).toEqual([1, 6, 6, 6]);
  });

  test('an early fail is an ordinary fail', () => {
    expect(after(4, 2)).toMatchObject({
      state: { repetitions: 0, intervalDays: 1, easeHundredths: 250 },
      dueOn: addDays(card.lastReviewDay, 5),
    });
  });

  test('lateness is ignored: the interval counts from the answer', () => {
    expect(after(15, 4).state).toEqual(after(400, 4).state);
    expect(after(400, 4).dueOn).toBe(addDays(card.lastReviewDay, 400 + 38));
  });

  test('a card is not early on the day to which the spread brought it forward', () => {
    const cards = answerAll(new Array<Quality>(8).fill(4), spreadOn);
    expect(cards.map(({ scheduler }) => scheduler.repetitions)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('a drill changes neither state nor due day', () => {
    for (const quality of QUALITIES) expect(after(0, quality)).toEqual({ state: card.scheduler, dueOn: card.dueOn });
  });
});

describe('the spread', () => {
  const days = (interval: number, cardId: string, gradedCount: number, capDays = 365) =>
    spreadDays(interval, { cardId, gradedCount }, capDays);

  test('is off for SM-2 unless asked for', () => {
    expect(gaps(answerAll([4, 4, 4, 4]))).toEqual([1, 6, 15, 38]);
    expect(gaps(answerAll([4, 4, 4, 4], spreadOn))).not.toEqual([1, 6, 15, 38]);
  });

  test('leaves intervals below 2.5 days alone', () => {
    for (let n = 0; n < 100; n += 1) expect([days(1, `q-${n}`, n), days(2, `q-${n}`, n)]).toEqual([1, 2]);
  });

  test.each([
    [6, 4, 8],
    [15, 13, 17],
    [38, 34, 42],
    [100, 93, 107],
  ])('%d days become %d to %d', (interval, earliest, latest) => {
    const seen = new Set(Array.from({ length: 2000 }, (_, n) => days(interval, `q-${n}`, 3)));
    expect([Math.min(...seen), Math.max(...seen)]).toEqual([earliest, latest]);
    expect(seen.size).toBe(latest - earliest + 1);
  });

  test('never passes the cap', () => {
    for (let n = 0; n < 500; n += 1) expect(days(365, `q-${n}`, 9)).toBeLessThanOrEqual(365);
    expect(scheduledDays(5000, { ...spreadOn, cardId: 'q-1', gradedCount: 3 })).toBeLessThanOrEqual(365);
  });

  test('depends on the card and the number of its graded answers only', () => {
    expect(days(100, 'q-1', 4)).toBe(days(100, 'q-1', 4));
    const byCount = new Set(Array.from({ length: 40 }, (_, n) => days(100, 'q-1', n)));
    const byCard = new Set(Array.from({ length: 40 }, (_, n) => days(100, `q-${n}`, 4)));
    expect(byCount.size).toBeGreaterThan(8);
    expect(byCard.size).toBeGreaterThan(8);
  });
});

describe('the preview', () => {
  const cards: readonly (GradedCard | null)[] = [null, ...answerAll([4, 4, 1, 3, 5, 4, 4])];
  const days = (card: GradedCard | null) =>
    [0, 1, 3, 15, 60].map((wait) => addDays(card?.lastReviewDay ?? monday, wait));

  test.each([config, spreadOn, { ...config, variant: 'delphi' } as const])(
    'equals what answering does (%j)',
    (used) => {
      for (const card of cards) {
        for (const today of days(card)) {
          const shown = preview(card, { cardId: 'q-1', today, config: used });
          for (const quality of QUALITIES) {
            expect(shown[quality]).toEqual(outcomeOf(card, { cardId: 'q-1', quality, day: today }, used));
          }
        }
      }
    },
  );

  test('never puts Missed after Hard, Hard after Good or Good after Easy', () => {
    for (const card of cards) {
      for (const today of days(card)) {
        const shown = preview(card, { cardId: 'q-1', today, config });
        const buttons = ([1, 3, 4, 5] as const).map((quality) => shown[quality]);
        expect([...buttons].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))).toEqual(buttons);
        expect(buttons.map(({ state }) => state.intervalDays)).toEqual(
          buttons.map(({ state }) => state.intervalDays).sort((a, b) => a - b),
        );
      }
    }
  });
});

test('predicted recall is 0.9 when the interval is over and one half after 6.58 intervals', () => {
  expect(predictedRecall(15, 15)).toBeCloseTo(0.9, 10);
  expect(predictedRecall(0, 15)).toBe(1);
  expect(predictedRecall(6.5788 * 15, 15)).toBeCloseTo(0.5, 4);
  expect(predictedRecall(3, 0)).toBeCloseTo(0.729, 10);
});
