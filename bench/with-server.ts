import type { QuestionId } from '@/lib/base/ids';
import { HttpClient, localCookie } from './http-client';
import { untilIdle } from './idle';
import { runServer, type RunningProcess } from './run-process';
import { questionIdOf } from './seed/question-id';
import { seededDatabase, type SeededDatabase, type Size } from './seed/seeded-database';

export type BenchServer = {
  readonly server: RunningProcess;
  readonly cookie: string;
  /** Signed in. */
  readonly client: HttpClient;
  readonly database: SeededDatabase;
  /** Every question that the learner has a card of. */
  readonly questions: readonly QuestionId[];
};

/** Runs the production build on a seeded database for as long as the work takes, then removes both. */
export async function withServer<T>(size: Size, work: (bench: BenchServer) => Promise<T>): Promise<T> {
  const database = await seededDatabase(size);
  const server = await runServer({ TIMESLICE_DATA: database.folder });
  await untilIdle(server.pid);
  const cookie = await localCookie(server.origin);
  const client = new HttpClient(server.origin, cookie);
  const questions = Array.from({ length: size.cards }, (_, index) => questionIdOf(index));
  try {
    return await work({ server, cookie, client, database, questions });
  } finally {
    client.close();
    await server.stop();
    database.remove();
  }
}
