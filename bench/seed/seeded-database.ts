import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { UserId } from '@/lib/base/ids';
import { studyDay, type Instant, type TimeZone } from '@/lib/base/time';
import { importQuestions } from '@/lib/server/content/import-questions';
import { migrate } from '@/lib/server/db/migrations/migrate';
import { createStores } from '@/lib/server/store/create-stores';
import { addLog } from './add-log';
import { addQuestions } from './add-questions';

export type Size = {
  readonly cards: number;
  readonly eventsPerCard: number;
  /** Only questions of these types; all of them if absent. */
  readonly types?: readonly string[];
};

export type SeededDatabase = {
  /** For TIMESLICE_DATA. */
  readonly folder: string;
  readonly url: string;
  readonly file: string;
  readonly userId: UserId;
  readonly remove: () => void;
};

/** Questions that the learner has not seen yet. */
const UNSEEN = 1_000;
/** Raised when the same sources would give another database. */
const FORM = 1;

const root = fileURLToPath(new URL('../..', import.meta.url));
const migrationsDir = path.join(root, 'prisma', 'migrations');
const questionsDir = path.join(root, 'questions');

/**
 * A migrated SQLite database of one local learner with so many cards, each in its own copy for the caller to change. The
 * original lies in the temporary folder of the system and is made anew when the schema, the seed or the day changes.
 */
export async function seededDatabase(size: Size): Promise<SeededDatabase> {
  const original = await originalOf(size);
  const folder = mkdtempSync(path.join(tmpdir(), 'timeslice-bench-'));
  const file = path.join(folder, 'timeslice.db');
  copyFileSync(original, file, constants.COPYFILE_FICLONE);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { folder, file, url: `file:${file}`, userId: learnerOf(file), remove };
}

async function originalOf(size: Size): Promise<string> {
  const cache = path.join(tmpdir(), 'timeslice-bench-seeds');
  mkdirSync(cache, { recursive: true });
  const name = `${hashOfInputs(size)}.db`;
  const file = path.join(cache, name);
  if (existsSync(file)) return file;
  const prefix = prefixOf(size);
  for (const old of readdirSync(cache)) if (old.startsWith(prefix)) rmSync(path.join(cache, old), { force: true });
  console.error(`seeding a database with ${size.cards.toLocaleString('en')} cards …`);
  const unfinished = `${file}.unfinished`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true });
  await seed(unfinished, size);
  renameSync(unfinished, file);
  return file;
}

async function seed(file: string, { cards, eventsPerCard, types }: Size): Promise<void> {
  const databaseUrl = `file:${file}`;
  await migrate({ databaseUrl, migrationsDir, beforeFirst: () => Promise.resolve(), log: () => undefined });
  const opened = createStores({ databaseUrl });
  const learner = await opened.stores.instance.localLearner(() => ({
    id: '00000000-0000-4000-8000-000000000001' as UserId,
    role: 'admin',
    name: '',
    email: null,
    emailKey: null,
    passwordHash: null,
    createdAt: 0 as Instant,
  }));
  await importQuestions({ stores: opened.stores, questionsDir, now, apply: true });
  await opened.close();

  const database = new Database(file);
  for (const pragma of ['synchronous = OFF', 'journal_mode = OFF', 'cache_size = -500000']) database.pragma(pragma);
  const questions = addQuestions(database, cards + UNSEEN, types);
  addLog(database, { learner: learner.id, questions: questions.slice(0, cards), eventsPerCard, today: today() });
  database.pragma('journal_mode = WAL');
  database.close();
}

function now(): Instant {
  return Date.now() as Instant;
}

function today() {
  return studyDay(now(), 'UTC' as TimeZone);
}

function learnerOf(file: string): UserId {
  const database = new Database(file, { readonly: true });
  const id = database.prepare("SELECT value FROM instance_meta WHERE name = 'local-learner'").pluck().get();
  database.close();
  return String(id) as UserId;
}

/** Names of one size begin alike, so that an outdated one is found and removed. */
function prefixOf({ cards, types }: Size): string {
  return `${[cards, ...(types ?? [])].join('-')}_`;
}

function hashOfInputs(size: Size): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([FORM, size, UNSEEN, today()]));
  for (const folder of [
    path.join(migrationsDir, 'sqlite'),
    questionsDir,
    path.join(root, 'bench', 'seed'),
    path.join(root, 'lib/reviews'),
    path.join(root, 'lib/scheduler'),
  ]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
      hash.update(entry.name).update(readFileSync(path.join(entry.parentPath, entry.name)));
    }
  }
  return `${prefixOf(size)}${hash.digest('hex').slice(0, 16)}`;
}
