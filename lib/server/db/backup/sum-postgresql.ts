import type pg from 'pg';
import type { TableSums } from './backup-manifest';
import { NOT_SUMMED, RowHash } from './row-hash';

const ROWS_PER_FETCH = 2_000;

/** Rows and hash of every table but the history of migrations. The client must be in a transaction, which gives all tables one snapshot. */
export async function sumPostgresqlTables(client: pg.Client): Promise<TableSums> {
  const sums: Record<string, TableSums[string]> = {};
  for (const name of await postgresqlTableNames(client))
    if (name !== NOT_SUMMED) sums[name] = await sumTable(client, name);
  return sums;
}

export async function postgresqlTableNames(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name COLLATE "C"`,
  );
  return rows.map((row) => row.name);
}

async function sumTable(client: pg.Client, name: string): Promise<TableSums[string]> {
  const columns = await readColumns(client, name);
  const fields = columns.map((column) => column.quoted).sort();
  const key = columns
    .filter((column) => column.keyPlace !== null)
    .sort((a, b) => (a.keyPlace ?? 0) - (b.keyPlace ?? 0))
    .map((column) => (column.type === 'text' ? `${column.quoted} COLLATE "C"` : column.quoted));
  await client.query(
    `DECLARE rows NO SCROLL CURSOR FOR SELECT ${fields.join(', ')} FROM public.${client.escapeIdentifier(name)} ORDER BY ${key.join(', ')}`,
  );
  const hash = new RowHash();
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text: `FETCH ${ROWS_PER_FETCH} FROM rows`, rowMode: 'array' });
    for (const row of rows) hash.add(row);
    if (rows.length < ROWS_PER_FETCH) break;
  }
  await client.query('CLOSE rows');
  return hash.finish();
}

type Column = { readonly quoted: string; readonly type: string; readonly keyPlace: number | null };

async function readColumns(client: pg.Client, table: string): Promise<readonly Column[]> {
  const { rows } = await client.query<{ name: string; type: string; keyPlace: number | null }>(
    `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, array_position(i.indkey::int2[], a.attnum) AS "keyPlace"
     FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [`public.${client.escapeIdentifier(table)}`],
  );
  return rows.map(({ name, type, keyPlace }) => ({ quoted: client.escapeIdentifier(name), type, keyPlace }));
}
