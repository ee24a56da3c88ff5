import { Answers, postEvents } from './answers';
import { median, repeat, type Bench } from './bench';
import { HttpClient } from './http-client';
import { cpuMillis } from './process-usage';
import { runBareApp } from './run-bare-app';
import { withServer } from './with-server';

const RUNS = 7;
const REQUESTS = 200;

/** Goal 6: one answer a request, acknowledged when it is durable, beside the least that Next and Prisma can do. */
export const reviewPostBench: Bench = {
  name: 'review-post',
  goal: 6,
  about: 'POST /api/reviews with one event, beside a bare route handler with one Prisma read',
  measure: () =>
    withServer({ cards: 10_000, eventsPerCard: 10 }, async ({ server, client, database, questions }) => {
      const bareApp = await runBareApp(database.url);
      const bareClient = new HttpClient(bareApp.origin);
      const answers = new Answers(questions);
      try {
        const runs = await repeat(RUNS, async () => ({
          ours: await measure(server.pid, () => postEvents(client, answers.take(1))),
          peer: await measure(
            bareApp.pid,
            async () => (await bareClient.post('/api/bare', { id: database.userId })).millis,
          ),
        }));
        return [
          {
            what: 'CPU, ours ÷ bare handler',
            runs: runs.map(({ ours, peer }) => ours.cpu / peer.cpu),
            unit: '×',
            goal: { atMost: 3 },
          },
          {
            what: 'p50, ours ÷ bare handler',
            runs: runs.map(({ ours, peer }) => ours.p50 / peer.p50),
            unit: '×',
            goal: { atMost: 2 },
          },
          { what: 'CPU a request, ours', runs: runs.map(({ ours }) => ours.cpu), unit: 'ms', goal: null },
          { what: 'CPU a request, bare handler', runs: runs.map(({ peer }) => peer.cpu), unit: 'ms', goal: null },
          { what: 'p50, ours', runs: runs.map(({ ours }) => ours.p50), unit: 'ms', goal: null },
          { what: 'p50, bare handler', runs: runs.map(({ peer }) => peer.p50), unit: 'ms', goal: null },
        ];
      } finally {
        bareClient.close();
        await bareApp.stop();
      }
    }),
};

/** One request after the other: the median latency, and the processor time of the server's process for each. */
async function measure(
  pid: number,
  send: () => Promise<number>,
): Promise<{ readonly cpu: number; readonly p50: number }> {
  const before = cpuMillis(pid);
  const millis: number[] = [];
  for (let index = 0; index < REQUESTS; index += 1) millis.push(await send());
  return { cpu: (cpuMillis(pid) - before) / REQUESTS, p50: median(millis) };
}
