import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '@/lib/base/time';
import { buildQueue } from '@/lib/queue/build-queue';
import { expectedSeconds } from '@/lib/queue/expected-seconds';
import { minutesOn } from '@/lib/queue/limits';
import type { Queue, QueueInput } from '@/lib/queue/types';
import { aDay, aDueCard, aNewQuestion, aPlaceable, id, queueInput, queueToday } from '../factories/queue';

const range = (count: number) => Array.from({ length: count }, (_, n) => n);
const build = (change: Partial<QueueInput>) => buildQueue(queueInput(change));
const ids = ({ items }: Queue) => items.map(({ questionId }) => questionId);
const kinds = ({ items }: Queue) => items.map(({ kind }) => kind);
const recallOf = (overdue: number, intervalDays: number) => 0.9 ** ((overdue + intervalDays) / intervalDays);

describe('what goes in', () => {
  test('due reviews and new questions mixed, drills at the end', () => {
    const queue = build({
      cards: range(4).map((n) => aDueCard(n)),
      newQuestions: range(2).map((n) => aNewQuestion(10 + n)),
      drills: [aPlaceable(20)],
    });
    expect(kinds(queue)).toEqual(['due', 'new', 'due', 'due', 'new', 'due', 'drill']);
  });

  test('cards that are not due stay out', () => {
    expect(ids(build({ cards: [aDueCard(1, { overdue: -1 }), aDueCard(2)] }))).toEqual([id(2)]);
  });

  test('an empty day is an empty list', () => {
    expect(build({})).toEqual({ items: [], expectedSeconds: 0, waiting: 0, newPaused: false });
  });

  test('the order of the input makes no difference', () => {
    const cards = range(60).map((n) => aDueCard(n, { overdue: n % 17, intervalDays: 1 + (n % 5), topic: `t${n % 3}` }));
    const expected = build({ cards });
    fc.assert(
      fc.property(fc.shuffledSubarray(cards, { minLength: 60 }), (shuffled) => {
        expect(build({ cards: shuffled })).toEqual(expected);
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });
});

describe('minutes', () => {
  test('are the limit that counts: a list never takes longer than what is left of the day', () => {
    const cards = range(300).map((n) => aDueCard(n, { overdue: n % 40, intervalDays: 1 + (n % 30) }));
    for (const minutes of [2, 10, 20, 45]) {
      for (const spentSeconds of [0, 60]) {
        const queue = build({ cards, limits: aDay(minutes, { spentSeconds }) });
        expect(queue.expectedSeconds).toBeLessThanOrEqual(minutes * 60 - spentSeconds);
        expect(queue.expectedSeconds).toBeGreaterThan(minutes * 60 - spentSeconds - 60);
        expect(queue.waiting).toBe(300 - queue.items.length);
      }
    }
  });

  test('more minutes never lose a question', () => {
    const cards = range(80).map((n) => aDueCard(n, { overdue: n % 20 }));
    let before = new Set<string>();
    for (const minutes of range(30)) {
      const now = new Set<string>(ids(build({ cards, limits: aDay(minutes) })));
      expect([...before].filter((one) => !now.has(one))).toEqual([]);
      before = now;
    }
  });

  test('a day off shows nothing but the drills of answers already given', () => {
    const queue = build({
      cards: [aDueCard(1)],
      newQuestions: [aNewQuestion(2)],
      drills: [aPlaceable(3)],
      limits: aDay(0),
    });
    expect(kinds(queue)).toEqual(['drill']);
    expect(queue.waiting).toBe(1);
  });

  test('spent minutes are taken off, and a spent day is done', () => {
    expect(ids(build({ cards: [aDueCard(1)], limits: aDay(20, { spentSeconds: 1200 }) }))).toEqual([]);
  });

  test('the first question of a day is shown even if it is longer than the day', () => {
    expect(
      ids(build({ newQuestions: [aNewQuestion(1), aNewQuestion(2)], limits: aDay(1, { budgetSeconds: 30 }) })),
    ).toEqual([id(1)]);
    expect(
      ids(build({ newQuestions: [aNewQuestion(1)], limits: aDay(1, { budgetSeconds: 30, spentSeconds: 10 }) })),
    ).toEqual([]);
  });

  test('ten more is ten more, whatever the minutes and the number of new questions', () => {
    const limits = aDay(20, { spentSeconds: 1200, newLeft: 0 });
    const newQuestions = range(30).map((n) => aNewQuestion(100 + n));
    expect(build({ newQuestions, limits, extra: 10 }).items).toHaveLength(10);
    const queue = build({ cards: range(4).map((n) => aDueCard(n)), newQuestions, limits, extra: 10 });
    expect(kinds(queue).filter((kind) => kind === 'due')).toHaveLength(4);
    expect(queue.items).toHaveLength(10);
  });

  test('of a weekday come from that weekday', () => {
    const limits = { minutesPerDay: [1, 2, 3, 4, 5, 6, 7], newPerDay: 20 };
    expect(range(7).map((n) => minutesOn(limits, addDays(queueToday, n)))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('expected seconds', () => {
  const answers = (count: number, seconds: number) => range(count).map(() => ({ questionType: 'recall', seconds }));

  test('are 60 for new, 15 for a drill and 20 to 40 for a review until times are known', () => {
    const expected = expectedSeconds(answers(19, 100));
    expect([expected.forNew('recall'), expected.forDrill()]).toEqual([60, 15]);
    expect([
      expected.forReview('recall', 1),
      expected.forReview('recall', 0.5),
      expected.forReview('recall', 0),
    ]).toEqual([20, 30, 40]);
  });

  test('are the learner’s own median of the type from 20 answers on', () => {
    const expected = expectedSeconds([
      ...answers(11, 100),
      ...answers(10, 500),
      { questionType: 'choice', seconds: 5 },
    ]);
    expect([expected.forNew('recall'), expected.forReview('recall', 0.3), expected.forNew('choice')]).toEqual([
      100, 100, 60,
    ]);
    expect(expectedSeconds(answers(20, 1)).forNew('recall')).toBe(10);
  });
});

describe('the backlog', () => {
  /** Sixty days away from 118 cards with the intervals that SM-2 gives. */
  const away = range(118).map((n) =>
    aDueCard(n, { overdue: 60 - (n % 30), intervalDays: [1, 6, 15, 38][n % 4] ?? 1, topic: `t${n % 5}` }),
  );

  test('after 60 days away the first screen fits the minutes and brings nothing new', () => {
    const queue = build({ cards: away, newQuestions: range(20).map((n) => aNewQuestion(500 + n)) });
    expect(queue.expectedSeconds).toBeLessThanOrEqual(1200);
    expect(queue.items.length).toBeGreaterThan(30);
    expect(kinds(queue).includes('new')).toBe(false);
    expect(queue).toMatchObject({ newPaused: true, waiting: 118 - queue.items.length });
  });

  test('first come those that can still be saved, lowest recall first; then the mostly lost, highest first', () => {
    const cards = range(40).map((n) => aDueCard(n, { overdue: 2 * n, intervalDays: 5 }));
    const queue = build({ cards, limits: aDay(60) });
    const recalls = ids(queue).map((questionId) => recallOf(2 * Number(questionId.slice(2)), 5));
    const saved = recalls.filter((recall) => recall >= 0.5);
    const lost = recalls.filter((recall) => recall < 0.5);
    expect(saved.length).toBeGreaterThan(5);
    expect(lost.length).toBeGreaterThan(5);
    expect(recalls).toEqual([...saved.sort((a, b) => a - b), ...lost.sort((a, b) => b - a)]);
  });

  test('new questions come back when what is due fits in two days', () => {
    const newQuestions = [aNewQuestion(500)];
    const due = (count: number) => range(count).map((n) => aDueCard(n));
    // A card with recall 0.9 is expected to take 22 seconds: 109 of them fit into 40 minutes, 110 do not.
    expect(build({ cards: due(110), newQuestions }).newPaused).toBe(true);
    expect(build({ cards: due(109), newQuestions }).newPaused).toBe(false);
    expect(kinds(build({ cards: due(40), newQuestions }))).toContain('new');
  });

  test('cards that were not even loaded wait too and pause new questions', () => {
    const queue = build({ cards: [aDueCard(1)], furtherDue: 5000, newQuestions: [aNewQuestion(2)], limits: aDay(20) });
    expect(queue).toMatchObject({ waiting: 5000, newPaused: true });
  });
});

describe('new questions', () => {
  test('come in syllabus order up to the number that is left for today', () => {
    const queue = build({ newQuestions: range(9).map((n) => aNewQuestion(9 - n)), limits: aDay(60, { newLeft: 3 }) });
    expect(ids(queue)).toEqual([id(9), id(8), id(7)]);
  });

  test('never come before what they require', () => {
    const first = aNewQuestion(1, { topic: 'b' });
    const second = aNewQuestion(2, { topic: 'a', requires: [id(1)] });
    expect(ids(build({ newQuestions: [second, first] }))).toEqual([id(1)]);
    expect(ids(build({ newQuestions: [aNewQuestion(3, { topic: 'a' }), first, second] }))).toEqual([
      id(3),
      id(1),
      id(2),
    ]);
    const later = range(5).map((n) => aNewQuestion(20 + n, { topic: 'b' }));
    const order = ids(build({ newQuestions: [...later, first, aNewQuestion(2, { topic: 'z', requires: [id(1)] })] }));
    expect(order.indexOf(id(1))).toBeLessThan(order.indexOf(id(2)));
  });
});

describe('topics and related cards', () => {
  test('topics take turns in blocks of ten, so that the most urgent ten stay the first ten', () => {
    const cards = range(20).map((n) =>
      aDueCard(n, { overdue: 20 - n, intervalDays: 30, topic: n % 10 < 5 ? 'gil' : 'locks' }),
    );
    const queue = build({ cards });
    expect(queue.items.slice(0, 4).map(({ topic }) => topic)).toEqual(['gil', 'locks', 'gil', 'locks']);
    expect(new Set(ids(queue).slice(0, 10))).toEqual(new Set(range(10).map(id)));
  });

  test('of two related reviews an overdue one goes to the end of the day', () => {
    const cards = [
      aDueCard(1, { overdue: 9, relatedTo: [id(2)] }),
      aDueCard(2, { overdue: 8 }),
      aDueCard(3, { overdue: 1 }),
    ];
    expect(ids(build({ cards }))).toEqual([id(1), id(3), id(2)]);
  });

  test('one that is due only today waits until tomorrow', () => {
    const cards = [aDueCard(1, { overdue: 9, relatedTo: [id(2)] }), aDueCard(2)];
    const queue = build({ cards });
    expect(ids(queue)).toEqual([id(1)]);
    expect(queue.waiting).toBe(1);
  });

  test('what was shown earlier today counts too, in either direction', () => {
    const cards = [aDueCard(2), aDueCard(3)];
    expect(ids(build({ cards, shownToday: [aPlaceable(1, [id(2)])] }))).toEqual([id(3)]);
    expect(
      ids(build({ cards: [aDueCard(2, { relatedTo: [id(1)] }), aDueCard(3)], shownToday: [aPlaceable(1)] })),
    ).toEqual([id(3)]);
  });

  test('two easily confused new questions never stand side by side', () => {
    const pair = [aNewQuestion(1, { relatedTo: [id(2)] }), aNewQuestion(2)];
    expect(ids(build({ newQuestions: [...pair, aNewQuestion(3)] }))).toEqual([id(1), id(3), id(2)]);
    expect(ids(build({ newQuestions: pair }))).toEqual([id(1)]);
  });
});
