import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A key for the local mode of test servers; the product makes a new one at each start unless told. */
export const localKey = 'test-key-that-is-long-enough-for-local-mode-0001';

export type RunningServer = {
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  readonly output: () => string;
  /** Ends the process at once, without any chance to clean up. */
  readonly kill: () => Promise<void>;
  /** SIGTERM, and waits for the end. Resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
};

/** Starts the built application as `npm start` does and waits until it says that it listens. */
export async function runServer(env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const port = env['PORT'] === undefined ? await freePort() : Number(env['PORT']);
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...withoutOurs(process.env), TIMESLICE_LOCAL_KEY: localKey, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const ready = await Promise.race([messageOf(child), ended]);
  if (ready !== 'ready') throw new Error(`The server ended with code ${String(ready)}:\n${output}`);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    output: () => output,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function messageOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('message', resolve));
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'timeslice-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The environment of whoever runs the tests must not change what the server does. */
function withoutOurs(env: NodeJS.ProcessEnv): Record<string, string> {
  const ours = /^(TIMESLICE_|OIDC_|NEXTAUTH_|PUBLIC_URL$|DATABASE_URL$|PORT$|NODE_ENV$|TRUST_PROXY$|VITEST)/;
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !ours.test(entry[0])),
  );
}
