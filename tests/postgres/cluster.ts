import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PREFIX = 'timeslice-pg-';
const USER = 'timeslice';

/** Where initdb and pg_ctl are, or null: the newest under /usr/lib/postgresql, else on the PATH. */
export function findPostgresBinaries(): string | null {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const installed = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join('/usr/lib/postgresql', version, 'bin'));
  const onPath = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return (
    [...installed, ...onPath].find((folder) =>
      ['initdb', 'pg_ctl', 'pg_dump'].every((name) => existsSync(join(folder, name))),
    ) ?? null
  );
}

/** A folder of our own for one throw-away cluster; nothing runs in it yet. */
export async function makeClusterFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(folder, 'owner'), String(process.pid));
  return folder;
}

/**
 * The address of the folder's cluster, started by whoever asks first: most test runs touch no database.
 * It listens on a socket inside the folder only. Durability is off, and the collation is not that of bytes, so that a query
 * which relies on either fails here.
 */
export async function startCluster(folder: string): Promise<string> {
  try {
    await mkdir(join(folder, 'starting'));
  } catch {
    return waitForAddress(folder);
  }
  try {
    const url = await start(folder);
    await writeWhole(join(folder, 'address'), url);
    return url;
  } catch (error) {
    await writeWhole(join(folder, 'failure'), String(error));
    throw error;
  }
}

async function start(folder: string): Promise<string> {
  const binaries = findPostgresBinaries();
  if (binaries === null) throw new Error('PostgreSQL went away during the tests');
  const ids = await unprivilegedIds();
  if (ids !== null) await chown(folder, ids.uid, ids.gid);
  const options = { ...ids, cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  const data = join(folder, 'data');
  const settings = ['-A', 'trust', '-U', USER, '-E', 'UTF8', '--no-sync'];
  try {
    await run(
      join(binaries, 'initdb'),
      ['-D', data, ...settings, '--locale-provider=icu', '--icu-locale=en-US'],
      options,
    );
  } catch {
    await run(join(binaries, 'initdb'), ['-D', data, ...settings], options);
  }
  const server = `-k ${folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200`;
  await run(join(binaries, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', server, 'start'], options);
  return `postgresql://${USER}@localhost/postgres?host=${encodeURIComponent(folder)}`;
}

async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
}

async function waitForAddress(folder: string): Promise<string> {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    if (existsSync(join(folder, 'address'))) return readFile(join(folder, 'address'), 'utf8');
    if (existsSync(join(folder, 'failure'))) throw new Error(await readFile(join(folder, 'failure'), 'utf8'));
    await sleep(50);
  }
  await writeWhole(join(folder, 'failure'), 'The PostgreSQL cluster of the tests did not start within a minute');
  throw new Error(await readFile(join(folder, 'failure'), 'utf8'));
}

export async function stopCluster(folder: string): Promise<void> {
  const data = join(folder, 'data');
  const binaries = findPostgresBinaries();
  if (existsSync(join(data, 'postmaster.pid')) && binaries !== null) {
    await run(join(binaries, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], {
      ...(await unprivilegedIds()),
      cwd: folder,
    });
  }
  await rm(folder, { recursive: true, force: true });
}

/** Clusters whose test run was killed. */
export async function stopAbandonedClusters(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const owner = Number(await readFile(join(folder, 'owner'), 'utf8').catch(() => 'NaN'));
    if (Number.isInteger(owner) && !isAlive(owner)) await stopCluster(folder).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** PostgreSQL refuses to run as root, so root runs it as somebody else. */
async function unprivilegedIds(): Promise<{ readonly uid: number; readonly gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      continue;
    }
  }
  throw new Error('As root there must be a user postgres or nobody to run PostgreSQL as');
}
