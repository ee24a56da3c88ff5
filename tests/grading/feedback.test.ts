import { describe, expect, it } from 'vitest';
import { acceptedOutputs } from '@/lib/grading/accepted-outputs';
import { typosIn } from '@/lib/grading/cloze';
import { findingsByLine } from '@/lib/grading/marked-lines';
import { orderMisconceptions } from '@/lib/grading/misconceptions';
import { diffOutput, nearestOutput } from '@/lib/grading/output-diff';
import { aChoice, aCloze, aPredict, aSpotBug } from './questions';

describe('the typed output beside the printed one', () => {
  it('is compared place by place', () => {
    expect(diffOutput('1\n5 \n', '1\n2\n3\n').lines).toEqual([
      { typed: '1', printed: '1', same: true },
      { typed: '5', printed: '2', same: false },
      { typed: null, printed: '3', same: false },
    ]);
  });

  it('keeps an empty line in the middle', () => {
    expect(diffOutput('1\n\n2', '1\n2').lines.map((line) => line.same)).toEqual([true, false, false]);
  });

  it('is set beside the nearest accepted output', () => {
    expect(nearestOutput('2\n9', ['1\n2\n', '2\n1\n'])).toBe('2\n1\n');
    expect(nearestOutput('9', ['1\n', '2\n'])).toBe('1\n');
    expect(nearestOutput('9', [])).toBeNull();
  });
});

describe('accepted outputs', () => {
  it('say nothing of a version where all versions agree', () => {
    const question = aPredict({ stdout: '1\n' }, { on: ['3.11', '3.13'] });
    expect(acceptedOutputs(question)).toEqual({ outputs: ['1\n'], varies: false, hangs: false, pythonVersion: null });
  });

  it('follow the preferred version if the program ran on it, else the newest', () => {
    const byVersion = { '3.9': { stdout: '9\n' }, '3.14': { stdout: '14\n' }, '3.14t': { stdout: '14t\n' } };
    const question = aPredict({ byVersion });
    expect(acceptedOutputs(question, '3.9')).toMatchObject({ outputs: ['9\n'], pythonVersion: '3.9' });
    expect(acceptedOutputs(question, '3.14t')).toMatchObject({ outputs: ['14t\n'], pythonVersion: '3.14t' });
    expect(acceptedOutputs(question, '3.2')).toMatchObject({ outputs: ['14\n'], pythonVersion: '3.14' });
    expect(acceptedOutputs(question)).toMatchObject({ outputs: ['14\n'], pythonVersion: '3.14' });
  });

  it('are none where only options can be graded', () => {
    expect(acceptedOutputs(aPredict({ stdoutMatches: '^\\d+$' })).outputs).toEqual([]);
  });
});

describe('misconceptions', () => {
  const misconceptions = [{ key: 'general' }, { key: 'named', answers: ['2\n'] }];

  it('start with the one whose answer was given', () => {
    const question = aPredict({ stdout: '1\n' }, { misconceptions });
    expect(orderMisconceptions(question, { text: '2' })).toEqual([
      { key: 'named', given: true },
      { key: 'general', given: false },
    ]);
    expect(orderMisconceptions(question, { text: '3' }).map(({ key }) => key)).toEqual(['general', 'named']);
  });

  it('of a choice are named by option', () => {
    const question = aChoice({ misconceptions: [{ key: 'general' }, { key: 'named', answers: ['b'] }] });
    expect(orderMisconceptions(question, { picked: ['b'] })[0]).toEqual({ key: 'named', given: true });
  });
});

describe('lines of a program after the check', () => {
  it('show marks inside and outside a bug, and a bug that was not marked', () => {
    const question = aSpotBug({
      bugs: [
        { code: 'buggy', from: 3, to: 4, point: 'must' },
        { code: 'buggy', from: 7, to: 7, point: 'two' },
      ],
    });
    const marks = [
      { code: 'buggy', line: 4 },
      { code: 'buggy', line: 9 },
    ];
    expect([...findingsByLine(question, 'buggy', marks)]).toEqual([
      [7, 'missed'],
      [4, 'found'],
      [9, 'elsewhere'],
    ]);
    expect(findingsByLine(question, 'fixed', marks).size).toBe(0);
    expect([...findingsByLine(question, 'buggy', [])].map(([line]) => line)).toEqual([3, 4, 7]);
  });
});

describe('typos', () => {
  const gaps = (accept: string, kind: 'text' | 'code' | 'number' = 'text') =>
    aCloze([{ key: 'g', kind, accept: [accept] }]);

  it.each(['swich interval', 'switchh interval', 'switsh interval', 'SWICH Interval'])(
    '%j may be tried once more',
    (g) => {
      expect(typosIn(gaps('switch interval'), { gaps: { g } })).toEqual(['g']);
    },
  );

  it.each(['switch interval', 'swih interval', 'swich intervall', 'switch', ''])('%j may not', (g) => {
    expect(typosIn(gaps('switch interval'), { gaps: { g } })).toEqual([]);
  });

  it('are not offered in short words, in numbers or twice', () => {
    expect(typosIn(gaps('lock'), { gaps: { g: 'lok' } })).toEqual([]);
    expect(typosIn(gaps('10000', 'number'), { gaps: { g: '1000' } })).toEqual([]);
    expect(typosIn(gaps('barrier'), { gaps: { g: 'barier' }, retry: true })).toEqual([]);
  });
});
