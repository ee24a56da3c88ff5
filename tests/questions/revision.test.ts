import { describe, expect, it } from 'vitest';
import { contentHash } from '@/lib/questions/content-hash';
import { classifyChange } from '@/lib/questions/revision';
import type { Classified, Earlier } from '@/lib/questions/revision';
import type { Question } from '@/lib/questions/schema';
import type { Edits } from './edited';
import { question } from './parse';

const place = { pack: 'samples', topic: 'locks', slug: 'choice' };

function earlier(before: Question, change: Partial<Earlier> = {}): Earlier {
  const { type, status, rev } = before;
  return { ...place, type, status, rev, meaningRev: 1, contentHash: contentHash(before, {}), ...change };
}

/** What an import says of a change of the sample `choice`, whose stored form may differ too. */
function change(
  after: Edits,
  options: {
    readonly before?: Edits;
    readonly stored?: Partial<Earlier>;
    readonly moved?: Partial<typeof place>;
  } = {},
): Classified {
  const previous = question('choice', options.before);
  const now = question('choice', after);
  const incoming = { ...place, ...options.moved, question: now, contentHash: contentHash(now, {}) };
  return classifyChange(earlier(previous, options.stored), incoming, previous);
}

function kindsOf(classified: Classified): readonly string[] {
  return classified.ok ? classified.kinds : [classified.problem.message];
}

const nothing: Edits = {};
const reworded: Edits = { 'text.en.why': 'In other words.' };
const turned: Edits = { 'options.0.correct': false, 'options.1.correct': true };

describe('a question that was not there', () => {
  it('is added', () => {
    const now = question('choice');
    const incoming = { ...place, question: now, contentHash: contentHash(now, {}) };
    expect(kindsOf(classifyChange(null, incoming, null))).toEqual(['added']);
  });

  it('that arrives at rev 4 remembers its last change of meaning', () => {
    const now = question('choice', { rev: 4, change: 'wording', meaningRev: 3 });
    const incoming = { ...place, question: now, contentHash: contentHash(now, {}) };
    expect(classifyChange(null, incoming, null)).toMatchObject({ meaningRev: 3 });
  });
});

describe('the same rev', () => {
  it('with the same content is unchanged', () => {
    expect(kindsOf(change(nothing))).toEqual(['unchanged']);
  });

  it('with other content is refused', () => {
    expect(kindsOf(change(reworded))).toEqual(['rev/not-raised']);
  });

  it('at another path is moved', () => {
    expect(kindsOf(change(nothing, { moved: { topic: 'semaphores' } }))).toEqual(['moved']);
    expect(kindsOf(change(nothing, { moved: { slug: 'renamed' } }))).toEqual(['moved']);
  });

  it('with other fields that no learner reads is metadata', () => {
    expect(kindsOf(change({ level: 4 }))).toEqual(['metadata']);
    expect(kindsOf(change({ tags: ['gil'] }))).toEqual(['metadata']);
  });

  it('with other words in another language is a translation', () => {
    expect(kindsOf(change({ 'text.zh-CN.why': '理由' }))).toEqual(['translation']);
    expect(kindsOf(change({ 'text.zh-CN': undefined }))).toEqual(['translation']);
  });

  it('can be several of these at once', () => {
    const several = change({ level: 4, status: 'deprecated' }, { moved: { slug: 'renamed' } });
    expect(kindsOf(several)).toEqual(['moved', 'deprecated', 'metadata']);
  });
});

describe('the next rev', () => {
  const raised: Edits = { rev: 2, change: 'wording' };

  it('that says wording is wording', () => {
    expect(change({ ...raised, ...reworded })).toEqual({ ok: true, kinds: ['wording'], meaningRev: 1 });
  });

  it('that says meaning is meaning, whatever changed', () => {
    const meaning = change({ rev: 2, change: 'meaning', changeNote: 'a' });
    expect(meaning).toEqual({ ok: true, kinds: ['meaning'], meaningRev: 2 });
  });

  it('that says wording while the correct options changed is refused', () => {
    const refused = change({ ...raised, ...turned });
    expect(refused).toMatchObject({
      ok: false,
      problem: { message: 'rev/wording-but', params: { parts: 'correct options' } },
    });
  });

  it('that says meaning may change the correct options', () => {
    expect(kindsOf(change({ rev: 2, change: 'meaning', ...turned }))).toEqual(['meaning']);
  });
});

describe('revs that this instance skipped', () => {
  const stored = { before: { rev: 2, change: 'wording' } };
  const at5 = (meaningRev?: number): Edits => ({ rev: 5, change: 'wording', meaningRev });

  it('are meaning when the meaning changed among them', () => {
    expect(change(at5(3), stored)).toEqual({ ok: true, kinds: ['meaning'], meaningRev: 3 });
  });

  it('are wording when the meaning changed before them', () => {
    expect(change(at5(2), { ...stored, stored: { meaningRev: 2 } })).toEqual({
      ok: true,
      kinds: ['wording'],
      meaningRev: 2,
    });
  });

  it('are meaning when nobody says', () => {
    expect(change(at5(), stored)).toEqual({ ok: true, kinds: ['meaning'], meaningRev: 5 });
  });
});

describe('status', () => {
  const as = (status: string): Edits => ({ status });

  it.each([
    ['active', 'review', ['withdrawn']],
    ['review', 'active', ['restored']],
    ['deprecated', 'active', ['restored']],
    ['active', 'deprecated', ['deprecated']],
    ['review', 'deprecated', ['deprecated']],
    ['deprecated', 'review', ['unchanged']],
  ])('from %s to %s is %s', (before, after, kinds) => {
    expect(kindsOf(change(as(after), { before: as(before) }))).toEqual(kinds);
  });
});

describe('what is refused', () => {
  it('a lower rev', () => {
    expect(kindsOf(change(nothing, { stored: { rev: 4 } }))).toEqual(['rev/went-back']);
  });

  it('another type', () => {
    expect(kindsOf(change(nothing, { stored: { type: 'recall' } }))).toEqual(['type/changed']);
  });

  it('an id of another pack', () => {
    expect(kindsOf(change(nothing, { stored: { pack: 'elsewhere' } }))).toEqual(['id/pack']);
  });
});
