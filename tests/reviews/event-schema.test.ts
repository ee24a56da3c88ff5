import { describe, expect, test } from 'vitest';
import { clientEventSchema } from '@/lib/reviews/event-schema';

const answer = {
  id: '01950000-0000-7000-8000-000000000001',
  kind: 'answered',
  questionId: 'q-0123456789',
  questionRev: 1,
  locale: 'en',
  timeZone: 'Europe/Berlin',
  occurredAt: '2026-11-21T08:15:30.123Z',
  deviceId: 'laptop-1',
  deviceSeq: 0,
  quality: 4,
  response: { picked: ['a'] },
  confidence: 'sure',
  durationMs: 12_000,
};
const parses = (change: Readonly<Record<string, unknown>>) =>
  clientEventSchema.safeParse({ ...answer, ...change }).success;

describe('a client event', () => {
  test('is taken as it is, with instants in milliseconds', () => {
    expect(clientEventSchema.parse(answer)).toEqual({ ...answer, occurredAt: Date.parse('2026-11-21T08:15:30.123Z') });
  });

  test('may leave out zone, response and confidence', () => {
    const { timeZone: _zone, response: _response, confidence: _confidence, ...bare } = answer;
    expect(clientEventSchema.safeParse(bare).success).toBe(true);
  });

  test.each(['suspended', 'resumed', 'reset'])('may be %s, which has no quality', (kind) => {
    const { quality: _q, response: _r, confidence: _c, durationMs: _d, ...common } = answer;
    expect(clientEventSchema.safeParse({ ...common, kind }).success).toBe(true);
    expect(clientEventSchema.safeParse({ ...answer, kind }).success).toBe(false);
  });

  test('undoing names its target', () => {
    const { quality: _q, response: _r, confidence: _c, durationMs: _d, ...common } = answer;
    expect(clientEventSchema.safeParse({ ...common, kind: 'undone', targetEventId: answer.id }).success).toBe(true);
    expect(clientEventSchema.safeParse({ ...common, kind: 'undone' }).success).toBe(false);
    expect(clientEventSchema.safeParse({ ...common, kind: 'undone', targetEventId: 'latest' }).success).toBe(false);
  });

  test('takes any zone offset and refuses local times', () => {
    expect(parses({ occurredAt: '2026-11-21T16:15:30+08:00' })).toBe(true);
    expect(parses({ occurredAt: '2026-11-21T16:15:30' })).toBe(false);
  });

  test('of the wildest clock is taken, to be clamped later', () => {
    expect(parses({ occurredAt: '1970-01-01T00:00:00Z' })).toBe(true);
    expect(parses({ occurredAt: '2099-12-31T23:59:59Z' })).toBe(true);
  });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['quality 7', { quality: 7 }],
  ['quality -1', { quality: -1 }],
  ['quality 2.5', { quality: 2.5 }],
  ['quality "4"', { quality: '4' }],
  ['quality null', { quality: null }],
  ['quality NaN', { quality: Number.NaN }],
  ['no quality', { quality: undefined }],
  ['an unknown key', { isDrill: false }],
  ['a kind that only the server makes', { kind: 'content-changed' }],
  ['an unknown kind', { kind: 'graded' }],
  ['no id', { id: undefined }],
  ['an id of another version', { id: '01950000-0000-4000-8000-000000000001' }],
  ['an id in upper case', { id: '01950000-0000-7000-8000-00000000000A' }],
  ['an id that is a number', { id: 5 }],
  ['a question id with NUL', { questionId: 'q-\0' }],
  ['an endless question id', { questionId: 'q'.repeat(65) }],
  ['revision 0', { questionRev: 0 }],
  ['revision 1.5', { questionRev: 1.5 }],
  ['a revision no database column holds', { questionRev: 3_000_000_000 }],
  ['an unknown locale', { locale: 'fr' }],
  ['an unknown zone', { timeZone: 'Mars/Olympus' }],
  ['a zone that is null', { timeZone: null }],
  ['no time', { occurredAt: undefined }],
  ['a time as a number', { occurredAt: 1_763_712_000_000 }],
  ['a time that is no date', { occurredAt: '2026-02-30T00:00:00Z' }],
  ['the year 9999', { occurredAt: '9999-12-31T23:59:59Z' }],
  ['the year 1969', { occurredAt: '1969-12-31T23:59:59Z' }],
  ['a device id with a line feed', { deviceId: 'laptop\n' }],
  ['an empty device id', { deviceId: '' }],
  ['a negative count', { deviceSeq: -1 }],
  ['a negative duration', { durationMs: -1 }],
  ['a duration over a day', { durationMs: 86_400_001 }],
  ['an unknown confidence', { confidence: 'maybe' }],
  ['a response that is a list', { response: [] }],
  ['a response with NUL', { response: { text: 'a\0b' } }],
  ['a response with half a character', { response: { text: '\ud800' } }],
  ['a response with NUL in a key', { response: { gaps: { 'a\0': 'b' } } }],
  ['a deep response', { response: { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } } }],
  ['a huge response', { response: { text: 'x'.repeat(20_001) } }],
  ['a response of a thousand values', { response: { ticked: new Array(1000).fill('a') } }],
])('%s is refused', (_, change) => {
  expect(parses(change)).toBe(false);
});

test.each([null, undefined, 5, 'answered', [], [answer]])('%j is no event', (value) => {
  expect(clientEventSchema.safeParse(value).success).toBe(false);
});
