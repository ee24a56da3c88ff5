import type {
  Card,
  Question,
  QuestionAlias,
  QuestionRevision,
  QuestionSearchText,
  ReviewEvent,
} from '../db/generated/sqlite/client';

/** Rows as they are written: JSON has no bigint, and every instant fits a number. */
type Written<Row> = { readonly [K in keyof Row]: Row[K] extends bigint ? number : Row[K] };

export type TableRows = {
  readonly reviewEvents: Written<ReviewEvent>;
  readonly cards: Card;
  readonly questions: Question;
  readonly questionRevisions: QuestionRevision;
  readonly questionAliases: QuestionAlias;
  readonly questionSearchTexts: QuestionSearchText;
};

export type TableName = keyof TableRows;
type ColumnType = 'text' | 'int' | 'bigint' | 'boolean';

export type Table<Row> = {
  readonly name: string;
  readonly key: readonly string[];
  /** Column and type of each field, in the order in which a row is written as JSON. */
  readonly columns: { readonly [K in keyof Row]: readonly [column: string, type: ColumnType] };
};

/** The tables that are written by the hundred; a test compares their columns with the database's. */
export const tables: { readonly [T in TableName]: Table<TableRows[T]> } = {
  reviewEvents: {
    name: 'review_events',
    key: ['id'],
    columns: {
      id: ['id', 'text'],
      userId: ['user_id', 'text'],
      seq: ['seq', 'int'],
      questionId: ['question_id', 'text'],
      questionRev: ['question_rev', 'int'],
      kind: ['kind', 'text'],
      locale: ['locale', 'text'],
      timeZone: ['time_zone', 'text'],
      studyDay: ['study_day', 'text'],
      occurredAtMs: ['occurred_at_ms', 'bigint'],
      clientOccurredAtMs: ['client_occurred_at_ms', 'bigint'],
      receivedAtMs: ['received_at_ms', 'bigint'],
      deviceId: ['device_id', 'text'],
      deviceSeq: ['device_seq', 'int'],
      payloadHash: ['payload_hash', 'text'],
      answeredType: ['answered_type', 'text'],
      quality: ['quality', 'int'],
      proposedQuality: ['proposed_quality', 'int'],
      responseJson: ['response_json', 'text'],
      confidence: ['confidence', 'text'],
      durationMs: ['duration_ms', 'int'],
      targetEventId: ['target_event_id', 'text'],
    },
  },
  cards: {
    name: 'cards',
    key: ['user_id', 'question_id'],
    columns: {
      userId: ['user_id', 'text'],
      questionId: ['question_id', 'text'],
      kind: ['kind', 'text'],
      suspended: ['suspended', 'boolean'],
      questionStatus: ['question_status', 'text'],
      dueOn: ['due_on', 'text'],
      lastReviewDay: ['last_review_day', 'text'],
      eventCount: ['event_count', 'int'],
      stateJson: ['state_json', 'text'],
    },
  },
  questions: {
    name: 'questions',
    key: ['id'],
    columns: {
      id: ['id', 'text'],
      pack: ['pack', 'text'],
      topic: ['topic', 'text'],
      slug: ['slug', 'text'],
      type: ['type', 'text'],
      level: ['level', 'int'],
      status: ['status', 'text'],
      rev: ['rev', 'int'],
      meaningRev: ['meaning_rev', 'int'],
      timeSeconds: ['time_seconds', 'int'],
      position: ['position', 'int'],
      fileHash: ['file_hash', 'text'],
      contentHash: ['content_hash', 'text'],
      linksJson: ['links_json', 'text'],
      titlesJson: ['titles_json', 'text'],
    },
  },
  questionRevisions: {
    name: 'question_revisions',
    key: ['question_id', 'rev'],
    columns: {
      questionId: ['question_id', 'text'],
      rev: ['rev', 'int'],
      questionJson: ['question_json', 'text'],
      programsJson: ['programs_json', 'text'],
      contentHash: ['content_hash', 'text'],
    },
  },
  questionAliases: {
    name: 'question_aliases',
    key: ['pack', 'slug', 'question_id'],
    columns: { pack: ['pack', 'text'], slug: ['slug', 'text'], questionId: ['question_id', 'text'] },
  },
  questionSearchTexts: {
    name: 'question_search_texts',
    key: ['question_id', 'locale'],
    columns: { questionId: ['question_id', 'text'], locale: ['locale', 'text'], searchText: ['search_text', 'text'] },
  },
};

/** Column and type of each field, in order. */
export function columnsOf(table: TableName): readonly (readonly [column: string, type: ColumnType])[] {
  return Object.values(tables[table].columns);
}

/** `INSERT INTO t (a, b)`. */
export function insertInto(table: TableName): string {
  const columns = columnsOf(table).map(([column]) => column);
  return `INSERT INTO ${tables[table].name} (${columns.join(', ')})`;
}

/** `ON CONFLICT (key) DO UPDATE SET …` for every column that is not part of the key. */
export function orReplace(table: TableName): string {
  const { key } = tables[table];
  const rest = columnsOf(table).filter(([column]) => !key.includes(column));
  const action =
    rest.length === 0 ? 'NOTHING' : `UPDATE SET ${rest.map(([column]) => `${column} = excluded.${column}`).join(', ')}`;
  return `ON CONFLICT (${key.join(', ')}) DO ${action}`;
}

export function orLeave(table: TableName): string {
  return `ON CONFLICT (${tables[table].key.join(', ')}) DO NOTHING`;
}

/** `question_id AS "questionId", …`, so that raw rows look like Prisma's. */
export function selectList(table: TableName): string {
  return Object.entries(tables[table].columns)
    .map(([field, [column]]) => `${column} AS "${field}"`)
    .join(', ');
}

/** Rows as one JSON text: an array of arrays, values in the order of the columns. */
export function rowsAsJson<T extends TableName>(table: T, rows: readonly TableRows[T][]): string {
  const fields = Object.keys(tables[table].columns) as (keyof TableRows[T])[];
  return JSON.stringify(rows.map((row) => fields.map((field) => row[field])));
}
