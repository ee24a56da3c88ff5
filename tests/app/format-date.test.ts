import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/base/time';
import { shortDate, weekdayAndDay, weekdayDate, weekdayLabel, weekdayName } from '@/app/_words/format-date';

const interview = localDate('2026-12-12');

describe('dates', () => {
  it('are written as the design writes them', () => {
    expect(shortDate(interview, 'en')).toBe('12 Dec');
    expect(shortDate(interview, 'zh-CN')).toBe('12月12日');
    expect(weekdayDate(interview, 'en')).toBe('Sat 12 Dec');
    expect(weekdayDate(interview, 'zh-CN')).toBe('12月12日周六');
    expect(weekdayAndDay(interview, 'en')).toBe('Sat 12');
    expect(weekdayAndDay(interview, 'zh-CN')).toBe('12日周六');
  });

  it('name a weekday in full in English', () => {
    expect(weekdayName(localDate('2026-11-26'), 'en')).toBe('Thursday');
    expect(weekdayName(localDate('2026-11-26'), 'zh-CN')).toBe('周四');
  });

  it('start the week on Monday', () => {
    expect([0, 6].map((day) => weekdayLabel(day, 'en'))).toEqual(['Mon', 'Sun']);
    expect([0, 6].map((day) => weekdayLabel(day, 'zh-CN'))).toEqual(['周一', '周日']);
  });
});
