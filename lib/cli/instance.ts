import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Instant } from '../base/time';
import type { Deps } from '../server/deps';
import { prepareDatabase, type Prepared } from '../server/db/prepare-database';
import { explainProblems, installSettings, parseEnv, type Settings } from '../server/env';
import { makePrivate } from '../server/launch/make-private';
import { createStores } from '../server/store/create-stores';
import { postgresqlTools } from './run/postgresql-tools';

/** Where the checkout lies: npm runs the commands from there. */
const root = process.cwd();

export const migrationsDir = path.join(root, 'prisma', 'migrations');

/** The settings of the instance, or null after saying what is wrong with them. */
export function readSettings(): Settings | null {
  const parsed = parseEnv(process.env);
  if (!parsed.ok) {
    process.stderr.write(`${explainProblems(parsed.error)}\n`);
    return null;
  }
  installSettings(parsed.value.settings);
  return parsed.value.settings;
}

/** The database as this build needs it, made or migrated (after a backup) if it is not. */
export function prepare(settings: Settings): Promise<Prepared> {
  makePrivate(settings.dataDir);
  return prepareDatabase({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    migrationsDir,
    version: readVersion(),
    log: say,
    now: new Date(),
    requireBackup: settings.migrateRequiresBackup,
    postgresqlTools,
  });
}

export function readVersion(): string {
  const parsed = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return parsed.version;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs a command on the instance's stores, beside a running server if there is one. */
export async function withStores(run: (deps: Deps, settings: Settings) => Promise<number>): Promise<number> {
  const settings = readSettings();
  if (settings === null) return 78;
  try {
    await prepare(settings);
    return await withOpenStores(settings, run);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function withOpenStores(
  settings: Settings,
  run: (deps: Deps, settings: Settings) => Promise<number>,
): Promise<number> {
  const { stores, close } = createStores({ databaseUrl: settings.databaseUrl });
  const deps: Deps = {
    stores,
    now: () => Date.now() as Instant,
    renderQuestions: () => Promise.resolve(new Map()),
  };
  try {
    return await run(deps, settings);
  } finally {
    await close();
  }
}
