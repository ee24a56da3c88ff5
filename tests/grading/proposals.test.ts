import { describe, expect, it } from 'vitest';
import { grade } from '@/lib/grading/grade';
import type { GradeContext, LearnerResponse } from '@/lib/grading/types';
import type { Question } from '@/lib/questions/schema';
import { aChoice, aCloze, aMatch, anOrder, aPredict, aRecall, aScenario, aSpotBug, optionsOf } from './questions';

/** Step 2 of question-format.md §6, row by row: one case just inside and one just outside. */
function proposal(question: Question, response: LearnerResponse, context: Partial<GradeContext> = {}) {
  const { proposedQuality, allowed, reason } = grade(question, response, {
    confidence: null,
    durationMs: 0,
    ...context,
  });
  return { quality: proposedQuality, allowed, code: reason.code };
}

const MISSED_ONLY = [0, 1, 2];
const PASSES_ONLY = [3, 4, 5];
const BY_ONESELF = [1, 3, 4, 5];

const many = aChoice({ select: 'many', options: optionsOf('A', 'B', 'C', 'D', 'E', 'f', 'g', 'h') });
const recall = aRecall({ redFlags: [{ key: 'flag' }] });
const all = ['must', 'two', 'five'];

describe('"I don\'t know"', () => {
  it('proposes 0', () => {
    expect(proposal(aChoice(), { dontKnow: true })).toEqual({ quality: 0, allowed: MISSED_ONLY, code: 'dont-know' });
    expect(proposal(aChoice(), { picked: ['a'], dontKnow: true }).quality).toBe(0);
    expect(proposal(aSpotBug(), { dontKnow: true }).allowed).toEqual(MISSED_ONLY);
  });

  it('is the learner’s own word where no machine grades, so another grade may be chosen', () => {
    expect(proposal(recall, { dontKnow: true })).toEqual({
      quality: 0,
      allowed: [0, ...BY_ONESELF],
      code: 'dont-know',
    });
  });

  it('names everything as missed', () => {
    const context = { confidence: null, durationMs: 0 };
    expect(grade(recall, { dontKnow: true }, context).missed).toEqual(all);
    expect(grade(aChoice(), { dontKnow: true }, context).missed).toEqual(['a']);
    expect(grade(anOrder('abc'), { dontKnow: true }, context).missed).toEqual(['a', 'b', 'c']);
  });
});

describe('checked while empty', () => {
  it.each([
    [aChoice(), { picked: [] }],
    [aScenario({ select: 'one', options: optionsOf('a', 'b') }), { picked: [], ticked: all }],
    [aCloze([{ key: 'g', kind: 'text', accept: ['x'] }]), { gaps: { g: '  ' } }],
    [anOrder('abc'), { sequence: [] }],
    [aMatch({ a: 'x', b: 'y' }), { pairs: {} }],
    [aPredict({ stdout: '1\n' }), { text: ' \n ' }],
    [aSpotBug(), { marks: [] }],
  ] satisfies [Question, LearnerResponse][])('$0.type proposes 0', (question, response) => {
    expect(proposal(question, response)).toEqual({ quality: 0, allowed: MISSED_ONLY, code: 'empty' });
  });

  it('one wrong pick is not empty', () => {
    expect(proposal(aChoice(), { picked: ['b'] })).toEqual({ quality: 1, allowed: MISSED_ONLY, code: 'wrong' });
  });
});

describe('nothing ticked', () => {
  it('proposes nothing where the ticks decide', () => {
    const open = { quality: null, allowed: BY_ONESELF, code: 'nothing-ticked' };
    expect(proposal(recall, { ticked: [] })).toEqual(open);
    expect(proposal(aScenario({ select: 'one', options: optionsOf('a', 'b') }), { picked: ['a'] })).toEqual(open);
    expect(proposal(aSpotBug(), { marks: [{ code: 'buggy', line: 3 }] })).toEqual(open);
  });

  it('a ticked red flag is a tick', () => {
    expect(proposal(recall, { redFlags: ['flag'] }).quality).toBe(1);
  });

  it('does not excuse a wrong pick or wrong lines', () => {
    const scenario = aScenario({ select: 'one', options: optionsOf('a', 'b') });
    expect(proposal(scenario, { picked: ['b'] })).toEqual({ quality: 1, allowed: MISSED_ONLY, code: 'wrong' });
    expect(proposal(aSpotBug(), { marks: [{ code: 'buggy', line: 9 }] }).allowed).toEqual(MISSED_ONLY);
  });
});

describe('wrong by machine', () => {
  it('proposes 2 from a score of 0.6, else 1', () => {
    expect(proposal(many, { picked: ['a', 'b', 'c'] })).toEqual({
      quality: 2,
      allowed: MISSED_ONLY,
      code: 'wrong-nearly',
    });
    expect(proposal(many, { picked: ['a', 'b', 'c', 'd', 'f', 'g'] })).toEqual({
      quality: 1,
      allowed: MISSED_ONLY,
      code: 'wrong',
    });
  });

  it('proposes 1 after "sure", whatever the score', () => {
    const response = { picked: ['a', 'b', 'c'] };
    expect(proposal(many, response, { confidence: 'sure' })).toEqual({
      quality: 1,
      allowed: MISSED_ONLY,
      code: 'wrong-sure',
    });
    expect(proposal(many, response, { confidence: 'fairly' }).quality).toBe(2);
  });

  it('reaches 0.6 exactly with 12 of 15 pairs in order', () => {
    expect(proposal(anOrder('abcdef'), { sequence: Array.from('dabcef') }).quality).toBe(2);
    expect(proposal(anOrder('abcdef'), { sequence: Array.from('dabcfe') }).quality).toBe(1);
  });
});

describe('wrong by ticks', () => {
  it('proposes 2 from a weight of 0.6, else 1, and lets the learner override', () => {
    const nearly = aRecall({
      keyPoints: [{ key: 'must', must: true, weight: 4 }, { key: 'rest', weight: 5 }, { key: 'one' }],
    });
    expect(proposal(nearly, { ticked: ['rest', 'one'] })).toEqual({
      quality: 2,
      allowed: [1, 2, 3, 4, 5],
      code: 'must-missing',
    });
    expect(proposal(nearly, { ticked: ['rest'] })).toEqual({ quality: 1, allowed: BY_ONESELF, code: 'must-missing' });
  });

  it('with a red flag follows the same weights', () => {
    expect(proposal(recall, { ticked: all, redFlags: ['flag'] })).toEqual({
      quality: 2,
      allowed: [1, 2, 3, 4, 5],
      code: 'red-flag',
    });
    expect(proposal(recall, { ticked: ['must', 'two'], redFlags: ['flag'] })).toEqual({
      quality: 1,
      allowed: BY_ONESELF,
      code: 'red-flag',
    });
  });

  it('names the first must-have that is missing', () => {
    const { reason } = grade(recall, { ticked: ['two'] }, { confidence: null, durationMs: 0 });
    expect(reason).toEqual({ code: 'must-missing', keyPoint: 'must', mustsMissing: 1 });
  });

  it('proposes 1 after "sure"', () => {
    expect(proposal(recall, { ticked: ['two', 'five'] }, { confidence: 'sure' }).quality).toBe(1);
    expect(proposal(recall, { ticked: ['two', 'five'] }).quality).toBe(2);
  });
});

describe('right', () => {
  it('proposes 4 and allows passes only', () => {
    expect(proposal(aChoice(), { picked: ['a'] })).toEqual({ quality: 4, allowed: PASSES_ONLY, code: 'right' });
    expect(proposal(recall, { ticked: all })).toEqual({ quality: 4, allowed: BY_ONESELF, code: 'right-by-ticks' });
  });

  it('with a hint opened proposes 3', () => {
    expect(proposal(aChoice(), { picked: ['a'], hints: 1 })).toEqual({
      quality: 3,
      allowed: PASSES_ONLY,
      code: 'hint-opened',
    });
    expect(proposal(aChoice(), { picked: ['a'], hints: 0 }).quality).toBe(4);
  });

  it('after "guess" proposes 3; "fairly" and "sure" change nothing', () => {
    expect(proposal(aChoice(), { picked: ['a'] }, { confidence: 'guess' })).toEqual({
      quality: 3,
      allowed: PASSES_ONLY,
      code: 'guessed',
    });
    expect(proposal(aChoice(), { picked: ['a'] }, { confidence: 'fairly' }).quality).toBe(4);
    expect(proposal(aChoice(), { picked: ['a'] }, { confidence: 'sure' }).quality).toBe(4);
  });

  it('by ticks with less than two thirds of the weight proposes 3', () => {
    const thirds = aRecall({
      keyPoints: [{ key: 'must', must: true, weight: 5 }, { key: 'one' }, { key: 'three', weight: 3 }],
    });
    expect(proposal(thirds, { ticked: ['must'] })).toEqual({ quality: 3, allowed: BY_ONESELF, code: 'part-of-weight' });
    expect(proposal(thirds, { ticked: ['must', 'one'] })).toEqual({
      quality: 4,
      allowed: BY_ONESELF,
      code: 'right-by-ticks',
    });
  });

  it('in more than twice the expected time proposes 3', () => {
    expect(proposal(aChoice(), { picked: ['a'] }, { durationMs: 120_001 })).toEqual({
      quality: 3,
      allowed: PASSES_ONLY,
      code: 'slow',
    });
    expect(proposal(aChoice(), { picked: ['a'] }, { durationMs: 120_000 }).quality).toBe(4);
  });

  it('has no slow answer where the time means nothing', () => {
    expect(proposal(aChoice(), { picked: ['a'], untimed: true }, { durationMs: 500_000 }).quality).toBe(4);
  });

  it('counts ten minutes at most, so a long question is never slow', () => {
    expect(proposal(aChoice({ timeSeconds: 300 }), { picked: ['a'] }, { durationMs: 9_000_000 }).quality).toBe(4);
    expect(proposal(aChoice({ timeSeconds: 299 }), { picked: ['a'] }, { durationMs: 9_000_000 }).quality).toBe(3);
  });

  it('after the typo retry is as right as without', () => {
    const cloze = aCloze([{ key: 'g', kind: 'text', accept: ['barrier'] }]);
    expect(proposal(cloze, { gaps: { g: 'barrier' }, retry: true }).quality).toBe(4);
  });
});

describe('right with reasons asked for', () => {
  const trueOrFalse = aChoice({ options: optionsOf('a', 'b'), keyPoints: recall.keyPoints });
  const three = aChoice({ keyPoints: recall.keyPoints });

  it('proposes the lower of pick and reasons', () => {
    expect(proposal(three, { picked: ['a'], ticked: all })).toEqual({
      quality: 4,
      allowed: BY_ONESELF,
      code: 'right-by-ticks',
    });
    expect(proposal(three, { picked: ['a'], ticked: ['must'] }).quality).toBe(3);
    expect(proposal(three, { picked: ['a'], ticked: ['two'] }).quality).toBe(1);
    expect(proposal(three, { picked: ['a'], ticked: ['two', 'five'] }).quality).toBe(2);
    expect(proposal(three, { picked: ['b'], ticked: all })).toEqual({
      quality: 1,
      allowed: MISSED_ONLY,
      code: 'wrong',
    });
  });

  it('proposes at most 3 when a question of two options is left without reasons', () => {
    expect(proposal(trueOrFalse, { picked: ['a'] })).toEqual({
      quality: 3,
      allowed: BY_ONESELF,
      code: 'reasons-skipped',
    });
    expect(proposal(three, { picked: ['a'] }).quality).toBe(4);
    expect(proposal(aChoice({ options: optionsOf('a', 'b') }), { picked: ['a'] }).quality).toBe(4);
  });

  it('holds for predict as well', () => {
    const predict = aPredict({ stdout: '1\n' }, { options: optionsOf('a', 'b'), keyPoints: recall.keyPoints });
    expect(proposal(predict, { picked: ['a'] }).quality).toBe(3);
    expect(proposal(predict, { picked: ['a'], ticked: ['two'] }).quality).toBe(1);
  });
});
