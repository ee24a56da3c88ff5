import { describe, expect, it } from 'vitest';
import { checkPack } from '@/lib/questions/lint/check-pack';
import type { PackEntry } from '@/lib/questions/lint/check-pack';

function entry(slug: string, change: Partial<PackEntry> = {}): PackEntry {
  return { path: `p/${slug}.json`, slug, id: `q-${slug}`, aliases: [], requires: [], programs: [], ...change };
}

function found(entries: readonly PackEntry[], owners: Readonly<Record<string, string>> = {}, programs: string[] = []) {
  const problems = checkPack(entries, new Map(Object.entries(owners)), programs);
  return problems.map(({ path, problem }) =>
    `${path} ${problem.message} ${Object.values(problem.params ?? {}).join(' ')}`.trim(),
  );
}

describe('a pack', () => {
  it('with nothing wrong has no problems', () => {
    expect(
      found([entry('a', { requires: ['q-b'], programs: ['p/code/a.py'] }), entry('b')], {}, ['p/code/a.py']),
    ).toEqual([]);
  });

  it('refuses both of two files with one id, or only the copy if one was known', () => {
    const both = [entry('a', { id: 'q-x' }), entry('b', { id: 'q-x' })];
    expect(found(both)).toEqual(['p/a.json id/duplicate q-x p/b.json', 'p/b.json id/duplicate q-x p/a.json']);
    expect(found(both, { 'q-x': 'p/a.json' })).toEqual(['p/b.json id/duplicate q-x p/a.json']);
  });

  it('does not compare files without an id', () => {
    expect(found([entry('a', { id: null }), entry('b', { id: null })])).toEqual([]);
  });

  it('refuses a slug twice, in two topics too', () => {
    const both = [entry('a', { path: 'p/one/a.json' }), entry('a', { path: 'p/two/a.json', id: 'q-b' })];
    expect(found(both)).toEqual([
      'p/one/a.json path/duplicate-slug a p/two/a.json',
      'p/two/a.json path/duplicate-slug a p/one/a.json',
    ]);
  });

  it('refuses an alias that is the slug of another, and lets that one be', () => {
    expect(found([entry('a', { aliases: ['b'] }), entry('b')])).toEqual(['p/a.json path/duplicate-slug b p/b.json']);
  });

  it('refuses another id in the file of a known question', () => {
    const before = entry('a', { id: 'q-old' });
    expect(found([entry('a'), before])).toEqual(['p/a.json id/changed q-old']);
  });

  it('names every question of a circle, and the circle', () => {
    const circle = [
      entry('a', { requires: ['q-b'] }),
      entry('b', { requires: ['q-c'] }),
      entry('c', { requires: ['q-a'] }),
    ];
    const outside = entry('d', { requires: ['q-a'] });
    expect(found([outside, ...circle])).toEqual([
      'p/a.json link/cycle a → b → c → a',
      'p/b.json link/cycle a → b → c → a',
      'p/c.json link/cycle a → b → c → a',
    ]);
  });

  it('takes a chain of 5,000 and two ways to one question for no circle', () => {
    const chain = Array.from({ length: 5_000 }, (_, index) => {
      const requires = index === 0 ? [] : [`q-n${String(index - 1)}`, `q-n${String(Math.max(0, index - 2))}`];
      return entry(`n${String(index)}`, { requires });
    });
    expect(found(chain.reverse())).toEqual([]);
  });

  it('refuses a program that two questions share, or one twice, and names one that nobody uses', () => {
    const shared = [entry('a', { programs: ['p/code/a.py'] }), entry('b', { programs: ['p/code/a.py'] })];
    expect(found(shared, {}, ['p/code/a.py', 'p/code/old.py'])).toEqual([
      'p/a.json file/shared p/code/a.py',
      'p/b.json file/shared p/code/a.py',
      'p/code/old.py file/orphan',
    ]);
    expect(found([entry('a', { programs: ['p/code/a.py', 'p/code/a.py'] })])).toHaveLength(2);
  });
});
