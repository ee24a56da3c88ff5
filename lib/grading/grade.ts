import type { Question } from '../questions/schema';
import { markChoice } from './choice';
import { markCloze } from './cloze';
import { markMatch } from './match';
import { markOrder } from './order';
import { markPredict } from './predict';
import { propose } from './propose';
import { markRecall } from './recall';
import { markScenario } from './scenario';
import { markSpotBug } from './spot-bug';
import type { GradeContext, Graded, LearnerResponse, Mark } from './types';

/**
 * What was right, what was missed, the proposed quality and the qualities that may be stored. The browser grades with it to
 * show the proposal, the server grades again from the stored event: everything it reads is in the event or in the revision
 * that was on screen. Source: question-format.md §6.
 */
export function grade(question: Question, response: LearnerResponse, context: GradeContext): Graded {
  return propose(mark(question, response, context), response, {
    confidence: context.confidence,
    durationMs: context.durationMs,
    expectedSeconds: question.timeSeconds,
  });
}

function mark(question: Question, response: LearnerResponse, context: GradeContext): Mark {
  switch (question.type) {
    case 'recall':
      return markRecall(question, response);
    case 'choice':
      return markChoice(question, response);
    case 'cloze':
      return markCloze(question, response);
    case 'order':
      return markOrder(question, response);
    case 'match':
      return markMatch(question, response);
    case 'predict':
      return markPredict(question, response, context.pythonVersion);
    case 'spot-bug':
      return markSpotBug(question, response);
    case 'scenario':
      return markScenario(question, response);
  }
}
