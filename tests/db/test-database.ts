import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '@/lib/server/db/migrations/migrate';
import { readMigrations } from '@/lib/server/db/migrations/read-migrations';
import { startCluster } from '@/tests/postgres/cluster';

export type Dialect = 'sqlite' | 'postgresql';
export type TestDatabase = { readonly url: string; readonly remove: () => Promise<void> };

export const migrationsDir = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The databases that this machine can test on: SQLite always, PostgreSQL unless it is missing (an error with CI=true). */
export function dialects(): readonly Dialect[] {
  return inject('postgres').kind === 'missing' ? ['sqlite'] : ['sqlite', 'postgresql'];
}

/** An empty database of the newest schema, this test's own: a copy of one that was migrated once. */
export async function makeDatabase(dialect: Dialect): Promise<TestDatabase> {
  if (dialect === 'postgresql') {
    template ??= makeTemplate();
    return createDatabase(await template);
  }
  migratedFile ??= makeMigratedFile();
  const database = await makeEmptyDatabase('sqlite');
  await copyFile(await migratedFile, pathOf(database.url));
  return database;
}

/** A database without a schema. */
export async function makeEmptyDatabase(dialect: Dialect): Promise<TestDatabase> {
  if (dialect === 'postgresql') return createDatabase('template1');
  const folder = await mkdtemp(join(inject('scratch'), 'db-'));
  return { url: `file:${join(folder, 'test.db')}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The path in a `file:` address. */
export function pathOf(url: string): string {
  return url.slice('file:'.length);
}

let migratedFile: Promise<string> | undefined;
let template: Promise<string> | undefined;

async function makeMigratedFile(): Promise<string> {
  const database = await makeEmptyDatabase('sqlite');
  await migrateToNewest(database.url);
  return pathOf(database.url);
}

/** One template a schema, made by whichever test worker comes first. */
async function makeTemplate(): Promise<string> {
  const files = await readMigrations(migrationsDir, 'postgresql');
  const name = `timeslice_template_${shortHash(files.map((file) => file.checksum).join())}`;
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(7)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    await client.query(`CREATE DATABASE ${name}_part TEMPLATE template1`);
    await migrateToNewest(await addressOf(`${name}_part`));
    await client.query(`ALTER DATABASE ${name}_part RENAME TO ${name}`);
  });
  return name;
}

async function createDatabase(from: string): Promise<TestDatabase> {
  const name = `timeslice_test_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`));
  return {
    url: await addressOf(name),
    remove: async () => {
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function migrateToNewest(databaseUrl: string): Promise<void> {
  await migrate({ databaseUrl, migrationsDir, log: () => undefined, beforeFirst: () => Promise.resolve() });
}

async function addressOf(databaseName: string): Promise<string> {
  const url = new URL(await serverAddress());
  url.pathname = `/${databaseName}`;
  return url.href;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: await serverAddress() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function serverAddress(): Promise<string> {
  const source = inject('postgres');
  if (source.kind === 'missing') throw new Error(source.reason);
  return source.kind === 'url' ? source.url : startCluster(source.folder);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
