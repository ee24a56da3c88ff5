import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A key for the local mode of test servers; the product makes a new one at each start unless told. */
export const localKey = 'test-key-that-is-long-enough-for-local-mode-0001';

export type Env = Readonly<Record<string, string>>;

/** A server process, listening or on its way to a failure. */
export type Launched = {
  readonly port: number;
  readonly pid: number;
  /** Both streams, as far as they have come. */
  readonly output: () => string;
  /** True once it says that it listens, false if it ended before. */
  readonly ready: Promise<boolean>;
  /** The exit code, null after a signal, once both streams are read to their end. */
  readonly ended: Promise<number | null>;
  readonly signal: (signal: NodeJS.Signals) => void;
};

export type RunningServer = {
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  readonly output: () => string;
  /** Ends the process at once, without any chance to clean up. */
  readonly kill: () => Promise<void>;
  /** Asks it to end and waits until it has. Resolves with the exit code. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGINT') => Promise<number | null>;
};

const running = new Set<ChildProcess>();
const endedByThemselves: string[] = [];

/** A test that fails half-way leaves its server behind; the file does not. A server that ended unasked fails the file. */
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  expect(endedByThemselves).toEqual([]);
});

/**
 * Starts the built application as `npm start` does.
 * @param user whom to run it as, where the tests' own user may choose
 */
export function launch(port: number, env: Env, user: { readonly uid?: number; readonly gid?: number } = {}): Launched {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...withoutOurs(process.env),
      NODE_ENV: 'production',
      TIMESLICE_LOCAL_KEY: localKey,
      PORT: String(port),
      ...env,
    },
    ...user,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<boolean>((resolve) => child.once('message', () => resolve(true)));
  return {
    port,
    pid: child.pid ?? 0,
    output: () => output,
    ready: Promise.race([ready, ended.then(() => false)]),
    ended: ended.finally(() => running.delete(child)),
    signal: (signal) => void child.kill(signal),
  };
}

/**
 * Starts a server on a free port and waits until it listens.
 * @param env its settings, or what makes them once the port is known
 */
export async function runServer(env: Env | ((port: number) => Env)): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = launch(port, typeof env === 'function' ? env(port) : env);
    if (await server.ready) return asRunning(server);
    // Somebody else may have got the port since it was free.
    if (attempt === 3 || !server.output().includes('is taken')) {
      throw new Error(`The server ended with code ${String(await server.ended)}:\n${server.output()}`);
    }
  }
}

function asRunning(server: Launched): RunningServer {
  let isAsked = false;
  void server.ended.then((code) => {
    if (!isAsked) endedByThemselves.push(`A server ended by itself with ${String(code)}:\n${server.output()}`);
  });
  return {
    origin: `http://127.0.0.1:${server.port}`,
    port: server.port,
    pid: server.pid,
    output: server.output,
    kill: async () => {
      isAsked = true;
      server.signal('SIGKILL');
      await server.ended;
    },
    stop: (signal = 'SIGTERM') => {
      isAsked = true;
      server.signal(signal);
      return server.ended;
    },
  };
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
export function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours =
    /^(TIMESLICE_|OIDC_|NEXTAUTH_|PUBLIC_URL$|DATABASE_URL$|PORT$|NODE_ENV$|TRUST_PROXY$|METRICS_|MIGRATE_|VITEST|npm_lifecycle)/;
  const others = Object.entries(env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(others), NODE_ENV: 'production' };
}
