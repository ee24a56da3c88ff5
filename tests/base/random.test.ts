import { describe, expect, test } from 'vitest';
import { shuffled, unitNumber } from '@/lib/base/random';

describe('seeded chance', () => {
  test('is the same for the same seed, for ever', () => {
    expect(unitNumber('q-0123456789/1')).toBe(unitNumber('q-0123456789/1'));
    expect([unitNumber(''), unitNumber('q-0123456789/1'), unitNumber('题')].map((unit) => unit.toFixed(6))).toEqual([
      '0.668922',
      '0.525949',
      '0.671637',
    ]);
  });

  test('ids that differ only by digits do not collide', () => {
    const seeds = Array.from({ length: 400_000 }, (_, n) => `q-${String(n).padStart(10, '0')}/1`);
    expect(new Set(seeds.map(unitNumber)).size).toBe(seeds.length);
    expect(unitNumber('q-5/4')).not.toBe(unitNumber('q-6/3'));
    expect(unitNumber('q-1/23')).not.toBe(unitNumber('q-12/3'));
  });

  test('fills the unit interval evenly', () => {
    const buckets = new Array<number>(20).fill(0);
    for (let n = 0; n < 100_000; n += 1) {
      const unit = unitNumber(`card-${n}`);
      expect(unit >= 0 && unit < 1).toBe(true);
      buckets[Math.floor(unit * 20)]! += 1;
    }
    expect(Math.min(...buckets)).toBeGreaterThan(4700);
    expect(Math.max(...buckets)).toBeLessThan(5300);
  });

  test('neighbours are far apart', () => {
    let sum = 0;
    for (let n = 0; n < 10_000; n += 1) sum += Math.abs(unitNumber(`c/${n}`) - unitNumber(`c/${n + 1}`));
    expect(sum / 10_000).toBeCloseTo(1 / 3, 1);
  });

  test('a shuffle keeps every item and depends on its seed alone', () => {
    const items = Array.from({ length: 8 }, (_, n) => n);
    expect([...shuffled(items, 'a')].sort()).toEqual(items);
    expect(shuffled(items, 'a')).toEqual(shuffled(items, 'a'));
    expect(new Set(Array.from({ length: 50 }, (_, n) => shuffled(items, `attempt ${n}`).join())).size).toBeGreaterThan(
      45,
    );
  });

  test('every place is as likely for every item', () => {
    const first = [0, 0, 0, 0];
    for (let n = 0; n < 4000; n += 1) first[shuffled([0, 1, 2, 3], `attempt ${n}`)[0]!]! += 1;
    expect(Math.min(...first)).toBeGreaterThan(900);
  });
});
