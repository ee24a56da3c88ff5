import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, inject } from 'vitest';
import { authorMigration, findDrift, toPostgresqlModel } from '@/scripts/author-migration';
import { diffToModel } from '@/scripts/schema-diff';
import { migrate } from '@/lib/server/db/migrations/migrate';
import { dialects, makeDatabase, makeEmptyDatabase, migrationsDir } from './test-database';

const prismaDir = dirname(migrationsDir);
const readModel = () => readFile(join(prismaDir, 'schema.prisma'), 'utf8');

describe('the migrations of the repository', () => {
  it('lead to the model, and both dialects have the same', async () => {
    expect(await findDrift(prismaDir)).toEqual([]);
  });

  it('make a SQLite file that the model describes exactly', async () => {
    const database = await makeDatabase('sqlite');
    const model = await readModel();
    const adapter = new PrismaBetterSqlite3({ url: database.url });
    expect(await diffToModel('sqlite', { from: 'database', adapter }, model)).toBe('');
    const other = model.replace('model Throttle {', 'model Throttle {\n  reason String?');
    expect(await diffToModel('sqlite', { from: 'database', adapter }, other)).toContain('"reason"');
    await database.remove();
  });

  it.runIf(dialects().includes('postgresql'))(
    'make the PostgreSQL database that the model alone would make',
    async () => {
      const [migrated, direct] = [await makeDatabase('postgresql'), await makeEmptyDatabase('postgresql')];
      const client = new pg.Client({ connectionString: direct.url });
      await client.connect();
      await client.query(await diffToModel('postgresql', { from: 'nothing' }, toPostgresqlModel(await readModel())));
      await client.end();
      const shape = await describeSchema(migrated.url);
      expect(shape.length).toBeGreaterThan(100);
      expect(shape).toEqual(await describeSchema(direct.url));
      await migrated.remove();
      await direct.remove();
    },
  );
});

describe('authoring a migration', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(inject('scratch'), 'prisma-'));
    await cp(prismaDir, folder, { recursive: true });
  });

  afterEach(() => rm(folder, { recursive: true }));

  const changeModel = async (from: string, to: string) => {
    const file = join(folder, 'schema.prisma');
    const model = await readFile(file, 'utf8');
    expect(model).toContain(from);
    await writeFile(file, model.replace(from, to));
  };

  it('writes one for both dialects, which apply, and after which nothing is left to author', async () => {
    await changeModel('model Throttle {', 'model Throttle {\n  reason String?');
    expect(await findDrift(folder)).toHaveLength(3);
    const written = await authorMigration(folder, 'throttle_reason');
    expect(written).toEqual(
      ['sqlite', 'postgresql'].map((dialect) => join(folder, 'migrations', dialect, '0002_throttle_reason')),
    );
    expect(await findDrift(folder)).toEqual([]);
    for (const dialect of dialects()) {
      const database = await makeEmptyDatabase(dialect);
      const run = () =>
        migrate({
          databaseUrl: database.url,
          migrationsDir: join(folder, 'migrations'),
          log: () => undefined,
          beforeFirst: () => Promise.resolve(),
        });
      expect((await run()).applied).toEqual(['0001_foundation', '0002_throttle_reason']);
      await database.remove();
    }
  });

  it('writes nothing when the model did not change', async () => {
    expect(await authorMigration(folder, 'nothing')).toEqual([]);
  });

  it('refuses a name that sorts or reads badly', async () => {
    await expect(authorMigration(folder, 'Add Notes!')).rejects.toThrow('named like add_notes');
  });

  it('a PostgreSQL model that was edited by hand is drift', async () => {
    const file = join(folder, 'postgresql', 'schema.prisma');
    await writeFile(file, `${await readFile(file, 'utf8')}\n// by hand\n`);
    expect(await findDrift(folder)).toEqual([
      'prisma/postgresql/schema.prisma was not written from prisma/schema.prisma.',
    ]);
  });

  it('a migration that one dialect lacks is drift', async () => {
    await rm(join(folder, 'migrations', 'postgresql', '0001_foundation'), { recursive: true });
    expect((await findDrift(folder)).join()).toContain('different migrations');
  });

  it('the two models differ in their headers only', async () => {
    const [source, derived] = [await readModel(), toPostgresqlModel(await readModel())];
    const body = (model: string) => model.slice(model.indexOf('\nmodel '));
    expect(body(derived)).toBe(body(source));
    expect(derived).toContain('provider = "postgresql"');
  });
});

/** Every column, index and constraint, a line each. (The schema engine cannot read PostgreSQL's catalogue through Prisma's adapter.) */
async function describeSchema(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(`
    SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
    ORDER BY 1`);
  await client.end();
  return rows.map((row) => row.line);
}
