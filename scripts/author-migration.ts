import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diffToModel, type Dialect } from './schema-diff';

/**
 * Writes a migration for both databases from the difference between the model as last authored (prisma/migrations/authored.prisma)
 * and the model as it stands (prisma/schema.prisma):
 *
 *   npm run db:author -- add_notes        writes prisma/migrations/{sqlite,postgresql}/0002_add_notes/migration.sql
 *   npm run db:author -- --check          says what somebody forgot to author, and exits with 1
 */

const dialects: readonly Dialect[] = ['sqlite', 'postgresql'];

/** The PostgreSQL model is the SQLite one with another header. */
export function toPostgresqlModel(model: string): string {
  const header = model
    .replace(
      '// The one model source. prisma/postgresql/schema.prisma is written from it by `npm run db:author` and differs in this header only.',
      '// Written from prisma/schema.prisma by `npm run db:author`: do not edit. Only this header differs.',
    )
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('"../lib/server/db/generated/sqlite"', '"../../lib/server/db/generated/postgresql"');
  return header;
}

/** What is out of step, a sentence each; empty when the migrations lead to the model in both dialects. */
export async function findDrift(prismaDir: string): Promise<readonly string[]> {
  const paths = modelPaths(prismaDir);
  const model = await readFile(paths.source, 'utf8');
  const complaints: string[] = [];
  if ((await readIfThere(paths.postgresql)) !== toPostgresqlModel(model)) {
    complaints.push('prisma/postgresql/schema.prisma was not written from prisma/schema.prisma.');
  }
  const names = await Promise.all(dialects.map((dialect) => migrationNames(prismaDir, dialect)));
  if (JSON.stringify(names[0]) !== JSON.stringify(names[1])) {
    complaints.push(`The two dialects have different migrations: ${JSON.stringify(names)}.`);
  }
  for (const { dialect, sql } of await pendingSql(paths.authored, model)) {
    if (sql !== '') complaints.push(`${dialect}: the model has changes without a migration:\n${sql}`);
  }
  return complaints;
}

/** Writes the two models and, when the model changed, one migration a dialect. Returns the folders written. */
export async function authorMigration(prismaDir: string, name: string): Promise<readonly string[]> {
  if (!/^[a-z][a-z0-9_]{1,60}$/.test(name))
    throw new Error(`A migration is named like add_notes, not ${JSON.stringify(name)}`);
  const paths = modelPaths(prismaDir);
  const model = await readFile(paths.source, 'utf8');
  await mkdir(join(prismaDir, 'postgresql'), { recursive: true });
  await writeFile(paths.postgresql, toPostgresqlModel(model));
  const pending = (await pendingSql(paths.authored, model)).filter(({ sql }) => sql !== '');
  if (pending.length === 0) return [];
  const number = String((await migrationNames(prismaDir, 'sqlite')).length + 1).padStart(4, '0');
  const folders: string[] = [];
  for (const { dialect, sql } of pending) {
    const folder = join(prismaDir, 'migrations', dialect, `${number}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'migration.sql'), sql);
    folders.push(folder);
  }
  await writeFile(paths.authored, model);
  return folders;
}

async function pendingSql(authoredPath: string, model: string): Promise<readonly { dialect: Dialect; sql: string }[]> {
  const before = await readIfThere(authoredPath);
  const pending: { dialect: Dialect; sql: string }[] = [];
  for (const dialect of dialects) {
    const inDialect = (text: string) => (dialect === 'sqlite' ? text : toPostgresqlModel(text));
    const source = before === null ? { from: 'nothing' as const } : { from: 'model' as const, text: inDialect(before) };
    pending.push({ dialect, sql: withoutSchema(await diffToModel(dialect, source, inDialect(model))) });
  }
  return pending;
}

/** `CREATE SCHEMA IF NOT EXISTS "public"` needs a right on the database that an ordinary role does not have. */
function withoutSchema(sql: string): string {
  return sql.replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n?/, '');
}

function modelPaths(prismaDir: string) {
  return {
    source: join(prismaDir, 'schema.prisma'),
    postgresql: join(prismaDir, 'postgresql', 'schema.prisma'),
    authored: join(prismaDir, 'migrations', 'authored.prisma'),
  };
}

async function migrationNames(prismaDir: string, dialect: Dialect): Promise<readonly string[]> {
  const folder = join(prismaDir, 'migrations', dialect);
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((name) => /^\d{4}_/.test(name)).sort();
}

async function readIfThere(path: string): Promise<string | null> {
  return existsSync(path) ? readFile(path, 'utf8') : null;
}

async function main(args: readonly string[]): Promise<number> {
  const prismaDir = resolve('prisma');
  const [name] = args;
  if (args.length !== 1 || name === undefined) {
    console.log('npm run db:author -- NAME, or -- --check');
    return 2;
  }
  if (name === '--check') {
    const drift = await findDrift(prismaDir);
    for (const complaint of drift) console.log(complaint);
    if (drift.length > 0) console.log('Run: npm run db:author -- NAME');
    return drift.length > 0 ? 1 : 0;
  }
  const folders = await authorMigration(prismaDir, name);
  console.log(folders.length === 0 ? 'The model has no change to migrate.' : `Written: ${folders.join(', ')}`);
  return 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
