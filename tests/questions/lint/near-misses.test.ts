import { describe, expect, it } from 'vitest';
import { findingsOf, messagesOf } from '../check-file';
import type { CheckOptions, Draft } from '../check-file';
import type { SampleName } from '../samples';

/** What is right although it is close to a mistake, rule by rule. */
const fine: readonly (readonly [what: string, name: SampleName, change: (q: Draft) => void, options?: CheckOptions])[] =
  [
    [
      'a deprecated question with a successor',
      'recall',
      { status: 'deprecated', replacedBy: ['q-match00000'] },
    ],
    [
      'a deprecated question that nobody reviewed again',
      'recall',
      (q) => ((q.status = 'deprecated'), delete q.provenance.reviewedBy),
    ],
    [
      'a question in review without the other language',
      'recall',
      (q) => ((q.status = 'review'), delete q.text['zh-CN']),
    ],
    [
      'an author who reviewed too',
      'recall',
      (q) => q.provenance.reviewedBy.unshift({ by: 'ada', rev: 1, on: '2026-10-01' }),
    ],
    ['a reworded question whose translation follows', 'recall', (q) => raised(q, 'wording')],
    [
      'a changed meaning that is told and translated',
      'recall',
      (q) => (raised(q, 'meaning'), (q.changeNote = 'New in 3.14')),
    ],
    [
      'a wording after a meaning',
      'recall',
      (q) => (raised(q, 'wording'), (q.rev = 3), (q.meaningRev = 2), follow(q, 3)),
    ],
    ['several correct options', 'choice', (q) => ((q.select = 'many'), (q.options[1].correct = true))],
    ['a prediction by options', 'predict', (q) => withOptions(q, { stdoutMatches: '^[0-9]+$' })],
    [
      'a program that varies, by options',
      'predict',
      (q) => withOptions(q, { stdoutOneOf: ['1\n', '2\n'], distinctAtLeast: 2 }),
    ],
    [
      'a typed name of an exception after some output',
      'predict',
      { 'code.0.run.expect': { stdout: '1\n', exception: 'ValueError' } },
    ],
    [
      'a typed output that is one of several',
      'predict',
      { 'code.0.run.expect': { stdoutOneOf: ['1\n', '2\n'] } },
    ],
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
      (q) => ((q.followUps = [{ key: 'next', when: 'always', id: 'q-match00000' }]), noFollowUps(q)),
    ],
    ['one right for two left', 'match', { 'pairs.1.right': 'protects' }],
    ['a negative fraction in a number gap', 'cloze', { 'gaps.0.accept': ['-0.5', '＋３'] }],
    [
      'an answer in each language instead of the data',
      'cloze',
      (q) => (
        delete q.gaps[0].accept,
        (q.text.en.gaps.count = { accept: ['5'] }),
        (q.text['zh-CN'].gaps.count = { accept: ['5'] })
      ),
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
    ['the other question of the same topic', 'order', { requires: ['q-cl0ze00000'.replace('l', '1')] }],
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
    const found = findingsOf('choice', (q) => {
      q.status = 'draft';
      delete q.objectives;
      delete q.text.en.why;
      delete q.text['zh-CN'].options.no;
    });
    expect(found.map(({ level, rule }) => `${level} ${rule}`)).toEqual(['warning text/key-without-text']);
  });
});

describe('findings', () => {
  it('come in order of place, each once, at most twenty for a file', () => {
    const found = findingsOf('recall', (q) => {
      q.keyPoints = Array.from({ length: 9 }, (_, index) => ({ key: `p${String(index)}` }));
      q.text.en.keyPoints = Object.fromEntries(q.keyPoints.map(({ key }: { key: string }) => [`x${key}`, 'a']));
    });
    expect(found).toHaveLength(20);
    const places = found.map(({ line, column }) => line * 1000 + column);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('of an unknown format stop at the format', () => {
    expect(findingsOf('recall', { format: 2, shape: 'other' })).toHaveLength(1);
  });
});

function raised(q: Draft, change: string): void {
  Object.assign(q, { rev: 2, change });
  follow(q, 2);
}

function follow(q: Draft, rev: number): void {
  q.text['zh-CN'].ofRev = rev;
  q.provenance.reviewedBy[0].rev = rev;
}

function withOptions(q: Draft, expectation: object): void {
  q.code[0].run.expect = expectation;
  q.select = 'one';
  q.options = [
    { key: 'varies', correct: true },
    { key: 'one', correct: false },
  ];
  for (const locale of ['en', 'zh-CN']) {
    q.text[locale].options = { varies: { label: 'It varies', why: 'A.' }, one: { label: '1', why: 'B.' } };
  }
}

function noFollowUps(q: Draft): void {
  for (const locale of ['en', 'zh-CN']) delete q.text[locale].followUps;
}
