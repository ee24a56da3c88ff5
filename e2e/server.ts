import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

/** A key of one's own; the product makes a new one at each start unless told. */
export const localKey = 'browser-test-key-that-is-long-enough-for-local-mode';

export type Server = { readonly origin: string; readonly stop: () => Promise<void> };

/** The production build on a data folder, as `npm start` runs it. */
export async function startServer(dataDir: string, questionsDir: string): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...environment(),
      NODE_ENV: 'production',
      PORT: String(port),
      TIMESLICE_DATA: path.resolve(dataDir),
      TIMESLICE_QUESTIONS: path.resolve(questionsDir),
      TIMESLICE_LOCAL_KEY: localKey,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const isReady = await Promise.race([new Promise((resolve) => child.once('message', () => resolve(true))), ended]);
  if (isReady !== true) throw new Error(`The server did not start:\n${said}`);
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Settings of whoever runs the tests must not reach the server. */
function environment(): Record<string, string> {
  const settings = /^(TIMESLICE_|OIDC_|NEXTAUTH_|PUBLIC_URL$|DATABASE_URL$|TRUST_PROXY$|npm_)/;
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !settings.test(entry[0]),
    ),
  );
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}
