import path from 'node:path';
import { dailyBackup } from '../db/backup/daily-backup';
import { parseDatabaseUrl } from '../db/database-url';
import type { Settings } from '../env';
import { describeError, type Log } from '../http/log';

/** Local mode's own backup, once a day at first use. It runs beside the server, and its failure is said and never stops it. */
export async function backUpToday(settings: Settings, version: string, log: Log): Promise<void> {
  const database = parseDatabaseUrl(settings.databaseUrl);
  if (settings.mode !== 'local' || database.dialect !== 'sqlite') return;
  try {
    const backupsDir = path.join(settings.dataDir, 'backups');
    await dailyBackup({ path: database.path, backupsDir, version, now: new Date() });
  } catch (error) {
    log('warn', 'daily-backup-failed', describeError(error));
  }
}
