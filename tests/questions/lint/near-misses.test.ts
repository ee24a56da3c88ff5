import { describe, expect, it } from 'vitest';
import { findingsOf, messagesOf } from '../check-file';
import type { CheckOptions } from '../check-file';
import type { Edits } from '../edited';
import type { SampleName } from '../samples';

/** What is right although it is close to a mistake, rule by rule. */
const fine: readonly (readonly [what: string, name: SampleName, change: Edits, options?: CheckOptions])[] = [
  ['a deprecated question with a successor', 'recall', { status: 'deprecated', replacedBy: ['q-match00000'] }],
  [
    'a deprecated question that nobody reviewed again',
    'recall',
    { status: 'deprecated', 'provenance.reviewedBy': undefined },
  ],
  ['a question in review without the other language', 'recall', { status: 'review', 'text.zh-CN': undefined }],
  ['an author who reviewed too', 'recall', { 'provenance.reviewedBy.1': { by: 'ada', rev: 1, on: '2026-10-01' } }],
  ['a reworded question whose translation follows', 'recall', raised(2, 'wording')],
  ['a changed meaning that is told and translated', 'recall', { ...raised(2, 'meaning'), changeNote: 'New in 3.14' }],
  ['a wording after a meaning', 'recall', { ...raised(3, 'wording'), meaningRev: 2 }],
  ['several correct options', 'choice', { select: 'many', 'options.1.correct': true }],
  ['a prediction by options', 'predict', withOptions({ stdoutMatches: '^[0-9]+$' })],
  ['a program that varies, by options', 'predict', withOptions({ stdoutOneOf: ['1\n', '2\n'], distinctAtLeast: 2 })],
  [
    'a typed name of an exception after some output',
    'predict',
    { 'code.0.run.expect': { stdout: '1\n', exception: 'ValueError' } },
  ],
  ['a typed output that is one of several', 'predict', { 'code.0.run.expect': { stdoutOneOf: ['1\n', '2\n'] } }],
  [
    'an expectation for each version that runs',
    'predict',
    { 'code.0.run.expect': { byVersion: { '3.12': { stdout: '' }, '3.13': { exception: 'E' } } } },
  ],
  [
    'the versions of the pack where a run names none',
    'predict',
    { 'code.0.run': { expect: { byVersion: { default: { stdout: '' } } } } },
  ],
  ['a snippet that is not run', 'recall', { code: [{ key: 'x', lang: 'sh', show: 'answer', source: 'ls' }] }],
  ['a bug on the last line', 'spot-bug', { 'bugs.0': { code: 'buggy', from: 4, to: 4, point: 'second' } }],
  [
    'a follow-up that is another question',
    'recall',
    {
      followUps: [{ key: 'next', when: 'always', id: 'q-match00000' }],
      'text.en.followUps': undefined,
      'text.zh-CN.followUps': undefined,
    },
  ],
  ['one right for two left', 'match', { 'pairs.1.right': 'protects' }],
  ['a negative fraction in a number gap', 'cloze', { 'gaps.0.accept': ['-0.5', '＋３'] }],
  [
    'an answer in each language instead of the data',
    'cloze',
    { 'gaps.0.accept': undefined, 'text.en.gaps.count': { accept: ['5'] }, 'text.zh-CN.gaps.count': { accept: ['5'] } },
  ],
  [
    '60 lines in a prompt',
    'predict',
    {},
    { programs: { 'predict.py': { kind: 'text', text: 'x\n'.repeat(60), bytes: 120 } } },
  ],
  [
    '100 columns of wide characters',
    'predict',
    {},
    { programs: { 'predict.py': { kind: 'text', text: '中'.repeat(100), bytes: 300 } } },
  ],
  [
    'a program named after the question and its key',
    'predict',
    { 'code.0.file': 'code/predict-main.py' },
    { programs: { 'predict-main.py': { kind: 'text', text: 'x\n', bytes: 2 } } },
  ],
  ['output with tabs and control characters', 'predict', { 'code.0.run.expect.stdout': 'a\tb\u0007\u200b\n' }],
  ['the other question of the same topic', 'order', { requires: ['q-c10ze00000'] }],
  ['emoji and letters of other scripts', 'recall', { 'text.en.why': 'naïve 🧵 Ωmega жук' }],
];

describe('a near miss is right', () => {
  for (const [what, name, change, options] of fine) {
    it(what, () => {
      expect(messagesOf(name, change, options)).toEqual([]);
    });
  }
});

describe('a draft', () => {
  it('may miss what is written later: those are warnings', () => {
    const found = findingsOf('choice', {
      status: 'draft',
      objectives: undefined,
      'text.en.why': undefined,
      'text.zh-CN.options.no': undefined,
    });
    expect(found.map(({ level, rule }) => `${level} ${rule}`)).toEqual(['warning text/key-without-text']);
  });
});

describe('findings', () => {
  it('come in order of place, each once, at most twenty for a file', () => {
    const keys = Array.from({ length: 9 }, (_, index) => `p${index}`);
    const found = findingsOf('recall', {
      keyPoints: keys.map((key) => ({ key })),
      'text.en.keyPoints': Object.fromEntries(keys.map((key) => [`x${key}`, 'a'])),
    });
    expect(found).toHaveLength(20);
    const places = found.map(({ line, column }) => line * 1000 + column);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('of an unknown format stop at the format', () => {
    expect(findingsOf('recall', { format: 2, shape: 'other' })).toHaveLength(1);
  });
});

function raised(rev: number, change: string): Edits {
  return { rev, change, 'text.zh-CN.ofRev': rev, 'provenance.reviewedBy.0.rev': rev };
}

function withOptions(expect: object): Edits {
  const words = { varies: { label: 'It varies', why: 'A.' }, one: { label: '1', why: 'B.' } };
  return {
    'code.0.run.expect': expect,
    select: 'one',
    options: [
      { key: 'varies', correct: true },
      { key: 'one', correct: false },
    ],
    'text.en.options': words,
    'text.zh-CN.options': words,
  };
}
