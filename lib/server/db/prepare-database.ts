import 'server-only';
import { join } from 'node:path';
import { backupPostgresql } from './backup/backup-postgresql';
import { backupSqlite } from './backup/backup-sqlite';
import type { PostgresqlTools } from './backup/postgresql-tools';
import { DatabaseError } from './database-error';
import { parseDatabaseUrl } from './database-url';
import { migrate } from './migrations/migrate';
import { readMigrations, type MigrationFile } from './migrations/read-migrations';

export type PrepareOptions = {
  readonly databaseUrl: string;
  /** Backups go to its folder `backups`. */
  readonly dataDir: string;
  readonly migrationsDir: string;
  /** Version of Timeslice, for the manifest of a backup. */
  readonly version: string;
  readonly log: (line: string) => void;
  readonly now: Date;
  /** MIGRATE_REQUIRE_BACKUP: no migration of a PostgreSQL database without a backup by these tools. */
  readonly requireBackup: boolean;
  /** Null where no program may be started. */
  readonly postgresqlTools: PostgresqlTools | null;
};

export type Prepared = {
  /** What was pending. */
  readonly applied: readonly string[];
  /** All migrations of this build, in order: the last one is the schema's version. */
  readonly migrations: readonly string[];
};

/**
 * Makes the database ready for this build, before anything listens: a new one gets its schema; an older one is backed up and
 * migrated. Any number of processes may start at once.
 * @throws DatabaseError, BackupError: a sentence that says what is wrong and what to do
 */
export async function prepareDatabase(options: PrepareOptions): Promise<Prepared> {
  const { databaseUrl, migrationsDir, log } = options;
  const { dialect } = parseDatabaseUrl(databaseUrl);
  const files = await readMigrations(migrationsDir, dialect);
  const { applied } = await migrate({
    databaseUrl,
    migrationsDir,
    log,
    beforeFirst: (pending) => backUpBefore(pending, options),
  });
  return { applied, migrations: files.map((file) => file.name) };
}

async function backUpBefore(pending: readonly MigrationFile[], options: PrepareOptions): Promise<void> {
  const { databaseUrl, dataDir, log, now, version, postgresqlTools } = options;
  const target = parseDatabaseUrl(databaseUrl);
  const stamp = now.toISOString().replace(/[:.]/g, '-');
  const file = join(dataDir, 'backups', `before-${pending[0]?.name ?? 'migration'}-${stamp}.backup`);
  if (target.dialect === 'sqlite') {
    await backupSqlite({ path: target.path, file, version, now });
  } else if (postgresqlTools !== null) {
    await backupPostgresql({ url: target.url, file, version, now, tools: postgresqlTools });
  } else {
    if (options.requireBackup) throw new DatabaseError('backup-required', required);
    log('Migrating without a backup of our own; to have one, run first: npm run db:backup -- FILE');
    return;
  }
  log(`The database as it was is kept in ${file}`);
}

const required =
  'MIGRATE_REQUIRE_BACKUP is set and a migration is pending: run `npm run db:migrate` on this host, which backs up with pg_dump first.';
