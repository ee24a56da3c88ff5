import { setImmediate as nextTurn } from 'node:timers/promises';
import { readdir } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStockAdapter } from '@/lib/server/db/sqlite-adapter';
import { openDatabase, type Database as OurDatabase } from '@/lib/server/db/open-database';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { deferred } from '@/tests/deferred';
import { spyOnPrepare } from './spy-on-prepare';
import { makeDatabase, pathOf, type TestDatabase } from './test-database';

/** The ways in which the published adapter loses acknowledged writes or gets stuck; each passes with ours. */
describe('the SQLite adapter', () => {
  let file: TestDatabase;
  let database: OurDatabase;

  beforeEach(async () => {
    file = await makeDatabase('sqlite');
    database = openDatabase(file.url);
  });

  afterEach(async () => {
    await database.close();
    await file.remove();
  });

  const put = (key: string) => database.client.throttle.create({ data: { key, failures: 1, lastFailureAtMs: 1n } });
  const keys = async () => (await database.client.throttle.findMany({ orderBy: { key: 'asc' } })).map((row) => row.key);
  const row = (key: string) => ({ data: { key, failures: 1, lastFailureAtMs: 1n } });

  /** A transaction that has written a row and stays open until it is told to end. */
  const holdOpen = async (key: string, outcome: 'commits' | 'aborts') => {
    const [entered, left] = [deferred(), deferred()];
    const ended = database.transaction(async (tx) => {
      await tx.throttle.create(row(key));
      entered.resolve(undefined);
      await left.promise;
      if (outcome === 'aborts') throw new Error('changed my mind');
    });
    const end = async () => {
      left.resolve(undefined);
      await ended.catch(() => undefined);
    };
    await Promise.race([entered.promise, ended]);
    return end;
  };

  it('a plain write beside a transaction that rolls back stays', async () => {
    const end = await holdOpen('inside', 'aborts');
    // Prisma sends a query when somebody waits for it.
    const beside = put('beside').then(() => 'acknowledged');
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    await end();
    expect(await beside).toBe('acknowledged');
    expect(await keys()).toEqual(['beside']);
  });

  it('the published adapter does lose it: this is what ours is for', async () => {
    const stock = await new PrismaBetterSqlite3({ url: file.url }).connect();
    const insert = (key: string) => ({ sql: `INSERT INTO throttles VALUES ('${key}', 1, 1)`, args: [], argTypes: [] });
    const transaction = await stock.startTransaction();
    await transaction.executeRaw(insert('inside'));
    expect(await stock.executeRaw(insert('beside'))).toBe(1);
    await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] });
    await transaction.rollback();
    expect(await keys()).toEqual([]);
    await stock.dispose();
  });

  it('a plain read sees nothing of an open transaction', async () => {
    const end = await holdOpen('inside', 'commits');
    expect(await keys()).toEqual([]);
    await end();
    expect(await keys()).toEqual(['inside']);
  });

  it('a transaction that overruns its time is rolled back, and the next write works', async () => {
    const late = database.client.$transaction(
      async (tx) => {
        await tx.throttle.create(row('late'));
        await new Promise((resolve) => setTimeout(resolve, 200));
        await tx.throttle.create(row('later'));
      },
      { timeout: 50 },
    );
    await expect(late).rejects.toMatchObject({ code: 'P2028' });
    await put('next');
    expect(await keys()).toEqual(['next']);
  });

  it('a transaction that waits too long for its turn is given up, and does not start behind our back', async () => {
    const end = await holdOpen('first', 'commits');
    const second = database.client.$transaction((tx) => tx.throttle.create(row('second')), { maxWait: 50 });
    await expect(second).rejects.toMatchObject({ code: 'P2028' });
    await end();
    await put('third');
    expect(await keys()).toEqual(['first', 'third']);
  });

  it('the outer client inside a transaction is an error at once', async () => {
    const wrong = database.transaction(async (tx) => {
      await tx.throttle.create(row('inside'));
      await put('outside');
    });
    await expect(wrong).rejects.toThrow('client.throttle was used inside a transaction');
    const nested = database.transaction(() => database.transaction(() => Promise.resolve()));
    await expect(nested).rejects.toThrow("inside another one's callback");
    expect(await keys()).toEqual([]);
  });

  it('a loop of queries lets timers and other requests have their turn', async () => {
    for (const work of [
      () => keys(),
      () => put(`${Math.random()}`),
      () => database.transaction((tx) => tx.throttle.count()),
    ]) {
      const timer = { rang: false };
      setTimeout(() => (timer.rang = true), 1);
      let queries = 0;
      for (; !timer.rang && queries < 100_000; queries += 1) await work();
      expect(queries).toBeLessThan(100_000);
    }
  });

  it('a unique violation in a transaction rolls all of it back and leaves the writer free', async () => {
    await put('taken');
    const clash = database.transaction(async (tx) => {
      await tx.throttle.create(row('new'));
      await tx.throttle.create(row('taken'));
    });
    await expect(clash).rejects.toMatchObject({ code: 'P2002' });
    await put('after');
    expect(await keys()).toEqual(['after', 'taken']);
  });

  it('the batch form is one transaction', async () => {
    await put('taken');
    const { client } = database;
    await expect(
      client.$transaction([client.throttle.create(row('a')), client.throttle.create(row('taken'))]),
    ).rejects.toMatchObject({
      code: 'P2002',
    });
    await client.$transaction([client.throttle.create(row('b')), client.throttle.create(row('c'))]);
    expect(await keys()).toEqual(['b', 'c', 'taken']);
  });

  it('a nested create is one transaction', async () => {
    const user = (id: string, sids: readonly string[]) =>
      database.client.user.create({
        data: {
          ...{ id, role: 'learner', name: 'x', settingsJson: '{}', createdAtMs: 1n },
          sessions: {
            create: sids.map((sidHash) => ({
              sidHash,
              createdAtMs: 1n,
              lastSeenAtMs: 1n,
              expiresAtMs: 1n,
              userAgent: '',
            })),
          },
        },
      });
    await user('u1', ['a', 'b']);
    await expect(user('u2', ['c', 'a'])).rejects.toMatchObject({ code: 'P2002' });
    expect(await database.client.user.count()).toBe(1);
    expect(await database.client.session.count()).toBe(2);
  });

  it('of 400 transactions of which a third throws at random places exactly the others are kept', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 400 }, (_, n) =>
        database.transaction(async (tx) => {
          await tx.throttle.create(row(`a-${n}`));
          if (n % 3 === 0) await nextTurn();
          if (n % 9 === 0) throw new Error('no');
          await tx.throttle.create(row(`b-${n}`));
          if (n % 9 === 3 || n % 9 === 6) throw new Error('no');
        }),
      ),
    );
    const kept = outcomes.flatMap((outcome, n) => (outcome.status === 'fulfilled' ? [n] : []));
    expect(kept).toHaveLength(266);
    expect(await keys()).toEqual(kept.flatMap((n) => [`a-${n}`, `b-${n}`]).sort());
  });

  it('another process’s lock is waited for without blocking the event loop', async () => {
    const other = new Database(pathOf(file.url));
    other.exec('BEGIN IMMEDIATE');
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 5);
    setTimeout(() => other.exec('COMMIT'), 150);
    await Promise.all([put('plain'), database.transaction((tx) => tx.throttle.create(row('tx')))]);
    clearInterval(counting);
    other.close();
    expect(await keys()).toEqual(['plain', 'tx']);
    expect(turns).toBeGreaterThan(5);
  });

  it('BUSY at COMMIT is tried again, and another error there still frees the writer', async () => {
    const plan = ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_BUSY', 'passes', 'SQLITE_IOERR'];
    failAtCommit(plan);
    await database.transaction((tx) => tx.throttle.create(row('kept')));
    expect(plan).toEqual(['SQLITE_IOERR']);
    await expect(database.transaction((tx) => tx.throttle.create(row('lost')))).rejects.toThrow();
    await put('after');
    expect(await keys()).toEqual(['after', 'kept']);
  });

  it('a transaction that the database itself rolled back takes no further statement', async () => {
    const half = database.transaction(async (tx) => {
      await tx.throttle.create(row('first'));
      await tx.$executeRawUnsafe('ROLLBACK');
      await tx.throttle.create(row('stray'));
    });
    await expect(half).rejects.toThrow();
    await put('after');
    expect(await keys()).toEqual(['after']);
  });

  it('a script that stops half-way leaves no open transaction', async () => {
    await expect(database.client.$executeRawUnsafe('BEGIN')).resolves.toBeDefined();
    await put('after');
    expect(await keys()).toEqual(['after']);
  });

  it('both connections are durable, and a lost setting is noticed', async () => {
    await keys();
    database.assertDurable();
    await database.client.$executeRawUnsafe('PRAGMA synchronous = OFF');
    expect(() => {
      database.assertDurable();
    }).toThrow(
      expect.objectContaining({ code: 'not-durable', message: expect.stringContaining('synchronous') as string }),
    );
  });

  it('plain reads have a connection of their own that cannot write', async () => {
    const select = `SELECT query_only AS "queryOnly" FROM pragma_query_only`;
    const plain = await database.client.$queryRawUnsafe<{ queryOnly: number | bigint }[]>(select);
    const inside = await database.transaction((tx) => tx.$queryRawUnsafe<{ queryOnly: number | bigint }[]>(select));
    expect([Number(plain[0]?.queryOnly), Number(inside[0]?.queryOnly)]).toEqual([1, 0]);
  });

  it('an adapter without the members we rely on is refused', async () => {
    const stock = await new PrismaBetterSqlite3({ url: file.url }).connect();
    expect(isStockAdapter(stock)).toBe(true);
    const changed = Object.create(stock, { client: { value: undefined } }) as typeof stock;
    expect(isStockAdapter(changed)).toBe(false);
    await stock.dispose();
  });

  it('closing leaves no connection behind, and 2,000 reviews open no further file', async () => {
    const open = async () => (await readdir('/proc/self/fd')).length;
    await put('first');
    const before = await open();
    for (let n = 0; n < 2_000; n += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, k) => database.transaction((tx) => tx.throttle.create(row(`${n + k}`)))),
      );
    }
    expect(await open()).toBe(before);
    await database.close();
    expect(await open()).toBeLessThan(before);
  });
});

/** Makes the next COMMITs fail with these codes, in turn. */
function failAtCommit(codes: string[]): void {
  spyOnPrepare((sql) => {
    const code = sql === 'COMMIT' ? codes.shift() : undefined;
    if (code !== undefined && code !== 'passes') throw new Database.SqliteError('planted', code);
  });
}
