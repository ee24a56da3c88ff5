import type { QuestionId } from '../../base/ids';
import type { Database } from '../db/open-database';
import { availableStatuses } from './availability';
import { toHead } from './question-row';
import type { RawQueries } from './raw-queries';
import type { ContentStore, QuestionHead } from './stores';

type Filter = Parameters<ContentStore['list']>[0];
type Page = Awaited<ReturnType<ContentStore['list']>>;

/** A page of the library: everything available, or what holds the words in any language. */
export function listQuestions(database: Database, raw: RawQueries, filter: Filter): Promise<Page> {
  const words = (filter.text ?? '').normalize('NFKC').toLowerCase();
  return words === '' ? listAll(database, filter) : search(database, raw, words, filter);
}

async function listAll({ client }: Database, { topic, includeUnreviewed, limit, offset }: Filter): Promise<Page> {
  const where = {
    status: { in: [...availableStatuses(includeUnreviewed)] },
    ...(topic === undefined ? {} : { topic }),
  };
  const [rows, total] = await Promise.all([
    client.question.findMany({ where, orderBy: [{ position: 'asc' }, { id: 'asc' }], take: limit, skip: offset }),
    client.question.count({ where }),
  ]);
  return { heads: rows.map(toHead), total };
}

async function search({ client }: Database, raw: RawQueries, text: string, filter: Filter): Promise<Page> {
  const { topic = null, includeUnreviewed, limit, offset } = filter;
  const wanted = { text, statuses: availableStatuses(includeUnreviewed), topic };
  const { ids, total } = await raw.search(client, { ...wanted, limit, offset });
  // Behind the last page there is no row to carry the total.
  if (total === null) {
    const first = await raw.search(client, { ...wanted, limit: 1, offset: 0 });
    return { heads: [], total: first.total ?? 0 };
  }
  const rows = await client.question.findMany({ where: { id: { in: [...ids] } } });
  const heads = new Map<string, QuestionHead>(rows.map((row) => [row.id, toHead(row)]));
  return { heads: ids.flatMap((id) => heads.get(id as QuestionId) ?? []), total };
}
