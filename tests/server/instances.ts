import { ApiClient } from './api-client';
import { databases } from './databases';
import { questionsOf, type AskedQuestion } from './review-load';
import { runServer, temporaryFolder, type RunningServer } from './run-server';

/** One local instance on a database of its own, with a script that was let in. */
export type Instance = {
  readonly name: string;
  readonly server: RunningServer;
  readonly client: ApiClient;
  readonly questions: readonly AskedQuestion[];
};

/** One instance for each kind of database, side by side, so that the same request can be put to all of them. */
export async function startInstances(): Promise<{
  readonly instances: readonly Instance[];
  readonly stop: () => Promise<void>;
}> {
  const started = await Promise.all(
    databases.map(async (database) => {
      const folder = await temporaryFolder();
      const storage = await database.make(folder.path);
      const server = await runServer({ TIMESLICE_DATA: folder.path, DATABASE_URL: storage.url });
      const client = new ApiClient(server.origin);
      await client.openLocalSession();
      const instance: Instance = { name: database.name, server, client, questions: await questionsOf(client) };
      return { instance, folder, storage };
    }),
  );
  return {
    instances: started.map(({ instance }) => instance),
    stop: async () => {
      for (const { instance, folder, storage } of started) {
        await instance.server.stop();
        await storage.remove();
        await folder.remove();
      }
    },
  };
}
