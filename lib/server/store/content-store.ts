import type { QuestionId, TopicId, UserId } from '../../base/ids';
import type { Database } from '../db/open-database';
import { availableStatuses } from './availability';
import { listQuestions } from './list-questions';
import { revisionReader, toHead, toStoredQuestion, toTopic } from './question-row';
import type { RawQueries } from './raw-queries';
import { fromRenderedJson } from './rendered-row';
import { saveQuestions } from './save-questions';
import type { ContentStore, QuestionHead } from './stores';

export function contentStore(database: Database, raw: RawQueries): ContentStore {
  const { client } = database;
  const readRevision = revisionReader();

  const loadHeads = async (ids: readonly QuestionId[]): Promise<ReadonlyMap<QuestionId, QuestionHead>> => {
    const rows = await client.question.findMany({ where: { id: { in: [...ids] } } });
    return new Map(rows.map((row) => [row.id as QuestionId, toHead(row)]));
  };

  return {
    async loadStored(pack) {
      const rows = await client.question.findMany({
        where: pack === undefined ? {} : { pack },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toStoredQuestion);
    },

    async saveTopics(pack, topics, titles) {
      const titlesJson = JSON.stringify(titles);
      const rows = topics.map((topic) => ({
        pack,
        id: topic.id,
        position: topic.order,
        titlesJson: JSON.stringify(topic.titles),
      }));
      await database.transaction(async (tx) => {
        await tx.pack.upsert({ where: { id: pack }, create: { id: pack, titlesJson }, update: { titlesJson } });
        await tx.topic.deleteMany({ where: { pack } });
        await tx.topic.createMany({ data: rows });
      });
    },

    async loadTopics() {
      const rows = await client.topic.findMany({ orderBy: [{ pack: 'asc' }, { position: 'asc' }, { id: 'asc' }] });
      return rows.map(toTopic);
    },

    saveQuestions: (writes) => saveQuestions(database, raw, writes),

    async learnersOf(questionId) {
      const rows = await client.card.findMany({
        where: { questionId },
        select: { userId: true },
        orderBy: { userId: 'asc' },
      });
      return rows.map((row) => row.userId as UserId);
    },

    loadHeads,

    async loadRevisions(keys) {
      return (await raw.loadRevisions(client, keys)).map(readRevision);
    },

    async loadCurrent(ids) {
      const rows = await raw.loadCurrent(client, ids);
      return new Map(rows.map((row) => [row.questionId as QuestionId, readRevision(row)]));
    },

    async findBySlug(pack, slug) {
      const present = await client.question.findFirst({ where: { pack, slug }, orderBy: { id: 'asc' } });
      if (present !== null) return toHead(present);
      const alias = await client.questionAlias.findFirst({
        where: { pack, slug },
        orderBy: { questionId: 'asc' },
        select: { question: true },
      });
      return alias === null ? null : toHead(alias.question);
    },

    list: (filter) => listQuestions(database, raw, filter),

    async countByTopic(includeUnreviewed) {
      const groups = await client.question.groupBy({
        by: ['topic'],
        where: { status: { in: [...availableStatuses(includeUnreviewed)] } },
        _count: { _all: true },
        orderBy: { topic: 'asc' },
      });
      return new Map(groups.map((group) => [group.topic as TopicId, group._count._all]));
    },

    async loadRendered(keys) {
      const rows = await client.renderedHtml.findMany({ where: { key: { in: [...keys] } } });
      return new Map(rows.map((row) => [row.key, fromRenderedJson(row.renderedJson)]));
    },

    async saveRendered(rows) {
      if (rows.size === 0) return;
      // A request and the work after an import may render the same words at the same time: in one order, whoever is second overwrites.
      const data = [...rows].map(([key, rendered]) => ({ key, renderedJson: JSON.stringify(rendered) }));
      data.sort((a, b) => (a.key < b.key ? -1 : 1));
      await database.transaction(async (tx) => {
        for (const row of data) {
          await tx.renderedHtml.upsert({
            where: { key: row.key },
            create: row,
            update: { renderedJson: row.renderedJson },
          });
        }
      });
    },
  };
}
