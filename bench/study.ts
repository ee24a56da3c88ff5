import type { StudyReply } from '@/lib/api/study';
import { median, quantile, repeat, type Bench } from './bench';
import { recordSelects } from './record-selects';
import { withServer } from './with-server';

const RUNS = 7;
const REQUESTS = 100;
const LIMIT = 20;

/** Goal 8: today's first questions for a learner with a long history, beside the same reads by the raw driver. */
export const studyBench: Bench = {
  name: 'study',
  goal: 8,
  about: `GET /api/study?limit=${LIMIT} with 100,000 cards and 1,000,000 events of one learner`,
  measure: () =>
    withServer({ cards: 100_000, eventsPerCard: 10 }, async ({ client, database }) => {
      const selects = await recordSelects(database, LIMIT);
      const items = (JSON.parse((await client.get(`/api/study?limit=${LIMIT}`)).text) as StudyReply).items.length;
      if (items !== LIMIT) throw new Error(`GET /api/study gave ${items} questions`);
      const runs = await repeat(RUNS, async () => {
        const ours: number[] = [];
        const peer: number[] = [];
        for (let index = 0; index < REQUESTS; index += 1) {
          ours.push((await client.get(`/api/study?limit=${LIMIT}`)).millis);
          peer.push(selects.replay());
        }
        return { ours, peer };
      });
      const scans = selects.scans();
      selects.close();
      return [
        { what: 'p95', runs: runs.map(({ ours }) => quantile(ours, 0.95)), unit: 'ms', goal: { atMost: 25 } },
        { what: 'p50', runs: runs.map(({ ours }) => median(ours)), unit: 'ms', goal: null },
        {
          what: `p95, ours ÷ its ${selects.count} SELECTs by the raw driver`,
          runs: runs.map(({ ours, peer }) => quantile(ours, 0.95) / quantile(peer, 0.95)),
          unit: '×',
          goal: { atMost: 4 },
        },
        { what: 'p95 by the raw driver', runs: runs.map(({ peer }) => quantile(peer, 0.95)), unit: 'ms', goal: null },
        {
          what: `tables scanned without an index${scans.length === 0 ? '' : `: ${scans.join(', ')}`}`,
          runs: [scans.length],
          unit: '',
          goal: { atMost: 0 },
        },
      ];
    }),
};
