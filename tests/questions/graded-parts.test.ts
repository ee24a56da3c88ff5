import { describe, expect, it } from 'vitest';
import { changedGradedParts } from '@/lib/questions/graded-parts';
import type { Draft } from './check-file';
import { question } from './parse';
import type { SampleName } from './samples';

describe('what counts as right', () => {
  const graded: readonly (readonly [part: string, name: SampleName, change: (q: Draft) => void])[] = [
    [
      'correct options',
      'choice',
      (q) => q.options.reverse().forEach((option: Draft) => (option.correct = option.key === 'no')),
    ],
    ['must points', 'recall', { 'keyPoints.1.must': true }],
    ['accepted answers', 'cloze', (q) => q.gaps[0].accept.push('five')],
    ['accepted answers', 'cloze', { 'text.en.gaps.word.accept': ['timer'] }],
    ['accepted orders', 'order', (q) => q.orders.pop()],
    ['pairs', 'match', { 'pairs.0.right': 'neither' }],
    ['expectations', 'predict', { 'code.0.run.expect.stdout': '2\n' }],
  ];
  it.each(graded)('changes: %s', (part, name, change) => {
    expect(changedGradedParts(question(name), question(name, change))).toEqual([part]);
  });

  const words: readonly (readonly [what: string, name: SampleName, change: (q: Draft) => void])[] = [
    ['words', 'choice', { 'text.en.options.yes.label': 'Indeed' }],
    ['the order of options', 'choice', (q) => q.options.reverse()],
    ['a weight', 'recall', { 'keyPoints.1.weight': 5 }],
    ['a red flag', 'recall', (q) => q.redFlags.push({ key: 'other' })],
    ['the order of accepted orders', 'order', (q) => q.orders.reverse()],
    ['how often a program was run', 'predict', { 'code.0.run.repeat': 50 }],
  ];
  it.each(words)('does not change with %s', (_what, name, change) => {
    expect(changedGradedParts(question(name), question(name, change))).toEqual([]);
  });
});
