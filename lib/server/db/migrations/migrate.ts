import 'server-only';
import { parseDatabaseUrl } from '../database-url';
import { migratePostgresql } from './migrate-postgresql';
import { migrateSqlite } from './migrate-sqlite';
import type { MigrationOptions, MigrationOutcome } from './migration-options';
import { readMigrations } from './read-migrations';

export type MigrateOptions = Omit<MigrationOptions, 'files'> & {
  readonly databaseUrl: string;
  /** The folder that holds `sqlite/` and `postgresql/`. */
  readonly migrationsDir: string;
};

/** Applies what is pending, whichever the database. Any number of processes may call it at once. */
export async function migrate({ databaseUrl, migrationsDir, ...options }: MigrateOptions): Promise<MigrationOutcome> {
  const target = parseDatabaseUrl(databaseUrl);
  const files = await readMigrations(migrationsDir, target.dialect);
  return target.dialect === 'sqlite'
    ? migrateSqlite(target.path, { ...options, files })
    : migratePostgresql(target.url, { ...options, files });
}
