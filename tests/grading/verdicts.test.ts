import { describe, expect, it } from 'vitest';
import { grade } from '@/lib/grading/grade';
import type { Graded, LearnerResponse } from '@/lib/grading/types';
import type { Question } from '@/lib/questions/schema';
import { aChoice, aCloze, aMatch, anOrder, aPredict, aRecall, aScenario, aSpotBug, optionsOf } from './questions';

/** Step 1 of question-format.md §6. */
function graded(question: Question, response: LearnerResponse, pythonVersion?: string): Graded {
  const context = { confidence: null, durationMs: 1000 };
  return grade(question, response, pythonVersion === undefined ? context : { ...context, pythonVersion });
}

function verdict(question: Question, response: LearnerResponse): string {
  const { verdict, score } = graded(question, response);
  return `${verdict} ${score.toFixed(2)}`;
}

describe('choice', () => {
  it('of one is right with the correct option alone', () => {
    const question = aChoice();
    expect(verdict(question, { picked: ['a'] })).toBe('right 1.00');
    expect(verdict(question, { picked: ['b'] })).toBe('wrong 0.00');
    expect(verdict(question, { picked: ['a', 'b'] })).toBe('wrong 0.00');
  });

  it('of many is right with exactly the correct set, in any order and however often named', () => {
    const question = aChoice({ select: 'many', options: optionsOf('A', 'B', 'C', 'd', 'e') });
    expect(verdict(question, { picked: ['c', 'a', 'b', 'a'] })).toBe('right 1.00');
    expect(verdict(question, { picked: ['a', 'b'] })).toBe('wrong 0.67');
    expect(verdict(question, { picked: ['a', 'b', 'c', 'd'] })).toBe('wrong 0.67');
    expect(verdict(question, { picked: ['a', 'd'] })).toBe('wrong 0.00');
    expect(verdict(question, { picked: ['d', 'e'] })).toBe('wrong 0.00');
  });

  it('counts an option that the question does not have as a false pick', () => {
    expect(verdict(aChoice(), { picked: ['a', 'zzz'] })).toBe('wrong 0.00');
  });

  it('names the correct options that were not picked', () => {
    const question = aChoice({ select: 'many', options: optionsOf('A', 'B', 'c') });
    expect(graded(question, { picked: ['b', 'c'] }).missed).toEqual(['a']);
  });

  it('with reasons is wrong when a must-have reason is not ticked', () => {
    const question = aChoice({ keyPoints: aRecall().keyPoints });
    expect(verdict(question, { picked: ['a'], ticked: ['must'] })).toBe('right 1.00');
    expect(verdict(question, { picked: ['a'], ticked: ['two'] })).toBe('wrong 0.20');
    expect(verdict(question, { picked: ['b'], ticked: ['must', 'two', 'five'] })).toBe('wrong 0.00');
  });
});

describe('cloze', () => {
  const question = aCloze(
    [
      { key: 'count', kind: 'number', accept: ['1000'] },
      { key: 'word', kind: 'text', accept: ['switch interval'] },
      { key: 'call', kind: 'code', accept: ['Lock()'] },
    ],
    { word: ['切换间隔'] },
  );
  const right = { count: '1000', word: 'switch interval', call: 'Lock()' };

  it('is right when every gap is accepted', () => {
    expect(verdict(question, { gaps: right })).toBe('right 1.00');
    expect(verdict(question, { gaps: { ...right, call: '' } })).toBe('wrong 0.67');
    expect(verdict(question, { gaps: { count: '1000' } })).toBe('wrong 0.33');
  });

  it.each(['Switch  Interval', ' switch interval ', 'ｓｗｉｔｃｈ interval', '切换间隔'])(
    'takes %j as the same text',
    (word) => {
      expect(verdict(question, { gaps: { ...right, word } })).toBe('right 1.00');
    },
  );

  it.each(['1,000', '1e3', '1000.0', '１０００', '+1000', '1_000'])('takes %j as the same number', (count) => {
    expect(verdict(question, { gaps: { ...right, count } })).toBe('right 1.00');
  });

  it.each(['1001', '10,00', 'thousand', '', '1000 ms'])('does not take %j as the number 1000', (count) => {
    expect(graded(question, { gaps: { ...right, count } }).missed).toEqual(['count']);
  });

  it('minds the case of code', () => {
    expect(graded(question, { gaps: { ...right, call: 'lock()' } }).missed).toEqual(['call']);
  });

  it('tells the version 3.10 from 3.1, which are texts', () => {
    const version = aCloze([{ key: 'v', kind: 'text', accept: ['3.10'] }]);
    expect(verdict(version, { gaps: { v: '3.1' } })).toBe('wrong 0.00');
  });
});

describe('order', () => {
  it('is right when it equals any accepted order', () => {
    const question = anOrder('abcd', 'abdc');
    expect(verdict(question, { sequence: Array.from('abcd') })).toBe('right 1.00');
    expect(verdict(question, { sequence: Array.from('abdc') })).toBe('right 1.00');
  });

  it('otherwise scores pairs in the right order against the nearest accepted order', () => {
    const question = anOrder('abcd', 'dcba');
    expect(verdict(question, { sequence: Array.from('abdc') })).toBe('wrong 0.67');
    expect(verdict(question, { sequence: Array.from('cdba') })).toBe('wrong 0.67');
    expect(verdict(anOrder('abc'), { sequence: Array.from('cba') })).toBe('wrong 0.00');
  });

  it('is not right with items left out, twice or foreign', () => {
    expect(verdict(anOrder('abc'), { sequence: Array.from('ab') })).toBe('wrong 0.00');
    expect(verdict(anOrder('abc'), { sequence: Array.from('abcc') })).not.toContain('right');
    expect(verdict(anOrder('abc'), { sequence: Array.from('abcz') })).not.toContain('right');
  });

  it('names the items that are not in their place', () => {
    expect(graded(anOrder('abcd'), { sequence: Array.from('abdc') }).missed).toEqual(['c', 'd']);
  });
});

describe('match', () => {
  it('is right when every left side has its partner', () => {
    const question = aMatch({ lock: 'state', event: 'signal', rlock: 'state' }, 'nothing');
    expect(verdict(question, { pairs: { lock: 'state', event: 'signal', rlock: 'state' } })).toBe('right 1.00');
    expect(verdict(question, { pairs: { lock: 'state', event: 'nothing', rlock: 'state' } })).toBe('wrong 0.67');
    expect(graded(question, { pairs: { lock: 'state' } }).missed).toEqual(['event', 'rlock']);
  });
});

describe('predict', () => {
  it('compares outputs without line ends and trailing empty lines', () => {
    const question = aPredict({ stdout: 'one\ntwo\n' });
    expect(verdict(question, { text: 'one\ntwo' })).toBe('right 1.00');
    expect(verdict(question, { text: 'one  \r\ntwo\t\n\n\n' })).toBe('right 1.00');
    expect(verdict(question, { text: ' one\ntwo' })).toBe('wrong 0.50');
    expect(verdict(question, { text: 'two\none' })).toBe('wrong 0.00');
    expect(verdict(question, { text: 'one\ntwo\nthree' })).toBe('wrong 0.67');
  });

  it('takes any of several outputs and scores against the nearest', () => {
    const question = aPredict({ stdoutOneOf: ['1\n2\n', '2\n1\n'] });
    expect(verdict(question, { text: '2\n1' })).toBe('right 1.00');
    expect(verdict(question, { text: '2\n2' })).toBe('wrong 0.50');
  });

  it('takes the type name of an exception, alone or after the output', () => {
    const question = aPredict({ stdout: 'start\n', exception: 'ValueError' });
    expect(verdict(question, { text: 'ValueError' })).toBe('right 1.00');
    expect(verdict(question, { text: 'start\nValueError' })).toBe('right 1.00');
    expect(verdict(question, { text: 'start' })).not.toContain('right');
  });

  it('takes an empty output as an answer where the program prints nothing', () => {
    expect(verdict(aPredict({ stdout: '' }), { text: '' })).toBe('right 1.00');
  });

  it('takes "it varies" and "it never ends" only if the expectation says so', () => {
    expect(verdict(aPredict({ distinctAtLeast: 2 }), { outcome: 'varies' })).toBe('right 1.00');
    expect(verdict(aPredict({ stdoutOneOf: ['1\n', '2\n'] }), { outcome: 'varies' })).toBe('right 1.00');
    expect(verdict(aPredict({ stdout: '1\n' }), { outcome: 'varies' })).toBe('wrong 0.00');
    expect(verdict(aPredict({ hangs: true }), { outcome: 'hangs' })).toBe('right 1.00');
    expect(verdict(aPredict({ hangs: true }), { outcome: 'varies' })).toBe('wrong 0.00');
    expect(verdict(aPredict({ stdout: 'so far\n', hangs: true }), { text: 'so far' })).toBe('wrong 0.00');
  });

  it('with options is graded like a choice', () => {
    const question = aPredict({ distinctAtLeast: 2 }, { options: optionsOf('a', 'b', 'c') });
    expect(verdict(question, { picked: ['a'] })).toBe('right 1.00');
    expect(verdict(question, { picked: ['c'] })).toBe('wrong 0.00');
  });

  it('takes the expectation of the version on screen, by default the newest', () => {
    const byVersion = { '3.9': { stdout: 'old\n' }, default: { stdout: 'new\n' } };
    const question = aPredict({ byVersion }, { on: ['3.9', '3.13', '3.13t'] });
    expect(graded(question, { text: 'new' }).verdict).toBe('right');
    expect(graded(question, { text: 'old' }, '3.9').verdict).toBe('right');
    expect(graded(question, { text: 'new' }, '3.9').verdict).toBe('wrong');
  });
});

describe('spot the bug', () => {
  it('needs a mark inside the lines of every bug, then counts ticks', () => {
    const question = aSpotBug();
    expect(verdict(question, { marks: [{ code: 'buggy', line: 2 }], ticked: ['must', 'two', 'five'] })).toBe(
      'wrong 0.00',
    );
    expect(verdict(question, { marks: [{ code: 'other', line: 3 }], ticked: ['must'] })).toBe('wrong 0.00');
    for (const line of [3, 5]) {
      expect(verdict(question, { marks: [{ code: 'buggy', line }], ticked: ['must'] })).toBe('right 1.00');
    }
    expect(verdict(question, { marks: [{ code: 'buggy', line: 6 }], ticked: ['must'] })).toBe('wrong 0.00');
    expect(verdict(question, { marks: [{ code: 'buggy', line: 4 }], ticked: ['two'] })).toBe('wrong 0.20');
    expect(graded(question, { marks: [{ code: 'buggy', line: 4 }] }).verdict).toBe('open');
  });

  it('scores the share of bugs found', () => {
    const question = aSpotBug({
      bugs: [
        { code: 'buggy', from: 1, to: 1, point: 'must' },
        { code: 'buggy', from: 9, to: 9, point: 'two' },
      ],
    });
    const marks = [
      { code: 'buggy', line: 9 },
      { code: 'buggy', line: 4 },
    ];
    expect(verdict(question, { marks })).toBe('wrong 0.50');
    expect(graded(question, { marks }).missed).toEqual(['must']);
  });

  it('finds nothing by marking every line', () => {
    const marks = [1, 2, 3, 4, 5, 6].map((line) => ({ code: 'buggy', line }));
    expect(verdict(aSpotBug(), { marks })).toBe('wrong 0.00');
  });
});

describe('recall and scenario', () => {
  it.each([aRecall(), aScenario()])('$type is right with every must-have ticked', (question) => {
    expect(verdict(question, { ticked: ['must'] })).toBe('right 1.00');
    expect(verdict(question, { ticked: ['two', 'five'] })).toBe('wrong 0.70');
    expect(graded(question, { ticked: ['must'] }).missed).toEqual(['two', 'five']);
  });

  it('is wrong with a red flag ticked', () => {
    const question = aRecall({ redFlags: [{ key: 'flag' }] });
    expect(verdict(question, { ticked: ['must', 'two', 'five'], redFlags: ['flag'] })).toBe('wrong 1.00');
    expect(verdict(question, { ticked: ['must', 'two', 'five'], redFlags: ['unknown'] })).toBe('right 1.00');
  });

  it('counts a point without a weight as 1', () => {
    const question = aRecall({
      keyPoints: [
        { key: 'a', must: true },
        { key: 'b', weight: 3 },
      ],
    });
    expect(verdict(question, { ticked: ['b'] })).toBe('wrong 0.75');
  });

  it('a wrong pick in a scenario is wrong whatever is ticked', () => {
    const question = aScenario({ select: 'one', options: optionsOf('a', 'b') });
    expect(verdict(question, { picked: ['b'], ticked: ['must', 'two', 'five'] })).toBe('wrong 0.00');
    expect(verdict(question, { picked: ['a'], ticked: ['must'] })).toBe('right 1.00');
  });
});

describe('an answer in the head', () => {
  const questions = [
    aRecall(),
    aChoice(),
    aCloze([{ key: 'g', kind: 'text', accept: ['x'] }]),
    anOrder('abc'),
    aMatch({ a: 'x', b: 'y' }),
    aPredict({ stdout: '1\n' }),
    aSpotBug(),
    aScenario({ select: 'one', options: optionsOf('a', 'b') }),
  ];

  it.each(questions)('$type: leaves the verdict open and proposes nothing', (question) => {
    for (const response of [{}, { notes: 'only notes' }, { hints: 1 }]) {
      const { verdict, proposedQuality, allowed } = graded(question, response);
      expect({ verdict, proposedQuality, allowed }).toEqual({
        verdict: 'open',
        proposedQuality: null,
        allowed: [1, 3, 4, 5],
      });
    }
  });
});
