import { basename } from 'node:path';
import type { QuestionId, TopicId } from '../../base/ids';
import type { Instant } from '../../base/time';
import { compareFindings } from '../../questions/lint/finding';
import type { Finding } from '../../questions/lint/finding';
import { reportProblems } from '../../questions/lint/report-problems';
import type { QuestionWrite, StoredQuestion, Stores } from '../store/stores';
import { contentChangedEvents } from './content-changed';
import { noCounts } from './import-report';
import type { Affected, ImportReport, PackReport } from './import-report';
import { planImport } from './plan-import';
import type { ImportPlan, PlannedChange } from './plan-import';
import { readPackFolder } from './read-pack';
import type { PackContents } from './read-pack';
import type { KnownQuestions } from './read-pack-files';
import { describeProblems } from './read-question-file';
import { listPacks } from './walk-pack';

const WRITTEN_AT_ONCE = 50;
const MOST_TRIES = 10;

export type ImportInput = {
  readonly stores: Stores;
  readonly questionsDir: string;
  readonly now: () => Instant;
  /** Without it everything is worked out and nothing written. */
  readonly apply: boolean;
  /** Stops between two writes; the next import goes on from there. */
  readonly signal?: AbortSignal;
};

/**
 * Brings the stores to what the files say (question-format.md §8). Each pack is read and checked whole before the first write;
 * a question is written whole, with the events of its learners, and nothing is ever deleted. Stopped half-way, the next import
 * goes on where this one was; done twice, the second finds everything unchanged.
 * @throws when the folder cannot be listed or a store fails
 */
export async function importQuestions(input: ImportInput): Promise<ImportReport> {
  const packs: PackReport[] = [];
  const elsewhere = new Map<string, string>();
  for (const pack of await listPacks(input.questionsDir)) {
    const report = await importPack(input, pack, elsewhere);
    for (const id of report.written) elsewhere.set(id, pack);
    packs.push(report);
  }
  return { packs, applied: input.apply };
}

async function importPack(
  input: ImportInput,
  name: string,
  elsewhere: ReadonlyMap<string, string>,
): Promise<PackReport> {
  const { stores, questionsDir, now, apply, signal } = input;
  const stored = new Map((await stores.content.loadStored(name)).map((one) => [one.head.id as string, one]));
  const known: KnownQuestions = new Map(
    [...stored].map(([id, { head, fileHash }]) => {
      const path = `${basename(questionsDir)}/${name}/${head.topic}/${head.slug}.json`;
      return [id, { path, slug: head.slug, fileHash, requires: head.requires }];
    }),
  );
  const { contents: read, findings } = await readPackFolder(questionsDir, name, known, signal);
  if (read === null) return unreadable(name, findings);

  const plan = await planImport(stores, read, { stored, elsewhere }, signal);
  const affected = await affectedLearners(stores, plan);
  if (apply) await applyPlan(stores, read, plan, now, signal);

  const missing = [...known].filter(([id]) => !read.ids.has(id));
  const gone: readonly Finding[] = missing.flatMap(([id, { path }]) =>
    reportProblems(path, null, [{ message: 'file/deleted', pointer: [], params: { id } }], 'en'),
  );
  const refusals: Finding[] = [];
  for (const { file, problem } of plan.refused) refusals.push(...describeProblems(file, [problem]));
  return {
    pack: name,
    readable: true,
    read: read.files,
    taken: plan.changes.length + read.unchanged,
    kept: read.files - read.unchanged - read.sound.length + plan.refused.length,
    counts: countsOf(plan, read.unchanged, missing.length),
    affected,
    written: plan.changes.map(({ write: { head } }) => head.id),
    available: availableAfter(plan, stored),
    findings: [...findings, ...gone, ...refusals].sort(compareFindings),
  };
}

function unreadable(pack: string, findings: readonly Finding[]): PackReport {
  return {
    pack,
    readable: false,
    read: 0,
    taken: 0,
    kept: 0,
    counts: noCounts(),
    affected: [],
    written: [],
    available: [],
    findings,
  };
}

/** What learners or authors may see after the import. */
function availableAfter(plan: ImportPlan, stored: ReadonlyMap<string, StoredQuestion>): readonly QuestionId[] {
  const heads = new Map([...stored.values()].map(({ head }) => [head.id, head]));
  for (const { write: planned } of plan.changes) heads.set(planned.head.id, planned.head);
  return [...heads.values()].filter((head) => head.status !== 'deprecated').map((head) => head.id);
}

function countsOf(plan: ImportPlan, unchanged: number, missing: number): PackReport['counts'] {
  const counts = { ...noCounts(), unchanged, missing, draft: plan.drafts };
  for (const { kinds } of plan.changes) for (const kind of kinds) counts[kind] += 1;
  return counts;
}

async function affectedLearners(stores: Stores, plan: ImportPlan): Promise<readonly Affected[]> {
  const affected: Affected[] = [];
  for (const { kinds, write } of plan.changes) {
    for (const kind of ['meaning', 'deprecated', 'withdrawn'] as const) {
      if (!kinds.includes(kind)) continue;
      const learners = (await stores.content.learnersOf(write.head.id)).length;
      const note = kind === 'meaning' ? (write.revision.question.changeNote ?? null) : null;
      affected.push({ questionId: write.head.id, rev: write.head.rev, kind, learners, note });
    }
  }
  return affected;
}

async function applyPlan(
  stores: Stores,
  read: PackContents,
  plan: ImportPlan,
  now: () => Instant,
  signal?: AbortSignal,
): Promise<void> {
  const { pack, syllabus } = read;
  const topics = syllabus.topics.map((topic) => {
    return { pack: pack.id, id: topic.id as TopicId, order: topic.order, titles: topic.title };
  });
  await stores.content.saveTopics(pack.id, topics, pack.title);

  for (let start = 0; start < plan.changes.length; start += WRITTEN_AT_ONCE) {
    signal?.throwIfAborted();
    await write(stores, plan.changes.slice(start, start + WRITTEN_AT_ONCE), now);
  }
}

/** A learner may answer while the import decides: then that question is decided anew. */
async function write(stores: Stores, changes: readonly PlannedChange[], now: () => Instant): Promise<void> {
  let left = changes;
  for (let tries = 0; left.length > 0; tries += 1) {
    const writes: QuestionWrite[] = [];
    for (const { kinds, write: planned } of left) {
      const { id, rev } = planned.head;
      const learnerEvents = kinds.includes('meaning') ? await contentChangedEvents(stores, id, rev, now()) : [];
      writes.push({ ...planned, learnerEvents });
    }
    const unwritten = new Set<QuestionId>(await stores.content.saveQuestions(writes));
    left = left.filter((change) => unwritten.has(change.write.head.id));
    if (tries === MOST_TRIES)
      throw new Error(`Cards of ${[...unwritten].join(', ')} change faster than they can be written.`);
  }
}
