/** A daily backup: its name tells the local day it was made on, `daily-YYYY-MM-DD.backup`. */
const DAILY = /^daily-(\d{4}-\d{2}-\d{2})\.backup$/;

export function dailyBackupName(day: string): string {
  return `daily-${day}.backup`;
}

const KEPT_DAYS = 7;
const KEPT_WEEKS = 4;
const KEPT_MONTHS = 6;

/**
 * Which of these files may go: kept are the newest 7, beyond them the newest of each of the last 4 weeks that have one,
 * and the newest of each of the last 6 months that have one. Files with other names are never named.
 */
export function expiredBackups(fileNames: readonly string[]): readonly string[] {
  const newestFirst = fileNames
    .filter((name) => DAILY.test(name))
    .sort()
    .reverse();
  const kept = new Set(newestFirst.slice(0, KEPT_DAYS));
  for (const name of newestOfEach(newestFirst, weekOf).slice(0, KEPT_WEEKS)) kept.add(name);
  for (const name of newestOfEach(newestFirst, monthOf).slice(0, KEPT_MONTHS)) kept.add(name);
  return newestFirst.filter((name) => !kept.has(name));
}

function newestOfEach(newestFirst: readonly string[], periodOf: (name: string) => string): readonly string[] {
  const seen = new Set<string>();
  return newestFirst.filter((name) => {
    const period = periodOf(name);
    if (seen.has(period)) return false;
    seen.add(period);
    return true;
  });
}

function monthOf(name: string): string {
  return dayOf(name).slice(0, 7);
}

/** Weeks from Monday to Sunday, counted since 1970-01-01, which was a Thursday. */
function weekOf(name: string): string {
  return String(Math.floor((Date.parse(`${dayOf(name)}T00:00:00Z`) / 86_400_000 + 3) / 7));
}

function dayOf(name: string): string {
  return DAILY.exec(name)?.[1] ?? '';
}
