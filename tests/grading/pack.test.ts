import { describe, expect, it } from 'vitest';
import { grade } from '@/lib/grading/grade';
import { orderMisconceptions } from '@/lib/grading/misconceptions';
import { learnerResponseSchema } from '@/lib/grading/response-schema';
import type { LearnerResponse } from '@/lib/grading/types';
import type { Question } from '@/lib/questions/schema';
import { isPass } from '@/lib/scheduler/types';
import { rightResponse, wrongResponse } from './answers';
import { packQuestions } from './pack';

const context = { confidence: null, durationMs: 20_000 };
const questions = packQuestions();

it('the pack holds questions of all eight types', () => {
  expect(new Set(questions.map(({ question }) => question.type)).size).toBe(8);
});

describe.each(questions)('$slug', ({ question }) => {
  it('takes a right answer for Good', () => {
    const response = rightResponse(question);
    const graded = grade(question, response, context);
    expect(graded).toMatchObject({ verdict: 'right', score: 1, missed: [], proposedQuality: 4 });
    expect(learnerResponseSchema.safeParse(response).success).toBe(true);
  });

  it('takes a wrong answer for Missed', () => {
    const response = wrongResponse(question);
    const graded = grade(question, response, context);
    expect(graded.verdict).toBe('wrong');
    expect(graded.proposedQuality).toBeLessThan(3);
    expect(graded.missed.length > 0 || question.type === 'predict').toBe(true);
    expect(learnerResponseSchema.safeParse(response).success).toBe(true);
  });

  it('refuses a pass after an answer that a machine found wrong', () => {
    const byTicks = question.type === 'recall' || (question.type === 'scenario' && question.options === undefined);
    const { allowed } = grade(question, wrongResponse(question), context);
    expect(allowed.some(isPass)).toBe(byTicks);
  });

  it('shows first the misconception whose wrong answer was given', () => {
    for (const { key, gap, answers } of question.misconceptions ?? []) {
      for (const answer of answers ?? []) {
        const response = givenAs(question, answer, gap);
        expect(orderMisconceptions(question, response)[0]).toEqual({ key, given: true });
        expect(grade(question, response, context).verdict).toBe('wrong');
      }
    }
  });
});

/** The response of somebody who gave this answer: to a gap, by an option, or as typed output. */
function givenAs(question: Question, answer: string, gap: string | undefined): LearnerResponse {
  if (gap !== undefined) return { gaps: { [gap]: answer } };
  return 'options' in question ? { picked: [answer] } : { text: answer };
}
