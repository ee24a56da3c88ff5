import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withStores } from '@/lib/cli/instance';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'timeslice-cli-'));
  vi.stubEnv('TIMESLICE_DATA', path.join(folder, 'data'));
  vi.stubEnv('DATABASE_URL', '');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a command makes the database that the first start would have made', async () => {
  const learners: number[] = [];
  const code = await withStores(async ({ stores }) => {
    learners.push((await stores.learners.list()).length);
    return 0;
  });
  expect([code, learners]).toEqual([0, [0]]);
});
