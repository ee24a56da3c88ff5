import path from 'node:path';
import { operator } from '../policy/actor';
import { backupPostgresql } from '../server/db/backup/backup-postgresql';
import { backupSqlite } from '../server/db/backup/backup-sqlite';
import { restorePostgresql } from '../server/db/backup/restore-postgresql';
import { restoreSqlite } from '../server/db/backup/restore-sqlite';
import { parseDatabaseUrl } from '../server/db/database-url';
import { readMigrations } from '../server/db/migrations/read-migrations';
import type { Settings } from '../server/env';
import { acquireLock } from '../server/launch/lock';
import { rebuildCards } from '../server/use-cases/rebuild-cards';
import { migrationsDir, prepare, readSettings, readVersion, say, withStores } from './instance';
import { postgresqlTools } from './run/postgresql-tools';

/** `npm run db:migrate`: applies what is pending, after a backup. */
export function migrateCommand(): Promise<number> {
  return withSettings(async (settings) => {
    const { applied } = await prepare(settings);
    say(applied.length === 0 ? 'The database has the newest schema.' : `Applied: ${applied.join(', ')}`);
  });
}

/** `npm run db:backup -- [FILE]`: writes a backup while the server runs. */
export function backupCommand(file: string | undefined): Promise<number> {
  return withSettings(async (settings) => {
    const now = new Date();
    const target = parseDatabaseUrl(settings.databaseUrl);
    const options = { file: path.resolve(file ?? backupFile(settings, 'manual', now)), version: readVersion(), now };
    const { tables } =
      target.dialect === 'sqlite'
        ? await backupSqlite({ ...options, path: target.path })
        : await backupPostgresql({ ...options, url: target.url, tools: postgresqlTools });
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
    say(`Written: ${options.file} (${Object.keys(tables).length} tables, ${rows} rows)`);
  });
}

/** `npm run db:restore -- FILE`: puts a backup in place of the database, which is backed up first. The server must not run. */
export function restoreCommand(file: string): Promise<number> {
  return withSettings(async (settings) => {
    const lock = acquireLock(settings.dataDir, 'a restore that is under way');
    try {
      await restore(settings, path.resolve(file));
    } finally {
      lock.release();
    }
    await withStores(async (deps) => {
      const report = await rebuildCards(deps, operator);
      if (report.ok) say(`${report.value.cards} cards folded again; ${report.value.changed} differed.`);
      return 0;
    });
    say('Everybody has to sign in again. Devices will send again what they still hold.');
  });
}

async function restore(settings: Settings, file: string): Promise<void> {
  const now = new Date();
  const target = parseDatabaseUrl(settings.databaseUrl);
  const options = {
    file,
    safetyFile: backupFile(settings, 'before-restore', now),
    migrations: await readMigrations(migrationsDir, target.dialect),
    version: readVersion(),
    now,
    log: say,
  };
  await (target.dialect === 'sqlite'
    ? restoreSqlite({ ...options, path: target.path })
    : restorePostgresql({ ...options, url: target.url, tools: postgresqlTools }));
}

async function withSettings(run: (settings: Settings) => Promise<void>): Promise<number> {
  const settings = readSettings();
  if (settings === null) return 78;
  try {
    await run(settings);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function backupFile({ dataDir }: Settings, name: string, now: Date): string {
  return path.join(dataDir, 'backups', `${name}-${now.toISOString().replace(/[:.]/g, '-')}.backup`);
}
