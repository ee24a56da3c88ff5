import type { RawQueries } from './raw-queries';
import { columnsOf, insertInto, orLeave, orReplace, rowsAsJson, selectList, type TableName } from './raw-tables';

const revisionList = selectList('questionRevisions');
const eventsByCard = `SELECT ${selectList('reviewEvents')} FROM review_events
  WHERE user_id = $1 AND (question_id, occurred_at_ms, id) > ($2, $3::bigint, $4)
  ORDER BY question_id, occurred_at_ms, id LIMIT $5::int`;

/** The SQL of PostgreSQL. Every list of values is one JSON parameter. */
export const rawPostgresql: RawQueries = {
  async countUp(tx, userId, by) {
    const rows = await tx.$queryRaw<{ lastSeq: number }[]>`
      UPDATE users SET last_seq = last_seq + ${by}::int WHERE id = ${userId} RETURNING last_seq AS "lastSeq"`;
    return rows[0]?.lastSeq ?? null;
  },

  loadBasis: (tx, userId, questionIds) => tx.$queryRaw`
    SELECT q.id AS "questionId", q.type, q.status, c.event_count AS "eventCount"
    FROM questions q LEFT JOIN cards c ON c.user_id = ${userId} AND c.question_id = q.id
    WHERE q.id = ANY (ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(questionIds)}::jsonb)))`,

  async lockStatus(tx, questionIds) {
    await tx.$executeRaw`
      SELECT 1 FROM questions WHERE id = ANY (ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(questionIds)}::jsonb)))
      ORDER BY id FOR SHARE`;
  },

  insert: (tx, table, rows) => tx.$executeRawUnsafe(`${insertRows(table)} ${orLeave(table)}`, rowsAsJson(table, rows)),

  async save(tx, table, rows) {
    await tx.$executeRawUnsafe(`${insertRows(table)} ${orReplace(table)}`, rowsAsJson(table, rows));
  },

  loadDurations(client, userId, types, limit) {
    const part = (
      index: number,
    ) => `(SELECT question_id AS "questionId", answered_type AS "questionType", duration_ms AS "durationMs", occurred_at_ms AS "occurredAtMs"
      FROM review_events WHERE user_id = $1 AND answered_type = $${index + 3} ORDER BY occurred_at_ms DESC, id DESC LIMIT $2::int)`;
    return client.$queryRawUnsafe(types.map((_, index) => part(index)).join(' UNION ALL '), userId, limit, ...types);
  },

  loadEventsByCard: (client, userId, after, limit) =>
    client.$queryRawUnsafe(eventsByCard, userId, after.questionId, after.occurredAtMs, after.id, limit),

  loadUnseen: (client, userId, status, from, limit) => client.$queryRaw`
    SELECT q.position, q.id FROM questions q
    WHERE q.status = ${status} AND (q.position, q.id) >= (${from.position}::int, ${from.id})
      AND NOT EXISTS (
        SELECT 1 FROM cards c
        WHERE c.user_id = ${userId} AND c.question_id = q.id AND (c.kind <> 'new' OR c.suspended))
    ORDER BY q.position, q.id LIMIT ${limit}::int`,

  async countBetween(client, status, from, before, upTo) {
    const rows = await client.$queryRaw<{ between: bigint }[]>`
      SELECT count(*) AS "between" FROM (
        SELECT 1 FROM questions
        WHERE status = ${status} AND (position, id) >= (${from.position}::int, ${from.id})
          AND (position, id) < (${before.position}::int, ${before.id})
        LIMIT ${upTo}::int) AS places`;
    return Number(rows[0]?.between ?? 0);
  },

  async search(client, { text, statuses, topic, limit, offset }) {
    const rows = await client.$queryRaw<{ id: string; total: bigint }[]>`
      SELECT q.id, count(*) OVER () AS total FROM questions q
      WHERE q.id IN (SELECT question_id FROM question_search_texts WHERE strpos(search_text, ${text}) > 0)
        AND q.status = ANY (ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(statuses)}::jsonb)))
        AND (${topic}::text IS NULL OR q.topic = ${topic}::text)
      ORDER BY q.position, q.id LIMIT ${limit}::int OFFSET ${offset}::int`;
    const [first] = rows;
    return { ids: rows.map((row) => row.id), total: first === undefined ? null : Number(first.total) };
  },

  loadRevisions: (client, keys) =>
    client.$queryRawUnsafe(
      `SELECT ${revisionList} FROM jsonb_array_elements($1::jsonb) AS wanted(value)
       JOIN question_revisions ON question_id = wanted.value ->> 0 AND rev = (wanted.value ->> 1)::int`,
      JSON.stringify(keys.map(({ questionId, rev }) => [questionId, rev])),
    ),

  loadCurrent: (client, questionIds) =>
    client.$queryRawUnsafe(
      `SELECT ${revisionList} FROM question_revisions WHERE (question_id, rev) IN (
         SELECT id, rev FROM questions WHERE id = ANY (ARRAY(SELECT jsonb_array_elements_text($1::jsonb))))`,
      JSON.stringify(questionIds),
    ),

  async appliedMigrations(client) {
    const rows = await client.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY name`;
    return rows.map((row) => row.name);
  },
};

/** Takes the rows from one JSON parameter. */
function insertRows(table: TableName): string {
  const values = columnsOf(table).map(([, type], index) => `(value ->> ${index})::${type}`);
  return `${insertInto(table)} SELECT ${values.join(', ')} FROM jsonb_array_elements($1::jsonb) AS rows(value)`;
}
