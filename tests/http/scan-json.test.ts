import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from '@/lib/server/http/scan-json';

describe('the look at JSON before it is parsed', () => {
  it('finds nothing wrong with what JSON.stringify writes, unless a key is refused', () => {
    const refused = new Set(['__proto__', 'constructor', 'prototype']);
    const hasRefusedKey = (value: unknown): boolean =>
      typeof value === 'object' &&
      value !== null &&
      Object.entries(value).some(([key, entry]) => (!Array.isArray(value) && refused.has(key)) || hasRefusedKey(entry));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(scanJson(JSON.stringify(value))).toBe(hasRefusedKey(value) ? 'refused key' : null);
      }),
    );
  });

  it('finds a refused key however deep it lies and however it is escaped', () => {
    const escaped = (key: string) =>
      Array.from(key, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    fc.assert(
      fc.property(
        fc.constantFrom('__proto__', 'constructor', 'prototype'),
        fc.integer({ min: 0, max: 28 }),
        fc.boolean(),
        (key, depth, isEscaped) => {
          const inner = `{"${isEscaped ? escaped(key) : key}": 1}`;
          expect(scanJson(`${'[{"a":'.repeat(depth / 2)}${inner}${'}]'.repeat(depth / 2)}`)).toBe('refused key');
        },
      ),
    );
  });

  it('takes the same key in different objects and as a value', () => {
    expect(scanJson('[{"a":"a"},{"a":["a","a"],"b":{"a":1}}]')).toBeNull();
  });

  it('reads quotes, brackets and backslashes inside strings as text', () => {
    expect(scanJson(JSON.stringify({ a: '{"a":1,"a":2}', b: '\\', c: '[[[[' }))).toBeNull();
  });

  it('says so when a string never ends', () => {
    expect(scanJson('{"a')).toBe('bad string');
    expect(scanJson('"\\')).toBe('bad string');
  });

  it('looks at a megabyte of brackets, quotes or keys in well under a second', () => {
    const startedAt = performance.now();
    for (const part of ['{},', '"",', '"\\\\",', '{"a":1},']) scanJson(`[${part.repeat(1_000_000 / part.length)}0]`);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});
