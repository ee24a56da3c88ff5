import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseError, toDatabaseError } from '../database-error';
import { findPending, type HistoryRow } from './find-pending';
import { LOCK_DEADLINE_MS, type MigrationOptions, type MigrationOutcome } from './migration-options';
import type { MigrationFile } from './read-migrations';

/** "tmsl": any number will do as long as nobody else uses it in this database. */
const ADVISORY_LOCK = 0x746d736c;

/**
 * Brings a PostgreSQL database to the newest schema. One connection holds an advisory lock; each migration and its row in the
 * history are one transaction, sent as one simple query, since a function's body may contain semicolons.
 * @throws DatabaseError with a sentence
 */
export async function migratePostgresql(
  url: string,
  options: MigrationOptions,
  lockDeadlineMs = LOCK_DEADLINE_MS,
): Promise<MigrationOutcome> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'timeslice-migrate',
    connectionTimeoutMillis: 4_000,
  });
  // Without a listener a connection that breaks while we wait would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (findPending(options.files, await readHistory(client)).length === 0) return { applied: [] };
    await takeLock(client, lockDeadlineMs);
    const pending = findPending(options.files, await readHistory(client));
    if (pending.length > 0 && (await holdsSomething(client))) await options.beforeFirst(pending);
    for (const file of pending) {
      options.log(`Applying migration ${file.name}`);
      await applyOne(client, file);
    }
    return { applied: pending.map((file) => file.name) };
  } catch (error) {
    throw toDatabaseError(error) ?? error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function takeLock(client: pg.Client, deadlineMs: number): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      ADVISORY_LOCK,
    ]);
    if (rows[0]?.taken === true) return;
    if (performance.now() - startedAt > deadlineMs) throw new DatabaseError('locked', await describeHolder(client));
    await sleep(50 + Math.random() * 50);
  }
}

async function describeHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ pid: number; application_name: string; client_addr: string | null }>(
    `SELECT a.pid, a.application_name, a.client_addr FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.objid = $1`,
    [ADVISORY_LOCK],
  );
  const [holder] = rows;
  const who =
    holder === undefined
      ? 'another process'
      : `the server process ${holder.pid} (${holder.application_name}, ${holder.client_addr ?? 'local socket'})`;
  return `The migration lock is held by ${who}: wait until it has finished, or end it with SELECT pg_terminate_backend(pid) and start again.`;
}

async function applyOne(client: pg.Client, file: MigrationFile): Promise<void> {
  const values = [randomUUID(), file.checksum, file.name].map((text) => client.escapeLiteral(text)).join(', ');
  const history = `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES (${values}, now(), clock_timestamp(), 1)`;
  try {
    await client.query(`BEGIN;\n${historyTable};\n${file.sql}\n;\n${history};\nCOMMIT;`);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const known = toDatabaseError(error);
    if (known !== null) throw known;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(
      'migration-failed',
      `Migration ${file.name} failed (${reason}) and the database was left as it was before it: start the version that ran before, and report this.`,
      { cause: error },
    );
  }
}

const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

async function readHistory(client: pg.Client): Promise<readonly HistoryRow[]> {
  if (!(await tableNames(client)).includes('_prisma_migrations')) return [];
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS "rolledBack"
     FROM _prisma_migrations ORDER BY started_at, migration_name`,
  );
  return rows;
}

async function holdsSomething(client: pg.Client): Promise<boolean> {
  return (await tableNames(client)).length > 0;
}

async function tableNames(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`,
  );
  return rows.map((row) => row.name);
}
