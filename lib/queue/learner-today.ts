import { addDays, studyDay, type Instant, type LocalDate, type TimeZone } from '../base/time';

/**
 * The learner's study day. A day that is in the log already stays today when the learner flies west, so that it is not opened
 * again; a log further ahead than that (a wrong clock) does not count.
 * @param latestDay the latest study day in the learner's log; null before the first answer
 */
export function learnerToday(now: Instant, zone: TimeZone, latestDay: LocalDate | null): LocalDate {
  const day = studyDay(now, zone);
  return latestDay === addDays(day, 1) ? latestDay : day;
}
