import { beforeEach, describe, expect, test } from 'vitest';
import type { TimeZone } from '@/lib/base/time';
import type { ReviewCard } from '@/lib/reviews/card-state';
import type { ReviewResult } from '@/lib/api/reviews';
import { anonymous, operator } from '@/lib/policy/actor';
import { listReviews } from '@/lib/server/use-cases/list-reviews';
import { rebuildCards } from '@/lib/server/use-cases/rebuild-cards';
import { recordReviews } from '@/lib/server/use-cases/record-reviews';
import { aRecall } from '../factories/study-item';
import {
  addChoice,
  addQuestion,
  anAccount,
  anEvent,
  anInstance,
  outcomes,
  questionId,
  valueOf,
  type TestInstance,
} from './instance';

let instance: TestInstance;

beforeEach(async () => {
  instance = await anInstance();
});

const cardOf = (result: ReviewResult | undefined): ReviewCard => {
  if (result === undefined || result.status === 'rejected' || result.state.kind !== 'review') {
    throw new Error(`Expected a card in review: ${JSON.stringify(result)}`);
  }
  return result.state;
};
const log = async (actor = instance.me) => valueOf(await listReviews(instance.deps, actor, { after: 0 })).events;

describe('an answer', () => {
  test('is stored and its card comes back on the right day', async () => {
    const [result] = await instance.send([instance.answer(0, 4)]);
    expect(cardOf(result)).toMatchObject({
      dueOn: '2026-03-03',
      lastReviewDay: '2026-03-02',
      scheduler: { intervalDays: 1 },
    });
    instance.pass({ days: 1 });
    expect(cardOf((await instance.send([instance.answer(0, 4)]))[0]).dueOn).toBe('2026-03-09');
  });

  test('stands in the log with what the server adds', async () => {
    await instance.send([instance.answer(0, 4, { response: { ticked: ['lock', 'version'] }, confidence: 'sure' })]);
    expect(await log()).toMatchObject([
      {
        seq: 1,
        kind: 'answered',
        quality: 4,
        proposedQuality: 4,
        confidence: 'sure',
        receivedAt: instance.now(),
        payloadHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
    expect((await log())[0]).not.toHaveProperty('userId');
  });

  test('sent again is a duplicate with the stored state, and stored once', async () => {
    const answer = instance.answer(0, 4);
    const [first] = await instance.send([answer]);
    instance.pass({ hours: 1 });
    const [again] = await instance.send([{ ...answer }]);
    expect(again).toEqual({ ...first, status: 'duplicate' });
    expect(await log()).toHaveLength(1);
  });

  test('twice in one request is stored once', async () => {
    const answer = instance.answer(0, 4);
    expect(outcomes(await instance.send([answer, { ...answer }, instance.answer(1, 4)]))).toEqual([
      'stored',
      'duplicate',
      'stored',
    ]);
    expect(await log()).toHaveLength(2);
  });

  test('with the id of another content is refused and changes nothing', async () => {
    const answer = instance.answer(0, 4);
    await instance.send([answer]);
    expect(outcomes(await instance.send([{ ...answer, quality: 1 }]))).toEqual(['rejected: id-conflict']);
    expect(outcomes(await instance.send([instance.answer(1, 4), { ...instance.answer(2, 4), id: answer.id }]))).toEqual(
      ['stored', 'rejected: id-conflict'],
    );
    expect((await log()).map((event) => event.kind === 'answered' && event.quality)).toEqual([4, 4]);
  });

  test('with somebody else’s id is refused and reveals nothing', async () => {
    const other = await anAccount(instance.stores, 'u-other');
    const answer = instance.answer(0, 4);
    await instance.send([answer]);
    const [result] = await instance.send([answer], other);
    expect(result).toEqual({ id: answer.id, index: 0, status: 'rejected', code: 'id-conflict' });
    expect(await log(other)).toEqual([]);
  });

  test('from another of one’s own devices on the same day is a drill', async () => {
    const [graded] = await instance.send([instance.answer(0, 1)]);
    instance.pass({ hours: 1 });
    const [drill] = await instance.send([instance.answer(0, 5, { deviceId: 'phone' })]);
    expect(cardOf(drill)).toMatchObject({
      dueOn: cardOf(graded).dueOn,
      gradedCount: 1,
      lastDay: { drills: 1, drillPassed: true },
    });
  });

  test('of the right revision is graded again; a wrong one can never be a pass', async () => {
    const choice = await addChoice(instance, 50);
    const picked = (key: string, quality: number) =>
      anEvent({
        kind: 'answered',
        questionId: choice,
        quality,
        durationMs: 9_000,
        occurredAt: instance.now(),
        response: { picked: [key] },
      });
    for (const quality of [3, 4, 5]) {
      expect(outcomes(await instance.send([picked('no', quality)]))).toEqual(['rejected: quality-not-allowed']);
    }
    expect(outcomes(await instance.send([picked('no', 1)]))).toEqual(['stored']);
    expect((await log())[0]).toMatchObject({ quality: 1, proposedQuality: 1 });
    instance.pass({ days: 1 });
    expect(outcomes(await instance.send([picked('yes', 3)]))).toEqual(['stored']);
  });

  test('of three is a pass', async () => {
    await instance.send([instance.answer(0, 4)]);
    instance.pass({ days: 1 });
    expect(cardOf((await instance.send([instance.answer(0, 3)]))[0])).toMatchObject({
      lapses: 0,
      scheduler: { intervalDays: 6 },
    });
  });

  test('to a revision that has been replaced since is graded by that one', async () => {
    await addQuestion(instance.stores, { ...aRecall(questionId(0)), rev: 2, change: 'wording' });
    expect(outcomes(await instance.send([instance.answer(0, 4), instance.answer(1, 4, { questionRev: 2 })]))).toEqual([
      'stored',
      'rejected: revision-unknown',
    ]);
  });

  test('to a question that was deprecated since is stored', async () => {
    await addQuestion(instance.stores, aRecall(questionId(0)), { status: 'deprecated' });
    expect(outcomes(await instance.send([instance.answer(0, 4)]))).toEqual(['stored']);
  });
});

describe('clocks', () => {
  const occurredAt = async (sent: string) => {
    await instance.send([instance.answer(0, 4, { occurredAt: sent })]);
    const [event] = await log();
    return [event?.occurredAt, event?.clientOccurredAt];
  };

  test('a year ahead is clamped to the time of arrival, and the client’s own stamp is kept', async () => {
    expect(await occurredAt('2027-03-02T12:00:00.000Z')).toEqual([
      '2026-03-02T12:00:00.000Z',
      '2027-03-02T12:00:00.000Z',
    ]);
  });

  test('a year behind is clamped to the making of the account', async () => {
    expect(await occurredAt('2025-03-02T12:00:00.000Z')).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2025-03-02T12:00:00.000Z',
    ]);
  });

  test('within these bounds is believed', async () => {
    expect(await occurredAt('2026-02-20T12:00:00.000Z')).toEqual([
      '2026-02-20T12:00:00.000Z',
      '2026-02-20T12:00:00.000Z',
    ]);
  });

  test('a batch that is clamped to one instant keeps its order by id', async () => {
    const future = { occurredAt: '2030-01-01T00:00:00Z' };
    const [first, second] = [instance.answer(0, 1, future), instance.answer(0, 5, future)];
    const [result] = await instance.send([second, first]);
    expect(cardOf(result).lastDay).toMatchObject({ gradedQuality: 1, drills: 1, drillPassed: true });
  });

  test('a late answer from another device is put where it belongs', async () => {
    await instance.send([instance.answer(0, 4, { occurredAt: '2026-03-02T11:00:00Z' })]);
    const [result] = await instance.send([instance.answer(0, 5, { occurredAt: '2026-03-01T11:00:00Z' })]);
    expect(cardOf(result)).toMatchObject({ gradedCount: 2, lastReviewDay: '2026-03-02', dueOn: '2026-03-08' });
  });

  test('an answer without a zone gets the last one that the learner sent', async () => {
    await instance.send([instance.answer(0, 4, { timeZone: 'Asia/Tokyo' })]);
    await instance.send(
      [instance.answer(1, 4, { timeZone: undefined })].map((event) => JSON.parse(JSON.stringify(event)) as unknown),
    );
    expect((await log()).map((event) => event.timeZone)).toEqual(['Asia/Tokyo', 'Asia/Tokyo']);
  });

  test('a zone that is set in the profile is used for answers without one', async () => {
    await instance.change({ timeZone: 'America/New_York' as TimeZone });
    await instance.send([JSON.parse(JSON.stringify({ ...instance.answer(1, 4), timeZone: undefined }))]);
    expect((await log())[0]?.timeZone).toBe('America/New_York');
  });
});

describe('undo', () => {
  test('takes an answer back, whether it arrives with it, after it or before it', async () => {
    const answers = [instance.answer(0, 4), instance.answer(1, 4), instance.answer(2, 4)];
    const undos = answers.map((answer, n) =>
      anEvent({ kind: 'undone', targetEventId: answer.id, questionId: questionId(n), occurredAt: instance.now() }),
    );
    const [, with_] = await instance.send([answers[0], undos[0]]);
    await instance.send([answers[1]]);
    const [after] = await instance.send([undos[1]]);
    await instance.send([undos[2]]);
    const [before] = await instance.send([answers[2]]);
    expect([with_, after, before]).toMatchObject([1, 2, 3].map(() => ({ status: 'stored', state: { kind: 'new' } })));
  });

  test('of the last 50 answers leaves today’s list as it was', async () => {
    const many = await anInstance({ questions: 12 });
    await many.send([many.answer(0, 1), many.answer(1, 4)]);
    many.pass({ days: 1 });
    const before = await many.study();
    const answers = Array.from({ length: 50 }, (_, n) => many.answer(n % 12, [1, 4, 5, 3][n % 4]));
    expect(new Set(outcomes(await many.send(answers)))).toEqual(new Set(['stored']));
    expect(await many.study()).not.toEqual(before);
    const undos = answers
      .toReversed()
      .map((answer) =>
        anEvent({ kind: 'undone', targetEventId: answer.id, questionId: answer.questionId, occurredAt: many.now() }),
      );
    for (const undo of undos) expect(outcomes(await many.send([undo]))).toEqual(['stored']);
    const after = await many.study();
    expect(after.summary).toEqual(before.summary);
    expect(after.items.map(({ kind, questionId: id, preview, reason }) => ({ kind, id, preview, reason }))).toEqual(
      before.items.map(({ kind, questionId: id, preview, reason }) => ({ kind, id, preview, reason })),
    );
  });

  test('of an undo is refused, stored before or sent beside it', async () => {
    const answer = instance.answer(0, 4);
    const undo = anEvent({
      kind: 'undone',
      targetEventId: answer.id,
      questionId: questionId(0),
      occurredAt: instance.now(),
    });
    const again = anEvent({
      kind: 'undone',
      targetEventId: undo.id,
      questionId: questionId(0),
      occurredAt: instance.now(),
    });
    expect(outcomes(await instance.send([answer, undo, again]))).toEqual(['stored', 'stored', 'rejected: invalid']);
    expect(outcomes(await instance.send([{ ...again }]))).toEqual(['rejected: invalid']);
  });

  test('that names an event of another question is refused', async () => {
    const answer = instance.answer(0, 4);
    await instance.send([answer]);
    const undo = anEvent({
      kind: 'undone',
      targetEventId: answer.id,
      questionId: questionId(1),
      occurredAt: instance.now(),
    });
    expect(outcomes(await instance.send([undo]))).toEqual(['rejected: invalid']);
  });

  test('of somebody else’s answer does nothing to it', async () => {
    const other = await anAccount(instance.stores, 'u-other');
    const answer = instance.answer(0, 4);
    await instance.send([answer], other);
    await instance.send([
      anEvent({ kind: 'undone', targetEventId: answer.id, questionId: questionId(0), occurredAt: instance.now() }),
    ]);
    const states = await instance.stores.cards.loadMany(other.userId, [questionId(0)]);
    expect(states.get(questionId(0))?.kind).toBe('review');
  });
});

describe('bad input costs only itself', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['quality 7', { quality: 7 }, 'invalid'],
    ['quality 2.5', { quality: 2.5 }, 'invalid'],
    ['quality "4"', { quality: '4' }, 'invalid'],
    ['quality null', { quality: null }, 'invalid'],
    ['an unknown key', { drill: true }, 'invalid'],
    ['a wrong type', { deviceSeq: 'one' }, 'invalid'],
    ['NUL in a response', { response: { notes: 'a\0b' } }, 'invalid'],
    ['a lone surrogate in a response', { response: { notes: '\udc00' } }, 'invalid'],
    ['NUL in a question id', { questionId: 'q-\0' }, 'invalid'],
    ['an unknown key in a response', { response: { answer: 'a' } }, 'invalid'],
    ['a response of the wrong type', { response: { ticked: 'lock' } }, 'invalid'],
    ['an unknown question', { questionId: 'q-zzzzzzzzzz' }, 'question-unknown'],
    ['a text that is no question id', { questionId: 'nothing' }, 'question-unknown'],
    ['an unknown revision', { questionRev: 99 }, 'revision-unknown'],
    ['a blackout where only Missed to Easy can be chosen', { quality: 0 }, 'quality-not-allowed'],
    ['the year 9999', { occurredAt: '9999-01-01T00:00:00Z' }, 'invalid'],
    ['an unknown zone', { timeZone: 'Nowhere/Land' }, 'invalid'],
  ])('%s', async (_, change, code) => {
    const bad = instance.answer(1, 4, change);
    const results = await instance.send([instance.answer(0, 4), bad, instance.answer(2, 4)]);
    expect(outcomes(results)).toEqual(['stored', `rejected: ${code}`, 'stored']);
    expect(results[1]).toMatchObject({ id: bad.id, index: 1 });
    expect(await log()).toHaveLength(2);
  });

  test.each([null, 5, 'answered', [], {}, [[]]])('%j is an item without a readable id', async (item) => {
    const results = await instance.send([item, instance.answer(0, 4)]);
    expect(results[0]).toMatchObject({ id: null, index: 0, status: 'rejected', code: 'invalid' });
    expect(outcomes(results)[1]).toBe('stored');
  });

  test('a hint of what was wrong never repeats the value', async () => {
    const [result] = await instance.send([instance.answer(0, 'secret words')]);
    expect(JSON.stringify(result)).not.toContain('secret words');
    expect(result).toMatchObject({ detail: expect.stringContaining('quality') as string });
  });
});

describe('a batch', () => {
  test('of 500 is stored in order, in transactions of at most 100', async () => {
    const sizes: number[] = [];
    const { reviews } = instance.stores;
    const stores = {
      ...instance.stores,
      reviews: {
        ...reviews,
        commit: (...args: Parameters<typeof reviews.commit>) => (sizes.push(args[1].length), reviews.commit(...args)),
      },
    };
    const answers = Array.from({ length: 500 }, (_, n) => instance.answer(n % 5, 4));
    const reply = valueOf(await recordReviews({ ...instance.deps, stores }, instance.me, { events: answers }));
    expect(reply.results.map((result) => result.id)).toEqual(answers.map((answer) => answer.id));
    expect(new Set(outcomes(reply.results))).toEqual(new Set(['stored']));
    expect(sizes).toEqual([100, 100, 100, 100, 100]);
    expect((await instance.stores.reviews.loadAfter(instance.me.userId, 0, 1000)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 500 }, (_, n) => n + 1),
    );
  });

  test('in any order, split anyhow and sent again ends in the same cards', async () => {
    const answers = Array.from({ length: 40 }, (_, n) =>
      instance.answer(n % 5, [4, 1, 5, 3][n % 4], {
        occurredAt: new Date(Date.UTC(2026, 1, 10 + (n % 13), n)).toISOString(),
      }),
    );
    const other = await anInstance();
    await instance.send(answers);
    for (const answer of answers.toReversed()) await other.send([answer]);
    await other.send(answers.slice(7, 23));
    const cards = async (one: TestInstance) => one.stores.cards.loadMany(one.me.userId, one.ids);
    expect(await cards(other)).toEqual(await cards(instance));
  });

  test('is decided anew when another request got to the card first', async () => {
    const { cards } = instance.stores;
    let isFirst = true;
    const stores = {
      ...instance.stores,
      cards: {
        ...cards,
        loadMany: async (...args: Parameters<typeof cards.loadMany>) => {
          const states = await cards.loadMany(...args);
          if (isFirst) {
            isFirst = false;
            await instance.send([instance.answer(0, 1, { occurredAt: '2026-03-01T12:00:00Z' })]);
          }
          return states;
        },
      },
    };
    const reply = valueOf(
      await recordReviews({ ...instance.deps, stores }, instance.me, { events: [instance.answer(0, 4)] }),
    );
    expect(cardOf(reply.results[0])).toMatchObject({ eventCount: 2, gradedCount: 2, dueOn: '2026-03-03' });
    expect(valueOf(await rebuildCards(instance.deps, operator))).toMatchObject({ cards: 1, changed: 0 });
  });

  test('that was stored by another request meanwhile is a duplicate', async () => {
    const answer = instance.answer(0, 4);
    const { reviews } = instance.stores;
    let isFirst = true;
    const stores = {
      ...instance.stores,
      reviews: {
        ...reviews,
        commit: async (...args: Parameters<typeof reviews.commit>) => {
          if (isFirst) {
            isFirst = false;
            await instance.send([{ ...answer }]);
          }
          return reviews.commit(...args);
        },
      },
    };
    const reply = valueOf(await recordReviews({ ...instance.deps, stores }, instance.me, { events: [answer] }));
    expect(outcomes(reply.results)).toEqual(['duplicate']);
    expect(await log()).toHaveLength(1);
  });

  test('that never gets through is for later, not an error of the server', async () => {
    const stores = {
      ...instance.stores,
      reviews: { ...instance.stores.reviews, commit: () => Promise.resolve('conflict' as const) },
    };
    expect(await recordReviews({ ...instance.deps, stores }, instance.me, { events: [instance.answer(0, 4)] })).toEqual(
      {
        ok: false,
        error: { code: 'unavailable', retryAfterSeconds: 1 },
      },
    );
  });
});

describe('who may', () => {
  test('nobody without an account records or reads reviews', async () => {
    for (const actor of [anonymous, operator]) {
      expect((await recordReviews(instance.deps, actor, { events: [instance.answer(0, 4)] })).ok).toBe(false);
      expect((await listReviews(instance.deps, actor, { after: 0 })).ok).toBe(false);
    }
    expect(await recordReviews(instance.deps, anonymous, { events: [] })).toEqual({
      ok: false,
      error: { code: 'not-signed-in' },
    });
  });

  test('two learners have two histories', async () => {
    const other = await anAccount(instance.stores, 'u-other');
    await instance.send([instance.answer(0, 4)]);
    await instance.send([instance.answer(0, 1), instance.answer(1, 1)], other);
    expect(await log()).toHaveLength(1);
    expect((await log(other)).map(({ seq }) => seq)).toEqual([1, 2]);
  });
});

describe('the log', () => {
  test('is read page by page with a cursor that cannot tie', async () => {
    await instance.send(Array.from({ length: 600 }, (_, n) => instance.answer(n % 5, 4)).slice(0, 500));
    await instance.send(Array.from({ length: 100 }, (_, n) => instance.answer(n % 5, 4)));
    const first = valueOf(await listReviews(instance.deps, instance.me, { after: 0 }));
    const second = valueOf(await listReviews(instance.deps, instance.me, { after: first.next }));
    const third = valueOf(await listReviews(instance.deps, instance.me, { after: second.next }));
    expect([first.events.length, first.next, second.events.length, second.next]).toEqual([500, 500, 100, 600]);
    expect(third).toEqual({ epoch: first.epoch, events: [], next: 600 });
  });

  test('folds to the cards that are stored: a full rebuild changes nothing', async () => {
    const kinds = ['suspended', 'resumed', 'reset'];
    for (let n = 0; n < 60; n += 1) {
      instance.pass({ hours: 9 });
      const answer = instance.answer(n % 5, [4, 1, 3, 5][n % 4]);
      const extra =
        n % 7 === 0 ? [anEvent({ kind: kinds[n % 3], questionId: questionId(n % 5), occurredAt: instance.now() })] : [];
      const undo =
        n % 6 === 5
          ? [
              anEvent({
                kind: 'undone',
                targetEventId: answer.id,
                questionId: answer.questionId,
                occurredAt: instance.now(),
              }),
            ]
          : [];
      await instance.send([answer, ...extra, ...undo]);
    }
    expect(valueOf(await rebuildCards(instance.deps, operator))).toEqual({ learners: 1, cards: 5, changed: 0 });
    expect((await rebuildCards(instance.deps, instance.me)).ok).toBe(false);
  });
});
