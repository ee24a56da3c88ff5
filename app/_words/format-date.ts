import { toDayNumber, type LocalDate } from '@/lib/base/time';
import type { Locale } from '@/lib/reviews/events';

/**
 * Dates as the design writes them: `12 Dec`, `Sat 12 Dec`, `12月12日`, `12月12日周六`. Built from parts, since the stock
 * patterns differ between the versions of Unicode data in Node and in browsers, and a page must read the same in both.
 */
export function shortDate(date: LocalDate, locale: Locale): string {
  const { day, month } = parts(date, locale);
  return locale === 'zh-CN' ? `${month}月${day}日` : `${day} ${month}`;
}

export function weekdayDate(date: LocalDate, locale: Locale): string {
  const { weekday } = parts(date, locale);
  return locale === 'zh-CN' ? `${shortDate(date, locale)}${weekday}` : `${weekday} ${shortDate(date, locale)}`;
}

/** `Sat 12` and `12 日周六`: where the month is clear. */
export function weekdayAndDay(date: LocalDate, locale: Locale): string {
  const { weekday, day } = parts(date, locale);
  return locale === 'zh-CN' ? `${day}日${weekday}` : `${weekday} ${day}`;
}

/** `Thursday`, `周四`. */
export function weekdayName(date: LocalDate, locale: Locale): string {
  return locale === 'zh-CN' ? parts(date, locale).weekday : formatFor('en-US', 'long').format(atNoon(date));
}

/** Of a weekday counted from Monday = 0: `Mon`, `周一`. */
export function weekdayLabel(index: number, locale: Locale): string {
  // 1970-01-05 was a Monday.
  return formatFor(locale === 'zh-CN' ? 'zh-CN' : 'en-US', 'short').format(new Date((4 + index) * 86_400_000));
}

function parts(date: LocalDate, locale: Locale): { weekday: string; day: string; month: string } {
  const instant = atNoon(date);
  const tag = locale === 'zh-CN' ? 'zh-CN' : 'en-US';
  const month = locale === 'zh-CN' ? String(instant.getUTCMonth() + 1) : monthName(instant);
  return { weekday: formatFor(tag, 'short').format(instant), day: String(instant.getUTCDate()), month };
}

function atNoon(date: LocalDate): Date {
  return new Date(toDayNumber(date) * 86_400_000 + 43_200_000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(tag: string, weekday: 'short' | 'long'): Intl.DateTimeFormat {
  const key = `${tag} ${weekday}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(tag, { weekday, timeZone: 'UTC' });
  formats.set(key, made);
  return made;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function monthName(instant: Date): string {
  return MONTHS[instant.getUTCMonth()] ?? '';
}
