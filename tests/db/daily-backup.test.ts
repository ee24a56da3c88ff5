import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, inject } from 'vitest';
import { dailyBackup } from '@/lib/server/db/backup/daily-backup';
import { dailyBackupName, expiredBackups } from '@/lib/server/db/backup/retention';
import { makeDatabase, pathOf } from './test-database';

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('which daily backups stay', () => {
  it('a year of them leaves 7 days, 4 weeks and 6 months', () => {
    const year = Array.from({ length: 365 }, (_, n) => dailyBackupName(dayAfter('2026-01-01', n)));
    const expired = new Set(expiredBackups(year));
    expect(year.filter((name) => !expired.has(name))).toEqual(
      [
        '07-31',
        '08-31',
        '09-30',
        '10-31',
        '11-30',
        '12-13',
        '12-20',
        '12-25',
        '12-26',
        '12-27',
        '12-28',
        '12-29',
        '12-30',
        '12-31',
      ].map((day) => dailyBackupName(`2026-${day}`)),
    );
  });

  it('taking and thinning day by day leaves the same', () => {
    let kept: readonly string[] = [];
    for (let n = 0; n < 365; n += 1) {
      kept = [...kept, dailyBackupName(dayAfter('2026-01-01', n))];
      const expired = new Set(expiredBackups(kept));
      kept = kept.filter((name) => !expired.has(name));
    }
    expect(kept).toHaveLength(14);
    expect(kept[0]).toBe('daily-2026-07-31.backup');
  });

  it('other files are never named', () => {
    expect(
      expiredBackups(['before-restore.backup', 'daily-2026.backup', 'notes.txt', 'daily-2020-01-01.backup.part']),
    ).toEqual([]);
  });

  it('few backups all stay', () => {
    expect(expiredBackups(['daily-2026-01-01.backup', 'daily-2026-01-02.backup'])).toEqual([]);
  });
});

describe('the daily backup', () => {
  it('is made once a day, at the first use', async () => {
    const database = await makeDatabase('sqlite');
    const folder = await mkdtemp(join(inject('scratch'), 'daily-'));
    const options = (now: string) => ({
      path: pathOf(database.url),
      backupsDir: join(folder, 'backups'),
      version: '1.0.0',
      now: new Date(now),
    });
    expect(await dailyBackup(options('2026-11-21T08:00:00Z'))).toMatch(/daily-2026-11-21\.backup$/);
    expect(await dailyBackup(options('2026-11-21T20:00:00Z'))).toBeNull();
    expect(await dailyBackup(options('2026-11-22T08:00:00Z'))).not.toBeNull();
    expect(await readdir(join(folder, 'backups'))).toEqual(['daily-2026-11-21.backup', 'daily-2026-11-22.backup']);
    await database.remove();
    await rm(folder, { recursive: true });
  });
});
