import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DatabaseError, toDatabaseError, toFileError } from '../database-error';
import { retryBusy } from '../retry-busy';
import { makeDurable } from '../sqlite-connection';
import { findPending, type HistoryRow } from './find-pending';
import { LOCK_DEADLINE_MS, type MigrationOptions, type MigrationOutcome } from './migration-options';
import type { MigrationFile } from './read-migrations';

/**
 * Brings a SQLite file to the newest schema: one BEGIN IMMEDIATE around all pending migrations is both the lock against other
 * processes and all-or-nothing against being killed.
 * @throws DatabaseError with a sentence
 */
export async function migrateSqlite(path: string, options: MigrationOptions): Promise<MigrationOutcome> {
  const connection = openOwnerOnly(path);
  try {
    await retryBusy(() => {
      makeDurable(connection);
    }, LOCK_DEADLINE_MS);
    if (findPending(options.files, readHistory(connection)).length === 0) return { applied: [] };
    return await applyUnderLock(connection, options);
  } catch (error) {
    throw toDatabaseError(error) ?? error;
  } finally {
    connection.close();
  }
}

/** Makes the file readable by its owner only; SQLite gives its two side files the same mode. */
function openOwnerOnly(path: string): Database.Database {
  try {
    closeSync(openSync(path, 'a', 0o600));
    return new Database(path, { timeout: 0 });
  } catch (error) {
    throw toFileError(error, path);
  }
}

async function applyUnderLock(connection: Database.Database, options: MigrationOptions): Promise<MigrationOutcome> {
  // Inside a transaction this pragma does nothing, and a rebuilt table must not cascade its rows away.
  connection.pragma('foreign_keys = OFF');
  await retryBusy(() => connection.exec('BEGIN IMMEDIATE'), LOCK_DEADLINE_MS);
  try {
    const pending = findPending(options.files, readHistory(connection));
    if (pending.length > 0 && holdsSomething(connection)) await options.beforeFirst(pending);
    for (const file of pending) {
      options.log(`Applying migration ${file.name}`);
      applyOne(connection, file);
    }
    await retryBusy(() => connection.exec('COMMIT'), LOCK_DEADLINE_MS);
    return { applied: pending.map((file) => file.name) };
  } finally {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    connection.pragma('foreign_keys = ON');
  }
}

function applyOne(connection: Database.Database, file: MigrationFile): void {
  try {
    connection.exec(historyTable);
    connection.exec(file.sql);
    if (!connection.inTransaction) throw new Error('it ends the transaction it runs in');
    const broken = connection.pragma('foreign_key_check') as readonly { readonly table: string }[];
    if (broken[0] !== undefined) throw new Error(`it leaves rows of ${broken[0].table} that point nowhere`);
    connection
      .prepare(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         VALUES (?, ?, ?, CAST(unixepoch('subsec') * 1000 AS INTEGER), CAST(unixepoch('subsec') * 1000 AS INTEGER), 1)`,
      )
      .run(randomUUID(), file.checksum, file.name);
  } catch (error) {
    const known = toDatabaseError(error);
    if (known !== null) throw known;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(
      'migration-failed',
      `Migration ${file.name} failed (${reason}) and the database was left as it was: start the version that ran before, and report this.`,
      { cause: error },
    );
  }
}

const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "checksum" TEXT NOT NULL,
  "finished_at" DATETIME,
  "migration_name" TEXT NOT NULL,
  "logs" TEXT,
  "rolled_back_at" DATETIME,
  "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

function readHistory(connection: Database.Database): readonly HistoryRow[] {
  if (!tableNames(connection).includes('_prisma_migrations')) return [];
  const rows = connection
    .prepare(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolledBack
       FROM _prisma_migrations ORDER BY started_at, migration_name`,
    )
    .all() as readonly { name: string; checksum: string; finished: number; rolledBack: number }[];
  return rows.map((row) => ({ ...row, finished: row.finished === 1, rolledBack: row.rolledBack === 1 }));
}

function holdsSomething(connection: Database.Database): boolean {
  return tableNames(connection).length > 0;
}

function tableNames(connection: Database.Database): readonly string[] {
  return connection
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as readonly string[];
}
