import { expect, test } from 'vitest';
import { localDate, type Instant, type TimeZone } from '@/lib/base/time';
import { learnerToday } from '@/lib/queue/learner-today';

const today = (iso: string, zone: string, latest: string | null) =>
  learnerToday(Date.parse(iso) as Instant, zone as TimeZone, latest === null ? null : localDate(latest));

test('today is the study day where the learner is', () => {
  expect(today('2026-06-10T23:50:00Z', 'Asia/Tokyo', null)).toBe('2026-06-11');
  expect(today('2026-06-10T23:50:00Z', 'Asia/Tokyo', '2026-06-09')).toBe('2026-06-11');
});

test('a flight westward does not open a finished day again', () => {
  expect(today('2026-06-11T05:00:00Z', 'America/New_York', '2026-06-11')).toBe('2026-06-11');
});

test('a log from a wrong clock far ahead does not move today', () => {
  expect(today('2026-06-11T12:00:00Z', 'UTC', '2026-06-13')).toBe('2026-06-11');
  expect(today('2026-06-11T12:00:00Z', 'UTC', '2027-06-11')).toBe('2026-06-11');
});
