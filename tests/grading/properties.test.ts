import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grade } from '@/lib/grading/grade';
import { learnerResponseSchema } from '@/lib/grading/response-schema';
import type { GradeContext, LearnerResponse } from '@/lib/grading/types';
import type { Question } from '@/lib/questions/schema';
import { isPass } from '@/lib/scheduler/types';
import { packQuestions } from './pack';

const questions = packQuestions().map(({ question }) => question);

const contexts: fc.Arbitrary<GradeContext> = fc.record({
  confidence: fc.constantFrom(null, 'guess', 'fairly', 'sure'),
  durationMs: fc.integer({ min: 0, max: 3_600_000 }),
});

/** Responses made of the question's own keys and of foreign ones; any part may be absent, empty or out of place. */
function responsesTo(question: Question): fc.Arbitrary<LearnerResponse> {
  const key = fc.constantFrom(...keysOf(question), 'no-such-key');
  const text = fc.oneof(fc.constantFrom('', ' ', '5', '99', '1\n100', 'default'), fc.string({ maxLength: 20 }));
  return fc.record(
    {
      picked: fc.array(key, { maxLength: 8 }),
      gaps: fc.dictionary(key, text, { maxKeys: 8, noNullPrototype: true }),
      sequence: fc.array(key, { maxLength: 10 }),
      pairs: fc.dictionary(key, key, { maxKeys: 12, noNullPrototype: true }),
      text,
      outcome: fc.constantFrom('varies' as const, 'hangs' as const),
      marks: fc.array(fc.record({ code: key, line: fc.integer({ min: 1, max: 30 }) }), { maxLength: 4 }),
      ticked: fc.array(key, { maxLength: 9 }),
      redFlags: fc.array(key, { maxLength: 6 }),
      dontKnow: fc.constant(true as const),
      hints: fc.integer({ min: 0, max: 3 }),
      untimed: fc.constant(true as const),
    },
    { requiredKeys: [] },
  );
}

function keysOf(question: Question): string[] {
  const lists = ['keyPoints', 'options', 'gaps', 'items', 'left', 'right', 'redFlags', 'code'];
  return Object.entries(question)
    .filter(([name]) => lists.includes(name))
    .flatMap(([, list]) => (list as { key: string }[]).map(({ key }) => key));
}

const cases = fc
  .constantFrom(...questions)
  .chain((question) =>
    fc.record({ question: fc.constant(question), response: responsesTo(question), context: contexts }),
  );

describe('whatever was answered', () => {
  it('wrong is never proposed as a pass, and 5 is never proposed', () => {
    fc.assert(
      fc.property(cases, ({ question, response, context }) => {
        const { verdict, proposedQuality } = grade(question, response, context);
        expect(proposedQuality).not.toBe(5);
        if (verdict === 'wrong') expect(proposedQuality).toBeLessThan(3);
        if (verdict === 'right') expect(proposedQuality).toBeGreaterThanOrEqual(3);
        if (verdict === 'open') expect(proposedQuality).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('the score lies in 0..1, and only what is right or flagged scores 1', () => {
    fc.assert(
      fc.property(cases, ({ question, response, context }) => {
        const { verdict, score, reason } = grade(question, response, context);
        expect(score >= 0 && score <= 1).toBe(true);
        if (score === 1) expect(verdict === 'right' || reason.code === 'red-flag').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('the proposal may be stored, and after a wrong machine verdict no pass may', () => {
    fc.assert(
      fc.property(cases, ({ question, response, context }) => {
        const { proposedQuality, allowed, reason } = grade(question, response, context);
        expect(allowed).toEqual([...new Set(allowed)].sort());
        if (proposedQuality !== null) expect(allowed).toContain(proposedQuality);
        if (reason.code.startsWith('wrong') || reason.code === 'empty') expect(allowed.some(isPass)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('grading again gives the same, also after a trip through JSON', () => {
    fc.assert(
      fc.property(cases, ({ question, response, context }) => {
        const sent = learnerResponseSchema.safeParse(JSON.parse(JSON.stringify(response)));
        if (!sent.success) return;
        expect(grade(question, sent.data, context)).toEqual(grade(question, response, context));
      }),
      { numRuns: 1000 },
    );
  });
});

it('ticking one more point never lowers the proposal', () => {
  const ticking = questions.filter((question) => question.type === 'recall' || question.type === 'scenario');
  const growing = fc.constantFrom(...ticking).chain((question) => {
    const points = question.keyPoints.map((point) => point.key);
    const picked = question.type === 'scenario' ? question.options?.filter((option) => option.correct) : undefined;
    const base = picked === undefined ? {} : { picked: picked.map((option) => option.key) };
    return fc.record({
      question: fc.constant(question),
      base: fc.constant(base),
      order: fc.shuffledSubarray(points, { minLength: points.length }),
      context: contexts,
    });
  });
  fc.assert(
    fc.property(growing, ({ question, base, order, context }) => {
      const proposals = order.map((_, index) => {
        const { proposedQuality } = grade(question, { ...base, ticked: order.slice(0, index + 1) }, context);
        return proposedQuality ?? -1;
      });
      expect(proposals).toEqual([...proposals].sort((a, b) => a - b));
    }),
  );
});
