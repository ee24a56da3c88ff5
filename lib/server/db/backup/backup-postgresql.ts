import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { nameBackupError } from './backup-error';
import { sealBackup } from './backup-file';
import type { BackupManifest } from './backup-manifest';
import { onPostgresql, readMigrationNames } from './postgresql-session';
import type { PostgresqlTools } from './postgresql-tools';
import { sumPostgresqlTables } from './sum-postgresql';

export type BackupPostgresqlOptions = {
  readonly url: string;
  readonly file: string;
  readonly tools: PostgresqlTools;
  readonly version: string;
  readonly now: Date;
};

/** Dumps and sums one snapshot of a database that is in use, and writes the backup whole or not at all. */
export async function backupPostgresql({
  url,
  file,
  tools,
  version,
  now,
}: BackupPostgresqlOptions): Promise<BackupManifest> {
  const part = `${file}.part`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const about = await onPostgresql(url, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows } = await client.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
      await tools.dump(url, rows[0]?.snapshot ?? '', part);
      return { migrations: await readMigrationNames(client), tables: await sumPostgresqlTables(client) };
    });
    return await sealBackup(part, file, {
      format: 1,
      version,
      createdAt: now.toISOString(),
      dialect: 'postgresql',
      ...about,
    });
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw nameBackupError(error);
  }
}
