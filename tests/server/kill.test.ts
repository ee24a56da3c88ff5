import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from './api-client';
import { databases } from './databases';
import { AnswerMaker, Ledger, questionsOf, readLog, type AskedQuestion } from './review-load';
import { runServer, temporaryFolder } from './run-server';

/** `npm test` does a few rounds; KILL_ROUNDS=50 is the full drill. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 3);
const workers = 4;

/**
 * Only the server is killed, not the machine: what the operating system took from it is kept, so PostgreSQL without fsync
 * (the throw-away cluster of the tests) loses nothing here that it would keep with fsync. What holds when the power goes is
 * the database's promise, see docs/operations.md.
 */
describe.each(databases)('SIGKILL of the server under load on $name', (database) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let storage: Awaited<ReturnType<typeof database.make>>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    storage = await database.make(folder.path);
  }, 60_000);

  afterAll(async () => {
    await storage.remove();
    await folder.remove();
  });

  test(
    `no acknowledged answer is lost and none is doubled in ${rounds} kills`,
    async () => {
      const ledger = new Ledger();
      let questions: readonly AskedQuestion[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const { server, client } = await start();
        if (round === 0) questions = await questionsOf(client);
        const load = Promise.all(
          Array.from({ length: workers }, () => answerUntilCut(client, new AnswerMaker(questions), ledger)),
        );
        const { acknowledged, millis } = moment(database.name, round);
        await Promise.race([ledger.reaches(ledger.acknowledged.size + acknowledged), load]);
        await pause(millis);
        await server.kill();
        await load;
      }

      const { server, client } = await start();
      const before = (await readLog(client)).map(({ id }) => id);
      expect(new Set(before).size).toBe(before.length);
      const kept = new Set(before);
      expect([...ledger.acknowledged].filter((id) => !kept.has(id))).toEqual([]);

      const again = [...ledger.sent.values()];
      for (let at = 0; at < again.length; at += 100) await ledger.post(client, again.slice(at, at + 100));
      const after = await readLog(client);
      expect(after.map(({ id }) => id).sort()).toEqual([...ledger.sent.keys()].sort());
      expect(after.map(({ seq }) => seq)).toEqual(after.map((_event, index) => index + 1));
      expect(ledger.refused).toEqual([]);
      expect(ledger.acknowledged.size).toBeGreaterThan(rounds);
      if (rounds > 3) {
        const unknown = again.length - before.length;
        process.stdout.write(
          `${database.name}: ${rounds} kills, ${again.length} answers sent, ${before.length} stored before the last start, ${unknown} cut off and sent again\n`,
        );
      }
      expect(await server.stop()).toBe(0);
    },
    60_000 + rounds * 30_000,
  );

  async function start() {
    const server = await runServer({ TIMESLICE_DATA: folder.path, DATABASE_URL: storage.url });
    const client = new ApiClient(server.origin);
    await client.openLocalSession();
    return { server, client };
  }
});

/** When to kill: after so many more acknowledgements and then some milliseconds, the same in every run. */
function moment(name: string, round: number): { readonly acknowledged: number; readonly millis: number } {
  const chance = createHash('sha256').update(`${name} ${round}`).digest();
  return { acknowledged: 1 + (chance.readUInt16BE(0) % 60), millis: chance.readUInt16BE(2) % 23 };
}

/** Batches of one to seven answers, one after the other, until the connection breaks. */
async function answerUntilCut(client: ApiClient, maker: AnswerMaker, ledger: Ledger): Promise<void> {
  for (let size = 1; ; size = (size % 7) + 1) {
    if ((await ledger.post(client, maker.some(size))) === 'unknown') return;
  }
}
