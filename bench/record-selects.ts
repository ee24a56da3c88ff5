import Database from 'better-sqlite3';
import type { Instant } from '@/lib/base/time';
import { createRenderer } from '@/lib/server/content/create-renderer';
import { createStores } from '@/lib/server/store/create-stores';
import { openStudy } from '@/lib/server/use-cases/open-study';
import type { SeededDatabase } from './seed/seeded-database';

type Select = { readonly sql: string; readonly parameters: readonly unknown[] };

export type RecordedSelects = {
  readonly count: number;
  /** Runs all of them once, reading every row, on a connection of its own with prepared statements. Milliseconds. */
  readonly replay: () => number;
  /** Tables that the query plans walk through without an index. */
  readonly scans: () => readonly string[];
  readonly close: () => void;
};

/** Every SELECT of one study request, taken down while the use case runs in this process: the peer cannot drift from the code. */
export async function recordSelects(database: SeededDatabase, limit: number): Promise<RecordedSelects> {
  const selects = await record(() => study(database, limit));
  const connection = new Database(database.file, { readonly: true });
  const prepared = selects.map(({ sql, parameters }) =>
    connection
      .prepare(sql)
      .raw()
      .bind(...parameters),
  );
  return {
    count: selects.length,
    replay: () => {
      const began = performance.now();
      for (const statement of prepared) statement.all();
      return performance.now() - began;
    },
    scans: () => selects.flatMap((select) => scansOf(connection, select)),
    close: () => connection.close(),
  };
}

async function study({ url, userId }: SeededDatabase, limit: number): Promise<void> {
  const { stores, close } = createStores({ databaseUrl: url });
  const now = () => Date.now() as Instant;
  const deps = { stores, now, renderQuestions: createRenderer(stores.content) };
  const reply = await openStudy(deps, { kind: 'learner', userId, role: 'admin', mode: 'local' }, { limit });
  await close();
  if (!reply.ok) throw new Error(`Study was refused: ${reply.error.code}`);
}

/** The adapter prepares and binds each statement anew, so a look at `bind` sees all of them. */
async function record(work: () => Promise<void>): Promise<readonly Select[]> {
  const selects: Select[] = [];
  const prototype = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as Database.Statement;
  const bind = Reflect.get<Database.Statement, 'bind'>(prototype, 'bind');
  prototype.bind = function (this: Database.Statement, ...parameters: unknown[]) {
    const isOpening = this.source.startsWith('PRAGMA');
    if (this.reader && this.readonly && !isOpening) selects.push({ sql: this.source, parameters: parameters.flat() });
    return bind.apply(this, parameters);
  };
  try {
    await work();
  } finally {
    prototype.bind = bind;
  }
  return selects;
}

/** Lines such as `SCAN cards`: of a table of the database, and without an index. */
function scansOf(connection: Database.Database, { sql, parameters }: Select): readonly string[] {
  const tables = connection.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  const plan = connection.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  return plan.flatMap(({ detail }) => {
    const name = /^SCAN (?:main\.)?(\w+)$/.exec(detail)?.[1];
    if (name === undefined) return [];
    const aliased = new RegExp(`\\b(${tables.join('|')})\\b["\`]? (?:AS )?["\`]?${name}\\b`).exec(sql)?.[1];
    return tables.includes(name) ? [name] : (aliased ?? []);
  });
}
