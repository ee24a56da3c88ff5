import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from './api-client';
import { databases, type TestDatabase } from './databases';
import { AnswerMaker, Ledger, questionsOf, readLog } from './review-load';
import { runServer, temporaryFolder } from './run-server';

/** `npm test` does a few rounds; KILL_ROUNDS=50 is the full drill of docs/operations.md. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 3);
const workers = 4;

describe.each(databases)('SIGKILL under load on $name', (database: TestDatabase) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let storage: Awaited<ReturnType<TestDatabase['make']>>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    storage = await database.make(folder.path);
  }, 60_000);

  afterAll(async () => {
    await storage.remove();
    await folder.remove();
  });

  test(
    `no acknowledged answer is lost and none is doubled in ${String(rounds)} kills`,
    async () => {
      const ledger = new Ledger();
      const start = () => runServer({ TIMESLICE_DATA: folder.path, DATABASE_URL: storage.url });
      for (let round = 0; round < rounds; round += 1) {
        const server = await start();
        const client = new ApiClient(server.origin);
        await client.openLocalSession();
        const questions = await questionsOf(client);
        const load = Array.from({ length: workers }, () => answerUntilCut(client, new AnswerMaker(questions), ledger));
        const enough = killAfter(round);
        await ledger.reaches(enough.acknowledged);
        await new Promise((resolve) => setTimeout(resolve, enough.millis));
        await server.kill();
        await Promise.all(load);
      }

      const server = await start();
      const client = new ApiClient(server.origin);
      await client.openLocalSession();
      const before = (await readLog(client)).map(({ id }) => id);
      expect(new Set(before).size).toBe(before.length);
      expect([...ledger.acknowledged].filter((id) => !before.includes(id))).toEqual([]);

      const again = [...ledger.sent.values()];
      for (let at = 0; at < again.length; at += 100) await ledger.post(client, again.slice(at, at + 100));
      const after = await readLog(client);
      expect(after.map(({ id }) => id).sort()).toEqual([...ledger.sent.keys()].sort());
      expect(after.map(({ seq }) => seq)).toEqual(after.map((_event, index) => index + 1));
      expect(ledger.refused).toEqual([]);
      await server.stop();

      function killAfter(round: number): { acknowledged: number; millis: number } {
        const chance = createHash('sha256')
          .update(`${database.name} ${String(round)}`)
          .digest()
          .readUInt16BE(0);
        return { acknowledged: ledger.acknowledged.size + 1 + (chance % 40), millis: chance % 23 };
      }
    },
    60_000 + rounds * 30_000,
  );
});

async function answerUntilCut(client: ApiClient, maker: AnswerMaker, ledger: Ledger): Promise<void> {
  for (let size = 1; ; size = (size % 7) + 1) {
    if (
      !(await ledger.post(
        client,
        Array.from({ length: size }, () => maker.next()),
      ))
    )
      return;
  }
}
