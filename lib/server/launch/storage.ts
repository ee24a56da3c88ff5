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

export type Storage = { readonly close: () => Promise<void> };

/** Migrates the database, opens the stores for the whole process and brings the questions in. Runs before anything listens. */
export async function openStorage(root: string, settings: Settings, log: Log): Promise<Storage> {
  const say = (message: string) => void process.stdout.write(`${message}\n`);
  const { migrations } = await prepareDatabase({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    migrationsDir: path.join(root, 'prisma', 'migrations'),
    version: versionOf(root),
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
  const content = await serveContent({ deps, questionsDir: settings.questionsDir, say, log });
  return {
    close: async () => {
      await content.close();
      await close();
    },
  };
}

function versionOf(root: string): string {
  const parsed = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return parsed.version;
}
