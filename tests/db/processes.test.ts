import { describe, expect, it } from 'vitest';
import { createStores } from '@/lib/server/store/create-stores';
import { eventId } from '@/tests/factories/events';
import { aLearner, aQuestionWrite, questionId, userId } from '@/tests/factories/stored';
import { startChild } from './child-process';
import { dialects, makeDatabase, type Dialect, type TestDatabase } from './test-database';

const reviewWriter = new URL('./review-writer.ts', import.meta.url);

/** CI runs a few rounds of killing; a night can run many. */
const KILLS = Number(process.env['TIMESLICE_TEST_KILLS'] ?? 4);

describe.each(dialects())('several processes on one %s database', (dialect) => {
  it('two processes that write at the same time lose nothing and fail nowhere', async () => {
    const file = await prepare(dialect);
    const children = [1, 2].map((n) => startChild(reviewWriter, [file.url, String(n), String(n * 1_000), '150']));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0]);
    const { stores, close } = createStores({ databaseUrl: file.url });
    for (const n of [1, 2]) {
      const log = await stores.reviews.loadAfter(userId(n), 0, 1_000);
      expect(log.map((event) => [event.seq, event.id])).toEqual(
        Array.from({ length: 150 }, (_, index) => [index + 1, eventId(n * 1_000 + index)]),
      );
    }
    await close();
    await file.remove();
  }, 120_000);

  it('two processes that write to the same card both get through', async () => {
    const file = await prepare(dialect);
    const children = [1, 2].map((n) => startChild(reviewWriter, [file.url, '1', String(n * 1_000), '60']));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0]);
    const { stores, close } = createStores({ databaseUrl: file.url });
    const log = await stores.reviews.loadAfter(userId(1), 0, 1_000);
    expect(log.map((event) => event.seq)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
    expect((await stores.cards.loadMany(userId(1), [questionId(1)])).get(questionId(1))?.eventCount).toBe(120);
    await close();
    await file.remove();
  }, 120_000);

  it(`after ${KILLS} kills in the middle of writing every acknowledged review is there once`, async () => {
    const file = await prepare(dialect);
    const acknowledged: number[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      const child = startChild(reviewWriter, [file.url, '1', String(round * 100_000 + 1), '100000']);
      await child.printed(10 + 7 * round);
      child.process.kill('SIGKILL');
      await child.ended;
      expect(child.lines.length).toBeGreaterThan(0);
      acknowledged.push(...child.lines.map(Number));
    }
    const { stores, close } = createStores({ databaseUrl: file.url });
    const log = await stores.reviews.loadAfter(userId(1), 0, 100_000);
    const ids = new Set(log.map((event) => event.id));
    expect(acknowledged.filter((n) => !ids.has(eventId(n)))).toEqual([]);
    expect(ids.size).toBe(log.length);
    // What was under way at each kill may be there or not.
    expect(log.length - acknowledged.length).toBeLessThanOrEqual(KILLS);
    expect((await stores.cards.loadMany(userId(1), [questionId(1)])).get(questionId(1))?.eventCount).toBe(log.length);
    await close();
    await file.remove();
  }, 120_000);
});

async function prepare(dialect: Dialect): Promise<TestDatabase> {
  const file = await makeDatabase(dialect);
  const { stores, close } = createStores({ databaseUrl: file.url });
  await stores.learners.create(aLearner(1));
  await stores.learners.create(aLearner(2));
  await stores.content.saveQuestions([aQuestionWrite(1)]);
  await close();
  return file;
}
