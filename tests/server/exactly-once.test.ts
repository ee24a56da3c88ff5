import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from './api-client';
import { startInstances, type Instance } from './instances';
import { AnswerMaker, Ledger, readLog } from './review-load';
import type { ClientEvent } from '@/lib/api/reviews';

const devices = 3;
const batchesPerDevice = 12;

let instances: readonly Instance[];
let stop = () => Promise.resolve();

beforeAll(async () => {
  ({ instances, stop } = await startInstances());
}, 120_000);

afterAll(() => stop());

test('answers sent one to five times at once, with a fifth of the replies cut off, are stored once each', async () => {
  for (const { name, server, client, questions } of instances) {
    const ledger = new Ledger();
    let cut = 0;
    await Promise.all(
      Array.from({ length: devices }, async (_, device) => {
        const tabs = await Promise.all([letIn(server.origin), letIn(server.origin)]);
        const maker = new AnswerMaker(questions);
        for (let number = 0; number < batchesPerDevice; number += 1) {
          const chance = chanceOf(`${name} ${device} ${number}`);
          const batch = maker.some(1 + chance(0, 12));
          await deliver(batch, tabs, chance);
        }
      }),
    );

    const log = await readLog(client);
    expect(log.map(({ id }) => id).sort()).toEqual([...ledger.sent.keys()].sort());
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, index) => index + 1));
    expect(ledger.refused).toEqual([]);
    expect(cut).toBeGreaterThan(0);

    /** As a browser that hears nothing does: again, until everything is acknowledged. */
    async function deliver(
      batch: readonly ClientEvent[],
      tabs: readonly ApiClient[],
      chance: (byte: number, below: number) => number,
    ): Promise<void> {
      for (let attempt = 0; !batch.every(({ id }) => ledger.acknowledged.has(id)); attempt += 1) {
        const copies = 1 + chance(1 + attempt, 5);
        await Promise.all(
          Array.from({ length: copies }, async (_, copy) => {
            const tab = tabs[copy % tabs.length] ?? client;
            const isCut = attempt === 0 && chance(8 + copy, 5) === 0;
            if (isCut) cut += 1;
            await ledger.post(tab, batch, isCut ? AbortSignal.timeout(1 + chance(16 + copy, 20)) : null);
          }),
        );
      }
    }
  }
}, 240_000);

test('devices that sit on old answers and send them in any order leave one dense log', async () => {
  for (const { name, client, questions } of instances) {
    const before = (await readLog(client)).length;
    const ledger = new Ledger();
    const batches = Array.from({ length: devices }, () => new AnswerMaker(questions))
      .flatMap((maker) => Array.from({ length: 5 }, () => maker.some(7)))
      .map((batch, index) => ({ batch, rank: chanceOf(`${name} ${index}`)(0, 256) }))
      .sort((a, b) => a.rank - b.rank);
    await Promise.all(batches.map(({ batch }) => ledger.post(client, batch)));
    const log = await readLog(client);
    expect(ledger.acknowledged.size).toBe(ledger.sent.size);
    expect(log.length - before).toBe(ledger.sent.size);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, index) => index + 1));
  }
}, 240_000);

async function letIn(origin: string): Promise<ApiClient> {
  const client = new ApiClient(origin);
  await client.openLocalSession();
  return client;
}

/** The same chance in every run: a number below `below` for each byte of a hash. */
function chanceOf(seed: string): (byte: number, below: number) => number {
  const bytes = createHash('sha256').update(seed).digest();
  return (byte, below) => bytes.readUInt8(byte % bytes.length) % below;
}
