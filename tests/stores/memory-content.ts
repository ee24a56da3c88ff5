import type { QuestionId, TopicId } from '@/lib/base/ids';
import type { ContentStore, QuestionHead } from '@/lib/server/store/stores';
import { cardsOf, isAvailable, type MemoryDatabase } from './memory-database';
import { commitTo, compareTexts } from './memory-reviews';

export function memoryContentStore(database: MemoryDatabase): ContentStore {
  const revisionOf = (questionId: QuestionId, rev: number) => database.revisions.get(`${questionId} ${String(rev)}`);

  return {
    loadStored: (pack) =>
      Promise.resolve(
        [...database.questions.values()]
          .filter(({ head }) => pack === undefined || head.pack === pack)
          .map(({ head, fileHash, meaningRev }) => ({
            head,
            fileHash,
            meaningRev,
            contentHash: revisionOf(head.id, head.rev)?.contentHash ?? '',
          })),
      ),

    saveTopics: (pack, topics, titles) => {
      database.topics.set(pack, [...topics]);
      database.packTitles.set(pack, titles);
      return Promise.resolve();
    },

    loadTopics: () =>
      Promise.resolve(
        [...database.topics.keys()]
          .sort()
          .flatMap((pack) => [...(database.topics.get(pack) ?? [])].sort((a, b) => a.order - b.order)),
      ),

    saveQuestions: (writes) => {
      const left: QuestionId[] = [];
      for (const { learnerEvents, revision, ...question } of writes) {
        const { id } = question.head;
        const moved = learnerEvents.some(
          ({ userId, card }) => (cardsOf(database, userId).get(card.questionId)?.eventCount ?? 0) !== card.basedOn,
        );
        if (moved) {
          left.push(id);
          continue;
        }
        database.questions.set(id, question);
        database.revisions.set(`${id} ${String(revision.rev)}`, revision);
        for (const { userId, event, card } of learnerEvents) commitTo(database, userId, [event], [card]);
      }
      return Promise.resolve(left);
    },

    learnersOf: (questionId) =>
      Promise.resolve(
        [...database.cards].flatMap(([userId, cards]) => (cards.has(questionId) ? [userId] : [])).sort(compareTexts),
      ),

    loadHeads: (ids) =>
      Promise.resolve(
        new Map(
          ids.flatMap((id) => {
            const question = database.questions.get(id);
            return question === undefined ? [] : [[id, question.head] as const];
          }),
        ),
      ),

    loadRevisions: (keys) => Promise.resolve(keys.flatMap(({ questionId, rev }) => revisionOf(questionId, rev) ?? [])),

    loadCurrent: (ids) =>
      Promise.resolve(
        new Map(
          ids.flatMap((id) => {
            const revision = revisionOf(id, database.questions.get(id)?.head.rev ?? 0);
            return revision === undefined ? [] : [[id, revision] as const];
          }),
        ),
      ),

    findBySlug: (pack, slug) => {
      const inPack = [...database.questions.values()].filter(({ head }) => head.pack === pack);
      const found =
        inPack.find(({ head }) => head.slug === slug) ?? inPack.find(({ aliases }) => aliases.includes(slug));
      return Promise.resolve(found?.head ?? null);
    },

    list: ({ topic, text, includeUnreviewed, limit, offset }) => {
      const needle = text?.normalize('NFKC').toLowerCase() ?? '';
      const orderOf = topicOrders(database);
      const found = [...database.questions.values()]
        .filter(({ head }) => isAvailable(database, head.id, { includeUnreviewed }))
        .filter(({ head }) => topic === undefined || head.topic === topic)
        .filter(
          ({ searchTexts }) =>
            Object.values(searchTexts).some((searchText) => searchText.includes(needle)) || needle === '',
        )
        .sort(
          (a, b) => orderOf(a.head) - orderOf(b.head) || a.position - b.position || compareTexts(a.head.id, b.head.id),
        );
      return Promise.resolve({
        heads: found.slice(offset, offset + limit).map(({ head }) => head),
        total: found.length,
      });
    },

    countByTopic: (includeUnreviewed) => {
      const counts = new Map<TopicId, number>();
      for (const { head } of database.questions.values()) {
        if (isAvailable(database, head.id, { includeUnreviewed }))
          counts.set(head.topic, (counts.get(head.topic) ?? 0) + 1);
      }
      return Promise.resolve(counts);
    },

    loadRendered: (keys) =>
      Promise.resolve(
        new Map(
          keys.flatMap((key) => {
            const rendered = database.rendered.get(key);
            return rendered === undefined ? [] : [[key, rendered] as const];
          }),
        ),
      ),

    saveRendered: (rows) => {
      for (const [key, rendered] of rows) database.rendered.set(key, rendered);
      return Promise.resolve();
    },
  };
}

function topicOrders(database: MemoryDatabase): (head: QuestionHead) => number {
  const orders = new Map(
    [...database.topics].flatMap(([pack, topics]) => topics.map((topic) => [`${pack}/${topic.id}`, topic.order])),
  );
  return (head) => orders.get(`${head.pack}/${head.topic}`) ?? 0;
}
