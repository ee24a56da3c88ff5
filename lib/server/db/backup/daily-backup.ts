import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backupSqlite } from './backup-sqlite';
import { dailyBackupName, expiredBackups } from './retention';

export type DailyBackupOptions = {
  /** The SQLite file. */
  readonly path: string;
  readonly backupsDir: string;
  readonly version: string;
  readonly now: Date;
};

/** About a millisecond of copying, then requests get their turn. */
const PAGES_PER_TURN = 256;

/** Local mode's own backup: one a day, at the first use, beside the running server; old ones go. Returns the file, or null when today has one. */
export async function dailyBackup({ path, backupsDir, version, now }: DailyBackupOptions): Promise<string | null> {
  await mkdir(backupsDir, { recursive: true, mode: 0o700 });
  const name = dailyBackupName(localDay(now));
  if ((await readdir(backupsDir)).includes(name)) return null;
  const file = join(backupsDir, name);
  await backupSqlite({ path, file, version, now, pagesPerTurn: PAGES_PER_TURN });
  for (const expired of expiredBackups(await readdir(backupsDir))) await rm(join(backupsDir, expired), { force: true });
  return file;
}

function localDay(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
