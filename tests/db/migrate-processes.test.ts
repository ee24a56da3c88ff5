import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, inject } from 'vitest';
import { migrate } from '@/lib/server/db/migrations/migrate';
import { openDatabase } from '@/lib/server/db/open-database';
import { pickRawQueries } from '@/lib/server/store/pick-raw-queries';
import { startChild } from './child-process';
import { dialects, makeDatabase, makeEmptyDatabase, migrationsDir, type TestDatabase } from './test-database';

const migrator = new URL('./migrator.ts', import.meta.url);
const KILLS = Number(process.env['TIMESLICE_TEST_KILLS'] ?? 4);

describe.each(dialects())('several processes that migrate one %s database', (dialect) => {
  let folder: string;
  let file: TestDatabase;

  beforeEach(async () => {
    folder = await mkdtemp(join(inject('scratch'), 'migrations-'));
    await cp(migrationsDir, folder, { recursive: true });
  });

  afterEach(async () => {
    await file.remove();
    await rm(folder, { recursive: true });
  });

  const run = () =>
    migrate({
      databaseUrl: file.url,
      migrationsDir: folder,
      log: () => undefined,
      beforeFirst: () => Promise.resolve(),
    });

  it('one applies, the others wait and find nothing to do', async () => {
    file = await makeEmptyDatabase(dialect);
    const children = Array.from({ length: 4 }, () => startChild(migrator, [file.url, folder]));
    await Promise.all(children.map((child) => child.ended));
    const outcomes = children.map((child) => child.lines.at(-1)).sort();
    expect(outcomes).toEqual(['["0001_foundation"]', '[]', '[]', '[]']);
  }, 60_000);

  it(`after each of ${KILLS} kills the next start finishes, or the schema is the old one`, async () => {
    file = await makeDatabase(dialect);
    const slow =
      dialect === 'sqlite'
        ? `INSERT INTO slow WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT i FROM n;`
        : `INSERT INTO slow SELECT i FROM generate_series(1, 400000) AS n(i);`;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const name = `${String(kill + 1).padStart(4, '0')}_slow`;
      await mkdir(join(folder, dialect, name));
      await writeFile(
        join(folder, dialect, name, 'migration.sql'),
        `CREATE TABLE slow (i INTEGER NOT NULL);\n${slow}\nDROP TABLE slow;\nCREATE TABLE kept_${kill} (i INTEGER);`,
      );
      const child = startChild(migrator, [file.url, folder]);
      await child.printed(1);
      await new Promise((resolve) => setTimeout(resolve, 20 * kill));
      child.process.kill('SIGKILL');
      await child.ended;
      const { applied } = await run();
      expect([[], [name]]).toContainEqual(applied);
      expect((await run()).applied).toEqual([]);
    }
    const database = openDatabase(file.url);
    expect(await pickRawQueries(dialect).appliedMigrations(database.client)).toHaveLength(KILLS + 1);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      expect(await database.client.$queryRawUnsafe(`SELECT count(*) FROM kept_${kill}`)).toHaveLength(1);
    }
    await database.close();
  }, 120_000);
});
