import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openDatabase, type Database, type Tx } from '@/lib/server/db/open-database';
import { dialects, makeDatabase } from './test-database';

/** How many pairs of overlapping requests are tried: all that is promised in CI, a part of it while working on the code. */
const PAIRS = process.env['CI'] === 'true' ? 10_000 : 2_000;
const AT_ONCE = 40;

/** What one request does: steps between which others get their turn. */
type Request = {
  readonly key: string;
  readonly kind: 'plain' | 'commits' | 'aborts' | 'reads';
  readonly turns: number;
};

describe.each(dialects())('overlapping requests on %s', (dialect) => {
  it(`of ${PAIRS} pairs no acknowledged write is lost, no aborted one stays, and none is seen early`, async () => {
    const file = await makeDatabase(dialect);
    const database = openDatabase(file.url);
    const chance = generator(20_261_121);
    const dirty: string[] = [];
    for (let done = 0; done < 2 * PAIRS; done += AT_ONCE) {
      const requests = Array.from({ length: AT_ONCE }, (_, n) => makeRequest(`${done + n}`, chance));
      const acknowledged = await Promise.all(requests.map((request) => run(database, request, dirty)));
      const stored = await database.client.throttle.findMany({ select: { key: true } });
      expect(stored.map((row) => row.key).sort()).toEqual(acknowledged.flat().sort());
      await database.client.throttle.deleteMany();
    }
    expect(dirty).toEqual([]);
    await database.close();
    await file.remove();
  }, 240_000);
});

function makeRequest(key: string, chance: () => number): Request {
  const kinds = ['plain', 'plain', 'commits', 'aborts', 'aborts', 'reads'] as const;
  return { key, kind: kinds[Math.floor(chance() * kinds.length)] ?? 'plain', turns: Math.floor(chance() * 3) };
}

/** The keys that this request was told are stored. */
async function run(
  { client, transaction }: Database,
  { key, kind, turns }: Request,
  dirty: string[],
): Promise<readonly string[]> {
  const wait = async () => {
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
  };
  const row = (name: string) => ({ data: { key: name, failures: 1, lastFailureAtMs: 1n }, select: { key: true } });
  const both = async (tx: Tx) => {
    await tx.throttle.create(row(`${key}-half`));
    await wait();
    await tx.throttle.create(row(key));
  };
  await wait();
  switch (kind) {
    case 'plain':
      await client.throttle.create(row(key));
      return [key];
    case 'commits':
      await transaction(both);
      return [`${key}-half`, key];
    case 'aborts':
      await transaction(async (tx) => {
        await both(tx);
        await tx.throttle.create(row(`${key}-aborted`));
        throw new Aborted();
      }).catch(ignoreAborted);
      return [];
    case 'reads': {
      const keys = new Set((await client.throttle.findMany({ select: { key: true } })).map((found) => found.key));
      for (const seen of keys) {
        if (seen.endsWith('-aborted')) dirty.push(seen);
        if (seen.endsWith('-half') && !keys.has(seen.slice(0, -'-half'.length))) dirty.push(seen);
      }
      return [];
    }
  }
}

class Aborted extends Error {}

function ignoreAborted(error: unknown): void {
  if (!(error instanceof Aborted)) throw error;
}

/** Seeded chance in [0, 1): a linear congruential generator is enough to mix the order of requests. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
