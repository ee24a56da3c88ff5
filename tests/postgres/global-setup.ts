import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findPostgresBinaries, makeClusterFolder, stopAbandonedClusters, stopCluster } from './cluster';

/** Where tests find PostgreSQL; `missing` holds the reason, with which the suites report themselves as skipped. */
export type PostgresSource =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'cluster'; readonly folder: string }
  | { readonly kind: 'missing'; readonly reason: string };

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresSource;
    /** A folder for the files of this run; it goes with its end. */
    scratch: string;
  }
}

/** TEST_POSTGRES_URL, else a private throw-away cluster from local binaries, installed first where root may. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const source = await findSource();
  if (source.kind === 'missing' && process.env['CI'] === 'true') throw new Error(source.reason);
  const scratch = await mkdtemp(join(tmpdir(), 'timeslice-test-'));
  project.provide('postgres', source);
  project.provide('scratch', scratch);
  return async () => {
    await rm(scratch, { recursive: true, force: true });
    if (source.kind === 'cluster') await stopCluster(source.folder);
  };
}

async function findSource(): Promise<PostgresSource> {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url !== undefined && url !== '') return { kind: 'url', url };
  if (findPostgresBinaries() === null) install();
  if (findPostgresBinaries() === null) {
    return {
      kind: 'missing',
      reason: 'No PostgreSQL: set TEST_POSTGRES_URL, or install it (apt-get install postgresql)',
    };
  }
  await stopAbandonedClusters();
  return { kind: 'cluster', folder: await makeClusterFolder() };
}

function install(): void {
  if (process.getuid?.() !== 0) return;
  try {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    // The suites then say that PostgreSQL is missing.
  }
}
