import type { UserId } from '@/lib/base/ids';
import { localDate, type Instant } from '@/lib/base/time';
import { schedulerConfigOf } from '@/lib/learner/scheduler-config';
import { foldCard } from '@/lib/reviews/fold';
import { defaultSchedulerConfig } from '@/lib/scheduler/types';
import { createRenderer } from '@/lib/server/content/create-renderer';
import { createStores } from '@/lib/server/store/create-stores';
import { refoldLearner } from '@/lib/server/use-cases/rebuild-cards';
import { repeat, timed, type Bench } from './bench';
import { makeLog } from './seed/make-log';
import { questionIdOf } from './seed/question-id';
import { seededDatabase } from './seed/seeded-database';

const RUNS = 5;
const CARDS = 10_000;
const EVENTS_PER_CARD = 10;
const EVENTS = CARDS * EVENTS_PER_CARD;

/** Goal 5: one learner's whole log folded again, and the states compared with those made as the events arrived. */
export const refoldBench: Bench = {
  name: 'refold',
  goal: 5,
  about: `folding a log of ${EVENTS.toLocaleString('en')} events again`,
  measure: async () => {
    const inMemory = await foldInMemory();
    const stored = await refoldStored();
    return [
      { what: 'events a minute, from SQLite and back', runs: stored.runs, unit: '/min', goal: { atLeast: 1_000_000 } },
      { what: 'events a minute, the fold alone', runs: inMemory.runs, unit: '/min', goal: null },
      {
        what: `states that come out differently, of ${(2 * CARDS).toLocaleString('en')}`,
        runs: [inMemory.different + stored.different],
        unit: '',
        goal: { atMost: 0 },
      },
    ];
  },
};

type Refolded = { readonly runs: readonly number[]; readonly different: number };

async function foldInMemory(): Promise<Refolded> {
  const plan = {
    userId: '00000000-0000-4000-8000-000000000001' as UserId,
    questionIds: Array.from({ length: CARDS }, (_, index) => questionIdOf(index)),
    eventsPerCard: EVENTS_PER_CARD,
    today: localDate('2026-11-21'),
    seed: 5,
  };
  const log = [...makeLog(plan)];
  const runs = await repeat(RUNS, () =>
    perMinute(
      timed(() => {
        for (const { events } of log) foldCard(events, defaultSchedulerConfig);
      }),
    ),
  );
  const different = log.filter(
    ({ events, state }) => JSON.stringify(foldCard(events, defaultSchedulerConfig)) !== JSON.stringify(state),
  );
  return { runs, different: different.length };
}

/** What `npm run cards:rebuild` does for one learner: reads the log, folds it, compares with the stored rows. */
async function refoldStored(): Promise<Refolded> {
  const database = await seededDatabase({ cards: CARDS, eventsPerCard: EVENTS_PER_CARD });
  const { stores, close } = createStores({ databaseUrl: database.url });
  const deps = { stores, now: () => Date.now() as Instant, renderQuestions: createRenderer(stores.content) };
  const learner = await stores.learners.load(database.userId);
  if (learner === null) throw new Error('The seeded database has no learner');
  let different = 0;
  const runs = await repeat(RUNS, async () => {
    const began = performance.now();
    const { changed } = await refoldLearner(deps, learner, schedulerConfigOf(learner.settings));
    different += changed;
    return perMinute(performance.now() - began);
  });
  await close();
  database.remove();
  return { runs, different };
}

function perMinute(millis: number): number {
  return (EVENTS / millis) * 60_000;
}
