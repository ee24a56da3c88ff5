import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type pg from 'pg';
import { migratePostgresql } from '../migrations/migrate-postgresql';
import type { MigrationFile } from '../migrations/read-migrations';
import { BackupError } from './backup-error';
import { extractPayload, newer } from './backup-file';
import type { BackupManifest } from './backup-manifest';
import { backupPostgresql } from './backup-postgresql';
import { onPostgresql } from './postgresql-session';
import type { PostgresqlTools } from './postgresql-tools';
import { differences } from './row-hash';
import { postgresqlTableNames, sumPostgresqlTables } from './sum-postgresql';

export type RestorePostgresqlOptions = {
  readonly url: string;
  readonly file: string;
  readonly safetyFile: string;
  readonly tools: PostgresqlTools;
  readonly migrations: readonly MigrationFile[];
  readonly version: string;
  readonly now: Date;
  readonly log: (line: string) => void;
};

/** These change with a restore: sessions end, and the epoch is new. */
const RENEWED = ['sessions', 'instance_meta'];

/**
 * Puts a backup in place of the database. The file is checked first and the present data backed up; then one transaction drops
 * the tables, restores them, ends all sessions and sets a new epoch, so that a failure leaves the database as it was.
 * @throws BackupError, DatabaseError
 */
export async function restorePostgresql(options: RestorePostgresqlOptions): Promise<BackupManifest> {
  const { url, file, safetyFile, tools, migrations, version, now, log } = options;
  const payload = `${safetyFile}.restoring`;
  await mkdir(dirname(payload), { recursive: true, mode: 0o700 });
  await rm(payload, { force: true });
  try {
    log(`Checking ${file}`);
    const manifest = await extractPayload(file, payload);
    if (manifest.dialect !== 'postgresql') {
      throw new BackupError(
        'other-database',
        `${file} is a backup of a SQLite file, and DATABASE_URL names a PostgreSQL database.`,
      );
    }
    const known = new Set(migrations.map((migration) => migration.name));
    if (manifest.migrations.some((name) => !known.has(name))) throw new BackupError('newer', newer(file));
    const before = await onPostgresql(url, async (client) => {
      await assertUnused(client);
      return postgresqlTableNames(client);
    });
    if (before.includes('_prisma_migrations')) {
      await backupPostgresql({ url, file: safetyFile, tools, version, now });
      log(`The database as it was is kept in ${safetyFile}`);
    }
    await tools.restore(url, payload, { before: dropAll(before), after: renew(now) });
    await verify(options, manifest);
    await migratePostgresql(url, { files: migrations, beforeFirst: () => Promise.resolve(), log });
    log(`Restored ${file}`);
    return manifest;
  } finally {
    await rm(payload, { force: true });
  }
}

async function assertUnused(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'timeslice'`,
  );
  if (rowCount === 0) return;
  throw new BackupError('in-use', 'The database is in use: stop every Timeslice server on it, then restore again.');
}

async function verify({ url, file, safetyFile }: RestorePostgresqlOptions, manifest: BackupManifest): Promise<void> {
  const tables = await onPostgresql(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return sumPostgresqlTables(client);
  });
  const different = differences(manifest.tables, tables, RENEWED);
  if (different.length === 0) return;
  throw new BackupError(
    'altered',
    `${file} was restored but its tables differ from what they were (${different.join(', ')}): restore ${safetyFile} instead.`,
  );
}

function dropAll(tables: readonly string[]): string {
  if (tables.length === 0) return '';
  const names = tables.map((name) => `public."${name.replaceAll('"', '""')}"`);
  return `SET LOCAL lock_timeout = '10s';\nDROP TABLE ${names.join(', ')} CASCADE;\n`;
}

function renew(now: Date): string {
  return `UPDATE public.sessions SET revoked_at_ms = ${now.getTime()} WHERE revoked_at_ms IS NULL;
INSERT INTO public.instance_meta (name, value) VALUES ('epoch', '${randomUUID()}')
  ON CONFLICT (name) DO UPDATE SET value = excluded.value;
`;
}
