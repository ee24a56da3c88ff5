import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, runProcess, type RunningProcess } from './run-process';

const appDir = path.join(root, 'bench', 'bare-app');

/** The peer of goals 6 and 12: see bench/bare-app. Built when it is not yet; delete its .next after replacing Next. */
export function runBareApp(databaseUrl: string): Promise<RunningProcess> {
  buildBareApp();
  return runProcess('bench/bare-app/serve.mjs', { DATABASE_URL: databaseUrl });
}

function buildBareApp(): void {
  if (existsSync(path.join(appDir, '.next', 'BUILD_ID'))) return;
  console.error('building the bare app …');
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], {
    cwd: appDir,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0) throw new Error(`The bare app could not be built:\n${stdout}\n${stderr}`);
  // Generated types that nothing uses: the checks of this repository would read them.
  rmSync(path.join(appDir, '.next', 'types'), { recursive: true, force: true });
}
