import type { QuestionId, UserId } from '../../base/ids';
import type { ReviewEvent } from '../../reviews/events';
import type { Tx } from '../db/open-database';
import { toCardRow } from './card-row';
import { toEventRow } from './event-row';
import type { CardBasis, RawQueries } from './raw-queries';
import type { CardUpdate, QuestionHead } from './stores';

export type AppendOutcome = 'committed' | 'conflict' | 'id-taken';

/**
 * Appends one learner's events and refreshes their cards within the caller's transaction. Anything but `committed` may have
 * written something already: the caller must roll back.
 */
export async function appendEvents(
  tx: Tx,
  raw: RawQueries,
  userId: UserId,
  events: readonly ReviewEvent[],
  cards: readonly CardUpdate[],
): Promise<AppendOutcome> {
  // First of all, so that the learner's other requests wait here and read what this one wrote.
  const lastSeq = await raw.countUp(tx, userId, events.length);
  if (lastSeq === null) throw new Error(`Events of an unknown learner ${userId}`);
  const basis = await loadBasis(tx, raw, userId, events, cards);
  if (cards.some((card) => (of(basis, card.questionId).eventCount ?? 0) !== card.basedOn)) return 'conflict';

  const firstSeq = lastSeq - events.length + 1;
  const rows = events.map((event, index) => toEventRow(event, firstSeq + index, of(basis, event.questionId).type));
  if (rows.length > 0 && (await raw.insert(tx, 'reviewEvents', rows)) < rows.length) return 'id-taken';
  if (cards.length > 0) await saveCards(tx, raw, userId, cards, basis);
  return 'committed';
}

type BasisById = ReadonlyMap<string, CardBasis>;

async function loadBasis(
  tx: Tx,
  raw: RawQueries,
  userId: UserId,
  events: readonly ReviewEvent[],
  cards: readonly CardUpdate[],
): Promise<BasisById> {
  const ids = [...new Set([...events, ...cards].map((item) => item.questionId))];
  const load = async () => new Map((await raw.loadBasis(tx, userId, ids)).map((row) => [row.questionId, row]));
  const basis = await load();
  // A new card copies its question's status, which an import may be about to change.
  const fresh = ids.filter((id) => basis.get(id)?.eventCount === null);
  if (fresh.length === 0) return basis;
  await raw.lockStatus(tx, fresh);
  return load();
}

function of(basis: BasisById, questionId: QuestionId): CardBasis {
  const row = basis.get(questionId);
  if (row === undefined) throw new Error(`Question ${questionId} is not stored`);
  return row;
}

async function saveCards(
  tx: Tx,
  raw: RawQueries,
  userId: UserId,
  cards: readonly CardUpdate[],
  basis: BasisById,
): Promise<void> {
  const rows = cards.map((card) =>
    toCardRow(userId, card.questionId, of(basis, card.questionId).status as QuestionHead['status'], card.state),
  );
  await raw.save(tx, 'cards', rows);
  const turnedNew = cards.some((card) => card.basedOn > 0 && card.state.kind === 'new' && !card.state.suspended);
  if (turnedNew) await tx.unseenCursor.deleteMany({ where: { userId } });
}
