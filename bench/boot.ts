import type { ClientEvent } from '@/lib/api/reviews';
import { Answers } from './answers';
import { repeat, type Bench } from './bench';
import { HttpClient } from './http-client';
import { residentMegabytes } from './process-usage';
import { runBareApp } from './run-bare-app';
import { runServer, type RunningProcess } from './run-process';
import { seededDatabase } from './seed/seeded-database';
import { withServer, type BenchServer } from './with-server';

const STARTS = 5;
const FIRST_REQUESTS = 100;
const MORE_REQUESTS = 20_000;
const DIFFERENT_ANSWERS = 500;
const CLIENTS = 4;

/** Goal 12: how soon the server answers, and what it keeps in memory. */
export const bootBench: Bench = {
  name: 'boot',
  goal: 12,
  about: `start to the first 200, then memory after ${FIRST_REQUESTS} and ${MORE_REQUESTS.toLocaleString('en')} more requests`,
  measure: async () => {
    const database = await seededDatabase({ cards: 1_000, eventsPerCard: 10 });
    const starts = await repeat(STARTS, async () => ({
      ours: await startTime(() => runServer({ TIMESLICE_DATA: database.folder }), '/readyz'),
      bare: await startTime(() => runBareApp(database.url), '/'),
    }));
    database.remove();
    const memory = await memoryAfterRequests();
    return [
      {
        what: 'start to the first 200 of /readyz',
        runs: starts.map(({ ours }) => ours),
        unit: 'ms',
        goal: { atMost: 1_500 },
      },
      {
        what: 'the bare app, to the first 200 of a page',
        runs: starts.map(({ bare }) => bare),
        unit: 'ms',
        goal: null,
      },
      { what: `resident after ${FIRST_REQUESTS} requests`, runs: [memory.early], unit: 'MB', goal: { atMost: 200 } },
      {
        what: `growth over ${MORE_REQUESTS.toLocaleString('en')} more`,
        runs: [(memory.late / memory.early - 1) * 100],
        unit: '%',
        goal: { atMost: 5 },
      },
      {
        what: 'growth over the second half of them',
        runs: [(memory.late / memory.middle - 1) * 100],
        unit: '%',
        goal: null,
      },
    ];
  },
};

async function startTime(start: () => Promise<RunningProcess>, path: string): Promise<number> {
  const began = performance.now();
  const running = await start();
  const client = new HttpClient(running.origin);
  await client.get(path);
  const millis = performance.now() - began;
  client.close();
  await running.stop();
  return millis;
}

async function memoryAfterRequests(): Promise<{ early: number; middle: number; late: number }> {
  return withServer({ cards: 1_000, eventsPerCard: 10 }, async (bench) => {
    const { pid } = bench.server;
    const events = new Answers(bench.questions).take(DIFFERENT_ANSWERS);
    await requests(bench, events, FIRST_REQUESTS);
    const early = residentMegabytes(pid);
    await requests(bench, events, MORE_REQUESTS / 2);
    const middle = residentMegabytes(pid);
    await requests(bench, events, MORE_REQUESTS / 2);
    return { early, middle, late: residentMegabytes(pid) };
  });
}

/**
 * Answers, and after every tenth of them today's questions or a page, as a learner's browser asks for them. Most answers
 * are sent more than once, so that the log does not grow with the requests: nobody answers 20,000 questions in a day.
 */
async function requests({ server, cookie }: BenchServer, events: readonly ClientEvent[], count: number): Promise<void> {
  const paths = ['/api/study?limit=20', '/today', '/healthz', '/review'];
  let left = count;
  const work = async (): Promise<void> => {
    const client = new HttpClient(server.origin, cookie);
    while (left > 0) {
      left -= 1;
      const path = left % 10 === 0 ? paths[(left / 10) % paths.length] : undefined;
      if (path === undefined) await client.post('/api/reviews', { events: [events[left % events.length]] });
      else await client.get(path);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: CLIENTS }, work));
}
