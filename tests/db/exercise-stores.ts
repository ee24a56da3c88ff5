import type { DeviceId, TopicId } from '@/lib/base/ids';
import { localDate, type Instant, type TimeZone } from '@/lib/base/time';
import { defaultLearnerSettings } from '@/lib/learner/settings';
import type { Stores } from '@/lib/server/store/stores';
import { answered, contentChanged, eventId } from '@/tests/factories/events';
import {
  aLearner,
  aNewCard,
  aQuestionWrite,
  aRendering,
  aReviewCard,
  aSession,
  questionId,
  userId,
} from '@/tests/factories/stored';

const ada = userId(1);
const day = localDate('2026-03-02');
const all = { includeUnreviewed: true, limit: 20 } as const;

/** Calls every method of every store at least once; `named` brackets the calls so that their SQL can be told apart. */
export async function exerciseStores(
  stores: Stores,
  named: (name: string, work: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const { reviews, cards, content, learners, sessions, throttles, instance } = stores;
  const [first, second] = [questionId(1), questionId(2)];
  await named('learners.create', () => learners.create(aLearner(1, { emailKey: 'a@b.c' })));
  await named('learners.load', () => learners.load(ada));
  await named('learners.saveSettings', () => learners.saveSettings(ada, defaultLearnerSettings));
  await named('learners.saveTimeZone', () => learners.saveTimeZone(ada, 'UTC' as TimeZone));
  await named('learners.findByEmailKey', () => learners.findByEmailKey('a@b.c'));
  await named('learners.savePasswordHash', () => learners.savePasswordHash(ada, 'hash'));
  await named('learners.setDisabled', () => learners.setDisabled(ada, null));
  await named('learners.linkIdentity', () => learners.linkIdentity(ada, 'issuer', 'subject'));
  await named('learners.findByIdentity', () => learners.findByIdentity('issuer', 'subject'));
  await named('learners.list', () => learners.list());
  await named('sessions.create', () => sessions.create(aSession()));
  await named('sessions.load', () => sessions.load(aSession().sidHash));
  await named('sessions.touch', () => sessions.touch(aSession().sidHash, 5 as Instant));
  await named('sessions.revoke', () => sessions.revoke(aSession().sidHash, 5 as Instant));
  await named('sessions.revokeAll', () => sessions.revokeAll(ada, 5 as Instant));
  await named('throttles.recordFailure', () => throttles.recordFailure('key', 5 as Instant));
  await named('throttles.load', () => throttles.load('key'));
  await named('throttles.clear', () => throttles.clear('key'));
  await named('instance.epoch', () => instance.epoch());
  await named('instance.replaceEpoch', () => instance.replaceEpoch('epoch'));
  await named('instance.localLearner', () => instance.localLearner(() => aLearner(2)));
  await named('instance.assertReady', () => instance.assertReady());

  const questions = Array.from({ length: 300 }, (_, index) =>
    aQuestionWrite(index + 1, { aliases: [`old-${index + 1}`] }),
  );
  await named('content.saveQuestions', () => content.saveQuestions(questions));
  await named('content.saveTopics', () =>
    content.saveTopics('python', [{ pack: 'python', id: 'locks' as TopicId, order: 0, titles: {} }], {}),
  );
  await named('content.loadTopics', () => content.loadTopics());
  await named('content.loadStored', () => content.loadStored());
  await named('content.loadHeads', () => content.loadHeads([first]));
  await named('content.loadRevisions', () => content.loadRevisions([{ questionId: first, rev: 1 }]));
  await named('content.loadCurrent', () => content.loadCurrent([first, second]));
  await named('content.findBySlug', () => content.findBySlug('python', 'old-1'));
  await named('content.list', () => content.list({ ...all, offset: 0 }));
  await named('content.list by topic', () => content.list({ ...all, offset: 0, topic: 'locks' as TopicId }));
  await named('content.list by text', () => content.list({ ...all, offset: 0, text: 'question' }));
  await named('content.countByTopic', () => content.countByTopic(true));
  await named('content.saveRendered', () => content.saveRendered(new Map([['key', aRendering()]])));
  await named('content.loadRendered', () => content.loadRendered(['key']));

  const seen = Array.from({ length: 250 }, (_, index) => index + 1);
  const events = seen.map((n) => ({
    ...answered(4, { n, user: ada, question: questionId(n) }),
    deviceId: 'd' as DeviceId,
  }));
  const states = seen.map((n) => ({ questionId: questionId(n), basedOn: 0, state: aReviewCard() }));
  await named('reviews.commit', () => reviews.commit(ada, events, states));
  await named('reviews.loadKnown', () => reviews.loadKnown([eventId(1)]));
  await named('reviews.loadLogs', () => reviews.loadLogs(ada, [first, second]));
  await named('reviews.loadAfter', () => reviews.loadAfter(ada, 5, 20));
  await named('reviews.loadDay', () => reviews.loadDay(ada, day));
  await named('reviews.latestDay', () => reviews.latestDay(ada));
  await named('reviews.loadDurations', () => reviews.loadDurations(ada, 20));
  await named('reviews.streamByCard', async () => {
    for await (const card of reviews.streamByCard(ada)) expectEvents(card.events.length);
  });
  await named('cards.loadMany', () => cards.loadMany(ada, [first, second]));
  await named('cards.loadDue', () => cards.loadDue(ada, day, all));
  await named('cards.loadDue newest', () => cards.loadDue(ada, day, { ...all, from: 'newest' }));
  await named('cards.countDue', () => cards.countDue(ada, day, all));
  await named('cards.loadReviewedOn', () => cards.loadReviewedOn(ada, day));
  await named('cards.countByDueDay', () => cards.countByDueDay(ada, day, localDate('2026-04-02'), all));
  await named('cards.loadUnseen', () => cards.loadUnseen(ada, all));
  await named('cards.loadUnseen again', () => cards.loadUnseen(ada, all));
  await named('cards.countSeen', () => cards.countSeen(ada));
  await named('content.learnersOf', () => content.learnersOf(first));
  await named('reviews.commit of a reset', () =>
    reviews.commit(
      ada,
      [answered(4, { n: 900, user: ada, question: first })],
      [{ questionId: first, basedOn: 1, state: aNewCard({ eventCount: 2 }) }],
    ),
  );
  const changed = aQuestionWrite(2, {
    head: { rev: 2, status: 'deprecated' },
    learnerEvents: [
      {
        userId: ada,
        event: contentChanged(2, { n: 901, user: ada, question: second }),
        card: { questionId: second, basedOn: 1, state: aReviewCard({ eventCount: 2 }) },
      },
    ],
  });
  await named('content.saveQuestions of a change', () => content.saveQuestions([changed]));
  await named('cards.replaceAll', () =>
    cards.replaceAll(ada, once({ questionId: first, state: aReviewCard({ eventCount: 2 }) })),
  );
}

function expectEvents(count: number): void {
  if (count === 0) throw new Error('A card without events was streamed');
}

async function* once<T>(value: T): AsyncIterable<T> {
  yield await Promise.resolve(value);
}
