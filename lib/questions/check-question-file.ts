import { questionLimits, readJsonDocument, syllabusLimits } from './json-document';
import type { JsonDocument, JsonLimits } from './json-document';
import { checkSyllabus } from './lint/check-syllabus';
import type { Problem } from './lint/finding';
import { levelOf } from './lint/report-problems';
import { questionShapeProblems, shapeProblems } from './lint/schema-problems';
import { packSchema } from './pack-schema';
import type { Pack } from './pack-schema';
import { questionSchema } from './schema';
import type { Question } from './schema';
import { syllabusSchema } from './syllabus-schema';
import type { Syllabus } from './syllabus-schema';

/** A file read as far as its shape: the value only if nothing is wrong with it. */
export type ShapedFile<Value> = {
  readonly document: JsonDocument;
  readonly value: Value | null;
  readonly problems: readonly Problem[];
};

/** Form, not meaning: `fmt` repairs it and an import does not mind. */
export function isBlocking(problem: Problem, status: string | null): boolean {
  return levelOf(problem, status) === 'error' && !problem.message.startsWith('fmt/');
}

export function readQuestion(bytes: Uint8Array): ShapedFile<Question> {
  return shape(bytes, questionLimits, (value) => {
    const parsed = questionSchema.safeParse(value);
    return parsed.success ? parsed : { success: false, problems: questionShapeProblems(parsed.error.issues, value) };
  });
}

export function readPack(bytes: Uint8Array): ShapedFile<Pack> {
  return shape(bytes, questionLimits, (value) => {
    const parsed = packSchema.safeParse(value);
    return parsed.success ? parsed : { success: false, problems: shapeProblems(parsed.error.issues, value) };
  });
}

export function readSyllabus(bytes: Uint8Array): ShapedFile<Syllabus> {
  return shape(bytes, syllabusLimits, (value) => {
    const parsed = syllabusSchema.safeParse(value);
    if (!parsed.success) return { success: false, problems: shapeProblems(parsed.error.issues, value) };
    const problems = checkSyllabus(parsed.data);
    return problems.length === 0 ? parsed : { success: false, problems };
  });
}

type Shaped<Value> =
  { readonly success: true; readonly data: Value } | { readonly success: false; readonly problems: readonly Problem[] };

function shape<Value>(
  bytes: Uint8Array,
  limits: JsonLimits,
  parse: (value: unknown) => Shaped<Value>,
): ShapedFile<Value> {
  const document = readJsonDocument(bytes, limits);
  if (document.value === undefined) return { document, value: null, problems: document.problems };
  const format = formatOf(document.value);
  if (format !== null && format > 1) {
    return {
      document,
      value: null,
      problems: [{ message: 'format/too-new', pointer: ['format'], params: { format } }],
    };
  }
  const parsed = parse(document.value);
  const problems = parsed.success ? document.problems : [...document.problems, ...parsed.problems];
  const blocked = problems.some((problem) => isBlocking(problem, null));
  return { document, value: parsed.success && !blocked ? parsed.data : null, problems };
}

/** A later format has other fields: naming each of them as unknown would help nobody. */
function formatOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('format' in value)) return null;
  return typeof value.format === 'number' ? value.format : null;
}
