import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { retryBusy } from '../retry-busy';
import { sealBackup } from './backup-file';
import type { BackupManifest } from './backup-manifest';
import { sumSqliteTables } from './sum-sqlite';
import { nameBackupError } from './backup-error';

export type BackupSqliteOptions = {
  /** The database file. */
  readonly path: string;
  /** The backup to write; replaced if it exists. */
  readonly file: string;
  /** Version of Timeslice. */
  readonly version: string;
  readonly now: Date;
  /** How many pages of 4 kB are copied before other work gets its turn. All at once cannot be overtaken by a writer and is the default. */
  readonly pagesPerTurn?: number;
};

/** After so many restarts because somebody wrote, the rest is copied at one go. */
const RESTARTS_ALLOWED = 5;

/**
 * Copies a database that is in use by SQLite's own online backup (never as a file: newer pages lie in the -wal file beside it),
 * sums the copy, and writes it whole or not at all. Writers are not held up.
 */
export async function backupSqlite(options: BackupSqliteOptions): Promise<BackupManifest> {
  const { path, file, version, now } = options;
  const part = `${file}.part`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await removeWithSideFiles(part);
    await copy(path, part, options.pagesPerTurn);
    const { tables, migrations } = await describe(part);
    return await sealBackup(part, file, {
      format: 1,
      version,
      createdAt: now.toISOString(),
      dialect: 'sqlite',
      migrations,
      tables,
    });
  } catch (error) {
    await removeWithSideFiles(part).catch(() => undefined);
    throw nameBackupError(error);
  }
}

async function copy(path: string, part: string, pagesPerTurn: number | undefined): Promise<void> {
  const source = new Database(path, { fileMustExist: true, timeout: 0 });
  try {
    let least = Number.POSITIVE_INFINITY;
    let restarts = 0;
    await retryBusy(() =>
      source.backup(part, {
        progress: ({ totalPages, remainingPages }) => {
          if (remainingPages > least) restarts += 1;
          least = remainingPages;
          return pagesPerTurn === undefined || restarts > RESTARTS_ALLOWED ? totalPages + 1_000_000 : pagesPerTurn;
        },
      }),
    );
  } finally {
    source.close();
  }
}

async function describe(part: string): Promise<Pick<BackupManifest, 'tables' | 'migrations'>> {
  const copied = new Database(part, { fileMustExist: true });
  try {
    // The copy says of itself that it has a -wal file; as one plain file it needs none.
    copied.pragma('journal_mode = DELETE');
    return { migrations: readMigrationNames(copied), tables: await sumSqliteTables(copied) };
  } finally {
    copied.close();
  }
}

/** Empty for a database without a history. */
export function readMigrationNames(connection: Database.Database): string[] {
  const history = connection.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get();
  if (history === undefined) return [];
  return connection
    .prepare(
      `SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
    )
    .pluck()
    .all() as string[];
}

/** A SQLite file and what SQLite may have left beside it. */
export async function removeWithSideFiles(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(path + suffix, { force: true });
}
