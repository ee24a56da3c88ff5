import pg from 'pg';
import { nameBackupError } from './backup-error';

/** One connection of the backup's own, closed in any case. */
export async function onPostgresql<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'timeslice-backup',
    connectionTimeoutMillis: 4_000,
  });
  // Without a listener a connection that breaks while it idles would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw nameBackupError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function readMigrationNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map((row) => row.name).sort();
}
