import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, inject } from 'vitest';
import { postgresqlTools } from '@/lib/cli/run/postgresql-tools';
import { backupPostgresql } from '@/lib/server/db/backup/backup-postgresql';
import { backupSqlite } from '@/lib/server/db/backup/backup-sqlite';
import { onPostgresql } from '@/lib/server/db/backup/postgresql-session';
import { restorePostgresql } from '@/lib/server/db/backup/restore-postgresql';
import { restoreSqlite } from '@/lib/server/db/backup/restore-sqlite';
import { differences } from '@/lib/server/db/backup/row-hash';
import { sumPostgresqlTables } from '@/lib/server/db/backup/sum-postgresql';
import { sumSqliteTables } from '@/lib/server/db/backup/sum-sqlite';
import { readMigrations } from '@/lib/server/db/migrations/read-migrations';
import { prepareDatabase } from '@/lib/server/db/prepare-database';
import { createStores } from '@/lib/server/store/create-stores';
import { answered } from '@/tests/factories/events';
import { aLearner, aQuestionWrite, aReviewCard, aSession, questionId, userId } from '@/tests/factories/stored';
import { damaged } from './damage';
import {
  dialects,
  makeDatabase,
  makeEmptyDatabase,
  migrationsDir,
  pathOf,
  type Dialect,
  type TestDatabase,
} from './test-database';
import { exerciseStores } from './exercise-stores';

const now = new Date('2026-11-21T08:00:00Z');
const version = '1.0.0';
/** A restore ends sessions and gives a new epoch. */
const renewed = ['sessions', 'instance_meta'];

describe.each(dialects())('backup and restore on %s', (dialect) => {
  let database: TestDatabase;
  let folder: string;
  let file: string;

  beforeEach(async () => {
    database = await makeDatabase(dialect);
    folder = await mkdtemp(join(inject('scratch'), 'backup-'));
    file = join(folder, 'a.backup');
    await fill(database.url);
  });

  afterEach(async () => {
    await database.remove();
    await rm(folder, { recursive: true });
  });

  const backup = (to = file) =>
    dialect === 'sqlite'
      ? backupSqlite({ path: pathOf(database.url), file: to, version, now })
      : backupPostgresql({ url: database.url, file: to, version, now, tools: postgresqlTools });

  const restore = async (from = file, dir = migrationsDir) => {
    const options = { file: from, safetyFile: join(folder, 'safety.backup'), version, now, log: () => undefined };
    const migrations = await readMigrations(dir, dialect);
    return dialect === 'sqlite'
      ? restoreSqlite({ ...options, path: pathOf(database.url), migrations })
      : restorePostgresql({ ...options, url: database.url, migrations, tools: postgresqlTools });
  };

  const sums = () => sumTables(dialect, database.url);
  const change = async () => {
    const { stores, close } = createStores({ databaseUrl: database.url });
    await stores.learners.create(aLearner(77));
    await stores.content.saveQuestions([aQuestionWrite(901)]);
    await close();
  };

  it('a restored database holds what the backup held, to the row', async () => {
    const before = await sums();
    const manifest = await backup();
    expect(manifest.tables).toEqual(before);
    await change();
    expect(differences(before, await sums())).toEqual([
      'instance_meta',
      'question_revisions',
      'question_search_texts',
      'questions',
      'users',
    ]);
    await restore();
    expect(differences(before, await sums(), renewed)).toEqual([]);
    expect(Object.keys(before)).toContain('review_events');
  });

  it('a restore signs everybody out and gives a new epoch', async () => {
    const read = async () => {
      const { stores, close } = createStores({ databaseUrl: database.url });
      const found = { epoch: await stores.instance.epoch(), session: await stores.sessions.load('open') };
      await close();
      return found;
    };
    const before = await read();
    expect(before.session?.revokedAt).toBeNull();
    await backup();
    await restore();
    const after = await read();
    expect(after.session?.revokedAt).toBe(now.getTime());
    expect(after.epoch).not.toBe(before.epoch);
  });

  it('the database as it was before a restore is kept, and can be restored', async () => {
    await backup();
    await change();
    const changed = await sums();
    await restore();
    await restore(join(folder, 'safety.backup'));
    expect(differences(changed, await sums(), renewed)).toEqual([]);
  });

  it('a backup taken while reviews are written is of one moment', async () => {
    const { stores, close } = createStores({ databaseUrl: database.url });
    const ada = userId(1);
    const question = questionId(3);
    const writer = { stopped: false };
    let count = (await stores.cards.loadMany(ada, [question])).get(question)?.eventCount ?? 0;
    const written = (async () => {
      for (let n = 2_000; !writer.stopped; n += 1) {
        const card = { questionId: question, basedOn: count, state: aReviewCard({ eventCount: (count += 1) }) };
        expect(await stores.reviews.commit(ada, [answered(4, { n, user: ada, question })], [card])).toBe('committed');
      }
    })();
    await backup();
    writer.stopped = true;
    await written;
    await close();
    await restore();
    const restored = createStores({ databaseUrl: database.url });
    const log = (await restored.stores.reviews.loadLogs(ada, [question])).get(question);
    const card = (await restored.stores.cards.loadMany(ada, [question])).get(question);
    expect(log?.length).toBe(card?.eventCount);
    await restored.close();
  });

  it('50 damaged files are refused with a sentence, and nothing is touched', async () => {
    await backup();
    const good = await readFile(file);
    const before = await sums();
    const bad = join(folder, 'bad.backup');
    let refused = 0;
    for (const bytes of damaged(good, 50)) {
      await writeFile(bad, bytes);
      await expect(restore(bad)).rejects.toMatchObject({
        name: 'BackupError',
        message: expect.stringContaining(bad) as string,
      });
      refused += 1;
    }
    expect(refused).toBe(50);
    expect(await sums()).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['a.backup', 'bad.backup']);
  });

  it('a backup that cannot be written says where', async () => {
    await writeFile(join(folder, 'no-folder'), '');
    await expect(backup(join(folder, 'no-folder', 'a.backup'))).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('no-folder') as string,
    });
  });

  it('a file that is missing is refused with a sentence', async () => {
    await expect(restore(join(folder, 'nowhere.backup'))).rejects.toMatchObject({ code: 'not-a-backup' });
  });

  it('a backup of a newer version is refused', async () => {
    const newer = join(folder, 'migrations');
    await cp(migrationsDir, newer, { recursive: true });
    await addMigration(newer, dialect, '0002_future', 'CREATE TABLE extra (id INTEGER PRIMARY KEY);');
    await prepare(database.url, newer);
    await backup();
    const before = await sums();
    await expect(restore()).rejects.toMatchObject({
      code: 'newer',
      message: expect.stringContaining('newer version') as string,
    });
    expect(await sums()).toEqual(before);
  });

  it('a backup of an older version is brought forward', async () => {
    await backup();
    const newer = join(folder, 'migrations');
    await cp(migrationsDir, newer, { recursive: true });
    await addMigration(
      newer,
      dialect,
      '0002_later',
      'CREATE TABLE extra (id INTEGER PRIMARY KEY);\nINSERT INTO extra VALUES (7);',
    );
    await prepare(database.url, newer);
    await restore(file, newer);
    expect((await sums())['extra']?.rows).toBe(1);
  });

  it('a database in use is not replaced', async () => {
    await backup();
    const { stores, close } = createStores({ databaseUrl: database.url });
    await stores.learners.list();
    await expect(restore()).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining('stop') as string,
    });
    expect(await stores.learners.list()).not.toEqual([]);
    await close();
    await restore();
  });

  it('a backup is its owner’s only, and replaces an older file whole', async () => {
    await writeFile(file, 'an older file', { mode: 0o644 });
    await backup();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['a.backup']);
    await restore();
  });

  it('a pending migration is preceded by a backup that can be restored', async () => {
    const before = await sums();
    const newer = join(folder, 'migrations');
    await cp(migrationsDir, newer, { recursive: true });
    await addMigration(newer, dialect, '0002_harm', 'DELETE FROM cards;\nDELETE FROM review_events;');
    const { applied } = await prepare(database.url, newer);
    expect(applied).toEqual(['0002_harm']);
    const [saved = ''] = await readdir(join(folder, 'backups'));
    expect(saved).toBe('before-0002_harm-2026-11-21T08-00-00-000Z.backup');
    await restore(join(folder, 'backups', saved), newer);
    expect((await sums())['review_events']?.rows).toBe(0);
    expect((await sums())['users']).toEqual(before['users']);
  });

  const prepare = (databaseUrl: string, dir: string) =>
    prepareDatabase({
      databaseUrl,
      dataDir: folder,
      migrationsDir: dir,
      version,
      log: () => undefined,
      now,
      requireBackup: true,
      postgresqlTools,
    });
});

describe('backups of the two databases', () => {
  it('sum the same data to the same hashes', async () => {
    const sums = [];
    for (const dialect of dialects()) {
      const database = await makeDatabase(dialect);
      const { stores, close } = createStores({ databaseUrl: database.url });
      await exerciseStores(stores, async (_name, work) => {
        await work();
      });
      await close();
      sums.push(await sumTables(dialect, database.url));
      await database.remove();
    }
    const [sqlite, postgresql = sqlite] = sums;
    // Ids that the stores made by chance.
    expect(differences(sqlite ?? {}, postgresql ?? {}, ['instance_meta', 'unseen_cursors'])).toEqual([]);
  });

  it.runIf(dialects().length === 2)('are not mixed up', async () => {
    const folder = await mkdtemp(join(inject('scratch'), 'backup-'));
    const [sqlite, postgresql] = [await makeDatabase('sqlite'), await makeDatabase('postgresql')];
    const common = { safetyFile: join(folder, 'safety'), version, now, log: () => undefined };
    const fromSqlite = join(folder, 'sqlite.backup');
    const fromPostgresql = join(folder, 'postgresql.backup');
    await backupSqlite({ path: pathOf(sqlite.url), file: fromSqlite, version, now });
    await backupPostgresql({ url: postgresql.url, file: fromPostgresql, version, now, tools: postgresqlTools });
    await expect(
      restoreSqlite({
        ...common,
        path: pathOf(sqlite.url),
        file: fromPostgresql,
        migrations: await readMigrations(migrationsDir, 'sqlite'),
      }),
    ).rejects.toMatchObject({ code: 'other-database' });
    await expect(
      restorePostgresql({
        ...common,
        url: postgresql.url,
        file: fromSqlite,
        migrations: await readMigrations(migrationsDir, 'postgresql'),
        tools: postgresqlTools,
      }),
    ).rejects.toMatchObject({ code: 'other-database' });
    await sqlite.remove();
    await postgresql.remove();
    await rm(folder, { recursive: true });
  });
});

describe('restoring over nothing or over a wreck', () => {
  it('a missing SQLite file is made, a damaged one is kept aside', async () => {
    const folder = await mkdtemp(join(inject('scratch'), 'backup-'));
    const database = await makeDatabase('sqlite');
    await fill(database.url);
    const file = join(folder, 'a.backup');
    await backupSqlite({ path: pathOf(database.url), file, version, now });
    const migrations = await readMigrations(migrationsDir, 'sqlite');
    const target = await makeEmptyDatabase('sqlite');
    const options = {
      path: pathOf(target.url),
      file,
      safetyFile: join(folder, 'safety.backup'),
      migrations,
      version,
      now,
      log: () => undefined,
    };
    await restoreSqlite(options);
    await writeFile(
      pathOf(target.url),
      'this is no database, and long enough not to look like an empty one'.repeat(99),
    );
    await restoreSqlite(options);
    expect(await readFile(`${options.safetyFile}.unreadable`, 'utf8')).toContain('no database');
    expect((await sumTables('sqlite', target.url))['users']).toEqual(
      (await sumTables('sqlite', database.url))['users'],
    );
    await database.remove();
    await target.remove();
    await rm(folder, { recursive: true });
  });
});

/** A little of everything that a backup must carry. */
async function fill(databaseUrl: string): Promise<void> {
  const { stores, close } = createStores({ databaseUrl });
  const ada = userId(1);
  const seen = Array.from({ length: 20 }, (_, index) => index + 1);
  await stores.instance.epoch();
  await stores.learners.create(aLearner(1, { name: 'Ada 死锁', emailKey: 'ada@example.org' }));
  await stores.sessions.create(aSession({ sidHash: 'open' }));
  await stores.content.saveQuestions(seen.map((n) => aQuestionWrite(n, { aliases: [`old-${n}`] })));
  await stores.reviews.commit(
    ada,
    seen.map((n) => answered(4, { n, user: ada, question: questionId(n) })),
    seen.map((n) => ({ questionId: questionId(n), basedOn: 0, state: aReviewCard() })),
  );
  await close();
}

async function sumTables(dialect: Dialect, url: string) {
  if (dialect === 'postgresql') {
    return onPostgresql(url, async (client) => {
      await client.query('BEGIN');
      return sumPostgresqlTables(client);
    });
  }
  const connection = new Sqlite(pathOf(url));
  const sums = await sumSqliteTables(connection);
  connection.close();
  return sums;
}

async function addMigration(dir: string, dialect: Dialect, name: string, sql: string): Promise<void> {
  await mkdir(join(dir, dialect, name));
  await writeFile(join(dir, dialect, name, 'migration.sql'), sql);
}
