import type { QuestionId, TopicId } from '../../base/ids';
import { contentHash } from '../../questions/content-hash';
import type { Problem } from '../../questions/lint/finding';
import { plainWords } from '../../questions/plain-words';
import { textsOf } from '../../questions/question-parts';
import { classifyChange } from '../../questions/revision';
import type { ChangeKind, Earlier } from '../../questions/revision';
import type { Question } from '../../questions/schema';
import { searchTexts } from '../../questions/search-texts';
import type { QuestionHead, QuestionWrite, StoredQuestion, Stores } from '../store/stores';
import type { PackContents, SoundQuestion } from './read-pack';
import { takeTurns } from './take-turns';
import type { FoundQuestion } from './walk-pack';

const LOADED_AT_ONCE = 100;

export type PlannedChange = {
  readonly kinds: readonly ChangeKind[];
  readonly write: QuestionWrite;
};

export type Refusal = { readonly file: FoundQuestion; readonly problem: Problem };

export type ImportPlan = {
  readonly changes: readonly PlannedChange[];
  readonly refused: readonly Refusal[];
  readonly drafts: number;
};

/** What is known before the files of one pack are looked at. */
export type Known = {
  /** The questions of this pack, by id. */
  readonly stored: ReadonlyMap<string, StoredQuestion>;
  /** The pack of each question that this import has added to another one. */
  readonly elsewhere: ReadonlyMap<string, string>;
};

/** What an import of one pack would do; nothing is written, and learners' events are made when it is. */
export async function planImport(
  stores: Stores,
  read: PackContents,
  { stored, elsewhere }: Known,
  signal?: AbortSignal,
): Promise<ImportPlan> {
  const turn = takeTurns(signal);
  const orders = new Map(read.syllabus.topics.map((topic) => [topic.id, topic.order]));
  const hashed: Hashed[] = [];
  for (const sound of read.sound) {
    if (sound.question.status === 'draft') continue;
    hashed.push(withHashes(sound, orders.get(sound.topic) ?? 0));
    await turn();
  }

  const changes: PlannedChange[] = [];
  const refused: Refusal[] = [];
  for (let start = 0; start < hashed.length; start += LOADED_AT_ONCE) {
    const group = hashed.slice(start, start + LOADED_AT_ONCE);
    const previous = await loadPrevious(stores, group, stored);
    const packs = await loadOtherPacks(stores, group, stored);
    for (const one of group) {
      const { id } = one.sound.question;
      const pack = packs.get(id) ?? elsewhere.get(id);
      if (pack !== undefined) {
        refused.push({ file: one.sound.file, problem: { message: 'id/pack', pointer: ['id'], params: { id, pack } } });
        continue;
      }
      const earlier = stored.get(id);
      const outcome = classify(one, earlier, previous.get(id) ?? null, read.pack.id);
      if (outcome.ok) changes.push(toChange(one, outcome, earlier, read.pack.id));
      else refused.push({ file: one.sound.file, problem: outcome.problem });
      await turn();
    }
  }
  return { changes, refused, drafts: read.sound.length - hashed.length };
}

type Hashed = { readonly sound: SoundQuestion; readonly position: number; readonly contentHash: string };

function withHashes(sound: SoundQuestion, topicOrder: number): Hashed {
  const { question, programs } = sound;
  // Five levels fit between two topics; equal places go by id.
  return { sound, position: topicOrder * 10 + question.level, contentHash: contentHash(question, programs) };
}

/** The stored documents, to compare with. */
async function loadPrevious(
  stores: Stores,
  group: readonly Hashed[],
  stored: ReadonlyMap<string, StoredQuestion>,
): Promise<ReadonlyMap<string, Question>> {
  const ids = group.map(({ sound }) => sound.question.id).filter((id) => stored.has(id));
  if (ids.length === 0) return new Map();
  const current = await stores.content.loadCurrent(ids);
  return new Map([...current].map(([id, revision]) => [id, revision.question]));
}

/** The packs of ids that are new to this one. */
async function loadOtherPacks(
  stores: Stores,
  group: readonly Hashed[],
  stored: ReadonlyMap<string, StoredQuestion>,
): Promise<ReadonlyMap<string, string>> {
  const ids = group.map(({ sound }) => sound.question.id).filter((id) => !stored.has(id));
  if (ids.length === 0) return new Map();
  return new Map([...(await stores.content.loadHeads(ids))].map(([id, head]) => [id, head.pack]));
}

function classify(one: Hashed, earlier: StoredQuestion | undefined, previous: Question | null, pack: string) {
  const { sound } = one;
  const incoming = { ...sound, pack, contentHash: one.contentHash };
  return classifyChange(earlier === undefined ? null : toEarlier(earlier), incoming, previous);
}

function toEarlier({ head, meaningRev, contentHash: hash }: StoredQuestion): Earlier {
  return { ...head, meaningRev, contentHash: hash };
}

function toChange(
  one: Hashed,
  { kinds, meaningRev }: { readonly kinds: readonly ChangeKind[]; readonly meaningRev: number },
  earlier: StoredQuestion | undefined,
  pack: string,
): PlannedChange {
  const { sound, position } = one;
  const { question, programs } = sound;
  const questionId = question.id;
  const oldSlug = earlier !== undefined && earlier.head.slug !== sound.slug ? [earlier.head.slug] : [];
  const write: QuestionWrite = {
    head: toHead(sound, pack),
    revision: { questionId, rev: question.rev, question, programs, contentHash: one.contentHash },
    fileHash: sound.hash,
    meaningRev,
    aliases: [...new Set([...(question.aliases ?? []), ...oldSlug])],
    position,
    searchTexts: searchTexts(question),
    learnerEvents: [],
  };
  return { kinds, write };
}

function toHead({ question, topic, slug }: SoundQuestion, pack: string): QuestionHead {
  const { id, type, level, status, rev, timeSeconds } = question;
  if (status === 'draft') throw new Error(`${id} is a draft and cannot be imported.`);
  const followUps = (question.followUps ?? []).flatMap((followUp): readonly QuestionId[] =>
    followUp.id === undefined ? [] : [followUp.id],
  );
  return {
    id,
    pack,
    topic: topic as TopicId,
    slug,
    type,
    level,
    status,
    rev,
    timeSeconds,
    requires: question.requires ?? [],
    contrastsWith: question.contrastsWith ?? [],
    followUps,
    titles: Object.fromEntries(textsOf(question).map(([locale, text]) => [locale, plainWords(text.title)])),
  };
}
