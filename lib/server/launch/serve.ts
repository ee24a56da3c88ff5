import type { RequestListener } from 'node:http';
import { EXIT_BAD_SETTINGS, explainProblems, installSettings, parseEnv, type Settings } from '../env';
import { admit } from '../http/front-door';
import { createLog, describeError, type Log } from '../http/log';
import { startDraining } from '../lifecycle';
import { startApplication } from './application';
import { listen } from './http-server';
import { acquireLock } from './lock';
import { makeKey } from './make-key';
import { makePrivate } from './make-private';
import { openStorage } from './storage';

export type ServeOptions = {
  /** The checkout or the image's folder: where .next, prisma/migrations and package.json lie. */
  readonly root: string;
  readonly dev: boolean;
};

/** How long requests in flight may take to finish after SIGTERM, in milliseconds. */
const GRACE_MILLIS = 8_000;

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the server until it is told to stop. Every expected failure ends with one sentence and a non-zero exit code. */
export async function serve(options: ServeOptions): Promise<void> {
  const parsed = parseEnv(process.env);
  if (!parsed.ok) {
    process.stderr.write(`${explainProblems(parsed.error)}\n`);
    process.exit(EXIT_BAD_SETTINGS);
  }
  const settings = withLocalKey(parsed.value.settings);
  const log = createLog(settings.logLevel);
  for (const warning of parsed.value.warnings) log('warn', 'setting', { message: warning });
  try {
    await run(options, settings, log);
  } catch (error) {
    log('debug', 'start-failed', describeError(error));
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function run(options: ServeOptions, settings: Settings, log: Log): Promise<void> {
  makePrivate(settings.dataDir);
  const host = settings.mode === 'local' ? '127.0.0.1' : '0.0.0.0';
  const address = settings.team?.publicOrigin ?? `http://127.0.0.1:${settings.port}`;
  const lock = acquireLock(settings.dataDir, address);
  process.once('exit', lock.release);
  // Until there is something to drain, a signal ends the process at once; what is under way is done again at the next start.
  const endAtOnce = () => process.exit(0);
  for (const signal of stopSignals) process.on(signal, endAtOnce);
  installSettings(settings);
  const storage = await openStorage(options.root, settings, log);
  const application = await startApplication({ ...options, host, port: settings.port });
  const handle: RequestListener = (request, response) => {
    if (admit(request, response, settings)) application.handle(request, response);
  };
  const listening = await listen(handle, host, settings.port, application.upgrade);

  const stop = once(async (code: number) => {
    startDraining();
    await listening.close(GRACE_MILLIS);
    await application.close();
    await storage.close();
    process.exit(code);
  });
  stopWhenTold(stop, log);
  announce(settings, address);
}

/** The key of the printed link: the one that was set, else a new one for this start. */
function withLocalKey(settings: Settings): Settings {
  return settings.mode === 'local' ? { ...settings, localKey: settings.localKey ?? makeKey() } : settings;
}

function announce(settings: Settings, address: string): void {
  if (settings.mode === 'local') {
    const link = `${address}/#key=${settings.localKey ?? ''}`;
    process.stdout.write(
      `\nTimeslice is ready. Open this link in a browser on this computer:\n\n  ${link}\n\nStop with Ctrl-C.\n`,
    );
  } else {
    process.stdout.write(`Timeslice is ready on port ${settings.port} for ${address}\n`);
  }
  process.send?.('ready');
}

function stopWhenTold(stop: (code: number) => Promise<void>, log: Log): void {
  for (const signal of stopSignals) process.removeAllListeners(signal).on(signal, () => void stop(0));
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(event, (error: unknown) => {
      log('error', event, describeError(error));
      void stop(1);
    });
  }
  stopWithParent(stop);
}

/** Whoever started the server and was killed outright cannot pass a signal on: the server must not outlive it. */
function stopWithParent(stop: (code: number) => Promise<void>): void {
  process.once('disconnect', () => void stop(0));
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop(0);
  }, 1_000).unref();
}

function once(work: (code: number) => Promise<void>): (code: number) => Promise<void> {
  let running: Promise<void> | null = null;
  return (code) => (running ??= work(code));
}
