import type { UserId } from '../../base/ids';
import type { Database, Tx } from '../db/open-database';
import { toCardRow } from './card-row';
import type { RawQueries } from './raw-queries';
import type { QuestionHead, StoredCard } from './stores';

const CHUNK = 500;

/**
 * Puts states folded from the log in place of the cached ones. A card whose log has grown since it was read keeps its newer state;
 * a cached card without any event goes.
 */
export async function replaceCards(
  database: Database,
  raw: RawQueries,
  userId: UserId,
  cards: AsyncIterable<StoredCard>,
): Promise<{ readonly cards: number; readonly changed: number }> {
  const given = new Set<string>();
  let changed = 0;
  for await (const chunk of inChunks(cards)) {
    for (const card of chunk) given.add(card.questionId);
    changed += await database.transaction((tx) => replaceChunk(tx, raw, userId, chunk));
  }
  changed += await removeOthers(database, raw, userId, given);
  return { cards: given.size, changed };
}

async function replaceChunk(tx: Tx, raw: RawQueries, userId: UserId, chunk: readonly StoredCard[]): Promise<number> {
  await raw.countUp(tx, userId, 0);
  const ids = chunk.map((card) => card.questionId);
  const [rows, questions] = [
    await tx.card.findMany({ where: { userId, questionId: { in: ids } } }),
    await tx.question.findMany({ where: { id: { in: ids } }, select: { id: true, status: true } }),
  ];
  const stored = new Map(rows.map((row) => [row.questionId, row]));
  const statuses = new Map(questions.map((question) => [question.id, question.status as QuestionHead['status']]));
  const replacements = [];
  for (const { questionId, state } of chunk) {
    const before = stored.get(questionId);
    const status = statuses.get(questionId);
    if (status === undefined) throw new Error(`Question ${questionId} is not stored`);
    const row = toCardRow(userId, questionId, status, state);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify({ ...before, ...row })) continue;
    if (before?.eventCount !== state.eventCount) {
      const events = await tx.reviewEvent.count({ where: { userId, questionId } });
      if (events !== state.eventCount) continue;
    }
    replacements.push(row);
  }
  if (replacements.length > 0) {
    await raw.save(tx, 'cards', replacements);
    await tx.unseenCursor.deleteMany({ where: { userId } });
  }
  return replacements.length;
}

async function removeOthers(
  database: Database,
  raw: RawQueries,
  userId: UserId,
  given: ReadonlySet<string>,
): Promise<number> {
  const cached = await database.client.card.findMany({ where: { userId }, select: { questionId: true } });
  const others = cached.map((row) => row.questionId).filter((id) => !given.has(id));
  let removed = 0;
  for (let start = 0; start < others.length; start += CHUNK) {
    const ids = others.slice(start, start + CHUNK);
    removed += await database.transaction(async (tx) => {
      await raw.countUp(tx, userId, 0);
      const withEvents = await tx.reviewEvent.findMany({
        where: { userId, questionId: { in: ids } },
        select: { questionId: true },
        distinct: ['questionId'],
      });
      const kept = new Set(withEvents.map((row) => row.questionId));
      const { count } = await tx.card.deleteMany({
        where: { userId, questionId: { in: ids.filter((id) => !kept.has(id)) } },
      });
      if (count > 0) await tx.unseenCursor.deleteMany({ where: { userId } });
      return count;
    });
  }
  return removed;
}

async function* inChunks(cards: AsyncIterable<StoredCard>): AsyncIterable<readonly StoredCard[]> {
  let chunk: StoredCard[] = [];
  for await (const card of cards) {
    chunk.push(card);
    if (chunk.length === CHUNK) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
