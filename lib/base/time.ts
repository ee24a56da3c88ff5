/** Instants, local dates and the study day. Nothing here reads a clock: the present comes in as an argument. */
declare const brand: unique symbol;

/** Milliseconds since 1970-01-01T00:00Z, a whole number. */
export type Instant = number & { readonly [brand]: 'Instant' };
/** A calendar date without a zone, `YYYY-MM-DD`, years 1970 to 9999. Compares in order as a string. */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };
/** An IANA zone name that this runtime knows. */
export type TimeZone = string & { readonly [brand]: 'TimeZone' };

/** The local hour at which a study day begins. A constant: moving it would rewrite history (scheduling.md §4). */
const STUDY_DAY_STARTS_AT_HOUR = 4;

const DAY_MILLIS = 86_400_000;

export function isTimeZone(name: string): name is TimeZone {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(name)) return false;
  try {
    wallClockFormat(name);
    return true;
  } catch {
    return false;
  }
}

/** @throws RangeError unless the text is a real date such as 2026-02-28 */
export function localDate(text: string): LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || fromDayNumber(toDayNumber(text as LocalDate)) !== text) {
    throw new RangeError(`Not a date: ${text}`);
  }
  return text as LocalDate;
}

/** Days since 1970-01-01 in the civil calendar; no zone and no clock change can bend it. */
export function toDayNumber(date: LocalDate): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MILLIS);
}

export function fromDayNumber(dayNumber: number): LocalDate {
  return new Date(dayNumber * DAY_MILLIS).toISOString().slice(0, 10) as LocalDate;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/**
 * The study day an instant belongs to: the local date, or the one before while the wall clock shows less than 04:00.
 * Read from the wall clock, never by subtracting hours: on the day clocks go forward that would put 04:30 into yesterday.
 */
export function studyDay(instant: Instant, zone: TimeZone): LocalDate {
  const wall = wallClock(instant, zone);
  return wall.hour < STUDY_DAY_STARTS_AT_HOUR ? addDays(wall.date, -1) : wall.date;
}

/**
 * The first instant that belongs to the study day: its wall clock is at or past 04:00, even where 04:00 is skipped.
 * Where the clock passes 04:00 and is then put back before it, the first passing counts.
 */
export function startOfStudyDay(day: LocalDate, zone: TimeZone): Instant {
  const noonUtc = toDayNumber(day) * DAY_MILLIS + DAY_MILLIS / 2;
  const passing = firstWithin(day, zone, noonUtc - 2 * DAY_MILLIS, noonUtc + DAY_MILLIS);
  for (let earlier = passing - LONGEST_PUT_BACK; earlier < passing; earlier += QUARTER_HOUR) {
    if (studyDay(earlier as Instant, zone) >= day) return firstWithin(day, zone, earlier - QUARTER_HOUR, earlier);
  }
  return passing;
}

/** No zone has ever put its clock back by more than three hours within a day. */
const LONGEST_PUT_BACK = 3 * 3_600_000;
const QUARTER_HOUR = 900_000;

/** By halving; `before` must lie outside the day and `within` inside it or after it. */
function firstWithin(day: LocalDate, zone: TimeZone, before: number, within: number): Instant {
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2) as Instant;
    if (studyDay(middle, zone) >= day) within = middle;
    else before = middle;
  }
  return within as Instant;
}

/** 0 is Monday. */
export function weekday(date: LocalDate): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return ((toDayNumber(date) + 3) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}

function wallClock(instant: Instant, zone: TimeZone): { date: LocalDate; hour: number } {
  const parts = Object.fromEntries(
    wallClockFormat(zone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  return {
    date: `${(parts['year'] ?? '').padStart(4, '0')}-${parts['month'] ?? ''}-${parts['day'] ?? ''}` as LocalDate,
    hour: Number(parts['hour']),
  };
}

/**
 * Making a format costs far more than using it, so each zone's is kept: the same arguments still give the same answer.
 * By lower case: Intl takes any spelling of a name, and a sender must not be able to fill the memory with spellings.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function wallClockFormat(zone: string): Intl.DateTimeFormat {
  const key = zone.toLowerCase();
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  });
  formats.set(key, made);
  return made;
}
