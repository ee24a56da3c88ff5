import path from 'node:path';
import type { Instant } from '../base/time';
import type { Deps } from '../server/deps';
import { explainProblems, installSettings, parseEnv, type Settings } from '../server/env';
import { createStores } from '../server/store/create-stores';

/** Where the checkout lies: npm runs the commands from there. */
export const root = process.cwd();

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

/** Runs a command on the instance's stores, beside a running server if there is one. */
export async function withStores(run: (deps: Deps, settings: Settings) => Promise<number>): Promise<number> {
  const settings = readSettings();
  if (settings === null) return 78;
  const { stores, close } = createStores({ databaseUrl: settings.databaseUrl });
  const deps: Deps = {
    stores,
    now: () => Date.now() as Instant,
    renderQuestions: () => Promise.resolve(new Map()),
  };
  try {
    return await run(deps, settings);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await close();
  }
}
