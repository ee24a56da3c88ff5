import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, inject } from 'vitest';
import { migrate } from '@/lib/server/db/migrations/migrate';
import { dialects, makeEmptyDatabase, migrationsDir, pathOf, type Dialect, type TestDatabase } from './test-database';

describe.each(dialects())('migrations on %s', (dialect) => {
  let database: TestDatabase;
  let folder: string;

  beforeEach(async () => {
    database = await makeEmptyDatabase(dialect);
    folder = await mkdtemp(join(inject('scratch'), 'migrations-'));
    await cp(migrationsDir, folder, { recursive: true });
  });

  afterEach(async () => {
    await database.remove();
    await rm(folder, { recursive: true });
  });

  const add = async (name: string, sql: string) => {
    await mkdir(join(folder, dialect, name));
    await writeFile(join(folder, dialect, name, 'migration.sql'), sql);
  };

  const run = async (beforeFirst = () => Promise.resolve()) => {
    const lines: string[] = [];
    const outcome = await migrate({
      databaseUrl: database.url,
      migrationsDir: folder,
      log: (line) => lines.push(line),
      beforeFirst,
    });
    return { ...outcome, lines };
  };

  it('an empty database gets everything once, and a second run finds nothing to do', async () => {
    expect((await run()).applied).toEqual(['0001_foundation']);
    expect(await run()).toEqual({ applied: [], lines: [] });
  });

  it('the history is in the format of Prisma’s own engine', async () => {
    await run();
    const [row] = await query(dialect, database.url, 'SELECT * FROM _prisma_migrations');
    expect(Object.keys(row ?? {}).sort()).toEqual(
      [
        'applied_steps_count',
        'checksum',
        'finished_at',
        'id',
        'logs',
        'migration_name',
        'rolled_back_at',
        'started_at',
      ].sort(),
    );
    expect(row).toMatchObject({
      migration_name: '0001_foundation',
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
    });
    expect(row?.['checksum']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('a function body with semicolons and several statements go through as they are', async () => {
    await add(
      '0002_more',
      'CREATE TABLE "extra" ("a;b" TEXT NOT NULL);\nINSERT INTO "extra" VALUES (\'x; y\');\n-- the end; really',
    );
    await run();
    expect(await query(dialect, database.url, 'SELECT * FROM extra')).toEqual([{ 'a;b': 'x; y' }]);
  });

  it('a migration that fails leaves nothing behind, and the next run with a good one works', async () => {
    await run();
    await add('0002_bad', 'CREATE TABLE "extra" ("a" TEXT);\nINSERT INTO "nowhere" VALUES (1);');
    await expect(run()).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining('0002_bad') as string,
    });
    await writeFile(join(folder, dialect, '0002_bad', 'migration.sql'), 'CREATE TABLE "extra" ("a" TEXT);');
    expect((await run()).applied).toEqual(['0002_bad']);
  });

  it('an edited migration is refused by name', async () => {
    await run();
    const file = join(folder, dialect, '0001_foundation', 'migration.sql');
    await writeFile(file, `${await readFile(file, 'utf8')}\n-- edited`);
    await expect(run()).rejects.toMatchObject({
      code: 'edited-migration',
      message: expect.stringContaining('0001_foundation') as string,
    });
  });

  it('a database that is newer than the program is refused with the way out', async () => {
    await add('0002_future', 'CREATE TABLE "extra" ("a" TEXT);');
    await run();
    await rm(join(folder, dialect, '0002_future'), { recursive: true });
    await expect(run()).rejects.toMatchObject({
      code: 'newer-schema',
      message: expect.stringMatching(/0002_future.*newer version.*db:restore/) as string,
    });
  });

  it('a migration recorded as unfinished is refused with the way out', async () => {
    await run();
    await query(dialect, database.url, 'UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(run()).rejects.toMatchObject({
      code: 'unfinished-migration',
      message: expect.stringMatching(/0001_foundation.*db:restore/) as string,
    });
  });

  it('a migration that was rolled back by hand is applied again', async () => {
    await run();
    await add('0002_more', 'CREATE TABLE "extra" ("a" TEXT);');
    await query(
      dialect,
      database.url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at) VALUES ('x', 'y', '0002_more', CURRENT_TIMESTAMP)`,
    );
    expect((await run()).applied).toEqual(['0002_more']);
  });

  it('the backup comes before the first pending migration, but not for an empty database', async () => {
    const backups: number[] = [];
    const backup = async () => {
      backups.push((await query(dialect, database.url, 'SELECT * FROM _prisma_migrations')).length);
    };
    await run(backup);
    expect(backups).toEqual([]);
    await add('0002_more', 'CREATE TABLE "extra" ("a" TEXT);');
    await run(backup);
    await run(backup);
    expect(backups).toEqual([1]);
  });

  it('a backup that fails stops the migration', async () => {
    await run();
    await add('0002_more', 'CREATE TABLE "extra" ("a" TEXT);');
    await expect(run(() => Promise.reject(new Error('no room for the backup')))).rejects.toThrow(
      'no room for the backup',
    );
    expect((await run()).applied).toEqual(['0002_more']);
  });
});

async function query(
  dialect: Dialect,
  url: string,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  if (dialect === 'sqlite') {
    const connection = new Database(pathOf(url));
    try {
      const statement = connection.prepare(sql);
      return statement.reader ? (statement.all() as Record<string, unknown>[]) : (statement.run(), []);
    } finally {
      connection.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
