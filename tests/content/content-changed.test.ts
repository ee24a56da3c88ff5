import { describe, expect, it } from 'vitest';
import type { Instant, TimeZone } from '@/lib/base/time';
import { defaultLearnerSettings } from '@/lib/learner/settings';
import { foldCard } from '@/lib/reviews/fold';
import { defaultSchedulerConfig } from '@/lib/scheduler/types';
import { answered } from '@/tests/factories/events';
import { choice, counts, Instance, meaning, recall } from './instance';

describe('a change of meaning', () => {
  it('gives everybody who has answered one event, and the card is due today with its mark', async () => {
    const instance = new Instance();
    await instance.import();
    const [ada, grace, lin] = [
      await instance.learnerOf(1, choice),
      await instance.learnerOf(2, choice),
      await instance.learnerOf(3, recall),
    ];
    instance.folder.question('choice', meaning);
    const report = await instance.import();
    expect(report.affected).toEqual([
      { questionId: choice, rev: 2, kind: 'meaning', learners: 2, note: 'New in 3.14' },
    ]);
    for (const learner of [ada, grace]) {
      const log = (await instance.stores.reviews.loadLogs(learner, [choice])).get(choice) ?? [];
      expect(log.map(({ kind }) => kind)).toEqual(['answered', 'content-changed']);
      expect(log[1]).toMatchObject({
        questionRev: 2,
        timeZone: 'Asia/Shanghai',
        occurredAt: instance.now,
        receivedAt: instance.now,
      });
      expect(log[1]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
      const card = (await instance.stores.cards.loadMany(learner, [choice])).get(choice);
      expect(card).toMatchObject({ kind: 'review', changedAtRev: 2, dueOn: '2026-03-03' });
      expect(card).toEqual(foldCard(log, defaultSchedulerConfig));
    }
    const untouched = (await instance.stores.reviews.loadLogs(lin, [recall])).get(recall);
    expect(untouched?.map(({ kind }) => kind)).toEqual(['answered']);
  });

  it('brings a card that is due later to today, in the zone that the learner chose', async () => {
    const instance = new Instance();
    await instance.import();
    const ada = await instance.learnerOf(1, choice);
    await instance.stores.learners.saveSettings(ada, {
      ...defaultLearnerSettings,
      timeZone: 'Pacific/Auckland' as TimeZone,
    });
    const log = [...((await instance.stores.reviews.loadLogs(ada, [choice])).get(choice) ?? [])];
    const again = answered(5, { user: ada, question: choice, day: 260, n: 900 });
    const state = foldCard([...log, again], defaultSchedulerConfig);
    expect(state).toMatchObject({ dueOn: '2026-11-23' });
    await instance.stores.reviews.commit(ada, [again], [{ questionId: choice, basedOn: 1, state }]);
    instance.now = Date.UTC(2026, 10, 21, 20) as Instant;
    instance.folder.question('choice', meaning);
    await instance.import();
    const card = (await instance.stores.cards.loadMany(ada, [choice])).get(choice);
    expect(card).toMatchObject({ changedAtRev: 2, dueOn: '2026-11-22' });
  });

  it('folds the whole log when the learner’s clock ran ahead', async () => {
    const instance = new Instance();
    await instance.import();
    const ada = await instance.learnerOf(1, choice);
    instance.now = Date.UTC(2026, 2, 1) as Instant;
    instance.folder.question('choice', meaning);
    await instance.import();
    const log = (await instance.stores.reviews.loadLogs(ada, [choice])).get(choice) ?? [];
    const card = (await instance.stores.cards.loadMany(ada, [choice])).get(choice);
    expect(card).toEqual(foldCard(log, defaultSchedulerConfig));
  });

  it('done twice asks nobody twice', async () => {
    const instance = new Instance();
    await instance.import();
    const ada = await instance.learnerOf(1, choice);
    instance.folder.question('choice', meaning);
    await instance.import();
    await instance.import();
    expect((await instance.stores.reviews.loadLogs(ada, [choice])).get(choice)).toHaveLength(2);
  });

  it('is the same event on every instance', async () => {
    const ids: (string | undefined)[] = [];
    for (const now of [Date.UTC(2026, 10, 21), Date.UTC(2027, 0, 1)]) {
      const instance = new Instance();
      await instance.import();
      const ada = await instance.learnerOf(1, choice);
      instance.now = now as Instant;
      instance.folder.question('choice', meaning);
      await instance.import();
      ids.push((await instance.stores.reviews.loadLogs(ada, [choice])).get(choice)?.[1]?.id);
    }
    expect(ids[0]).toBe(ids[1]);
  });

  it('is decided anew when the learner answers meanwhile', async () => {
    const instance = new Instance();
    await instance.import();
    const ada = await instance.learnerOf(1, choice);
    instance.folder.question('choice', meaning);
    const { content, reviews } = instance.stores;
    const save = content.saveQuestions.bind(content);
    content.saveQuestions = async (writes) => {
      content.saveQuestions = save;
      const log = (await reviews.loadLogs(ada, [choice])).get(choice) ?? [];
      const between = answered(3, { user: ada, question: choice, day: 200, n: 999 });
      const state = foldCard([...log, between], defaultSchedulerConfig);
      await reviews.commit(ada, [between], [{ questionId: choice, basedOn: 1, state }]);
      return save(writes);
    };
    await instance.import();
    const log = (await reviews.loadLogs(ada, [choice])).get(choice) ?? [];
    expect(log.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'content-changed']);
    const card = (await instance.stores.cards.loadMany(ada, [choice])).get(choice);
    expect(card).toEqual(foldCard(log, defaultSchedulerConfig));
    expect(await content.findBySlug('samples', 'choice')).toMatchObject({ rev: 2 });
  });

  it('of the wording gives nobody an event', async () => {
    const instance = new Instance();
    await instance.import();
    const ada = await instance.learnerOf(1, choice);
    instance.folder.question('choice', {
      rev: 2,
      change: 'wording',
      'text.en.why': 'In other words.',
      'text.zh-CN.ofRev': 2,
      'provenance.reviewedBy.0.rev': 2,
    });
    const report = await instance.import();
    expect(counts(report)).toEqual({ wording: 1, unchanged: 7 });
    expect((await instance.stores.reviews.loadLogs(ada, [choice])).get(choice)).toHaveLength(1);
    expect(await instance.stores.content.findBySlug('samples', 'choice')).toMatchObject({ rev: 2 });
  });
});
