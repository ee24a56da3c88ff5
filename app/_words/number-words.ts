import type { Locale } from '@/lib/reviews/events';

const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const HAN = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/**
 * A count in words, for the statements of Today and of a session's end; figures from 100 on, and for anything that is not a
 * whole number of things. Chinese counts with 两 where a measure word follows (两道题, 两分钟).
 */
export function numberWord(count: number, locale: Locale): string {
  if (!Number.isInteger(count) || count < 0 || count > 99) return String(count);
  return locale === 'zh-CN' ? han(count) : english(count);
}

function english(count: number): string {
  const small = ONES[count];
  if (small !== undefined) return small;
  const ten = TENS[Math.floor(count / 10)] ?? '';
  return count % 10 === 0 ? ten : `${ten}-${ONES[count % 10] ?? ''}`;
}

function han(count: number): string {
  if (count === 2) return '两';
  const one = HAN[count % 10] ?? '';
  if (count < 10) return one;
  const tens = count < 20 ? '十' : `${HAN[Math.floor(count / 10)] ?? ''}十`;
  return count % 10 === 0 ? tens : `${tens}${one}`;
}

/** At the start of a sentence. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
