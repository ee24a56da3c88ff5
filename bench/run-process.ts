import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** A key for the local mode; the product makes a new one at each start unless told. */
export const localKey = 'bench-key-that-is-long-enough-for-local-mode-01';

export type RunningProcess = {
  readonly origin: string;
  readonly pid: number;
  /** SIGTERM, and waits for the end. */
  readonly stop: () => Promise<void>;
};

type Env = Readonly<Record<string, string>>;

/** Starts the production build as `npm start` does and waits until it says that it listens. */
export function runServer(env: Env): Promise<RunningProcess> {
  return runProcess('scripts/start.mjs', { TIMESLICE_LOCAL_KEY: localKey, TIMESLICE_LOG_LEVEL: 'error', ...env });
}

/** Starts a Node program of this repository on a free port; it sends one message once it listens. */
export async function runProcess(script: string, env: Env): Promise<RunningProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, script)], {
    cwd: root,
    env: { ...inherited(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const isReady = new Promise<boolean>((resolve) => child.once('message', () => resolve(true)));
  if (!(await Promise.race([isReady, ended.then(() => false)]))) throw new Error(`${script} ended:\n${output}`);
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

/** The settings of whoever runs the bench must not change what is measured. */
function inherited(): Record<string, string | undefined> {
  const settings =
    /^(TIMESLICE_|OIDC_|NEXTAUTH_|PUBLIC_URL$|DATABASE_URL$|TRUST_PROXY$|METRICS_|MIGRATE_|npm_lifecycle)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name)));
}
