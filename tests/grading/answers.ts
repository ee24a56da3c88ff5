import { acceptedOutputs } from '@/lib/grading/accepted-outputs';
import type { LearnerResponse } from '@/lib/grading/types';
import type { Question } from '@/lib/questions/schema';

/** A response that anybody who knows the question would give. */
export function rightResponse(question: Question): LearnerResponse {
  const ticked = question.keyPoints?.map((point) => point.key) ?? [];
  switch (question.type) {
    case 'recall':
      return { ticked };
    case 'choice':
      return { picked: correctOptions(question.options), ticked };
    case 'scenario':
      return question.options === undefined ? { ticked } : { picked: correctOptions(question.options), ticked };
    case 'spot-bug':
      return { marks: question.bugs.map((bug) => ({ code: bug.code, line: bug.to })), ticked };
    case 'predict':
      if (question.options !== undefined) return { picked: correctOptions(question.options), ticked };
      return { text: acceptedOutputs(question).outputs[0] ?? '', ticked };
    case 'order':
      return { sequence: question.orders[0]?.sequence ?? [] };
    case 'match':
      return { pairs: Object.fromEntries(question.pairs.map((pair) => [pair.left, pair.right])) };
    case 'cloze': {
      const words = question.text[question.sourceLocale]?.gaps ?? {};
      return {
        gaps: Object.fromEntries(
          question.gaps.map((gap) => [gap.key, (gap.accept ?? words[gap.key]?.accept ?? [])[0] ?? '']),
        ),
      };
    }
  }
}

/** A response that is wrong in everything. */
export function wrongResponse(question: Question): LearnerResponse {
  switch (question.type) {
    case 'recall':
      return { ticked: question.keyPoints.filter((point) => point.must !== true).map((point) => point.key) };
    case 'choice':
      return { picked: wrongOptions(question.options) };
    case 'scenario':
      return question.options === undefined
        ? { ticked: question.keyPoints.filter((point) => point.must !== true).map((point) => point.key) }
        : { picked: wrongOptions(question.options) };
    case 'spot-bug':
      return { marks: question.bugs.map((bug) => ({ code: bug.code, line: bug.to + 1 })) };
    case 'predict':
      return question.options === undefined ? { text: 'nothing like it' } : { picked: wrongOptions(question.options) };
    case 'order':
      return { sequence: [...(question.orders[0]?.sequence ?? [])].reverse() };
    case 'match':
      return { pairs: Object.fromEntries(question.pairs.map((pair) => [pair.left, 'no-such-side'])) };
    case 'cloze':
      return { gaps: Object.fromEntries(question.gaps.map((gap) => [gap.key, 'something else'])) };
  }
}

function correctOptions(options: readonly { key: string; correct: boolean }[]): string[] {
  return options.filter((option) => option.correct).map((option) => option.key);
}

function wrongOptions(options: readonly { key: string; correct: boolean }[]): string[] {
  return options.filter((option) => !option.correct).map((option) => option.key);
}
