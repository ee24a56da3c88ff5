import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { toDatabaseError } from '../database-error';
import { migrateSqlite } from '../migrations/migrate-sqlite';
import type { MigrationFile } from '../migrations/read-migrations';
import { BackupError, nameBackupError } from './backup-error';
import { extractPayload, newer, renameDurably } from './backup-file';
import type { BackupManifest } from './backup-manifest';
import { backupSqlite, readMigrationNames, removeWithSideFiles } from './backup-sqlite';
import { differences } from './row-hash';
import { sumSqliteTables } from './sum-sqlite';

export type RestoreSqliteOptions = {
  readonly path: string;
  readonly file: string;
  /** Where the present database is copied to first. */
  readonly safetyFile: string;
  readonly migrations: readonly MigrationFile[];
  readonly version: string;
  readonly now: Date;
  readonly log: (line: string) => void;
};

/**
 * Puts a backup in place of the database: checks it whole in a new file, brings that to this program's schema, ends all sessions
 * and gives it a new epoch (devices then send again what they hold), copies the present database aside, and swaps.
 * Until the swap nothing that exists is touched.
 * @throws BackupError, DatabaseError
 */
export async function restoreSqlite(options: RestoreSqliteOptions): Promise<BackupManifest> {
  const { path, file, log } = options;
  const fresh = `${path}.restoring`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await removeWithSideFiles(fresh);
  try {
    log(`Checking ${file}`);
    const manifest = await extractPayload(file, fresh);
    if (manifest.dialect !== 'sqlite') {
      throw new BackupError(
        'other-database',
        `${file} is a backup of a PostgreSQL database, and DATABASE_URL names a SQLite file.`,
      );
    }
    await verify(fresh, manifest, options);
    await migrateSqlite(fresh, { files: options.migrations, beforeFirst: () => Promise.resolve(), log });
    renew(fresh, options.now);
    await setPresentAside(options);
    await renameDurably(fresh, path);
    log(`Restored ${file}`);
    return manifest;
  } catch (error) {
    await removeWithSideFiles(fresh);
    throw nameBackupError(error);
  }
}

async function verify(
  fresh: string,
  manifest: BackupManifest,
  { file, migrations }: RestoreSqliteOptions,
): Promise<void> {
  const connection = new Database(fresh, { fileMustExist: true });
  try {
    const known = new Set(migrations.map((migration) => migration.name));
    if (readMigrationNames(connection).some((name) => !known.has(name))) throw new BackupError('newer', newer(file));
    const integrity: unknown = connection.pragma('integrity_check', { simple: true });
    const broken = connection.pragma('foreign_key_check') as readonly unknown[];
    const different = differences(manifest.tables, await sumSqliteTables(connection));
    if (integrity !== 'ok' || broken.length > 0 || different.length > 0) {
      throw new BackupError('altered', `${file} does not hold together (${different.join(', ')}): use another backup.`);
    }
  } finally {
    connection.close();
  }
}

/** Whoever was signed in at the time of the backup is not any more, and devices learn that the past has changed. */
function renew(fresh: string, now: Date): void {
  const connection = new Database(fresh, { fileMustExist: true });
  try {
    connection.pragma('journal_mode = DELETE');
    connection.pragma('synchronous = FULL');
    connection.prepare('UPDATE sessions SET revoked_at_ms = ? WHERE revoked_at_ms IS NULL').run(now.getTime());
    connection
      .prepare(
        `INSERT INTO instance_meta (name, value) VALUES ('epoch', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      )
      .run(randomUUID());
  } finally {
    connection.close();
  }
}

async function setPresentAside({ path, safetyFile, version, now, log }: RestoreSqliteOptions): Promise<void> {
  if (!existsSync(path)) return;
  assertUnused(path);
  try {
    await backupSqlite({ path, file: safetyFile, version, now });
    log(`The database as it was is kept in ${safetyFile}`);
  } catch (error) {
    if (toDatabaseError(error)?.code !== 'damaged') throw error;
    const aside = `${safetyFile}.unreadable`;
    await copyFile(path, aside);
    log(`The database could not be read any more; it is kept as it is in ${aside}`);
  }
}

/** SQLite gives up its -wal file only when nobody else has the database open. */
function assertUnused(path: string): void {
  let connection: Database.Database | undefined;
  try {
    connection = new Database(path, { fileMustExist: true, timeout: 1_000 });
    connection.pragma('journal_mode = DELETE');
  } catch (error) {
    const known = toDatabaseError(error);
    if (known?.code === 'locked') {
      throw new BackupError('in-use', `${path} is in use: stop Timeslice, then restore again.`, { cause: error });
    }
    if (known !== null && known.code !== 'damaged') throw known;
  } finally {
    connection?.close();
  }
}
