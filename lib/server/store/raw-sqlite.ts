import type { RawQueries } from './raw-queries';
import { columnsOf, insertInto, orLeave, orReplace, rowsAsJson, selectList, type TableName } from './raw-tables';

const revisionList = selectList('questionRevisions');
const eventsByCard = `SELECT ${selectList('reviewEvents')} FROM review_events
  WHERE user_id = ? AND (question_id, occurred_at_ms, id) > (?, ?, ?) ORDER BY question_id, occurred_at_ms, id LIMIT ?`;
const durations = `SELECT question_id AS "questionId", answered_type AS "questionType", duration_ms AS "durationMs", occurred_at_ms AS "occurredAtMs" FROM review_events
  WHERE user_id = ? AND answered_type = ? ORDER BY occurred_at_ms DESC, id DESC LIMIT ?`;

/** The SQL of SQLite. Every list of values is one JSON parameter. */
export const rawSqlite: RawQueries = {
  async countUp(tx, userId, by) {
    const rows = await tx.$queryRaw<{ lastSeq: number }[]>`
      UPDATE users SET last_seq = last_seq + ${by} WHERE id = ${userId} RETURNING last_seq AS "lastSeq"`;
    return rows[0]?.lastSeq ?? null;
  },

  loadBasis: (tx, userId, questionIds) => tx.$queryRaw`
    SELECT q.id AS "questionId", q.type, q.status, c.event_count AS "eventCount"
    FROM questions q LEFT JOIN cards c ON c.user_id = ${userId} AND c.question_id = q.id
    WHERE q.id IN (SELECT value FROM json_each(${JSON.stringify(questionIds)}))`,

  // A transaction holds the only write lock there is.
  lockStatus: () => Promise.resolve(),

  insert: (tx, table, rows) => tx.$executeRawUnsafe(`${insertRows(table)} ${orLeave(table)}`, rowsAsJson(table, rows)),

  async save(tx, table, rows) {
    await tx.$executeRawUnsafe(`${insertRows(table)} ${orReplace(table)}`, rowsAsJson(table, rows));
  },

  loadDurations(client, userId, types, limit) {
    const parts = types.map(() => `SELECT * FROM (${durations})`).join(' UNION ALL ');
    return client.$queryRawUnsafe(parts, ...types.flatMap((type) => [userId, type, limit]));
  },

  loadEventsByCard: (client, userId, after, limit) =>
    client.$queryRawUnsafe(eventsByCard, userId, after.questionId, after.occurredAtMs, after.id, limit),

  loadUnseen: (client, userId, status, from, limit) => client.$queryRaw`
    SELECT q.position, q.id FROM questions q
    WHERE q.status = ${status} AND (q.position, q.id) >= (${from.position}, ${from.id})
      AND NOT EXISTS (
        SELECT 1 FROM cards c
        WHERE c.user_id = ${userId} AND c.question_id = q.id AND (c.kind <> 'new' OR c.suspended))
    ORDER BY q.position, q.id LIMIT ${limit}`,

  async countBetween(client, status, from, before, upTo) {
    const rows = await client.$queryRaw<{ between: number | bigint }[]>`
      SELECT count(*) AS "between" FROM (
        SELECT 1 FROM questions
        WHERE status = ${status} AND (position, id) >= (${from.position}, ${from.id})
          AND (position, id) < (${before.position}, ${before.id})
        LIMIT ${upTo})`;
    return Number(rows[0]?.between ?? 0);
  },

  async search(client, { text, statuses, topic, limit, offset }) {
    const rows = await client.$queryRaw<{ id: string; total: number | bigint }[]>`
      SELECT q.id, count(*) OVER () AS total FROM questions q
      WHERE q.id IN (SELECT question_id FROM question_search_texts WHERE instr(search_text, ${text}) > 0)
        AND q.status IN (SELECT value FROM json_each(${JSON.stringify(statuses)}))
        AND (${topic} IS NULL OR q.topic = ${topic})
      ORDER BY q.position, q.id LIMIT ${limit} OFFSET ${offset}`;
    const [first] = rows;
    return { ids: rows.map((row) => row.id), total: first === undefined ? null : Number(first.total) };
  },

  loadRevisions: (client, keys) =>
    client.$queryRawUnsafe(
      `SELECT ${revisionList} FROM json_each(?) AS wanted
       JOIN question_revisions ON question_id = wanted.value ->> 0 AND rev = wanted.value ->> 1`,
      JSON.stringify(keys.map(({ questionId, rev }) => [questionId, rev])),
    ),

  loadCurrent: (client, questionIds) =>
    client.$queryRawUnsafe(
      `SELECT ${revisionList} FROM question_revisions
       WHERE (question_id, rev) IN (SELECT id, rev FROM questions WHERE id IN (SELECT value FROM json_each(?)))`,
      JSON.stringify(questionIds),
    ),

  async appliedMigrations(client) {
    const rows = await client.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY name`;
    return rows.map((row) => row.name);
  },
};

/** Takes the rows from one JSON parameter. `WHERE true` keeps SQLite from reading ON CONFLICT as part of a join. */
function insertRows(table: TableName): string {
  const values = columnsOf(table).map((_, index) => `value ->> ${index}`);
  return `${insertInto(table)} SELECT ${values.join(', ')} FROM json_each(?) WHERE true`;
}
