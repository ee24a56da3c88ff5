import type BetterSqlite3 from 'better-sqlite3';
import { DatabaseError } from './database-error';

/** The settings without which an acknowledged review could be lost or a damaged row accepted. 2 is FULL: a sync at each commit. */
const required = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, trusted_schema: 0 } as const;

/** Sets what `required` says, then reads it back: an existing file or a wrong build may have refused silently. */
export function makeDurable(connection: BetterSqlite3.Database): void {
  for (const [name, value] of Object.entries(required)) connection.pragma(`${name} = ${String(value)}`);
  assertDurable(connection);
}

/** @throws DatabaseError `not-durable` naming the setting and what it is */
export function assertDurable(connection: BetterSqlite3.Database): void {
  for (const [name, expected] of Object.entries(required)) {
    const actual: unknown = connection.pragma(name, { simple: true });
    if (String(actual) === String(expected)) continue;
    throw new DatabaseError(
      'not-durable',
      `The SQLite setting ${name} is ${String(actual)} instead of ${String(expected)}: the file may lie on a file system that cannot hold a WAL database (a network drive); move it to a local disk.`,
    );
  }
}
