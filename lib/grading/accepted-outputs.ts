import type { PredictQuestion } from '../questions/schema';
import type { CodeBlock, PlainExpectation } from '../questions/schema-program';

/** What counts as a right prediction (question-format.md §11). */
export type AcceptedOutputs = {
  /** Typed outputs that are right; empty where only options or an outcome can be graded. */
  readonly outputs: readonly string[];
  /** "It varies between runs" is right. */
  readonly varies: boolean;
  readonly hangs: boolean;
  /** The version whose expectation counts, printed beside the program; null where it makes no difference. */
  readonly pythonVersion: string | null;
};

/**
 * @param preferred the version that the learner is interviewed on; without it, or if the program was never run on it, the
 *   newest version of the program counts
 */
export function acceptedOutputs(question: PredictQuestion, preferred?: string): AcceptedOutputs {
  const run = promptProgram(question)?.run;
  if (run === undefined) return { outputs: [], varies: false, hangs: false, pythonVersion: null };
  const byVersion = new Map(Object.entries(run.expect.byVersion ?? {}));
  if (byVersion.size === 0) return { ...accepts(run.expect), pythonVersion: null };
  const versions = run.on ?? [...byVersion.keys()].filter((version) => version !== 'default');
  const known = preferred !== undefined && (versions.includes(preferred) || byVersion.has('default'));
  const pythonVersion = known ? preferred : newest(versions);
  const expectation = byVersion.get(pythonVersion ?? 'default') ?? byVersion.get('default');
  return { ...accepts(expectation ?? {}), pythonVersion };
}

/** The one program of the prompt that was run. */
function promptProgram(question: PredictQuestion): CodeBlock | undefined {
  return question.code.find((block) => block.show === 'prompt' && block.run !== undefined);
}

function accepts(expectation: PlainExpectation): Omit<AcceptedOutputs, 'pythonVersion'> {
  return {
    outputs: typedOutputs(expectation),
    varies: expectation.distinctAtLeast !== undefined || expectation.stdoutOneOf !== undefined,
    hangs: expectation.hangs === true,
  };
}

/** An exception is named by its type, after the output so far if the learner types that too. A program that hangs has no end to type. */
function typedOutputs(expectation: PlainExpectation): readonly string[] {
  const { stdout, stdoutOneOf, exception, hangs } = expectation;
  if (hangs === true) return [];
  const printed = stdoutOneOf ?? (stdout === undefined ? [] : [stdout]);
  if (exception === undefined) return printed;
  return [exception, ...printed.map((output) => `${output.replace(/\n?$/, '\n')}${exception}\n`)];
}

/** 3.14 is newer than 3.9; of two equal ones the build with the GIL goes first. */
function newest(versions: readonly string[]): string | null {
  const minor = (version: string): number => Number.parseInt(version.slice(2), 10) - (version.endsWith('t') ? 0.5 : 0);
  return versions.reduce<string | null>(
    (best, version) => (best === null || minor(version) > minor(best) ? version : best),
    null,
  );
}
