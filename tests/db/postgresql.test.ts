import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, inject } from 'vitest';
import { migratePostgresql } from '@/lib/server/db/migrations/migrate-postgresql';
import { readMigrations } from '@/lib/server/db/migrations/read-migrations';
import { openDatabase, type Tx } from '@/lib/server/db/open-database';
import { prepareDatabase } from '@/lib/server/db/prepare-database';
import { deferred } from '@/tests/deferred';
import { dialects, makeDatabase, makeEmptyDatabase, migrationsDir, type TestDatabase } from './test-database';

describe.runIf(dialects().includes('postgresql'))('PostgreSQL', () => {
  let file: TestDatabase;

  beforeEach(async () => {
    file = await makeDatabase('postgresql');
  });

  afterEach(() => file.remove());

  const writes: Readonly<Record<string, (tx: Tx, key: string) => Promise<unknown>>> = {
    'model calls': (tx, key) => tx.throttle.update({ where: { key }, data: { failures: { increment: 1 } } }),
    'raw statements': (tx, key) =>
      tx.$executeRawUnsafe('UPDATE throttles SET failures = failures + 1 WHERE key = $1', key),
  };

  it.each(Object.keys(writes))(
    'a transaction that is chosen as the victim of a deadlock runs again (%s)',
    async (name) => {
      const database = openDatabase(file.url);
      const write = writes[name] ?? (() => Promise.reject(new Error(name)));
      await database.client.throttle.createMany({
        data: ['a', 'b'].map((key) => ({ key, failures: 0, lastFailureAtMs: 1n })),
      });
      const [one, two] = [deferred(), deferred()];
      let runs = 0;
      const inOrder = (first: string, second: string, mine: typeof one, other: typeof one) =>
        database.transaction(async (tx) => {
          runs += 1;
          await write(tx, first);
          mine.resolve(undefined);
          await other.promise;
          await write(tx, second);
        });
      await Promise.all([inOrder('a', 'b', one, two), inOrder('b', 'a', two, one)]);
      expect(runs).toBe(3);
      const rows = await database.client.throttle.findMany();
      expect(rows.map((row) => row.failures)).toEqual([2, 2]);
      await database.close();
    },
  );

  it('who waits too long for another one’s migration is told who that is', async () => {
    const empty = await makeEmptyDatabase('postgresql');
    const holder = new pg.Client({ connectionString: empty.url, application_name: 'a slow colleague' });
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock($1)', [0x746d736c]);
    const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const options = {
      files: await readMigrations(migrationsDir, 'postgresql'),
      log: () => undefined,
      beforeFirst: () => Promise.resolve(),
    };
    await expect(migratePostgresql(empty.url, options, 150)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`process ${rows[0]?.pid ?? 0} (a slow colleague`) as string,
    });
    await holder.end();
    expect((await migratePostgresql(empty.url, options)).applied).not.toEqual([]);
    await empty.remove();
  });

  it('a migration without a backup is refused where one is required, and announced where not', async () => {
    const folder = await mkdtemp(join(inject('scratch'), 'prepare-'));
    const newer = join(folder, 'migrations');
    await cp(migrationsDir, newer, { recursive: true });
    await mkdir(join(newer, 'postgresql', '0002_more'));
    await writeFile(
      join(newer, 'postgresql', '0002_more', 'migration.sql'),
      'CREATE TABLE extra (id INTEGER PRIMARY KEY);',
    );
    const lines: string[] = [];
    const prepare = (requireBackup: boolean) =>
      prepareDatabase({
        databaseUrl: file.url,
        dataDir: folder,
        migrationsDir: newer,
        version: '1.0.0',
        log: (line) => lines.push(line),
        now: new Date('2026-11-21T08:00:00Z'),
        requireBackup,
        postgresqlTools: null,
      });
    await expect(prepare(true)).rejects.toMatchObject({
      code: 'backup-required',
      message: expect.stringContaining('db:migrate') as string,
    });
    expect(lines).toEqual([]);
    expect((await prepare(false)).applied).toEqual(['0002_more']);
    expect(lines[0]).toContain('npm run db:backup');
    expect(await readdir(folder)).toEqual(['migrations']);
    await rm(folder, { recursive: true });
  });
});
