import { writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseError, toDatabaseError } from '@/lib/server/db/database-error';
import { parseDatabaseUrl } from '@/lib/server/db/database-url';
import { migrate } from '@/lib/server/db/migrations/migrate';
import { openDatabase, type Database } from '@/lib/server/db/open-database';
import { createStores } from '@/lib/server/store/create-stores';
import { aLearner, userId } from '@/tests/factories/stored';
import { dialects, makeDatabase, makeEmptyDatabase, migrationsDir, pathOf, type TestDatabase } from './test-database';

/** The code of the failure, and its sentence in full. */
async function failure(work: () => Promise<unknown>): Promise<readonly [code: string, sentence: string]> {
  const error: unknown = await work().then(
    () => null,
    (reason: unknown) => reason,
  );
  const known = toDatabaseError(error);
  if (known === null) throw new Error(`No failure of the database: ${String(error)}`, { cause: error });
  return [known.code, known.message];
}

const create = (database: Database, key: string) =>
  database.client.throttle.create({ data: { key, failures: 1, lastFailureAtMs: 1n } });

describe('a SQLite file in trouble', () => {
  let file: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    file = await makeDatabase('sqlite');
    database = openDatabase(file.url);
    await create(database, 'first');
  });

  afterEach(async () => {
    await database.close();
    await file.remove();
  });

  it('that stays locked gives a sentence after 15 s, and the next write works', async () => {
    const other = new Sqlite(pathOf(file.url));
    other.exec('BEGIN IMMEDIATE');
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 4_000));
    const [code, sentence] = await failure(() => create(database, 'second'));
    expect([code, sentence]).toEqual(['locked', expect.stringMatching(/locked by another program.*try again/)]);
    expect(await failure(() => database.transaction((tx) => tx.throttle.count()))).toEqual(['locked', sentence]);
    clock.mockRestore();
    other.close();
    await create(database, 'third');
  });

  it('on a full disk gives a sentence, loses nothing that was acknowledged, and recovers', async () => {
    await database.client.$queryRawUnsafe('PRAGMA max_page_count = 1');
    const big = { key: 'x'.repeat(4_000_000), failures: 1, lastFailureAtMs: 1n };
    expect(await failure(() => database.client.throttle.create({ data: big }))).toEqual([
      'full',
      expect.stringMatching(/full: free some space/),
    ]);
    expect(await failure(() => database.transaction((tx) => tx.throttle.create({ data: big })))).toEqual([
      'full',
      expect.any(String),
    ]);
    expect(await database.client.throttle.count()).toBe(1);
    await database.client.$queryRawUnsafe('PRAGMA max_page_count = 1000000');
    await create(database, 'second');
  });

  it('that became read-only gives a sentence, and reading still works', async () => {
    await database.client.$queryRawUnsafe('PRAGMA query_only = ON');
    expect(await failure(() => create(database, 'second'))).toEqual([
      'read-only',
      expect.stringMatching(/write access/),
    ]);
    expect(await database.client.throttle.count()).toBe(1);
  });

  it('that is no database gives a sentence', async () => {
    const wreck = await makeEmptyDatabase('sqlite');
    await writeFile(pathOf(wreck.url), 'no database at all, but long enough to be looked at'.repeat(100));
    const work = () =>
      migrate({ databaseUrl: wreck.url, migrationsDir, log: () => undefined, beforeFirst: () => Promise.resolve() });
    expect(await failure(work)).toEqual(['damaged', expect.stringMatching(/damaged.*db:restore/)]);
    await wreck.remove();
  });

  it('whose folder is missing gives a sentence', async () => {
    const work = () =>
      migrate({
        databaseUrl: 'file:/nonexistent/folder/x.db',
        migrationsDir,
        log: () => undefined,
        beforeFirst: () => Promise.resolve(),
      });
    expect(await failure(work)).toEqual(['missing', expect.stringMatching(/folder.*does not exist/)]);
  });
});

describe.runIf(dialects().includes('postgresql'))('a PostgreSQL server in trouble', () => {
  let file: TestDatabase;

  beforeEach(async () => {
    file = await makeDatabase('postgresql');
  });

  afterEach(() => file.remove());

  const failureAt = async (url: string) => {
    const { stores, close } = createStores({ databaseUrl: url });
    const found = await failure(() => stores.learners.list());
    await close();
    return found;
  };

  it('that does not listen gives a sentence at once', async () => {
    expect(await failureAt('postgresql://somebody@localhost/nothing?host=/nonexistent')).toEqual([
      'unreachable',
      expect.any(String),
    ]);
    expect(await failureAt('postgresql://somebody@127.0.0.1:1/nothing')).toEqual([
      'unreachable',
      expect.stringMatching(/running.*host and port/),
    ]);
    const work = () =>
      migrate({
        databaseUrl: 'postgresql://somebody@127.0.0.1:1/nothing',
        migrationsDir,
        log: () => undefined,
        beforeFirst: () => Promise.resolve(),
      });
    expect(await failure(work)).toEqual(['unreachable', expect.any(String)]);
  });

  it('without the database or the user gives a sentence', async () => {
    const url = new URL(file.url);
    url.pathname = '/no_such_database';
    expect(await failureAt(url.href)).toEqual(['missing', expect.any(String)]);
    const stranger = new URL(file.url);
    stranger.username = 'nobody_we_know';
    expect(await failureAt(stranger.href)).toEqual(['denied', expect.stringMatching(/name, password and rights/)]);
  });

  it('that ends our connections is survived: the next request works', async () => {
    const errors: Error[] = [];
    const { stores, close } = createStores({ databaseUrl: file.url, onError: (error) => errors.push(error) });
    await stores.learners.create(aLearner(1));
    const admin = new pg.Client({ connectionString: file.url });
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'timeslice' AND datname = current_database()`,
    );
    await vi.waitFor(() => {
      expect(errors).not.toEqual([]);
    });
    expect((await stores.learners.load(userId(1)))?.id).toBe(userId(1));
    await admin.end();
    await close();
  });

  it('whose connections are all taken gives a sentence within 5 s, and recovers', async () => {
    const database = openDatabase(file.url);
    let leave: () => void = () => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    let inside = 0;
    const holding = Array.from({ length: 10 }, () =>
      database.transaction(async (tx) => {
        await tx.throttle.count();
        inside += 1;
        await left;
      }),
    );
    await vi.waitFor(() => {
      expect(inside).toBe(10);
    }, 5_000);
    const startedAt = performance.now();
    expect(await failure(() => database.client.throttle.count())).toEqual([
      'overloaded',
      expect.stringMatching(/try again/),
    ]);
    expect(performance.now() - startedAt).toBeLessThan(5_500);
    leave();
    await Promise.all(holding);
    expect(await database.client.throttle.count()).toBe(0);
    await database.close();
  });
});

describe('readiness', () => {
  it.each(dialects())('on %s compares the schema with the build', async (dialect) => {
    const file = await makeDatabase(dialect);
    const readiness = async (migrations: readonly string[]) => {
      const { stores, close } = createStores({ databaseUrl: file.url, migrations });
      const found = await failure(() =>
        stores.instance.assertReady().then(() => Promise.reject(new DatabaseError('damaged', 'ready'))),
      );
      await close();
      return found;
    };
    expect(await readiness(['0001_foundation'])).toEqual(['damaged', 'ready']);
    expect(await readiness([])).toEqual(['newer-schema', expect.stringContaining('0001_foundation')]);
    expect(await readiness(['0001_foundation', '0002_more'])).toEqual([
      'older-schema',
      expect.stringMatching(/0002_more.*db:migrate/),
    ]);
    await file.remove();
  });
});

describe('DATABASE_URL', () => {
  it('names a file or a server', () => {
    expect(parseDatabaseUrl('file:/var/x.db')).toEqual({ dialect: 'sqlite', path: '/var/x.db' });
    expect(parseDatabaseUrl('file:///var/x.db')).toEqual({ dialect: 'sqlite', path: '/var/x.db' });
    expect(parseDatabaseUrl('postgresql://u@h/d')).toEqual({ dialect: 'postgresql', url: 'postgresql://u@h/d' });
  });

  it.each(['', 'file:', 'mysql://x', '/var/x.db', 'file:/x\0y'])('%j is refused without being repeated', (text) => {
    expect(() => parseDatabaseUrl(text)).toThrow('DATABASE_URL must be file:PATH or postgresql://');
  });
});
