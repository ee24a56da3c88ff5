import { describe, expect, it } from 'vitest';
import { capitalised, numberWord } from '@/app/_words/number-words';

describe('number words', () => {
  it.each([
    [1, 'one', '一'],
    [2, 'two', '两'],
    [10, 'ten', '十'],
    [12, 'twelve', '十二'],
    [18, 'eighteen', '十八'],
    [20, 'twenty', '二十'],
    [22, 'twenty-two', '二十二'],
    [90, 'ninety', '九十'],
    [99, 'ninety-nine', '九十九'],
  ])('%i is %s and %s', (count, en, zh) => {
    expect(numberWord(count, 'en')).toBe(en);
    expect(numberWord(count, 'zh-CN')).toBe(zh);
  });

  it('from 100 on, and for what is no count, figures stand', () => {
    expect(numberWord(100, 'en')).toBe('100');
    expect(numberWord(1.5, 'zh-CN')).toBe('1.5');
    expect(numberWord(-1, 'en')).toBe('-1');
  });

  it('a sentence starts with a capital', () => {
    expect(capitalised('twenty-two')).toBe('Twenty-two');
    expect(capitalised('十二')).toBe('十二');
  });
});
