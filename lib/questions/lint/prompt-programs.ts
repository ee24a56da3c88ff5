import type { Rule } from './subject';

/** A predict question shows one program and knows what it prints; a spot-bug question shows the faulty one. */
export const promptPrograms: Rule = ({ question, parts }) => {
  const shown = parts.code.filter((block) => block.show === 'prompt');
  if (question.type === 'predict' && (shown.length !== 1 || shown[0]?.run === undefined)) {
    return [{ message: 'predict/program', pointer: ['code'], params: { count: shown.length } }];
  }
  if (question.type === 'spot-bug' && shown.length === 0) return [{ message: 'bug/no-program', pointer: ['code'] }];
  return [];
};
