import type { PackEntry } from '../../questions/lint/check-pack';
import type { Syllabus } from '../../questions/syllabus-schema';
import { readQuestionBytes, shapeQuestion } from './read-question-file';
import type { QuestionBytes, ShapedQuestion } from './read-question-file';
import type { FoundFile, FoundQuestion, PackListing } from './walk-pack';

/** What was imported before: it keeps links alive, tells the original from a copy, and spares reading it again. */
export type KnownQuestion = {
  readonly path: string;
  readonly slug: string;
  readonly fileHash: string;
  readonly requires: readonly string[];
};

/** By id. */
export type KnownQuestions = ReadonlyMap<string, KnownQuestion>;

type Unchanged = Omit<PackEntry, 'id'>;

/** Bytes first: what is known to the byte is sound and in service already. */
export async function readPackFiles(
  listing: PackListing,
  syllabus: Syllabus,
  known: KnownQuestions,
  turn: () => Promise<void>,
): Promise<{ readonly shaped: readonly ShapedQuestion[]; readonly unchanged: ReadonlyMap<string, Unchanged> }> {
  const orders = new Map(syllabus.topics.map((topic) => [topic.id, topic.order]));
  const programsOf = programsByQuestion(listing);
  const knownByPath = new Map([...known].map(([id, one]) => [one.path, { ...one, id }]));
  const shaped: ShapedQuestion[] = [];
  const unchanged = new Map<string, Unchanged>();
  for (const file of listing.questions) {
    const bytes = readQuestionBytes(file, programsOf(file), orders.get(file.topic) ?? 0);
    const before = knownByPath.get(file.path);
    if (before !== undefined && before.fileHash === bytes.hash) unchanged.set(before.id, toUnchanged(bytes, before));
    else shaped.push(shapeQuestion(bytes));
    await turn();
  }
  return { shaped, unchanged };
}

function toUnchanged({ file, programs }: QuestionBytes, before: KnownQuestion): Unchanged {
  return { path: file.path, slug: file.name, aliases: [], requires: before.requires, programs: [...programs.keys()] };
}

/** The programs that are a question's by name: `code/<slug>.*` and `code/<slug>-<key>.*`. */
function programsByQuestion(listing: PackListing): (file: FoundQuestion) => readonly FoundFile[] {
  const programs = [...listing.programs.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return (file) => {
    const start = `${file.path.slice(0, -`${file.name}.json`.length)}code/${file.name}`;
    const found: FoundFile[] = [];
    for (let at = firstFrom(programs, start); programs[at]?.path.startsWith(start) === true; at += 1) {
      const program = programs[at];
      if (program !== undefined && /^[.-]/.test(program.path.slice(start.length))) found.push(program);
    }
    return found;
  };
}

/** The index of the first file at or after a path: a pack may have thousands. */
function firstFrom(files: readonly FoundFile[], path: string): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((files[middle]?.path ?? '') < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
