import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventId, UserId } from '@/lib/base/ids';
import { localDate, type Instant } from '@/lib/base/time';
import type { LoggedEvent, ReviewEvent } from '@/lib/reviews/events';
import type { CardUpdate, Stores } from '@/lib/server/store/stores';
import { answered, contentChanged, eventId, reset, resumed, suspended, undone } from '@/tests/factories/events';
import { aLearner, aQuestionWrite, aReviewCard, questionId, userId } from '@/tests/factories/stored';
import { openStores, storeKinds } from './open-stores';

const ada = userId(1);
const ben = userId(2);
const [first, second] = [questionId(1), questionId(2)];

describe.each(storeKinds)('the review log on %s', (kind) => {
  let stores: Stores;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ stores, close } = await openStores(kind));
    await stores.learners.create(aLearner(1));
    await stores.learners.create(aLearner(2));
    await stores.content.saveQuestions([
      aQuestionWrite(1),
      aQuestionWrite(2),
      aQuestionWrite(3, { head: { type: 'choice' } }),
    ]);
  });

  afterEach(() => close());

  const commit = (user: UserId, events: readonly ReviewEvent[], cards: readonly CardUpdate[] = []) =>
    stores.reviews.commit(user, events, cards);

  it('every kind of event comes back as it was stored, numbered in the order of arrival', async () => {
    const events = [
      answered(4, { n: 2, day: 1, user: ada, question: first, zone: 'Asia/Shanghai' }),
      {
        ...answered(0, { n: 1, user: ada, question: first }),
        proposedQuality: 1,
        confidence: 'sure',
        response: { ticks: ['a', '死锁'] },
      } as const,
      undone(eventId(2), { n: 3, day: 2, user: ada, question: first }),
      suspended({ n: 4, day: 3, user: ada, question: first }),
      resumed({ n: 5, day: 3, user: ada, question: first }),
      reset({ n: 6, day: 4, user: ada, question: first }),
      contentChanged(7, { n: 7, day: 5, user: ada, question: first }),
    ];
    expect(await commit(ada, events)).toBe('committed');
    const numbered = events.map((event, index) => ({ ...event, seq: index + 1 }));
    expect(await stores.reviews.loadAfter(ada, 0, 100)).toEqual(numbered);
  });

  it('a log is in the order of (occurredAt, id), whatever the order of arrival', async () => {
    const late = answered(4, { n: 1, day: 2, user: ada, question: first });
    const tieB = answered(4, { n: 9, day: 1, user: ada, question: first });
    const tieA = answered(4, { n: 8, day: 1, user: ada, question: first });
    const other = answered(4, { n: 3, day: 0, user: ada, question: second });
    await commit(ada, [late, tieB]);
    await commit(ada, [tieA, other]);
    const logs = await stores.reviews.loadLogs(ada, [first, second, questionId(3)]);
    expect(logs.get(first)?.map((event) => event.id)).toEqual([tieA.id, tieB.id, late.id]);
    expect(logs.get(second)?.map((event) => event.id)).toEqual([other.id]);
    expect(logs.has(questionId(3))).toBe(false);
  });

  it('the cursor continues where it stopped', async () => {
    await commit(
      ada,
      [1, 2, 3].map((n) => answered(4, { n, user: ada, question: first })),
    );
    await commit(
      ada,
      [4, 5].map((n) => answered(4, { n, user: ada, question: first })),
    );
    expect((await stores.reviews.loadAfter(ada, 0, 2)).map((event) => event.seq)).toEqual([1, 2]);
    expect((await stores.reviews.loadAfter(ada, 2, 10)).map((event) => event.seq)).toEqual([3, 4, 5]);
    expect(await stores.reviews.loadAfter(ada, 5, 10)).toEqual([]);
  });

  it('learners see nothing of each other', async () => {
    await commit(ada, [answered(4, { n: 1, user: ada, question: first })], [update(1)]);
    await commit(ben, [answered(2, { n: 2, user: ben, question: first })]);
    expect((await stores.reviews.loadAfter(ben, 0, 10)).map((event) => event.id)).toEqual([eventId(2)]);
    expect((await stores.reviews.loadLogs(ben, [first])).get(first)?.length).toBe(1);
    expect(await stores.cards.loadMany(ben, [first])).toEqual(new Map());
    expect(await stores.reviews.loadDay(ben, localDate('2026-03-02'))).toHaveLength(1);
  });

  it('ids are known whoever owns them', async () => {
    await commit(ada, [answered(4, { n: 1, user: ada, question: first })]);
    const known = await stores.reviews.loadKnown([eventId(1), eventId(2)]);
    expect([...known]).toEqual([
      [eventId(1), { id: eventId(1), userId: ada, payloadHash: 'f'.repeat(64), questionId: first }],
    ]);
  });

  it('a study day begins at 04:00 in the zone of the event', async () => {
    await commit(ada, [
      answered(4, { n: 1, at: '2026-03-02T03:59:59Z', user: ada, question: first }),
      answered(4, { n: 2, at: '2026-03-02T04:00:00Z', user: ada, question: first }),
      answered(4, { n: 3, at: '2026-03-01T21:00:00Z', zone: 'Asia/Shanghai', user: ada, question: first }),
    ]);
    const ids = async (day: string) => (await stores.reviews.loadDay(ada, localDate(day))).map((event) => event.id);
    expect(await ids('2026-03-01')).toEqual([eventId(1)]);
    expect(await ids('2026-03-02')).toEqual([eventId(3), eventId(2)]);
  });

  it('the latest day is the newest of the log, and null before the first answer', async () => {
    expect(await stores.reviews.latestDay(ada)).toBeNull();
    await commit(ada, [
      answered(4, { n: 1, day: 5, user: ada, question: first }),
      answered(4, { n: 2, day: 3, user: ada, question: first }),
    ]);
    expect(await stores.reviews.latestDay(ada)).toBe('2026-03-07');
    await commit(ada, [contentChanged(2, { n: 3, day: 9, user: ada, question: first })]);
    expect(await stores.reviews.latestDay(ada)).toBe('2026-03-07');
  });

  it('durations are the newest answers of each question type', async () => {
    await commit(ada, [
      ...[1, 2, 3].map((n) => ({ ...answered(4, { n, day: n, user: ada, question: first }), durationMs: n })),
      { ...answered(4, { n: 4, day: 0, user: ada, question: questionId(3) }), durationMs: 40 },
      suspended({ n: 5, day: 9, user: ada, question: first }),
    ]);
    const durations = await stores.reviews.loadDurations(ada, 2);
    expect(durations.map((row) => row.durationMs).sort((a, b) => a - b)).toEqual([2, 3, 40]);
    expect(durations.find((row) => row.durationMs === 40)).toMatchObject({
      questionId: questionId(3),
      questionType: 'choice',
    });
  });

  it('events and cards are written together', async () => {
    const state = aReviewCard();
    expect(
      await commit(
        ada,
        [answered(4, { n: 1, user: ada, question: first })],
        [{ questionId: first, basedOn: 0, state }],
      ),
    ).toBe('committed');
    expect(await stores.cards.loadMany(ada, [first, second])).toEqual(new Map([[first, state]]));
  });

  it('a card that moved on is a conflict, and nothing of the commit is written', async () => {
    await commit(ada, [answered(4, { n: 1, user: ada, question: first })], [update(1)]);
    const stale = commit(
      ada,
      [answered(4, { n: 2, user: ada, question: first }), answered(4, { n: 3, user: ada, question: second })],
      [{ questionId: second, basedOn: 0, state: aReviewCard() }, update(1)],
    );
    expect(await stale).toBe('conflict');
    expect(await stores.reviews.loadAfter(ada, 0, 10)).toHaveLength(1);
    expect((await stores.cards.loadMany(ada, [second])).size).toBe(0);
  });

  it('a card that was expected but is not there is a conflict', async () => {
    expect(await commit(ada, [answered(4, { n: 1, user: ada, question: first })], [{ ...update(4), basedOn: 3 }])).toBe(
      'conflict',
    );
  });

  it('a taken id writes nothing, also when another learner has it', async () => {
    await commit(ada, [answered(4, { n: 1, user: ada, question: first })], [update(1)]);
    expect(
      await commit(ada, [
        answered(2, { n: 2, user: ada, question: second }),
        answered(4, { n: 1, user: ada, question: second }),
      ]),
    ).toBe('id-taken');
    expect(await commit(ben, [answered(4, { n: 1, user: ben, question: first })], [update(1)])).toBe('id-taken');
    expect(await stores.reviews.loadAfter(ada, 0, 10)).toHaveLength(1);
    expect(await stores.reviews.loadAfter(ben, 0, 10)).toEqual([]);
    expect((await stores.cards.loadMany(ben, [first])).size).toBe(0);
  });

  it('an id that comes twice in one commit writes nothing', async () => {
    const twice = answered(4, { n: 1, user: ada, question: first });
    expect(await commit(ada, [twice, twice])).toBe('id-taken');
    expect(await stores.reviews.loadAfter(ada, 0, 10)).toEqual([]);
  });

  it('a number is not used up by a commit that wrote nothing', async () => {
    await commit(ada, [answered(4, { n: 1, user: ada, question: first })]);
    await commit(ada, [answered(4, { n: 1, user: ada, question: first })]);
    await commit(ada, [answered(4, { n: 2, user: ada, question: first })]);
    expect((await stores.reviews.loadAfter(ada, 0, 10)).map((event) => event.seq)).toEqual([1, 2]);
  });

  it('an event of an unknown question is a broken promise', async () => {
    const attempt = async () => commit(ada, [answered(4, { n: 1, user: ada, question: questionId(9) })]);
    await expect(attempt()).rejects.toThrow('q-0000000009');
  });

  it('commits of one learner at the same time all count, none twice', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        commit(ada, [answered(4, { n: index + 1, user: ada, question: first })]),
      ),
    );
    expect(outcomes).toEqual(Array.from({ length: 12 }, () => 'committed'));
    const log = await stores.reviews.loadAfter(ada, 0, 100);
    expect(log.map((event) => event.seq)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('of two commits that decided on the same state only one is written', async () => {
    const outcomes = await Promise.all(
      [1, 2].map((n) => commit(ada, [answered(4, { n, user: ada, question: first })], [update(1)])),
    );
    expect([...outcomes].sort()).toEqual(['committed', 'conflict']);
    expect(await stores.reviews.loadAfter(ada, 0, 10)).toHaveLength(1);
  });

  it('a stream gives each card once with its whole log in order', async () => {
    const events = Array.from({ length: 30 }, (_, index) =>
      answered(4, { n: index + 1, day: 30 - index, user: ada, question: questionId((index % 3) + 1) }),
    );
    await commit(ada, events);
    await commit(ben, [answered(4, { n: 99, user: ben, question: first })]);
    const streamed: [string, readonly LoggedEvent[]][] = [];
    for await (const card of stores.reviews.streamByCard(ada)) streamed.push([card.questionId, card.events]);
    expect(streamed.map(([id]) => id)).toEqual([questionId(1), questionId(2), questionId(3)]);
    for (const [, log] of streamed) {
      expect(log).toHaveLength(10);
      expect(log.map((event) => event.occurredAt)).toEqual(
        log.map((event) => event.occurredAt).toSorted((a, b) => a - b),
      );
    }
  });

  it('instants far from now keep every millisecond', async () => {
    const early = answered(4, { n: 1, at: 1, user: ada, question: first });
    const late = answered(4, { n: 2, at: 253_402_300_799_999 as Instant, user: ada, question: first });
    await commit(ada, [late, early]);
    expect((await stores.reviews.loadLogs(ada, [first])).get(first)?.map((event) => event.occurredAt)).toEqual([
      1, 253_402_300_799_999,
    ]);
  });

  it('500 ids are looked up at once', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => eventId(index + 1));
    await commit(
      ada,
      ids.slice(0, 100).map((_, index) => answered(4, { n: index + 1, user: ada, question: first })),
    );
    expect((await stores.reviews.loadKnown(ids as readonly EventId[])).size).toBe(100);
  });

  function update(eventCount: number): CardUpdate {
    return { questionId: first, basedOn: eventCount - 1, state: aReviewCard({ eventCount }) };
  }
});
