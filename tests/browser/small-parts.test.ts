import { describe, expect, it } from 'vitest';
import { diffLines } from '@/lib/browser/line-diff';
import { plainText } from '@/lib/browser/plain-text';
import { seedFor, shuffled } from '@/lib/browser/shuffle';

const options = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key }));

describe('the order of options', () => {
  it('keeps every option once', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      expect(
        shuffled(options, seed)
          .map((option) => option.key)
          .sort(),
      ).toEqual(['a', 'b', 'c', 'd', 'e']);
    }
  });

  it('is the same for the same showing and another for the next', () => {
    const orders = new Set<string>();
    for (let position = 0; position < 40; position += 1) {
      const seed = seedFor(5, position, 'q-aaaaaaaaaa');
      const order = shuffled(options, seed)
        .map((option) => option.key)
        .join('');
      expect(
        shuffled(options, seed)
          .map((option) => option.key)
          .join(''),
      ).toBe(order);
      orders.add(order);
    }
    expect(orders.size).toBeGreaterThan(20);
  });

  it('leaves a pinned option at the end', () => {
    const pinned = [{ key: 'none', pin: 'last' as const }, ...options];
    for (let seed = 0; seed < 50; seed += 1) expect(shuffled(pinned, seed).at(-1)?.key).toBe('none');
  });

  it('puts each option first about equally often', () => {
    const firsts = new Map<string, number>();
    for (let position = 0; position < 2000; position += 1) {
      const key = shuffled(options, seedFor(1, position, 'q'))[0]?.key ?? '';
      firsts.set(key, (firsts.get(key) ?? 0) + 1);
    }
    for (const count of firsts.values()) expect(count).toBeGreaterThan(300);
  });
});

describe('a comparison of lines', () => {
  it('finds what was removed and what was added', () => {
    expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([
      { kind: 'same', before: 0, after: 0 },
      { kind: 'removed', before: 1 },
      { kind: 'added', after: 1 },
      { kind: 'same', before: 2, after: 2 },
      { kind: 'added', after: 3 },
    ]);
  });

  it('of equal texts has only equal lines, and of nothing with something only added ones', () => {
    expect(diffLines(['a', 'a'], ['a', 'a']).every((line) => line.kind === 'same')).toBe(true);
    expect(diffLines([], ['a', 'b']).map((line) => line.kind)).toEqual(['added', 'added']);
  });
});

describe('the words of rendered HTML', () => {
  it('stand without tags and with their characters', () => {
    expect(plainText('<code>a &lt; b &amp;&amp; c</code> isn&#39;t &#x22;x&#x22;')).toBe('a < b && c isn\'t "x"');
  });

  it('keep an escaped tag as text', () => {
    expect(plainText('&lt;b&gt; &amp;lt;')).toBe('<b> &lt;');
  });
});
