import { Answers, postEvents } from './answers';
import { repeat, type Bench } from './bench';
import { cpuMillis } from './process-usage';
import { withServer } from './with-server';

const RUNS = 7;
const BATCH = 100;
const BATCHES = 10;
const SINGLES = 100;

/** Goal 7: a hundred answers a request, as a device sends them after a day offline. */
export const reviewBatchBench: Bench = {
  name: 'review-batch',
  goal: 7,
  about: `POST /api/reviews with ${BATCH} events a request`,
  measure: () =>
    withServer({ cards: 10_000, eventsPerCard: 10 }, async ({ server, client, questions }) => {
      const answers = new Answers(questions);
      const send = (size: number) => () => postEvents(client, answers.take(size));
      const runs = await repeat(RUNS, async () => ({
        batch: await measure(server.pid, { times: BATCHES, size: BATCH, send: send(BATCH) }),
        single: await measure(server.pid, { times: SINGLES, size: 1, send: send(1) }),
      }));
      return [
        {
          what: 'events a second, one client',
          runs: runs.map(({ batch }) => batch.perSecond),
          unit: '/s',
          goal: { atLeast: 3_000 },
        },
        {
          what: 'CPU an event, of that of a single post',
          runs: runs.map(({ batch, single }) => batch.cpu / single.cpu),
          unit: '×',
          goal: { atMost: 0.1 },
        },
        { what: 'CPU an event', runs: runs.map(({ batch }) => batch.cpu), unit: 'ms', goal: null },
      ];
    }),
};

type Load = { readonly times: number; readonly size: number; readonly send: () => Promise<number> };

async function measure(
  pid: number,
  { times, size, send }: Load,
): Promise<{ readonly cpu: number; readonly perSecond: number }> {
  const before = cpuMillis(pid);
  let millis = 0;
  for (let index = 0; index < times; index += 1) millis += await send();
  return { cpu: (cpuMillis(pid) - before) / (times * size), perSecond: ((times * size) / millis) * 1000 };
}
