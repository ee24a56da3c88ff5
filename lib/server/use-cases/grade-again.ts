import { grade } from '../../grading/grade';
import { learnerResponseSchema } from '../../grading/response-schema';
import type { Question } from '../../questions/schema';
import type { ParsedEvent } from '../../reviews/event-schema';
import type { Quality } from '../../scheduler/types';

export type GradedAgain =
  | { readonly ok: true; readonly proposedQuality: Quality | null }
  | { readonly ok: false; readonly code: 'invalid' | 'quality-not-allowed'; readonly detail: string };

/** The server's own grading of an answer, by the revision that was on screen: what it proposes, and whether the quality may be stored. */
export function gradeAgain(question: Question, event: Extract<ParsedEvent, { kind: 'answered' }>): GradedAgain {
  const response = learnerResponseSchema.safeParse(event.response ?? {});
  if (!response.success) {
    const place = response.error.issues[0]?.path.join('.') ?? '';
    return {
      ok: false,
      code: 'invalid',
      detail: `response.${place}: ${response.error.issues[0]?.message ?? ''}`.slice(0, 200),
    };
  }
  const graded = grade(question, response.data, { confidence: event.confidence ?? null, durationMs: event.durationMs });
  if (graded.allowed.includes(event.quality)) return { ok: true, proposedQuality: graded.proposedQuality };
  return { ok: false, code: 'quality-not-allowed', detail: `allowed: ${graded.allowed.join(', ')}` };
}
