import type Database from 'better-sqlite3';
import type { UserId } from '@/lib/base/ids';
import type { LocalDate } from '@/lib/base/time';
import { toCardRow } from '@/lib/server/store/card-row';
import { toEventRow } from '@/lib/server/store/event-row';
import { columnsOf, insertInto, tables, type TableName } from '@/lib/server/store/raw-tables';
import type { SeededQuestion } from './add-questions';
import { makeLog } from './make-log';

export type LogToAdd = {
  readonly learner: UserId;
  readonly questions: readonly SeededQuestion[];
  readonly eventsPerCard: number;
  readonly today: LocalDate;
};

/** The learner's log in the order of its times and a card for each question, in rows that the stores' own code makes. */
export function addLog(database: Database.Database, { learner, questions, eventsPerCard, today }: LogToAdd): void {
  const types = new Map(questions.map(({ id, type }) => [id, type]));
  const restoreIndexes = dropIndexes(database);
  database.exec('CREATE TEMP TABLE made AS SELECT * FROM review_events WHERE false');
  const addCard = inserter(database, 'cards', tables.cards.name);
  const addEvent = inserter(database, 'reviewEvents', 'made');
  let count = 0;
  database.transaction(() => {
    const plan = { userId: learner, questionIds: questions.map(({ id }) => id), eventsPerCard, today, seed: 8 };
    for (const card of makeLog(plan)) {
      addCard(toCardRow(learner, card.questionId, 'active', card.state));
      for (const event of card.events) addEvent(toEventRow(event, 0, types.get(event.questionId) ?? ''));
      count += card.events.length;
    }
    database.exec(
      `${insertInto('reviewEvents')} SELECT ${inOrder} FROM made ORDER BY occurred_at_ms, id; DROP TABLE made`,
    );
    database.prepare("UPDATE users SET last_seq = ?, last_time_zone = 'UTC' WHERE id = ?").run(count, learner);
  })();
  restoreIndexes();
}

const inOrder = columnsOf('reviewEvents')
  .map(([column]) => (column === 'seq' ? 'row_number() OVER (ORDER BY occurred_at_ms, id)' : column))
  .join(', ');

/** Rows of one of the stores' tables, by field. */
function inserter(database: Database.Database, table: TableName, into: string): (row: object) => void {
  const columns = columnsOf(table).map(([column]) => column);
  const values = columns.map(() => '?').join(', ');
  const statement = database.prepare(`INSERT INTO ${into} (${columns.join(', ')}) VALUES (${values})`);
  const fields = Object.keys(tables[table].columns);
  return (row) => {
    const given = row as Readonly<Record<string, unknown>>;
    statement.run(fields.map((field) => (typeof given[field] === 'boolean' ? Number(given[field]) : given[field])));
  };
}

/** Making an index from sorted rows is far quicker than adding to it a million times. */
function dropIndexes(database: Database.Database): () => void {
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('review_events', 'cards')",
    )
    .all();
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  return () => {
    for (const { sql } of indexes) database.exec(sql);
  };
}
