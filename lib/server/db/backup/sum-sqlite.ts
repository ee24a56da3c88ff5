import type Database from 'better-sqlite3';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TableSums } from './backup-manifest';
import { NOT_SUMMED, RowHash } from './row-hash';

/** Rows are hashed this many at a time, then other work gets its turn. */
const ROWS_PER_TURN = 2_000;

/** Rows and hash of every table but the history of migrations. */
export async function sumSqliteTables(connection: Database.Database): Promise<TableSums> {
  const names = connection
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all() as string[];
  const sums: Record<string, TableSums[string]> = {};
  for (const name of names) if (name !== NOT_SUMMED) sums[name] = await sumTable(connection, name);
  return sums;
}

async function sumTable(connection: Database.Database, name: string): Promise<TableSums[string]> {
  const columns = connection.pragma(`table_info(${quote(name)})`) as readonly { name: string; pk: number }[];
  const fields = columns.map((column) => quote(column.name)).sort();
  const key = columns
    .filter((column) => column.pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map((column) => quote(column.name));
  const rows = connection
    .prepare(`SELECT ${fields.join(', ')} FROM ${quote(name)} ORDER BY ${key.join(', ')}`)
    .raw()
    .iterate() as IterableIterator<unknown[]>;
  const hash = new RowHash();
  let done = 0;
  for (const row of rows) {
    hash.add(row);
    if (++done % ROWS_PER_TURN === 0) await nextTurn();
  }
  return hash.finish();
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
