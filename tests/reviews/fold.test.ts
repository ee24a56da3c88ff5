import { describe, expect, test } from 'vitest';
import type { QuestionId } from '@/lib/base/ids';
import type { CardState, ReviewCard } from '@/lib/reviews/card-state';
import type { ReviewEvent } from '@/lib/reviews/events';
import { applyNewest, foldCard, newCard } from '@/lib/reviews/fold';
import { preview } from '@/lib/scheduler/preview';
import { defaultSchedulerConfig, QUALITIES, type Quality } from '@/lib/scheduler/types';
import { answered, contentChanged, eventId, reset, resumed, suspended, undone } from '../factories/events';

const config = defaultSchedulerConfig;
const fold = (...events: readonly ReviewEvent[]) => foldCard(events, config);
const review = (state: CardState): ReviewCard => {
  if (state.kind !== 'review') throw new Error('Expected a card in review');
  return state;
};
const foldReview = (...events: readonly ReviewEvent[]) => review(fold(...events));
/** Answers on the given days, all with one quality. */
const onDays = (quality: Quality, days: readonly number[]) => days.map((day) => answered(quality, { day }));

describe('answers', () => {
  test('four fours on their due days give 1, 6, 15 and 38 days', () => {
    const card = foldReview(...onDays(4, [0, 1, 7, 22]));
    expect(card.scheduler).toEqual({ kind: 'sm2', repetitions: 4, intervalDays: 38, easeHundredths: 250 });
    expect(card).toMatchObject({ lastReviewDay: '2026-03-24', dueOn: '2026-05-01', gradedCount: 4, lapses: 0 });
  });

  test('an empty log is a new card', () => {
    expect(fold()).toEqual(newCard);
  });

  test('an answer before 04:00 belongs to the day before', () => {
    const card = foldReview(answered(4, { at: '2026-03-03T03:30:00Z' }));
    expect(card).toMatchObject({ lastReviewDay: '2026-03-02', dueOn: '2026-03-03' });
  });

  test('an evening that crosses UTC midnight is one day where the learner is', () => {
    const zone = 'America/Los_Angeles';
    const card = foldReview(
      answered(1, { at: '2026-06-10T23:50:00Z', zone }),
      answered(4, { at: '2026-06-11T00:10:00Z', zone }),
    );
    expect(card).toMatchObject({ lastReviewDay: '2026-06-10', gradedCount: 1, lastDay: { drills: 1 } });
  });

  test('intervals count study days and not 86,400 seconds, over the day that has 23 hours', () => {
    const zone = 'Europe/Berlin';
    const card = foldReview(
      answered(4, { at: '2026-03-28T21:00:00Z', zone }),
      answered(4, { at: '2026-03-29T05:00:00Z', zone }),
    );
    expect(card).toMatchObject({ lastReviewDay: '2026-03-29', dueOn: '2026-04-04', gradedCount: 2 });
  });

  test('the zone of each answer decides its day for ever: moving later rewrites nothing', () => {
    const tokyo = answered(4, { at: '2026-03-02T20:00:00Z', zone: 'Asia/Tokyo' });
    const before = foldReview(tokyo);
    const after = foldReview(tokyo, answered(4, { at: '2026-03-05T12:00:00Z', zone: 'America/New_York' }));
    expect(before.lastReviewDay).toBe('2026-03-03');
    expect(after.gradedCount).toBe(2);
    expect(after.lastReviewDay).toBe('2026-03-05');
  });

  test('flying west within a day does not grade a card twice', () => {
    const card = foldReview(
      answered(4, { at: '2026-03-02T20:00:00Z', zone: 'Asia/Tokyo' }),
      answered(1, { at: '2026-03-03T06:00:00Z', zone: 'America/New_York' }),
    );
    expect(card).toMatchObject({
      lastReviewDay: '2026-03-03',
      gradedCount: 1,
      lapses: 0,
      scheduler: { intervalDays: 1 },
    });
  });

  test('flying east opens the next day and elapsed days are never negative', () => {
    const card = foldReview(
      answered(4, { at: '2026-03-02T20:00:00Z', zone: 'America/New_York' }),
      answered(4, { at: '2026-03-03T00:00:00Z', zone: 'Pacific/Kiritimati' }),
      answered(4, { at: '2026-03-03T01:00:00Z', zone: 'America/New_York' }),
    );
    expect(card).toMatchObject({ lastReviewDay: '2026-03-03', gradedCount: 2, lastDay: { drills: 1 } });
  });
});

describe('drills', () => {
  test('the first answer of a day is graded, every later one is a drill', () => {
    const graded = foldReview(...onDays(4, [0, 1]), answered(2, { day: 7 }));
    const drilled = foldReview(...onDays(4, [0, 1]), answered(2, { day: 7, n: 900 }), answered(5, { day: 7, n: 901 }));
    expect(drilled.scheduler).toEqual(graded.scheduler);
    expect(drilled).toMatchObject({ dueOn: graded.dueOn, lapses: 1, gradedCount: 3 });
    expect(drilled.lastDay).toMatchObject({ gradedQuality: 2, drills: 1, drillPassed: true });
  });

  test('a failed drill changes no ease, interval, due day or lapse count', () => {
    const card = foldReview(answered(5, { day: 0, n: 1 }), ...[2, 3, 4].map((n) => answered(0, { day: 0, n })));
    expect(card).toMatchObject({ lapses: 0, gradedCount: 1, scheduler: { repetitions: 1, easeHundredths: 260 } });
    expect(card.lastDay).toMatchObject({ drills: 3, drillPassed: false });
  });

  test('a drill of three does not pass, one of four does', () => {
    const last = (quality: Quality) =>
      foldReview(answered(1, { day: 0, n: 1 }), answered(quality, { day: 0, n: 2 })).lastDay;
    expect(last(3).drillPassed).toBe(false);
    expect(last(4).drillPassed).toBe(true);
  });

  test('two tabs answering one card make one graded answer and one drill', () => {
    const card = foldReview(
      answered(4, { at: '2026-03-02T12:00:00Z', n: 2 }),
      answered(1, { at: '2026-03-02T12:00:00Z', n: 1 }),
    );
    expect(card).toMatchObject({ gradedCount: 1, lastDay: { gradedQuality: 1, drills: 1 } });
  });
});

describe('lapses and leeches', () => {
  const fails = (count: number) =>
    onDays(
      1,
      Array.from({ length: count }, (_, day) => day),
    );

  test('the first fail of a new card is no lapse', () => {
    expect(foldReview(...fails(1)).lapses).toBe(0);
    expect(foldReview(...fails(2)).lapses).toBe(1);
  });

  test.each([
    [7, null],
    [8, 8],
    [11, 8],
    [12, 12],
    [16, 16],
  ])('%d lapses: marked at %j', (lapses, leechAt) => {
    expect(foldReview(...fails(lapses + 1))).toMatchObject({ lapses, leechAt, suspended: false });
  });

  test('a pass keeps the mark', () => {
    expect(foldReview(...fails(9), answered(4, { day: 20 }))).toMatchObject({ lapses: 8, leechAt: 8 });
  });
});

describe('suspend, resume and reset', () => {
  test('a suspended card keeps state and due day', () => {
    const before = foldReview(answered(4, { day: 0 }));
    const after = foldReview(answered(4, { day: 0, n: 1 }), suspended({ day: 1, n: 2 }));
    expect(after).toMatchObject({ suspended: true, dueOn: before.dueOn, scheduler: before.scheduler });
    expect(
      foldReview(answered(4, { day: 0, n: 1 }), suspended({ day: 1, n: 2 }), resumed({ day: 90, n: 3 })),
    ).toMatchObject({
      suspended: false,
      dueOn: before.dueOn,
    });
  });

  test('a new card can be suspended', () => {
    expect(fold(suspended())).toMatchObject({ kind: 'new', suspended: true });
  });

  test('a reset starts again; lapses and leech count restart', () => {
    const log = [...onDays(1, [0, 1, 2, 3, 4, 5, 6, 7, 8]), reset({ day: 8, n: 5000 })];
    expect(fold(...log)).toMatchObject({ kind: 'new', suspended: false, eventCount: 10 });
    expect(foldReview(...log, answered(4, { day: 8, n: 5001 }))).toMatchObject({
      lapses: 0,
      leechAt: null,
      gradedCount: 1,
    });
  });
});

describe('a changed meaning', () => {
  const log = onDays(4, [0, 1, 7]);

  test('brings the card back once and loses nothing', () => {
    const before = foldReview(...log);
    const after = foldReview(...log, contentChanged(2, { day: 10, n: 6000 }));
    expect(after.scheduler).toEqual(before.scheduler);
    expect(after).toMatchObject({ dueOn: '2026-03-12', changedAtRev: 2 });
    const answeredIt = foldReview(
      ...log,
      contentChanged(2, { day: 10, n: 6000 }),
      answered(4, { day: 10, n: 6001, rev: 2 }),
    );
    expect(answeredIt).toMatchObject({ changedAtRev: null, dueOn: '2026-03-27', scheduler: { intervalDays: 15 } });
  });

  test('does not postpone a card that is due before', () => {
    expect(foldReview(...log, contentChanged(2, { day: 90 })).dueOn).toBe(foldReview(...log).dueOn);
  });

  test('imported twice is one event', () => {
    const change = contentChanged(2, { day: 10, n: 6000 });
    expect(fold(...log, change, change)).toEqual(fold(...log, change));
  });

  test('stays marked by an offline answer to the older text', () => {
    const card = foldReview(...log, contentChanged(2, { day: 10, n: 6000 }), answered(4, { day: 11, n: 6001, rev: 1 }));
    expect(card.changedAtRev).toBe(2);
  });

  test('does nothing to a card never answered', () => {
    expect(fold(contentChanged(2))).toMatchObject({ kind: 'new', eventCount: 1 });
  });
});

describe('a cached state', () => {
  test('takes a newest event without the log and ends as the fold does', () => {
    const log = [
      ...onDays(4, [0, 1, 7]),
      suspended({ day: 8 }),
      resumed({ day: 9 }),
      contentChanged(2, { day: 9 }),
      answered(1, { day: 22 }),
    ];
    let state: CardState = newCard;
    for (const event of log) {
      const next = applyNewest(state, event, config);
      if (next === null) throw new Error('Expected the event to be the newest');
      state = next;
    }
    expect(state).toEqual(fold(...log));
  });

  test('asks for the log when the event is late, repeated or an undo', () => {
    const state = fold(answered(4, { day: 1, n: 10 }));
    expect(applyNewest(state, answered(4, { day: 0, n: 11 }), config)).toBeNull();
    expect(applyNewest(state, answered(4, { day: 1, n: 9 }), config)).toBeNull();
    expect(applyNewest(state, answered(4, { day: 1, n: 10 }), config)).toBeNull();
    expect(applyNewest(state, undone(eventId(10), { day: 2, n: 12 }), config)).toBeNull();
  });

  test('asks for the log while an undo waits for its target', () => {
    const state = fold(undone(eventId(20), { day: 0, n: 10 }));
    expect(state.undoWaits).toBe(true);
    expect(applyNewest(state, answered(4, { day: 1, n: 20 }), config)).toBeNull();
  });

  test('counts every event, so that a late one makes it another version', () => {
    const newest = answered(4, { day: 5, n: 2 });
    const late = answered(4, { day: 0, n: 1 });
    expect(fold(newest)).toMatchObject({ eventCount: 1, lastEventId: newest.id });
    expect(fold(newest, late)).toMatchObject({ eventCount: 2, lastEventId: newest.id });
  });
});

test('the label of a button equals what the answer then stores, from any state of a log', () => {
  const log = [
    ...onDays(4, [0, 1, 7]),
    answered(2, { day: 22, n: 7000 }),
    answered(5, { day: 23, n: 7001 }),
    answered(4, { day: 29, n: 7002 }),
  ];
  for (let length = 0; length <= log.length; length += 1) {
    const state = foldCard(log.slice(0, length), config);
    for (const quality of QUALITIES) {
      for (const day of [29, 40]) {
        const answer = answered(quality, { day, n: 8000 });
        const after = foldReview(...log.slice(0, length), answer);
        const shown = preview(state.kind === 'review' ? state : null, {
          cardId: answer.questionId,
          today: dayOf(day),
          config,
        });
        expect(shown[quality]).toEqual({ state: after.scheduler, dueOn: after.dueOn });
      }
    }
  }
});

test('another card’s id gives another spread day from the same answers', () => {
  const spread = { ...config, spread: true };
  const dueDays = ['q-0000000001', 'q-0000000002', 'q-0000000003', 'q-0000000010', 'q-0000000012'].map(
    (id) =>
      review(
        foldCard(
          [0, 1, 7, 22].map((day) => answered(4, { day, question: id as QuestionId })),
          spread,
        ),
      ).dueOn,
  );
  expect(new Set(dueDays).size).toBeGreaterThan(1);
});

function dayOf(day: number) {
  return foldReview(answered(4, { day })).lastReviewDay;
}
