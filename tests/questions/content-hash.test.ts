import { describe, expect, it } from 'vitest';
import { contentHash } from '@/lib/questions/content-hash';
import type { Edits } from './edited';
import { question } from './parse';
import { samplePrograms, samples } from './samples';
import type { SampleName } from './samples';

const programs = {
  predict: { main: samplePrograms['predict.py'] ?? '' },
  'spot-bug': { buggy: samplePrograms['spot-bug-buggy.py'] ?? '', fixed: samplePrograms['spot-bug-fixed.py'] ?? '' },
};

function hashOf(name: SampleName, change?: Edits): string {
  return contentHash(question(name, change), name === 'predict' || name === 'spot-bug' ? programs[name] : {});
}

type Change = readonly [what: string, name: SampleName, change: Edits];

/** What a revision binds. */
const bound: readonly Change[] = [
  ['a word of the source', 'recall', { 'text.en.why': 'Another reason.' }],
  ['a hint', 'recall', { 'text.en.hints': ['Think.'] }],
  ['a must', 'recall', { 'keyPoints.0.must': false }],
  ['a weight', 'recall', { 'keyPoints.1.weight': 3 }],
  ['a red flag', 'recall', { 'redFlags.0.key': 'other', 'text.en.redFlags': { other: 'It is magic' } }],
  ['what a follow-up waits for', 'recall', { 'followUps.0.when': 'always' }],
  ['appliesTo', 'recall', { appliesTo: { python: '>=3.12' } }],
  ['the correct option', 'choice', { 'options.0.correct': false, 'options.1.correct': true }],
  ['how many to select', 'choice', { select: 'many' }],
  ['an accepted answer', 'cloze', { 'gaps.0.accept': ['5', '5.0'] }],
  ['an answer that belongs to the language', 'cloze', { 'text.en.gaps.word.accept': ['interval', 'timer'] }],
  ['a misconception', 'cloze', { 'misconceptions.0.answers': ['100', '1000'] }],
  ['an accepted order', 'order', { orders: [samples.order.orders[0]] }],
  ['a pair', 'match', { 'pairs.1.right': 'neither' }],
  ['an expectation', 'predict', { 'code.0.run.expect.stdout': '2\n' }],
  ['standard input', 'predict', { 'code.0.run.stdin': 'x' }],
  ['where a program is shown', 'spot-bug', { 'code.1.show': 'prompt' }],
  ['the lines of a bug', 'spot-bug', { 'bugs.0.to': 2 }],
  ['the source language', 'recall', { sourceLocale: 'zh-CN' }],
];

/** What needs no revision. */
const free: readonly Change[] = [
  ['a translation', 'recall', { 'text.zh-CN.why': '别的理由' }],
  ['a new translation', 'recall', { 'text.zh-CN': undefined }],
  ['status and successor', 'recall', { status: 'deprecated', replacedBy: ['q-match00000'] }],
  ['the number of the revision and what it says of itself', 'recall', { rev: 2, change: 'meaning', changeNote: 'a' }],
  ['old addresses', 'recall', { aliases: ['old'] }],
  ['tags, level, frequency and time', 'recall', { tags: ['gil'], level: 5, askedFrequency: 'rare', timeSeconds: 90 }],
  ['links', 'recall', { requires: ['q-match00000'], contrastsWith: ['q-0rder00000'] }],
  ['objectives', 'recall', { objectives: ['other'] }],
  ['the date of the next look', 'recall', { reviewBy: '2027-01-01' }],
  ['provenance', 'recall', { 'provenance.authors': ['grace'] }],
  ['own data', 'recall', { x: { a: 1 } }],
  ['the name of a program', 'predict', { 'code.0.file': 'code/renamed.py' }],
  [
    'where and how often a program was run',
    'predict',
    { 'code.0.run.on': ['3.14'], 'code.0.run.repeat': 9, 'code.0.run.timeoutMs': 500 },
  ],
  ['who translated', 'recall', { 'text.zh-CN.by': 'lin' }],
];

describe('the content hash', () => {
  it.each(bound)('changes with %s', (_what, name, change) => {
    expect(hashOf(name, change)).not.toBe(hashOf(name));
  });

  it.each(free)('does not change with %s', (_what, name, change) => {
    expect(hashOf(name, change)).toBe(hashOf(name));
  });

  it('changes with one byte of a program', () => {
    const before = contentHash(question('predict'), { main: 'print(1)\n' });
    expect(contentHash(question('predict'), { main: 'print(2)\n' })).not.toBe(before);
  });

  it('does not depend on the order of keys', () => {
    const upsideDown = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, upsideDown(item)]),
      );
    };
    const turned = hashOf('recall', { text: upsideDown(samples.recall.text) });
    expect(turned).toBe(hashOf('recall'));
  });

  it('is stored, so it stays what it is', () => {
    const hashes = (Object.keys(samples) as SampleName[]).map((name) => `${name} ${hashOf(name).slice(0, 16)}`);
    expect(hashes).toMatchInlineSnapshot(`
      [
        "recall 11823f946d357a76",
        "choice c407724bec1fcf3e",
        "cloze 350e82298eb491c3",
        "order 707b7c5d00f82481",
        "match 76b5050e7acbc8ac",
        "predict c41139c0ff55d3be",
        "spot-bug f151601f0fdc5dc6",
        "scenario de33ddb6ed03522f",
      ]
    `);
  });
});
