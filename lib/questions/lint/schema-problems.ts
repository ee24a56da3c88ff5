import type { z } from 'zod';
import { questionSchema } from '../schema';
import { countCharacters, LOCALES } from '../schema-parts';
import { textFieldNames } from '../schema-text';
import { isMessageId } from './messages';
import { nearestName } from './nearest-name';
import type { Pointer, Problem } from './finding';

type Issue = z.core.$ZodIssue;

const questionFieldNames = [...new Set(questionSchema.options.flatMap((type) => Object.keys(type.shape)))];

/** Names of what lies deeper than the question and its texts. */
const innerNames = (
  'key must weight correct pin kind accept sequence left right code from to point gap answers when id missed lang show file source run ' +
  'on repeat timeoutMs stdin expect stdout stdoutOneOf stdoutMatches exception hangs distinctAtLeast byVersion python implementation ' +
  'build os authors license sources reviewedBy machineDrafted ref section url accessed supports by rev label why hint prompt answer'
).split(' ');

/** Names an author may expect, and what they are called here. */
const aliases: Readonly<Record<string, string>> = { difficulty: 'level', explanation: 'why', zh: 'zh-CN' };

/**
 * zod's issues with a question as problems with a rule and words of their own.
 * @param value what was parsed: issues do not carry it
 */
export function questionShapeProblems(issues: readonly Issue[], value: unknown): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, value, (parent) => namesAt(parent)));
}

/** The same for pack.json and syllabus.json, whose names are few enough to go without suggestions. */
export function shapeProblems(issues: readonly Issue[], value: unknown): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, value, () => []));
}

function namesAt(parent: Pointer): readonly string[] {
  if (parent.length === 0) return questionFieldNames;
  if (parent[0] === 'text' && parent.length === 1) return LOCALES;
  return parent[0] === 'text' && parent.length === 2 ? textFieldNames : innerNames;
}

type NamesAt = (parent: Pointer) => readonly string[];

function problemsOf(issue: Issue, value: unknown, namesIn: NamesAt): readonly Problem[] {
  const pointer = issue.path.filter((part) => typeof part !== 'symbol');
  const name = nameOf(pointer);
  const actual = valueAt(value, pointer);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, pointer, value, namesIn(pointer)));
    case 'invalid_type':
      if (actual === undefined) return [{ message: 'schema/missing', pointer, params: { name } }];
      return [typeProblem(pointer, actual, issue.expected)];
    case 'invalid_value':
      return [valueProblem(pointer, actual, issue.values.map(String))];
    case 'invalid_union':
      if (actual === undefined) return [{ message: 'schema/missing', pointer, params: { name } }];
      return [valueProblem(pointer, actual, discriminatorOptions(issue))];
    case 'too_small':
      return [sizeProblem(pointer, actual, issue.origin, Number(issue.minimum), null)];
    case 'too_big':
      return [sizeProblem(pointer, actual, issue.origin, null, Number(issue.maximum))];
    case 'invalid_format':
      return [patternProblem(pointer, actual, issue.format === 'regex' ? (issue.pattern ?? '') : issue.format)];
    case 'invalid_key':
      return [{ ...patternProblem(pointer, pointer.at(-1), 'a key'), at: 'key' }];
    case 'custom':
      return [refinementProblem(issue, pointer, actual)];
    case 'not_multiple_of':
    case 'invalid_element':
      return [typeProblem(pointer, actual, 'another value')];
  }
}

function unknownKey(key: string, parent: Pointer, value: unknown, known: readonly string[]): Problem {
  const pointer = [...parent, key];
  const type = valueAt(value, ['type']);
  if (known.includes(key) && typeof type === 'string') {
    return { message: 'schema/not-for-type', pointer, at: 'key', params: { name: key, type } };
  }
  const similar = aliases[key] ?? nearestName(key, known);
  return similar === null
    ? { message: 'schema/unknown-key', pointer, at: 'key', params: { name: key } }
    : { message: 'schema/unknown-key:similar', pointer, at: 'key', params: { name: key, similar } };
}

function typeProblem(pointer: Pointer, actual: unknown, expected: string): Problem {
  const params = {
    name: nameOf(pointer),
    expected: expected === 'int' ? 'whole number' : expected,
    actual: describe(actual),
  };
  return { message: 'schema/type', pointer, params };
}

function valueProblem(pointer: Pointer, actual: unknown, allowed: readonly string[]): Problem {
  const name = nameOf(pointer);
  if (actual === undefined) return { message: 'schema/missing', pointer, params: { name } };
  if (name === 'format' && typeof actual === 'number' && actual > 1) {
    return { message: 'format/too-new', pointer, params: { format: actual } };
  }
  return { message: 'schema/enum', pointer, params: { name, value: describe(actual), allowed: allowed.join(', ') } };
}

function sizeProblem(
  pointer: Pointer,
  actual: unknown,
  origin: string,
  least: number | null,
  most: number | null,
): Problem {
  const params = { name: nameOf(pointer), least: least ?? 0, most: most ?? 'any' };
  if (typeof actual === 'number') return { message: 'schema/range', pointer, params: { ...params, actual } };
  if (origin === 'string') return lengthProblem(pointer, actual, params.least, params.most);
  const count = Array.isArray(actual) ? actual.length : Object.keys(Object(actual) as object).length;
  return { message: 'schema/length:items', pointer, params: { ...params, actual: count } };
}

function lengthProblem(pointer: Pointer, actual: unknown, least: number, most: number | string): Problem {
  const params = { name: nameOf(pointer), least, most, actual: countCharacters(String(actual)) };
  return { message: 'schema/length', pointer, params };
}

function patternProblem(pointer: Pointer, actual: unknown, expected: string): Problem {
  return { message: 'schema/pattern', pointer, params: { name: nameOf(pointer), value: describe(actual), expected } };
}

/** Refinements of the schema name their rule in `params.rule`. */
function refinementProblem(issue: z.core.$ZodIssueCustom, pointer: Pointer, actual: unknown): Problem {
  const rule: unknown = issue.params?.['rule'];
  const name = nameOf(pointer);
  const params = { name, key: describe(actual), value: describe(actual) };
  if (rule === 'schema/length') {
    const least = Number(issue.params?.['minLength'] ?? 0);
    const most = Number(issue.params?.['maxLength']);
    return typeof actual === 'string'
      ? lengthProblem(pointer, actual, least, most)
      : sizeProblem(pointer, actual, 'object', least, most);
  }
  if (rule === 'schema/pattern') return patternProblem(pointer, actual, 'a valid expression or address');
  return { message: typeof rule === 'string' && isMessageId(rule) ? rule : 'schema/empty', pointer, params };
}

function discriminatorOptions(issue: z.core.$ZodIssueInvalidUnion): readonly string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function nameOf(pointer: Pointer): string {
  const last = pointer.at(-1);
  if (typeof last === 'number') return `${nameOf(pointer.slice(0, -1))}[${last}]`;
  return last ?? 'the file';
}

function valueAt(value: unknown, pointer: Pointer): unknown {
  return pointer.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[part] : undefined),
    value,
  );
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const written = JSON.stringify(value) as string | undefined;
  return (written ?? 'nothing').slice(0, 80);
}
