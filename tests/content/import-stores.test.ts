import { describe, expect, it, onTestFinished } from 'vitest';
import { foldCard } from '@/lib/reviews/fold';
import { defaultSchedulerConfig } from '@/lib/scheduler/types';
import { openStores, storeKinds } from '@/tests/contracts/open-stores';
import { asFile, mutated } from '@/tests/questions/check-file';
import { choice, counts, Instance, meaning } from './instance';

describe.each(storeKinds)('an import into %s', (kind) => {
  async function open(): Promise<Instance> {
    const { stores, close } = await openStores(kind);
    onTestFinished(close);
    return new Instance(stores);
  }

  it('adds, finds nothing to do the second time, and recognises every change', async () => {
    const instance = await open();
    expect(counts(await instance.import())).toEqual({ added: 8 });
    expect(counts(await instance.import())).toEqual({ unchanged: 8 });

    const { folder } = instance;
    folder.question('recall', { level: 5 });
    folder.question('match', { 'text.zh-CN.why': '理由' });
    folder.question('order', { status: 'deprecated' });
    folder.question('scenario', { status: 'review' });
    folder.question('choice', meaning);
    folder.remove('samples/locks/cloze.json');
    folder.write('samples/semaphores/gaps.json', asFile(mutated('cloze')));
    const changed = { metadata: 1, translation: 1, deprecated: 1, withdrawn: 1, meaning: 1, moved: 1, unchanged: 2 };
    expect(counts(await instance.import(false))).toEqual(changed);
    expect(counts(await instance.import())).toEqual(changed);
    expect(counts(await instance.import())).toEqual({ unchanged: 8 });
    expect(await instance.stores.content.findBySlug('samples', 'cloze')).toMatchObject({ slug: 'gaps' });
  });

  it('tells every learner once of a change of meaning', async () => {
    const instance = await open();
    await instance.import();
    const learners = [await instance.learnerOf(1, choice), await instance.learnerOf(2, choice)];
    instance.folder.question('choice', meaning);
    await instance.import();
    await instance.import();
    for (const learner of learners) {
      const log = (await instance.stores.reviews.loadLogs(learner, [choice])).get(choice) ?? [];
      expect(log.map((event) => event.kind)).toEqual(['answered', 'content-changed']);
      const card = (await instance.stores.cards.loadMany(learner, [choice])).get(choice);
      expect(card).toEqual(foldCard(log, defaultSchedulerConfig));
      expect(card).toMatchObject({ changedAtRev: 2 });
    }
  });
});
