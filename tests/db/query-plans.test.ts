import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { createStores } from '@/lib/server/store/create-stores';
import { dialects, makeDatabase, pathOf, type Dialect } from './test-database';
import { spyOnPrepare } from './spy-on-prepare';
import { exerciseStores } from './exercise-stores';

type Query = { readonly store: string; readonly sql: string; readonly values: readonly unknown[] };

/** Tables that grow with use. A query that reads one from end to end gets slower every day. */
const growing = [
  'review_events',
  'cards',
  'sessions',
  'throttles',
  'users',
  'identities',
  'questions',
  'question_revisions',
  'question_aliases',
  'rendered_html',
  'unseen_cursors',
];

/** What may read a whole table: lists that are asked for whole. (The search scans a table of its own, which is not listed above.) */
const whole: readonly string[] = ['learners.list', 'content.loadStored'];

/**
 * SQLite plans what it would do to the log if saving a question changed its id, which is the key and never changes:
 * that part of the plan does not run.
 */
const plannedOnly = ({ sql, step }: { readonly sql: string; readonly step: string }) =>
  sql.startsWith('INSERT INTO questions ') && step.startsWith('SCAN review_events');

describe.each(dialects())('the queries of all stores on %s', (dialect) => {
  it('find their rows by an index', async () => {
    const file = await makeDatabase(dialect);
    const queries = await recordQueries(dialect, file.url);
    const stores = new Set(queries.map((query) => query.store));
    expect(stores.size).toBeGreaterThan(50);
    const scans = (
      dialect === 'sqlite' ? await sqliteScans(file.url, queries) : await postgresqlScans(file.url, queries)
    ).filter(({ store }) => !whole.includes(store));
    expect(scans).toEqual([]);
    await file.remove();
  }, 60_000);
});

describe('the queries of a study session on sqlite', () => {
  it('walk along an index in the order that is asked for, without sorting', async () => {
    const file = await makeDatabase('sqlite');
    const ordered = [
      'cards.loadDue',
      'cards.loadDue newest',
      'cards.loadUnseen',
      'reviews.loadAfter',
      'reviews.loadDay',
      'reviews.latestDay',
      'reviews.loadDurations',
      'reviews.streamByCard',
    ];
    const queries = (await recordQueries('sqlite', file.url)).filter((query) => ordered.includes(query.store));
    const sorting = sqlitePlans(file.url, queries).filter(({ step }) => step.includes('TEMP B-TREE'));
    expect(sorting).toEqual([]);
    await file.remove();
  }, 60_000);
});

/** Every statement that the stores send, with the method that sent it. */
async function recordQueries(dialect: Dialect, databaseUrl: string): Promise<readonly Query[]> {
  const queries = new Map<string, Query>();
  let store = '';
  const record = (sql: string, values: readonly unknown[]) => {
    if (/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)) queries.set(`${store} ${sql}`, { store, sql, values });
  };
  const { stores, close } = createStores({ databaseUrl });
  const spy =
    dialect === 'sqlite'
      ? spyOnPrepare((sql) => {
          record(
            sql,
            [...sql.matchAll(/\?/g)].map(() => null),
          );
        })
      : spyOnPostgresql(record);
  await exerciseStores(stores, async (name, work) => {
    store = name;
    await work();
  });
  spy.mockRestore();
  await close();
  return [...queries.values()];
}

function spyOnPostgresql(record: (sql: string, values: readonly unknown[]) => void) {
  const query = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')?.value as (
    this: pg.Client,
    ...args: unknown[]
  ) => unknown;
  return vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [config] = args as [{ text?: string; values?: readonly unknown[] } | string];
    if (typeof config === 'object' && config.text !== undefined) record(config.text, config.values ?? []);
    return query.apply(this, args);
  });
}

function sqlitePlans(url: string, queries: readonly Query[]): readonly { store: string; step: string; sql: string }[] {
  const connection = new Sqlite(pathOf(url));
  const plans = queries.flatMap(({ store, sql, values }) => {
    const steps = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all([...values]) as readonly {
      readonly detail: string;
    }[];
    return steps.map((step) => ({ store, step: step.detail, sql }));
  });
  connection.close();
  return plans;
}

function sqliteScans(url: string, queries: readonly Query[]): Promise<readonly { store: string; step: string }[]> {
  return Promise.resolve(
    sqlitePlans(url, queries).filter(({ step, sql }) => {
      if (plannedOnly({ sql, step })) return false;
      const scanned = /^SCAN (\S+)/.exec(step)?.[1]?.replaceAll(/[`"]/g, '');
      return scanned !== undefined && growing.includes(tableOf(scanned, sql));
    }),
  );
}

/** A plan names tables by their alias. */
function tableOf(name: string, sql: string): string {
  const aliased = new RegExp(`(\\w+)[\`"]? (?:AS )?[\`"]?${name}\\b`, 'i').exec(sql)?.[1];
  return aliased !== undefined && growing.includes(aliased) ? aliased : name;
}

async function postgresqlScans(
  url: string,
  queries: readonly Query[],
): Promise<readonly { store: string; step: string }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // In a small table reading all of it is cheaper than any index: the question is whether an index could be used.
  await client.query('SET enable_seqscan = off');
  const scans: { store: string; step: string }[] = [];
  for (const { store, sql, values } of queries) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [...values]);
    for (const row of rows) {
      const table = /Seq Scan on (\w+)/.exec(row['QUERY PLAN'])?.[1];
      if (table !== undefined && growing.includes(table))
        scans.push({ store, step: `${row['QUERY PLAN'].trim()} in ${sql}` });
    }
  }
  await client.end();
  return scans;
}
