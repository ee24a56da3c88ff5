import type Database from 'better-sqlite3';
import type { QuestionId } from '@/lib/base/ids';
import { columnsOf, insertInto, tables } from '@/lib/server/store/raw-tables';
import { questionIdOf } from './question-id';

export type SeededQuestion = { readonly id: QuestionId; readonly type: string };

type Row = Record<string, unknown>;

/** Learners meet questions in their order, so those of the log come before everything that was imported. */
const BEFORE_ALL = 10_000_000;

/**
 * Copies of the imported questions in a pack of their own, each under a new id: real texts, real programs, real sizes. The
 * pack has no folder, so an import at start finds nothing to say about it.
 */
export function addQuestions(
  database: Database.Database,
  count: number,
  types: readonly string[] | undefined,
): readonly SeededQuestion[] {
  const all = (table: 'questions' | 'questionRevisions' | 'questionSearchTexts'): readonly Row[] =>
    database.prepare<[], Row>(`SELECT * FROM ${tables[table].name}`).all();
  const models = all('questions').filter(
    (row) => row['status'] === 'active' && (types === undefined || types.includes(String(row['type']))),
  );
  const revisions = new Map(
    all('questionRevisions').map((row) => [`${String(row['question_id'])} ${String(row['rev'])}`, row]),
  );
  const searchTexts = all('questionSearchTexts');
  const insert = {
    question: inserter(database, 'questions'),
    revision: inserter(database, 'questionRevisions'),
    searchText: inserter(database, 'questionSearchTexts'),
  };
  return database.transaction(() => {
    database.exec(`INSERT INTO packs SELECT 'bench', titles_json FROM packs LIMIT 1;
      INSERT INTO topics SELECT 'bench', id, position, titles_json FROM topics`);
    return Array.from({ length: count }, (_, index) => {
      const model = models[index % models.length];
      if (model === undefined) throw new Error('No active question was imported');
      const id = questionIdOf(index);
      const modelId = String(model['id']);
      const revision = revisions.get(`${modelId} ${String(model['rev'])}`);
      if (revision === undefined) throw new Error(`${modelId} has no present revision`);
      const none = JSON.stringify({ requires: [], contrastsWith: [], followUps: [] });
      const place = {
        pack: 'bench',
        slug: `${String(model['slug'])}-${index}`,
        position: index - BEFORE_ALL,
        links_json: none,
      };
      insert.question({ ...model, id, rev: 1, meaning_rev: 1, ...place });
      insert.revision({
        ...revision,
        question_id: id,
        rev: 1,
        question_json: copyOf(String(revision['question_json']), id),
      });
      for (const text of searchTexts)
        if (text['question_id'] === modelId) insert.searchText({ ...text, question_id: id });
      return { id, type: String(model['type']) };
    });
  })();
}

function copyOf(questionJson: string, id: QuestionId): string {
  const question = JSON.parse(questionJson) as Row;
  return JSON.stringify({ ...question, id, rev: 1, requires: undefined, contrastsWith: undefined });
}

/** Rows by the names of their columns. */
function inserter(database: Database.Database, table: Parameters<typeof columnsOf>[0]): (row: Row) => void {
  const columns = columnsOf(table).map(([column]) => column);
  const statement = database.prepare(`${insertInto(table)} VALUES (${columns.map(() => '?').join(', ')})`);
  return (row) => void statement.run(columns.map((column) => row[column]));
}
