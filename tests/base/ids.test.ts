import { describe, expect, test } from 'vitest';
import { isEventId, isQuestionId, nextUuidV7, uuidV8FromHash, type UuidV7Clock } from '@/lib/base/ids';

const chance = new Uint8Array([255, 1, 2, 3, 4, 5, 6, 7]);

describe('UUIDv7', () => {
  test('holds the time in milliseconds, its version and its variant', () => {
    const { id } = nextUuidV7(null, Date.parse('2026-11-21T00:00:00Z'), chance);
    expect(id).toBe(`${hexTime('2026-11-21T00:00:00Z')}-7000-bf01-020304050607`);
    expect(isEventId(id)).toBe(true);
  });

  test('keeps the order of making on a clock that stands still, runs out of counts or runs backwards', () => {
    const made: string[] = [];
    let clock: UuidV7Clock | null = null;
    for (let n = 0; n < 9000; n += 1) {
      const next = nextUuidV7(clock, 1_800_000_000_000 - n, chance);
      clock = next.clock;
      made.push(next.id);
    }
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 48])('a time of %d is refused', (millis) => {
    expect(() => nextUuidV7(null, millis, chance)).toThrow(RangeError);
  });

  test('other than eight bytes of chance are refused', () => {
    expect(() => nextUuidV7(null, 0, new Uint8Array(7))).toThrow(RangeError);
  });
});

describe('UUIDv8', () => {
  test('is the same for the same hash and carries its version', () => {
    const hash = new Uint8Array(32).fill(0xff);
    expect(uuidV8FromHash(hash)).toBe('ffffffff-ffff-8fff-bfff-ffffffffffff');
    expect(isEventId(uuidV8FromHash(hash))).toBe(true);
    expect(() => uuidV8FromHash(new Uint8Array(15))).toThrow(RangeError);
  });
});

test('question ids have no look-alike letters', () => {
  expect(isQuestionId('q-0a1b2c3d4e')).toBe(true);
  expect(['q-0a1b2c3d4i', 'q-0a1b2c3d4', 'Q-0a1b2c3d4e', 'q-0a1b2c3d4e\n'].some(isQuestionId)).toBe(false);
});

function hexTime(iso: string): string {
  const hex = Date.parse(iso).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
