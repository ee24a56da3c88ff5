import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  fromDayNumber,
  isTimeZone,
  localDate,
  startOfStudyDay,
  studyDay,
  toDayNumber,
  weekday,
  type Instant,
  type TimeZone,
} from '@/lib/base/time';

const at = (iso: string) => Date.parse(iso) as Instant;
const zone = (name: string) => name as TimeZone;
const dayAt = (iso: string, name: string) => studyDay(at(iso), zone(name));
const startIso = (day: string, name: string) => new Date(startOfStudyDay(localDate(day), zone(name))).toISOString();

describe('the study day', () => {
  test('changes at 04:00 local', () => {
    expect(dayAt('2026-11-21T03:59:59.999Z', 'UTC')).toBe('2026-11-20');
    expect(dayAt('2026-11-21T04:00:00.000Z', 'UTC')).toBe('2026-11-21');
    expect(dayAt('2026-11-20T19:59:59Z', 'Asia/Shanghai')).toBe('2026-11-20');
    expect(dayAt('2026-11-20T20:00:00Z', 'Asia/Shanghai')).toBe('2026-11-21');
  });

  test('is the learner’s, not the UTC day: 23:50 and 00:10 UTC lie in one evening', () => {
    expect(dayAt('2026-06-10T23:50:00Z', 'America/Los_Angeles')).toBe('2026-06-10');
    expect(dayAt('2026-06-11T00:10:00Z', 'America/Los_Angeles')).toBe('2026-06-10');
    expect(dayAt('2026-06-10T23:50:00Z', 'UTC')).toBe(dayAt('2026-06-11T00:10:00Z', 'UTC'));
    expect(dayAt('2026-06-10T23:50:00Z', 'Asia/Tokyo')).toBe('2026-06-11');
  });

  test('04:30 on the day clocks go forward is today', () => {
    expect(dayAt('2026-03-29T02:30:00Z', 'Europe/Berlin')).toBe('2026-03-29');
    expect(dayAt('2026-03-29T01:30:00Z', 'Europe/Berlin')).toBe('2026-03-28');
    expect(startIso('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T02:00:00.000Z');
  });

  test('may have 23 or 25 hours', () => {
    const hours = (day: string) => {
      const date = localDate(day);
      return (
        (startOfStudyDay(addDays(date, 1), zone('Europe/Berlin')) - startOfStudyDay(date, zone('Europe/Berlin'))) /
        3_600_000
      );
    };
    expect(hours('2026-03-28')).toBe(23);
    expect(hours('2026-10-24')).toBe(25);
    expect(hours('2026-06-01')).toBe(24);
  });

  test('starts at the first instant past a skipped 04:00', () => {
    expect(startIso('2009-10-18', 'Antarctica/Casey')).toBe('2009-10-17T18:00:00.000Z');
    expect(dayAt('2009-10-17T17:59:59Z', 'Antarctica/Casey')).toBe('2009-10-17');
    expect(dayAt('2009-10-17T18:00:00Z', 'Antarctica/Casey')).toBe('2009-10-18');
  });

  test('starts once where the clock repeats the hours before the cut-off', () => {
    expect(startIso('2018-03-11', 'Antarctica/Casey')).toBe('2018-03-10T20:00:00.000Z');
    expect(startIso('2026-10-25', 'Europe/Helsinki')).toBe('2026-10-25T02:00:00.000Z');
  });

  test('of a date that a zone left out has only the hours before the next cut-off', () => {
    expect(dayAt('2011-12-30T09:59:59Z', 'Pacific/Apia')).toBe('2011-12-29');
    expect(dayAt('2011-12-30T10:00:00Z', 'Pacific/Apia')).toBe('2011-12-30');
    expect(dayAt('2011-12-30T14:00:00Z', 'Pacific/Apia')).toBe('2011-12-31');
  });

  test('begins at its start and not a millisecond earlier, in any zone', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Kathmandu',
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 10_000, max: 25_000 }), (name, dayNumber) => {
        const day = fromDayNumber(dayNumber);
        const start = startOfStudyDay(day, zone(name));
        expect(studyDay(start, zone(name))).toBe(day);
        expect(studyDay((start - 1) as Instant, zone(name)) < day).toBe(true);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  test('does not depend on the server’s own zone', () => {
    const program = `
      import { studyDay, startOfStudyDay } from './lib/base/time.ts';
      const days = [];
      for (let hour = 0; hour < 24 * 400; hour += 7) days.push(studyDay(Date.UTC(2026, 0, 1, hour), 'Europe/Berlin'));
      console.log(JSON.stringify([days, startOfStudyDay('2026-03-29', 'America/New_York')]));`;
    const outputs = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((TZ) => {
      const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      });
      expect(run.stderr).toBe('');
      return run.stdout;
    });
    expect(outputs[0]).toContain('2026-03-29');
    expect(new Set(outputs).size).toBe(1);
  });
});

describe('calendar dates', () => {
  test('count days and not 86,400 seconds', () => {
    expect(daysBetween(localDate('2026-03-28'), localDate('2026-03-30'))).toBe(2);
    expect(addDays(localDate('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(localDate('2026-12-31'), 1)).toBe('2027-01-01');
    expect(fromDayNumber(toDayNumber(localDate('9999-12-31')))).toBe('9999-12-31');
  });

  test.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', '2026-11-21T00:00'])('%j is refused', (text) => {
    expect(() => localDate(text)).toThrow(RangeError);
  });

  test('Monday is weekday 0', () => {
    expect(weekday(localDate('2026-11-23'))).toBe(0);
    expect(weekday(localDate('2026-11-22'))).toBe(6);
    expect(weekday(localDate('1970-01-01'))).toBe(3);
  });

  test('zones are IANA names in any spelling of case; offsets and nonsense are not', () => {
    expect(['Europe/Berlin', 'UTC', 'asia/shanghai'].every(isTimeZone)).toBe(true);
    expect(['Mars/Olympus', '+02:00', '', 'a'.repeat(80), 'Europe/Berlin\0'].some(isTimeZone)).toBe(false);
  });
});
