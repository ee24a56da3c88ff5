import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BackupError } from '../../server/db/backup/backup-error';
import type { PostgresqlTools } from '../../server/db/backup/postgresql-tools';

/** pg_dump, pg_restore and psql, from the PATH or from where Debian keeps them. The password goes by the environment: other users see arguments. */
export const postgresqlTools: PostgresqlTools = {
  async dump(url, snapshot, file) {
    const options = ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${snapshot}`, `--file=${file}`];
    const target = withoutPassword(url);
    await finished(start('pg_dump', [...options, `--dbname=${target.url}`], target.env));
  },

  async restore(url, dumpFile, sql) {
    const target = withoutPassword(url);
    const options = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--output=/dev/null'];
    const psql = start('psql', [...options, `--dbname=${target.url}`], target.env);
    const restore = start('pg_restore', ['--no-owner', '--no-privileges', '--file=-', dumpFile], target.env);
    const ended = Promise.allSettled([finished(psql), finished(restore)]);
    // BEGIN and COMMIT are ours: with --single-transaction psql would also commit an input that was cut off.
    psql.stdin.write(`BEGIN;\n${sql.before}`);
    // A psql that stopped early closes the pipe; its own message is the one to show.
    psql.stdin.on('error', () => restore.kill());
    restore.stdout.pipe(psql.stdin, { end: false });
    restore.once('close', (code) => {
      psql.stdin.end(code === 0 ? `${sql.after}\nCOMMIT;\n` : '');
    });
    for (const outcome of await ended) if (outcome.status === 'rejected') throw outcome.reason;
  },
};

function start(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcessWithoutNullStreams {
  return spawn(findProgram(name), args, { env: { ...process.env, ...env } });
}

function finished(child: ChildProcessWithoutNullStreams): Promise<void> {
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(0, 2_000)));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(missing(child.spawnfile, error)));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new BackupError('failed', `${child.spawnfile} stopped with code ${code ?? 'none'}: ${complaints.trim()}`),
        );
    });
  });
}

function missing(program: string, cause: Error): BackupError {
  return new BackupError(
    'no-tools',
    `${program} could not be started: install PostgreSQL's client programs (postgresql-client).`,
    { cause },
  );
}

function findProgram(name: string): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...onPath];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? name;
}

function withoutPassword(text: string): { readonly url: string; readonly env: Readonly<Record<string, string>> } {
  const url = new URL(text);
  const password = decodeURIComponent(url.password);
  url.password = '';
  return { url: url.href, env: password === '' ? {} : { PGPASSWORD: password } };
}
