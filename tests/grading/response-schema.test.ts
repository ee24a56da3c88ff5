import { describe, expect, it } from 'vitest';
import { learnerResponseSchema } from '@/lib/grading/response-schema';
import { storableText } from '@/lib/grading/storable-text';

function accepts(value: unknown): boolean {
  return learnerResponseSchema.safeParse(value).success;
}

describe('a response', () => {
  it.each([
    {},
    { picked: [] },
    { picked: ['a', 'b'], ticked: ['point'], redFlags: [], hints: 2 },
    { gaps: { ticks: '100', 'what-expires': '切换间隔' }, retry: true },
    { sequence: ['a', 'b', 'c'] },
    { pairs: { lock: 'state' } },
    { text: 'True\n\tFalse\r\n' },
    { outcome: 'varies' },
    { marks: [{ code: 'buggy', line: 7 }] },
    { dontKnow: true, untimed: true, notes: '𝒇 is well-formed' },
  ])('%j is taken', (value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['a text', 'text'],
    ['an unknown part', { answer: 'a' }],
    ['a part of the wrong type', { picked: 'a' }],
    ['a number for a key', { picked: [1] }],
    ['a key that no question can have', { picked: ['Not A Key'] }],
    [
      'more picks than a question has options',
      { picked: Array.from({ length: 9 }, (_, index) => `o${String(index)}`) },
    ],
    ['undefined for a part', { picked: undefined }],
    ['__proto__ as a key', JSON.parse('{"gaps":{"__proto__":"x"}}')],
    ['constructor as a key', { gaps: { constructor: 'x' } }],
    ['a list for a record', { gaps: ['x'] }],
    ['a number for a text', { gaps: { g: 5 } }],
    ['too long a gap', { gaps: { g: 'x'.repeat(201) } }],
    ['a left side without a right one', { pairs: { left: '' } }],
    ['NUL', { text: 'NUL \u0000' }],
    ['half a surrogate pair', { text: 'half \ud800' }],
    ['a control character', { text: 'bell \u0007' }],
    ['too long a text', { text: 'x'.repeat(4001) }],
    ['an unknown outcome', { outcome: 'crashes' }],
    ['line 0', { marks: [{ code: 'buggy', line: 0 }] }],
    ['line 1.5', { marks: [{ code: 'buggy', line: 1.5 }] }],
    ['a mark with an unknown part', { marks: [{ code: 'buggy', line: 1, extra: 1 }] }],
    ['a fourth hint', { hints: 4 }],
    ['less than no hints', { hints: -1 }],
    ['false for a mark that is true or absent', { dontKnow: false }],
    ['yes for true', { retry: 'yes' }],
    ['too long notes', { notes: 'x'.repeat(2001) }],
  ] satisfies [string, unknown][])('with %s is refused', (_, value) => {
    expect(accepts(value)).toBe(false);
  });
});

describe('typed text', () => {
  it('loses what the server would refuse and nothing else', () => {
    expect(storableText('a\u0000b\u0007c\ud800d\te\r\n𝒇', 100)).toBe('abcd\te\r\n𝒇');
  });

  it('is cut to its limit without halving a character', () => {
    expect(storableText('ab𝒇', 3)).toBe('ab');
    expect(accepts({ notes: storableText('𝒇'.repeat(1500), 2000) })).toBe(true);
  });
});
