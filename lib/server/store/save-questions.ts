import { randomUUID } from 'node:crypto';
import type { QuestionId } from '../../base/ids';
import type { Database, Tx } from '../db/open-database';
import { appendEvents } from './append-events';
import { CONTENT_VERSION } from './instance-names';
import { toQuestionRow, toRevisionRow } from './question-row';
import type { RawQueries } from './raw-queries';
import { RolledBack } from './rolled-back';
import type { QuestionWrite } from './stores';

const ROWS_PER_TRANSACTION = 500;

/** @returns the questions left unwritten because a card moved on */
export async function saveQuestions(
  database: Database,
  raw: RawQueries,
  writes: readonly QuestionWrite[],
): Promise<readonly QuestionId[]> {
  const unwritten: QuestionId[] = [];
  for (const batch of inBatches(writes)) {
    let rest = batch;
    while (rest.length > 0) {
      const moved = await RolledBack.outcomeOf<QuestionId | null>(() =>
        database.transaction(async (tx) => {
          await saveBatch(tx, raw, rest);
          return null;
        }),
      );
      if (moved === null) break;
      unwritten.push(moved);
      rest = rest.filter((write) => write.head.id !== moved);
    }
  }
  return unwritten;
}

/** Locks are taken in one order everywhere: learners, then questions, then cards. */
async function saveBatch(tx: Tx, raw: RawQueries, writes: readonly QuestionWrite[]): Promise<void> {
  const learners = writes.flatMap((write) => write.learnerEvents.map((item) => item.userId));
  for (const userId of [...new Set(learners)].sort()) await raw.countUp(tx, userId, 0);

  const ids = writes.map((write) => write.head.id);
  const before = new Map(
    (
      await tx.question.findMany({ where: { id: { in: ids } }, select: { id: true, status: true, position: true } })
    ).map((row) => [row.id, row]),
  );
  await raw.save(tx, 'questions', writes.map(toQuestionRow));
  await raw.save(
    tx,
    'questionRevisions',
    writes.map((write) => toRevisionRow(write.revision)),
  );
  await saveNames(tx, raw, ids, writes);

  const moved = writes.filter(({ head, position }) => {
    const row = before.get(head.id);
    return row === undefined || row.status !== head.status || row.position !== position;
  });
  if (moved.length > 0) await announceNewOrder(tx);
  for (const status of ['review', 'active', 'deprecated'] as const) {
    const turned = moved.filter(({ head }) => head.status === status && before.has(head.id)).map(({ head }) => head.id);
    if (turned.length > 0) {
      await tx.card.updateMany({ where: { questionId: { in: turned } }, data: { questionStatus: status } });
    }
  }
  for (const write of writes) await saveLearnerEvents(tx, raw, write);
}

/** Old slugs and search texts, as they are now and no others. */
async function saveNames(
  tx: Tx,
  raw: RawQueries,
  ids: readonly QuestionId[],
  writes: readonly QuestionWrite[],
): Promise<void> {
  const aliases = writes.flatMap(({ head, aliases }) =>
    aliases.map((slug) => ({ pack: head.pack, slug, questionId: head.id })),
  );
  const searchTexts = writes.flatMap(({ head, searchTexts }) =>
    Object.entries(searchTexts).map(([locale, searchText]) => ({ questionId: head.id, locale, searchText })),
  );
  await tx.questionAlias.deleteMany({ where: { questionId: { in: [...ids] } } });
  await tx.questionSearchText.deleteMany({ where: { questionId: { in: [...ids] } } });
  if (aliases.length > 0) await raw.save(tx, 'questionAliases', aliases);
  if (searchTexts.length > 0) await raw.save(tx, 'questionSearchTexts', searchTexts);
}

async function announceNewOrder(tx: Tx): Promise<void> {
  const value = randomUUID();
  await tx.instanceMeta.upsert({
    where: { name: CONTENT_VERSION },
    create: { name: CONTENT_VERSION, value },
    update: { value },
  });
}

/** An event that is stored already (its id follows from learner, question and revision) is not written again. */
async function saveLearnerEvents(tx: Tx, raw: RawQueries, { head, learnerEvents }: QuestionWrite): Promise<void> {
  if (learnerEvents.length === 0) return;
  const known = await tx.reviewEvent.findMany({
    where: { id: { in: learnerEvents.map(({ event }) => event.id) } },
    select: { id: true },
  });
  const knownIds = new Set<string>(known.map((row) => row.id));
  for (const { userId, event, card } of learnerEvents) {
    if (knownIds.has(event.id)) continue;
    const outcome = await appendEvents(tx, raw, userId, [event], [card]);
    if (outcome !== 'committed') throw new RolledBack<QuestionId | null>(head.id);
  }
}

function* inBatches(writes: readonly QuestionWrite[]): Iterable<readonly QuestionWrite[]> {
  let batch: QuestionWrite[] = [];
  let rows = 0;
  for (const write of writes) {
    const more = 2 + write.aliases.length + Object.keys(write.searchTexts).length + 2 * write.learnerEvents.length;
    if (batch.length > 0 && rows + more > ROWS_PER_TRANSACTION) {
      yield batch;
      batch = [];
      rows = 0;
    }
    batch.push(write);
    rows += more;
  }
  if (batch.length > 0) yield batch;
}
