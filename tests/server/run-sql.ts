import Database from 'better-sqlite3';
import pg from 'pg';
import { pathOf } from '@/tests/db/test-database';

export type Row = Readonly<Record<string, unknown>>;

/** One statement on a server's database, from beside it: for what no route can do, and to see what a route has done. */
export async function runSql(url: string, sql: string): Promise<readonly Row[]> {
  if (!url.startsWith('file:')) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }
  const database = new Database(pathOf(url), { timeout: 15_000 });
  try {
    const statement = database.prepare<[], Row>(sql);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  } finally {
    database.close();
  }
}
