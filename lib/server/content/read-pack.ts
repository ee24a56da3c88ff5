import { basename } from 'node:path';
import { isBlocking, readPack, readSyllabus } from '../../questions/check-question-file';
import type { ShapedFile } from '../../questions/check-question-file';
import type { Programs } from '../../questions/content-hash';
import { checkPack } from '../../questions/lint/check-pack';
import type { PackEntry } from '../../questions/lint/check-pack';
import { checkQuestion } from '../../questions/lint/check-question';
import type { Finding, Problem } from '../../questions/lint/finding';
import { reportProblems } from '../../questions/lint/report-problems';
import { subjectOf } from '../../questions/lint/subject';
import type { PackContext } from '../../questions/lint/subject';
import type { Pack } from '../../questions/pack-schema';
import type { Question } from '../../questions/schema';
import type { Syllabus } from '../../questions/syllabus-schema';
import { needsLater } from './needs-later';
import { describeProblems, programPath } from './read-question-file';
import type { ShapedQuestion } from './read-question-file';
import { readPackFiles } from './read-pack-files';
import type { KnownQuestions } from './read-pack-files';
import { readSmallFile } from './read-small-file';
import { takeTurns } from './take-turns';
import { walkPack } from './walk-pack';
import type { FoundQuestion, PackListing } from './walk-pack';

const MAX_QUESTIONS = 5000;
/** Far over the limits of both files, which say so themselves. */
const MAX_TOP_BYTES = 16 * 1024 * 1024;

/** A question that keeps every rule. */
export type SoundQuestion = {
  readonly file: FoundQuestion;
  /** Of the file and its programs, to tell later whether anything changed. */
  readonly hash: string;
  readonly topic: string;
  readonly slug: string;
  readonly question: Question;
  readonly programs: Programs;
};

export type PackContents = {
  readonly pack: Pack;
  readonly syllabus: Syllabus;
  readonly sound: readonly SoundQuestion[];
  /** Files that are what was imported last; they are not even parsed. */
  readonly unchanged: number;
  /** How many question files there are. */
  readonly files: number;
  /** Ids of all files in which one could be read, sound or not. */
  readonly ids: ReadonlySet<string>;
};

export type ReadPack = {
  /** Null when pack.json or syllabus.json is broken. */
  readonly contents: PackContents | null;
  readonly findings: readonly Finding[];
};

/** Reads one pack and checks all of it; a broken question takes nothing else down. */
export async function readPackFolder(
  questionsDir: string,
  name: string,
  known: KnownQuestions,
  signal?: AbortSignal,
): Promise<ReadPack> {
  const listing = await walkPack(questionsDir, name);
  const packFile = readTop(listing, 'pack.json', readPack);
  const syllabusFile = readTop(listing, 'syllabus.json', readSyllabus);
  const [pack, syllabus] = [packFile.value, syllabusFile.value];
  const problems = pack === null ? [] : packProblems(pack, syllabus, listing);
  const findings = [
    ...packFile.findings,
    ...syllabusFile.findings,
    ...reportProblems(`${listing.path}/pack.json`, packFile.document, problems, 'en'),
  ];
  if (pack === null || syllabus === null || problems.length > 0) {
    return { contents: null, findings: [...findings, ...strayFiles(listing)] };
  }
  const read = await readQuestions(listing, pack, syllabus, known, takeTurns(signal));
  return { ...read, findings: [...findings, ...read.findings, ...strayFiles(listing)] };
}

function readTop<Value>(listing: PackListing, name: string, read: (bytes: Uint8Array) => ShapedFile<Value>) {
  const path = `${listing.path}/${name}`;
  const found = listing.top.find((file) => file.path === path);
  const file = found === undefined ? null : readSmallFile(found.absolute, MAX_TOP_BYTES);
  if (file?.kind !== 'bytes') {
    const missing: Problem = { message: 'file/missing', pointer: [], params: { file: name } };
    return { value: null, document: null, findings: reportProblems(path, null, [missing], 'en') };
  }
  const { value, document, problems } = read(file.bytes);
  return { value, document, findings: reportProblems(path, document, problems, 'en') };
}

function packProblems(pack: Pack, syllabus: Syllabus | null, listing: PackListing): readonly Problem[] {
  const problems: Problem[] = [];
  const folder = listing.pack;
  if (pack.id !== folder) problems.push({ message: 'path/pack', pointer: ['id'], params: { id: pack.id, folder } });
  if (syllabus !== null && syllabus.pack !== folder) {
    problems.push({ message: 'path/pack', pointer: [], params: { id: `syllabus.json: ${syllabus.pack}`, folder } });
  }
  const later = needsLater(pack.needsTimeslice);
  if (later !== null) problems.push({ message: 'pack/needs-timeslice', pointer: ['needsTimeslice'], params: later });
  if (listing.questions.length > MAX_QUESTIONS) {
    const params = { count: listing.questions.length, limit: MAX_QUESTIONS };
    problems.push({ message: 'pack/too-many', pointer: [], params });
  }
  return problems;
}

async function readQuestions(
  listing: PackListing,
  pack: Pack,
  syllabus: Syllabus,
  known: KnownQuestions,
  turn: () => Promise<void>,
): Promise<{ readonly contents: PackContents; readonly findings: readonly Finding[] }> {
  const { shaped, unchanged } = await readPackFiles(listing, syllabus, known, turn);
  const ids = new Set([...unchanged.keys(), ...shaped.flatMap(({ id }) => (id === null ? [] : [id]))]);
  const context: PackContext = {
    pack,
    topics: new Set(syllabus.topics.map((topic) => topic.id)),
    objectives: new Set(syllabus.topics.flatMap((topic) => topic.objectives.map((objective) => objective.id))),
    questionIds: new Set([...ids, ...known.keys()]),
  };
  const owners = new Map([...known].map(([id, { path }]) => [id, path]));
  const ofPack = new Map<string, Problem[]>();
  const entries = [
    ...shaped.map(toEntry),
    ...[...unchanged].map(([id, one]) => ({ ...one, id })),
    ...gone(shaped, known, ids),
  ];
  for (const { path, problem } of checkPack(entries, owners, [...listing.programs.keys()])) {
    ofPack.set(path, [...(ofPack.get(path) ?? []), problem]);
  }

  const sound: SoundQuestion[] = [];
  const findings: Finding[] = [];
  for (const one of shaped) {
    const { file, question } = one;
    const problems = [...one.problems, ...checkRules(one, context), ...(ofPack.get(file.path) ?? [])];
    const isSound = !problems.some((problem) => isBlocking(problem, question?.status ?? null));
    if (question !== null && isSound) sound.push(toSound(one, question));
    if (problems.length > 0) findings.push(...describeProblems(file, problems));
    await turn();
  }
  for (const path of listing.programs.keys())
    findings.push(...reportProblems(path, null, ofPack.get(path) ?? [], 'en'));
  for (const [, { path }] of unchanged) findings.push(...reportProblems(path, null, ofPack.get(path) ?? [], 'en'));
  const files = listing.questions.length;
  return { contents: { pack, syllabus, sound, unchanged: unchanged.size, files, ids }, findings };
}

function checkRules({ file, question, programs }: ShapedQuestion, context: PackContext): readonly Problem[] {
  const isSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(file.name) && file.name.length <= 80;
  const name: readonly Problem[] = isSlug ? [] : [{ message: 'path/slug', pointer: [], params: { name: file.name } }];
  if (question === null) return name;
  return [...name, ...checkQuestion(subjectOf(question, { topic: file.topic, slug: file.name, programs, context }))];
}

function toEntry({ file, id, question }: ShapedQuestion): PackEntry {
  return {
    path: file.path,
    slug: file.name,
    id,
    aliases: question?.aliases ?? [],
    requires: question?.requires ?? [],
    programs: (question?.code ?? []).flatMap(({ file: program }) =>
      program === undefined ? [] : [programPath(file, program)],
    ),
  };
}

/** Questions imported before that have no file now. A file whose id cannot be read may be the one that is looked for. */
function gone(
  shaped: readonly ShapedQuestion[],
  known: KnownQuestions,
  ids: ReadonlySet<string>,
): readonly PackEntry[] {
  const unread = new Set(shaped.filter(({ id }) => id === null).map(({ file }) => file.path));
  return [...known]
    .filter(([id, { path }]) => !ids.has(id) && !unread.has(path))
    .map(([id, { path, slug }]) => ({ path, slug, id, aliases: [], requires: [], programs: [] }));
}

function toSound({ file, hash, programs }: ShapedQuestion, question: Question): SoundQuestion {
  const texts = Object.entries(programs).flatMap(([key, program]) =>
    program.kind === 'text' ? [[key, program.text] as const] : [],
  );
  return { file, hash, topic: file.topic, slug: file.name, question, programs: Object.fromEntries(texts) };
}

/** Question files where none belongs, and links that lead out. */
function strayFiles(listing: PackListing): readonly Finding[] {
  const misplaced = listing.misplaced.map(({ path }) => ({
    path,
    problem: { message: 'path/layout', pointer: [] } as const,
  }));
  const outside = listing.outside.map((path) => {
    return { path, problem: { message: 'path/outside', pointer: [], params: { file: basename(path) } } as const };
  });
  return [...misplaced, ...outside].flatMap(({ path, problem }) => reportProblems(path, null, [problem], 'en'));
}
