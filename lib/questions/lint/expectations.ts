import type { CodeBlock, PlainExpectation } from '../schema-program';
import type { Pointer, Problem } from './finding';
import type { Rule } from './subject';

const contradictions = [
  ['stdout', 'stdoutOneOf'],
  ['stdout', 'stdoutMatches'],
  ['stdoutOneOf', 'stdoutMatches'],
  ['hangs', 'exception'],
  ['stdout', 'distinctAtLeast'],
] as const;

/** A program is a file or a snippet; one that runs is a Python file with one expectation for each version that it runs on. */
export const expectations: Rule = ({ parts, context }) =>
  parts.code.flatMap((block, index) => checkBlock(block, ['code', index], context.pack.python?.versions ?? []));

function checkBlock(block: CodeBlock, pointer: Pointer, packVersions: readonly string[]): readonly Problem[] {
  const problems: Problem[] = [];
  if ((block.file === undefined) === (block.source === undefined)) {
    problems.push({ message: 'schema/one-of', pointer, params: { first: 'file', second: 'source' } });
  }
  if (block.run === undefined) return problems;
  if (block.file === undefined) problems.push({ message: 'schema/missing', pointer, params: { name: 'file' } });
  if (block.lang !== 'python') {
    const params = { name: 'lang', value: `"${block.lang}"`, allowed: 'python' };
    problems.push({ message: 'schema/enum', pointer: [...pointer, 'lang'], params });
  }
  const { byVersion, ...plain } = block.run.expect;
  const at = [...pointer, 'run', 'expect'];
  if (byVersion === undefined) return [...problems, ...checkPlain(plain, at)];

  const beside = Object.keys(plain)[0];
  if (beside !== undefined) {
    problems.push({ message: 'schema/together', pointer: at, params: { first: 'byVersion', second: beside } });
  }
  for (const [version, expectation] of Object.entries(byVersion)) {
    problems.push(...checkPlain(expectation, [...at, 'byVersion', version]));
  }
  const uncovered = (block.run.on ?? packVersions).filter((version) => !Object.hasOwn(byVersion, version));
  if (byVersion['default'] === undefined) {
    problems.push(
      ...uncovered.map((version): Problem => ({ message: 'run/by-version', pointer: at, params: { version } })),
    );
  }
  return problems;
}

function checkPlain(expectation: PlainExpectation, pointer: Pointer): readonly Problem[] {
  if (Object.keys(expectation).length === 0) {
    return [{ message: 'schema/empty', pointer, params: { name: String(pointer.at(-1)) } }];
  }
  return contradictions
    .filter(([first, second]) => expectation[first] !== undefined && expectation[second] !== undefined)
    .map(([first, second]): Problem => ({ message: 'schema/together', pointer, params: { first, second } }));
}
