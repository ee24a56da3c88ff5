import type { QuestionId, UserId } from '../../base/ids';
import type { Database } from '../db/open-database';
import { availableStatuses } from './availability';
import { CONTENT_VERSION } from './instance-names';
import type { Position, RawQueries } from './raw-queries';

const START: Position = { position: -2_147_483_648, id: '' };
/** Behind every question. */
const END: Position = { position: 2_147_483_647, id: '' };
/** Fewer seen questions than this are walked over faster than a place is written down. */
const WORTH_SAVING = 200;

/**
 * The first questions that a learner has not seen. Those they have seen mostly come first, and may be 100,000: so the place
 * of the first unseen one is kept for each status. It holds while no question was added, moved or changed status
 * (the content version says so) and no card of the learner turned new again (which deletes it).
 */
export async function loadUnseen(
  database: Database,
  raw: RawQueries,
  userId: UserId,
  { limit, includeUnreviewed }: { readonly limit: number; readonly includeUnreviewed: boolean },
): Promise<readonly QuestionId[]> {
  const { client } = database;
  const statuses = availableStatuses(includeUnreviewed);
  const known = await knownBefore(database, userId);
  const lists = await Promise.all(
    statuses.map(async (status) => {
      const from = known.cursors.get(status) ?? START;
      const found = await raw.loadUnseen(client, userId, status, from, limit);
      const first = found[0] ?? END;
      const seen =
        first.position === from.position && first.id === from.id
          ? 0
          : await raw.countBetween(client, status, from, first, WORTH_SAVING);
      if (seen >= WORTH_SAVING && limit > 0) await saveCursor(database, userId, status, first, known);
      return found;
    }),
  );
  return lists
    .flat()
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id }) => id as QuestionId);
}

type Known = {
  readonly contentVersion: string;
  readonly lastSeq: number;
  readonly cursors: ReadonlyMap<string, Position>;
};

/** Read before the questions, so that whatever changes meanwhile makes the new cursor void instead of wrong. */
async function knownBefore(database: Database, userId: UserId): Promise<Known> {
  const [version, user] = await Promise.all([
    database.client.instanceMeta.findUnique({ where: { name: CONTENT_VERSION } }),
    database.client.user.findUnique({ where: { id: userId }, select: { lastSeq: true, unseenCursors: true } }),
  ]);
  const contentVersion = version?.value ?? '0';
  const valid = (user?.unseenCursors ?? []).filter((cursor) => cursor.contentVersion === contentVersion);
  return {
    contentVersion,
    lastSeq: user?.lastSeq ?? 0,
    cursors: new Map(valid.map((cursor) => [cursor.status, { position: cursor.position, id: cursor.questionId }])),
  };
}

async function saveCursor(
  database: Database,
  userId: UserId,
  status: string,
  first: Position,
  known: Known,
): Promise<void> {
  const place = { position: first.position, questionId: first.id, contentVersion: known.contentVersion };
  await database.transaction(async (tx) => {
    // Takes the learner's lock, and only if no event came in since: one of them may have made a card new again.
    const { count } = await tx.user.updateMany({
      where: { id: userId, lastSeq: known.lastSeq },
      data: { lastSeq: known.lastSeq },
    });
    if (count === 0) return;
    await tx.unseenCursor.upsert({
      where: { userId_status: { userId, status } },
      create: { userId, status, ...place },
      update: place,
    });
  });
}
