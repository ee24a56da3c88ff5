import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Instant } from '../../base/time';
import { createRenderer } from '../content/create-renderer';
import { serveContent } from '../content/serve-content';
import { prepareDatabase } from '../db/prepare-database';
import { installDeps, type Deps } from '../deps';
import type { Settings } from '../env';
import { describeError, type Log } from '../http/log';
import { createStores } from '../store/create-stores';
import { backUpToday } from './back-up-today';

export type Storage = { readonly close: () => Promise<void> };

/** Migrates the database, opens the stores for the whole process and brings the questions in. Runs before anything listens. */
export async function openStorage(root: string, settings: Settings, log: Log): Promise<Storage> {
  const version = versionOf(root);
  const say = (message: string) => void process.stdout.write(`${message}\n`);
  const { migrations } = await prepareDatabase({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    migrationsDir: path.join(root, 'prisma', 'migrations'),
    version,
    log: say,
    now: new Date(),
    requireBackup: settings.migrateRequiresBackup,
    postgresqlTools: null,
  });
  const { stores, close } = createStores({
    databaseUrl: settings.databaseUrl,
    migrations,
    onError: (error) => log('error', 'database-connection', describeError(error)),
  });
  const deps: Deps = {
    stores,
    now: () => Date.now() as Instant,
    renderQuestions: createRenderer(stores.content),
  };
  installDeps(() => Promise.resolve(deps));
  const backup = backUpToday(settings, version, log);
  const content = await serveContent({ deps, questionsDir: settings.questionsDir, say, log });
  return {
    close: async () => {
      await atMost(LONGEST_WAIT_MILLIS, Promise.all([content.close(), backup]));
      await close();
    },
  };
}

/** A long import goes on at the next start where it was stopped: it must not hold the stop up. */
const LONGEST_WAIT_MILLIS = 2_000;

async function atMost(millis: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise((resolve) => (timer = setTimeout(resolve, millis)));
  await Promise.race([work, timeUp]);
  clearTimeout(timer);
}

function versionOf(root: string): string {
  const parsed = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return parsed.version;
}
