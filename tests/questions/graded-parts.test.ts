import { describe, expect, it } from 'vitest';
import { changedGradedParts } from '@/lib/questions/graded-parts';
import type { Edits } from './edited';
import { question } from './parse';
import { samples } from './samples';
import type { SampleName } from './samples';

describe('what counts as right', () => {
  const graded: readonly (readonly [part: string, name: SampleName, change: Edits])[] = [
    ['correct options', 'choice', { 'options.0.correct': false, 'options.1.correct': true }],
    ['must points', 'recall', { 'keyPoints.1.must': true }],
    ['accepted answers', 'cloze', { 'gaps.0.accept': ['5', 'five'] }],
    ['accepted answers', 'cloze', { 'text.en.gaps.word.accept': ['timer'] }],
    ['accepted orders', 'order', { orders: [samples.order.orders[0]] }],
    ['pairs', 'match', { 'pairs.0.right': 'neither' }],
    ['expectations', 'predict', { 'code.0.run.expect.stdout': '2\n' }],
  ];
  it.each(graded)('changes: %s', (part, name, change) => {
    expect(changedGradedParts(question(name), question(name, change))).toEqual([part]);
  });

  const words: readonly (readonly [what: string, name: SampleName, change: Edits])[] = [
    ['words', 'choice', { 'text.en.options.yes.label': 'Indeed' }],
    ['the order of options', 'choice', { options: [samples.choice.options[1], samples.choice.options[0]] }],
    ['a weight', 'recall', { 'keyPoints.1.weight': 5 }],
    ['a red flag', 'recall', { 'redFlags.1': { key: 'other' } }],
    ['the order of accepted orders', 'order', { orders: [samples.order.orders[1], samples.order.orders[0]] }],
    ['how often a program was run', 'predict', { 'code.0.run.repeat': 50 }],
  ];
  it.each(words)('does not change with %s', (_what, name, change) => {
    expect(changedGradedParts(question(name), question(name, change))).toEqual([]);
  });
});
