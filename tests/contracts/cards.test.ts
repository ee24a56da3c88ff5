import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '@/lib/base/time';
import type { CardState } from '@/lib/reviews/card-state';
import type { StoredCard, Stores } from '@/lib/server/store/stores';
import { answered } from '@/tests/factories/events';
import { aLearner, aNewCard, aQuestionWrite, aReviewCard, questionId, userId } from '@/tests/factories/stored';
import { openStores, storeKinds } from './open-stores';

const ada = userId(1);
const ben = userId(2);
const day = (n: number) => localDate(`2026-03-${String(n).padStart(2, '0')}`);
const reviewed = { includeUnreviewed: false } as const;
const all = { includeUnreviewed: true } as const;

describe.each(storeKinds)('cards on %s', (kind) => {
  let stores: Stores;
  let close: () => Promise<void>;
  let made = 0;

  beforeEach(async () => {
    made = 0;
    ({ stores, close } = await openStores(kind));
    await stores.learners.create(aLearner(1));
    await stores.learners.create(aLearner(2));
  });

  afterEach(() => close());

  const save = async (user: typeof ada, states: Readonly<Record<number, CardState>>) => {
    const cards = [];
    const events = [];
    for (const [n, state] of Object.entries(states)) {
      const id = questionId(Number(n));
      const before = (await stores.cards.loadMany(user, [id])).get(id)?.eventCount ?? 0;
      events.push(answered(4, { n: (made += 1), user, question: id }));
      cards.push({ questionId: id, basedOn: before, state: { ...state, eventCount: before + 1 } });
    }
    expect(await stores.reviews.commit(user, events, cards)).toBe('committed');
  };

  const questions = (...statuses: ('active' | 'review' | 'deprecated')[]) =>
    stores.content.saveQuestions(statuses.map((status, index) => aQuestionWrite(index + 1, { head: { status } })));

  const due = async (
    until: number,
    options: {
      readonly includeUnreviewed: boolean;
      readonly limit?: number;
      readonly from?: 'newest';
    } = reviewed,
  ) => (await stores.cards.loadDue(ada, day(until), { limit: 100, ...options })).map((card) => card.questionId);

  const unseen = (options: { readonly includeUnreviewed: boolean; readonly limit?: number } = reviewed) =>
    stores.cards.loadUnseen(ada, { limit: 100, ...options });

  it('every field of a state comes back', async () => {
    await questions('active', 'active');
    const states = [
      aReviewCard({ leechAt: 8, lapses: 8, changedAtRev: 3, suspended: true, undoWaits: true }),
      aNewCard({ suspended: true }),
    ] as const;
    await save(ada, { 1: states[0], 2: states[1] });
    const loaded = await stores.cards.loadMany(ada, [questionId(1), questionId(2)]);
    expect([loaded.get(questionId(1)), loaded.get(questionId(2))]).toEqual(states);
  });

  it('what is due comes by day, then by question', async () => {
    await questions('active', 'active', 'active', 'active');
    await save(ada, {
      1: aReviewCard({ dueOn: day(5) }),
      2: aReviewCard({ dueOn: day(4) }),
      3: aReviewCard({ dueOn: day(5) }),
      4: aReviewCard({ dueOn: day(6) }),
    });
    expect(await due(5)).toEqual([2, 1, 3].map(questionId));
    expect(await due(5, { ...reviewed, limit: 2 })).toEqual([2, 1].map(questionId));
    expect(await due(5, { ...reviewed, limit: 2, from: 'newest' })).toEqual([3, 1].map(questionId));
    const newest = await stores.cards.loadDue(ada, day(5), { ...reviewed, from: 'newest', limit: 2 });
    expect(newest.map((card) => card.questionId)).toEqual([3, 1].map(questionId));
    expect(await stores.cards.countDue(ada, day(5), reviewed)).toBe(3);
  });

  it('suspended cards, new ones and those of other learners are not due', async () => {
    await questions('active', 'active', 'active');
    await save(ada, { 1: aReviewCard({ suspended: true }), 2: aNewCard() });
    await save(ben, { 3: aReviewCard() });
    expect(await due(28)).toEqual([]);
    expect(await stores.cards.countDue(ada, day(28), reviewed)).toBe(0);
  });

  it('only available questions are due, and the order runs through both statuses', async () => {
    await questions('active', 'review', 'deprecated', 'active');
    await save(ada, {
      1: aReviewCard({ dueOn: day(3) }),
      2: aReviewCard({ dueOn: day(4) }),
      3: aReviewCard({ dueOn: day(4) }),
      4: aReviewCard({ dueOn: day(5) }),
    });
    expect(await due(28)).toEqual([1, 4].map(questionId));
    expect(await due(28, all)).toEqual([1, 2, 4].map(questionId));
    expect(await due(28, { ...all, limit: 2 })).toEqual([1, 2].map(questionId));
    expect(await stores.cards.countDue(ada, day(28), all)).toBe(3);
  });

  it('a question that is withdrawn hides its card, and gives it back on return', async () => {
    await questions('active');
    await save(ada, { 1: aReviewCard() });
    await stores.content.saveQuestions([aQuestionWrite(1, { head: { status: 'deprecated' } })]);
    expect(await due(28, all)).toEqual([]);
    await stores.content.saveQuestions([aQuestionWrite(1, { head: { status: 'active' } })]);
    expect(await due(28)).toEqual([questionId(1)]);
  });

  it('a card answered while its question is withdrawn stays hidden', async () => {
    await questions('deprecated');
    await save(ada, { 1: aReviewCard() });
    await save(ada, { 1: aReviewCard() });
    expect(await due(28, all)).toEqual([]);
  });

  it('cards are counted by the day on which they fall due, both ends included', async () => {
    await questions('active', 'active', 'active', 'active', 'deprecated', 'review');
    await save(ada, {
      1: aReviewCard({ dueOn: day(3) }),
      2: aReviewCard({ dueOn: day(5) }),
      3: aReviewCard({ dueOn: day(5) }),
      4: aReviewCard({ dueOn: day(6) }),
      5: aReviewCard({ dueOn: day(5) }),
      6: aReviewCard({ dueOn: day(5) }),
    });
    expect([...(await stores.cards.countByDueDay(ada, day(3), day(5), reviewed))]).toEqual([
      [day(3), 1],
      [day(5), 2],
    ]);
    expect((await stores.cards.countByDueDay(ada, day(3), day(5), all)).get(day(5))).toBe(3);
  });

  it('the cards of a day are those whose last graded answer fell on it', async () => {
    await questions('active', 'active', 'deprecated');
    await save(ada, {
      1: aReviewCard({ lastReviewDay: day(2) }),
      2: aReviewCard({ lastReviewDay: day(3) }),
      3: aReviewCard({ lastReviewDay: day(3), suspended: true }),
    });
    const cards = await stores.cards.loadReviewedOn(ada, day(3));
    expect(cards.map((card) => card.questionId)).toEqual([2, 3].map(questionId));
    expect(cards[0]?.state.lastReviewDay).toBe(day(3));
  });

  it('new questions come in their order, those of other statuses only when asked for', async () => {
    await stores.content.saveQuestions([
      aQuestionWrite(1, { position: 30 }),
      aQuestionWrite(2, { position: 10 }),
      aQuestionWrite(3, { position: 20, head: { status: 'review' } }),
      aQuestionWrite(4, { position: 20 }),
      aQuestionWrite(5, { position: 5, head: { status: 'deprecated' } }),
    ]);
    expect(await unseen()).toEqual([2, 4, 1].map(questionId));
    expect(await unseen(all)).toEqual([2, 3, 4, 1].map(questionId));
    expect(await unseen({ ...all, limit: 2 })).toEqual([2, 3].map(questionId));
    expect(await unseen({ ...all, limit: 0 })).toEqual([]);
  });

  it('what was answered or suspended is no longer new; what was undone or reset is again', async () => {
    await questions('active', 'active', 'active', 'active');
    await save(ada, { 1: aReviewCard(), 2: aNewCard({ suspended: true }), 3: aNewCard() });
    await save(ben, { 4: aReviewCard() });
    expect(await unseen()).toEqual([3, 4].map(questionId));
    expect(await stores.cards.countSeen(ada)).toBe(1);
  });

  it('a long row of seen questions hides nothing that becomes new behind its end or before it', async () => {
    const count = 450;
    await stores.content.saveQuestions(
      Array.from({ length: count }, (_, index) => aQuestionWrite(index + 1, { position: 2 * index })),
    );
    const seen = Array.from({ length: 400 }, (_, index) => index + 1);
    await save(ada, Object.fromEntries(seen.map((n) => [n, aReviewCard()])));
    const next = [401, 402, 403].map(questionId);
    expect(await unseen({ ...reviewed, limit: 3 })).toEqual(next);
    expect(await unseen({ ...reviewed, limit: 3 })).toEqual(next);

    await save(ada, { 401: aReviewCard() });
    expect(await unseen({ ...reviewed, limit: 1 })).toEqual([questionId(402)]);

    await save(ada, { 7: aNewCard() });
    expect(await unseen({ ...reviewed, limit: 2 })).toEqual([7, 402].map(questionId));
    await save(ada, { 7: aReviewCard() });
    expect(await unseen({ ...reviewed, limit: 1 })).toEqual([questionId(402)]);

    await stores.content.saveQuestions([aQuestionWrite(900, { position: 3 })]);
    expect(await unseen({ ...reviewed, limit: 2 })).toEqual([900, 402].map(questionId));

    await stores.content.saveQuestions([aQuestionWrite(450, { position: 1 })]);
    expect(await unseen({ ...reviewed, limit: 3 })).toEqual([450, 900, 402].map(questionId));
  });

  it('a question that becomes available before everything seen is new', async () => {
    await stores.content.saveQuestions([
      aQuestionWrite(500, { position: -1, head: { status: 'review' } }),
      ...Array.from({ length: 300 }, (_, index) => aQuestionWrite(index + 1, { position: index })),
    ]);
    await save(ada, Object.fromEntries(Array.from({ length: 300 }, (_, index) => [index + 1, aReviewCard()])));
    expect(await unseen()).toEqual([]);
    expect(await unseen()).toEqual([]);
    await stores.content.saveQuestions([aQuestionWrite(500, { position: -1 })]);
    expect(await unseen()).toEqual([questionId(500)]);
  });

  it('a rebuild replaces what differs, removes what has no event, and says how much', async () => {
    await questions('active', 'active', 'deprecated');
    await save(ada, { 1: aReviewCard(), 2: aReviewCard(), 3: aReviewCard() });
    const right = aReviewCard({ dueOn: day(9) });
    const rebuilt = (n: number, state: CardState): StoredCard => ({ questionId: questionId(n), state });
    const first = await stores.cards.replaceAll(
      ada,
      stream(rebuilt(1, right), rebuilt(2, aReviewCard()), rebuilt(3, right)),
    );
    expect(first).toEqual({ cards: 3, changed: 2 });
    const again = await stores.cards.replaceAll(
      ada,
      stream(rebuilt(1, right), rebuilt(2, aReviewCard()), rebuilt(3, right)),
    );
    expect(again).toEqual({ cards: 3, changed: 0 });
    expect((await stores.cards.loadMany(ada, [questionId(1)])).get(questionId(1))).toEqual(right);
    expect(await due(28, all)).toEqual([2, 1].map(questionId));
  });

  it('a rebuild of one learner leaves the others alone', async () => {
    await questions('active');
    await save(ada, { 1: aReviewCard() });
    await save(ben, { 1: aReviewCard() });
    await stores.cards.replaceAll(ada, stream({ questionId: questionId(1), state: aReviewCard({ dueOn: day(9) }) }));
    expect((await stores.cards.loadMany(ben, [questionId(1)])).get(questionId(1))).toEqual(aReviewCard());
  });
});

async function* stream(...cards: readonly StoredCard[]): AsyncIterable<StoredCard> {
  for (const card of cards) yield await Promise.resolve(card);
}
