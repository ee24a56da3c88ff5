import type { PlainExpectation } from '../schema-program';
import type { Rule } from './subject';

/** A typed prediction can be compared only with an exact output or the name of an exception; anything else needs options. */
export const predictGradable: Rule = ({ question }) => {
  if (question.type !== 'predict' || question.options !== undefined) return [];
  return question.code.flatMap((block, index) => {
    if (block.show !== 'prompt' || block.run === undefined) return [];
    const { byVersion, ...plain } = block.run.expect;
    const all = byVersion === undefined ? [plain] : Object.values(byVersion);
    const expectation = all.map(ungradable).find((name) => name !== null);
    if (expectation === undefined) return [];
    return [{ message: 'predict/not-gradable', pointer: ['code', index, 'run', 'expect'], params: { expectation } }];
  });
};

function ungradable(expectation: PlainExpectation): string | null {
  const names = ['stdoutMatches', 'distinctAtLeast', 'hangs'] as const;
  return names.find((name) => expectation[name] !== undefined) ?? null;
}
