import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QuestionId, TopicId } from '@/lib/base/ids';
import type { QuestionWrite, Stores } from '@/lib/server/store/stores';
import { answered, contentChanged } from '@/tests/factories/events';
import { aLearner, aQuestionWrite, aRendering, aReviewCard, questionId, userId } from '@/tests/factories/stored';
import { openStores, storeKinds } from './open-stores';

const ada = userId(1);
const ben = userId(2);
const topic = (id: string) => id as TopicId;

describe.each(storeKinds)('content on %s', (kind) => {
  let stores: Stores;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ stores, close } = await openStores(kind));
    await stores.learners.create(aLearner(1));
    await stores.learners.create(aLearner(2));
  });

  afterEach(() => close());

  const save = (...writes: readonly QuestionWrite[]) => stores.content.saveQuestions(writes);
  const head = async (id: QuestionId) => (await stores.content.loadHeads([id])).get(id);
  const list = async (filter: {
    topic?: TopicId;
    text?: string;
    includeUnreviewed?: boolean;
    limit?: number;
    offset?: number;
  }) => {
    const found = await stores.content.list({ includeUnreviewed: false, limit: 100, offset: 0, ...filter });
    return { ids: found.heads.map((one) => one.id), total: found.total };
  };

  it('a question comes back as it was written', async () => {
    const write = aQuestionWrite(1, {
      head: {
        requires: [questionId(2)],
        contrastsWith: [questionId(3), questionId(4)],
        followUps: [questionId(5)],
        titles: { en: 'The GIL', 'zh-CN': '全局解释器锁' },
      },
      meaningRev: 1,
    });
    expect(await save(write)).toEqual([]);
    expect(await head(questionId(1))).toEqual(write.head);
    expect(await stores.content.loadStored()).toEqual([
      { head: write.head, fileHash: 'file-1-1', contentHash: 'content-1-1', meaningRev: 1 },
    ]);
    expect(await stores.content.loadStored('python')).toHaveLength(1);
    expect(await stores.content.loadStored('go')).toEqual([]);
  });

  it('every revision is kept, and the present one is the head’s', async () => {
    const [one, two] = [aQuestionWrite(1), aQuestionWrite(1, { head: { rev: 2 }, meaningRev: 2 })];
    await save(one);
    await save(two);
    expect(await stores.content.loadCurrent([questionId(1), questionId(9)])).toEqual(
      new Map([[questionId(1), two.revision]]),
    );
    const both = await stores.content.loadRevisions([
      { questionId: questionId(1), rev: 1 },
      { questionId: questionId(1), rev: 2 },
      { questionId: questionId(1), rev: 3 },
    ]);
    expect([...both].sort((a, b) => a.rev - b.rev)).toEqual([one.revision, two.revision]);
  });

  it('a document whose metadata changed replaces the one of the same revision, programs included', async () => {
    await save(aQuestionWrite(1));
    const changed = aQuestionWrite(1, { fileHash: 'other', head: { level: 5 } });
    const revision = { ...changed.revision, programs: { main: 'print("死锁")\n' } };
    await save({ ...changed, revision });
    expect((await stores.content.loadCurrent([questionId(1)])).get(questionId(1))).toEqual(revision);
    expect((await head(questionId(1)))?.level).toBe(5);
  });

  it('a question is found by its slug or by an old one, and the present slug wins', async () => {
    await save(
      aQuestionWrite(1, { head: { slug: 'gil' }, aliases: ['what-is-the-gil', 'lock'] }),
      aQuestionWrite(2, { head: { slug: 'lock' } }),
      aQuestionWrite(3, { head: { slug: 'gil', pack: 'other' } }),
    );
    const find = async (pack: string, slug: string) => (await stores.content.findBySlug(pack, slug))?.id ?? null;
    expect(await find('python', 'gil')).toBe(questionId(1));
    expect(await find('python', 'what-is-the-gil')).toBe(questionId(1));
    expect(await find('python', 'lock')).toBe(questionId(2));
    expect(await find('other', 'what-is-the-gil')).toBeNull();
    await save(aQuestionWrite(1, { head: { slug: 'gil' }, aliases: [] }));
    expect(await find('python', 'what-is-the-gil')).toBeNull();
  });

  it('topics are replaced as a whole, and come by pack and order', async () => {
    const topics = (...ids: string[]) =>
      ids.map((id, order) => ({ pack: 'python', id: topic(id), order, titles: { en: id } }));
    await stores.content.saveTopics('python', topics('locks', 'queues', 'asyncio'), { en: 'Python' });
    await stores.content.saveTopics(
      'go',
      [{ pack: 'go', id: topic('channels'), order: 0, titles: { 'zh-CN': '通道' } }],
      {},
    );
    await stores.content.saveTopics('python', topics('asyncio', 'locks'), { en: 'Python' });
    const loaded = await stores.content.loadTopics();
    expect(loaded.map((one) => one.id)).toEqual(['channels', 'asyncio', 'locks']);
    expect(loaded[0]?.titles).toEqual({ 'zh-CN': '通道' });
  });

  it('the list holds what is available, in order, a page at a time', async () => {
    await save(
      aQuestionWrite(1, { position: 3 }),
      aQuestionWrite(2, { position: 1, head: { topic: topic('queues') } }),
      aQuestionWrite(3, { position: 2, head: { status: 'review' } }),
      aQuestionWrite(4, { position: 0, head: { status: 'deprecated' } }),
    );
    expect(await list({})).toEqual({ ids: [2, 1].map(questionId), total: 2 });
    expect(await list({ includeUnreviewed: true })).toEqual({ ids: [2, 3, 1].map(questionId), total: 3 });
    expect(await list({ includeUnreviewed: true, limit: 1, offset: 1 })).toEqual({ ids: [questionId(3)], total: 3 });
    expect(await list({ topic: topic('queues') })).toEqual({ ids: [questionId(2)], total: 1 });
    expect(await list({ offset: 50 })).toEqual({ ids: [], total: 2 });
  });

  it('search finds any substring in either language, whatever its case and width', async () => {
    await save(
      aQuestionWrite(1, { searchTexts: { en: 'the gil protects reference counts', 'zh-CN': '全局解释器锁' } }),
      aQuestionWrite(2, { searchTexts: { en: '100% of _locks_ deadlock', 'zh-CN': '死锁' } }),
      aQuestionWrite(3, {
        searchTexts: { en: 'gil', 'zh-CN': '锁' },
        head: { status: 'review', topic: topic('queues') },
      }),
    );
    expect((await list({ text: 'ERENCE' })).ids).toEqual([questionId(1)]);
    expect((await list({ text: '锁' })).ids).toEqual([1, 2].map(questionId));
    expect((await list({ text: '死锁' })).ids).toEqual([questionId(2)]);
    expect((await list({ text: 'ＧＩＬ' })).ids).toEqual([questionId(1)]);
    expect((await list({ text: '0% of _l' })).ids).toEqual([questionId(2)]);
    expect((await list({ text: "'; DROP TABLE questions; --" })).ids).toEqual([]);
    expect(await list({ text: 'gil', includeUnreviewed: true, topic: topic('queues') })).toEqual({
      ids: [questionId(3)],
      total: 1,
    });
    expect(await list({ text: '锁', limit: 1, offset: 1 })).toEqual({ ids: [questionId(2)], total: 2 });
    expect(await list({ text: '锁', limit: 1, offset: 9 })).toEqual({ ids: [], total: 2 });
    await save(aQuestionWrite(1, { searchTexts: { en: 'something else' } }));
    expect((await list({ text: '全局' })).ids).toEqual([]);
  });

  it('available questions are counted by topic', async () => {
    await save(
      aQuestionWrite(1),
      aQuestionWrite(2),
      aQuestionWrite(3, { head: { status: 'review' } }),
      aQuestionWrite(4, { head: { topic: topic('queues'), status: 'deprecated' } }),
      aQuestionWrite(5, { head: { topic: topic('asyncio'), status: 'review' } }),
    );
    expect(await stores.content.countByTopic(false)).toEqual(new Map([['locks', 2]]));
    expect(await stores.content.countByTopic(true)).toEqual(
      new Map([
        ['locks', 3],
        ['asyncio', 1],
      ]),
    );
  });

  it('the learners of a question are those who have a card of it', async () => {
    await save(aQuestionWrite(1), aQuestionWrite(2));
    for (const [n, user] of [
      [1, ben],
      [2, ada],
    ] as const) {
      const event = answered(4, { n, user, question: questionId(1) });
      await stores.reviews.commit(user, [event], [{ questionId: questionId(1), basedOn: 0, state: aReviewCard() }]);
    }
    expect(await stores.content.learnersOf(questionId(1))).toEqual([ada, ben]);
    expect(await stores.content.learnersOf(questionId(2))).toEqual([]);
  });

  it('a meaning change is written with its learners’ events, once', async () => {
    await save(aQuestionWrite(1), aQuestionWrite(2));
    const id = questionId(1);
    await stores.reviews.commit(
      ada,
      [answered(4, { n: 1, user: ada, question: id })],
      [{ questionId: id, basedOn: 0, state: aReviewCard() }],
    );
    const state = aReviewCard({ eventCount: 2, changedAtRev: 2 });
    const event = contentChanged(2, { n: 2, day: 1, user: ada, question: id });
    const write = aQuestionWrite(1, {
      head: { rev: 2 },
      learnerEvents: [{ userId: ada, event, card: { questionId: id, basedOn: 1, state } }],
    });
    expect(await save(write, aQuestionWrite(2, { fileHash: 'new' }))).toEqual([]);
    expect((await stores.cards.loadMany(ada, [id])).get(id)).toEqual(state);
    expect((await stores.reviews.loadAfter(ada, 0, 10)).map((one) => one.kind)).toEqual([
      'answered',
      'content-changed',
    ]);
    expect((await head(id))?.rev).toBe(2);
  });

  it('a question whose learner answered meanwhile is left unwritten and named; the others go in', async () => {
    await save(aQuestionWrite(1), aQuestionWrite(2));
    const id = questionId(1);
    await stores.reviews.commit(
      ada,
      [answered(4, { n: 1, user: ada, question: id })],
      [{ questionId: id, basedOn: 0, state: aReviewCard() }],
    );
    const stale = aQuestionWrite(1, {
      head: { rev: 2 },
      learnerEvents: [
        {
          userId: ada,
          event: contentChanged(2, { n: 2, user: ada, question: id }),
          card: { questionId: id, basedOn: 0, state: aReviewCard() },
        },
      ],
    });
    expect(await save(aQuestionWrite(2, { fileHash: 'new' }), stale, aQuestionWrite(3))).toEqual([id]);
    expect((await head(id))?.rev).toBe(1);
    expect(await stores.reviews.loadAfter(ada, 0, 10)).toHaveLength(1);
    expect((await stores.content.loadStored()).map((one) => [one.head.id, one.fileHash]).sort()).toEqual([
      [questionId(1), 'file-1-1'],
      [questionId(2), 'new'],
      [questionId(3), 'file-3-1'],
    ]);
  });

  it('700 questions go in at once', async () => {
    await save(...Array.from({ length: 700 }, (_, index) => aQuestionWrite(index + 1)));
    expect((await list({ limit: 1 })).total).toBe(700);
  });

  it('a rendering is kept by its key, and the last one wins', async () => {
    await stores.content.saveRendered(
      new Map([
        ['a', aRendering('one')],
        ['b', aRendering('two')],
      ]),
    );
    await stores.content.saveRendered(new Map([['a', aRendering('three')]]));
    await stores.content.saveRendered(new Map());
    expect(await stores.content.loadRendered(['a', 'b', 'c'])).toEqual(
      new Map([
        ['a', aRendering('three')],
        ['b', aRendering('two')],
      ]),
    );
  });

  it('the same words rendered by several requests at once are kept once, and nobody is refused', async () => {
    const keys = Array.from({ length: 20 }, (_key, index) => `same-${String(index)}`);
    const rows = new Map(keys.map((key) => [key, aRendering(key)]));
    const backwards = new Map([...rows].reverse());
    await Promise.all([rows, backwards, rows, backwards].map((each) => stores.content.saveRendered(each)));
    expect((await stores.content.loadRendered(keys)).size).toBe(20);
  });
});
