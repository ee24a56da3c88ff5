import { createHash } from 'node:crypto';
import { readQuestion } from '../../questions/check-question-file';
import type { Finding, Problem } from '../../questions/lint/finding';
import { reportProblems } from '../../questions/lint/report-problems';
import type { ProgramFile } from '../../questions/lint/subject';
import type { Question } from '../../questions/schema';
import { readProgram } from './read-program';
import { readSmallFile } from './read-small-file';
import type { SmallFile } from './read-small-file';
import type { FoundFile, FoundQuestion } from './walk-pack';

/** Nothing is read of a file larger than this; it is far over every limit. */
const NEVER_READ_BYTES = 1024 * 1024;

/** Raised when rows made from the same file come out differently: every question is then read and written once more. */
const WRITTEN_FORM = '1';

/** A question file and the programs that are its by name, as bytes. */
export type QuestionBytes = {
  readonly file: FoundQuestion;
  readonly content: SmallFile;
  /** By path. */
  readonly programs: ReadonlyMap<string, SmallFile>;
  /** SHA-256 in hex of all of it, and of the topic's place, which decides when a question is first shown. */
  readonly hash: string;
};

/** A file as far as its shape. Its places are forgotten; if a rule complains, the file is read again. */
export type ShapedQuestion = {
  readonly file: FoundQuestion;
  readonly hash: string;
  readonly id: string | null;
  /** Null when the shape is wrong. */
  readonly question: Question | null;
  /** By code key. */
  readonly programs: Readonly<Record<string, ProgramFile>>;
  readonly problems: readonly Problem[];
};

export function readQuestionBytes(
  file: FoundQuestion,
  programFiles: readonly FoundFile[],
  topicOrder: number,
): QuestionBytes {
  const content = readSmallFile(file.absolute, NEVER_READ_BYTES);
  const programs = new Map(programFiles.map(({ path, absolute }) => [path, readSmallFile(absolute, NEVER_READ_BYTES)]));
  const hash = createHash('sha256').update(`${WRITTEN_FORM} ${topicOrder}\0`);
  for (const [path, part] of [[file.path, content] as const, ...programs]) {
    hash.update(`${path}\0${part.kind === 'bytes' ? part.bytes.length : part.kind}\0`);
    if (part.kind === 'bytes') hash.update(part.bytes);
  }
  return { file, content, programs, hash: hash.digest('hex') };
}

export function shapeQuestion({ file, content, programs: files, hash }: QuestionBytes): ShapedQuestion {
  if (content.kind !== 'bytes') {
    return { file, hash, id: null, question: null, programs: {}, problems: [unreadable(content)] };
  }
  const { document, value, problems } = readQuestion(content.bytes);
  const programs: Record<string, ProgramFile> = {};
  for (const block of value?.code ?? []) {
    if (block.file !== undefined) programs[block.key] = readProgram(files.get(programPath(file, block.file)));
  }
  return { file, hash, id: value?.id ?? idOf(document.value), question: value, programs, problems };
}

/** Where a program named in a question lies, as authors call it. */
export function programPath(file: FoundFile, program: string): string {
  return `${file.path.slice(0, file.path.lastIndexOf('/'))}/${program}`;
}

/** Problems of one file with line and column; `problems` are those that rules found beyond its shape. */
export function describeProblems(file: FoundFile, problems: readonly Problem[]): readonly Finding[] {
  const content = readSmallFile(file.absolute, NEVER_READ_BYTES);
  if (content.kind !== 'bytes') return reportProblems(file.path, null, problems, 'en');
  const { document, problems: ofShape } = readQuestion(content.bytes);
  // A problem without a pointer is known to its document by identity, so those of this reading stand for the earlier ones.
  const known = new Set(ofShape.map((problem) => JSON.stringify(problem)));
  const beyond = problems.filter((problem) => !known.has(JSON.stringify(problem)));
  return reportProblems(file.path, document, [...ofShape, ...beyond], 'en');
}

function unreadable(file: Exclude<SmallFile, { kind: 'bytes' }>): Problem {
  if (file.kind === 'unreadable') {
    return { message: 'file/unreadable', pointer: [], params: { problem: file.problem } };
  }
  return { message: 'json/too-large', pointer: [], params: { size: Math.ceil(file.bytes / 1024), limit: 64 } };
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' ? value.id : null;
}
