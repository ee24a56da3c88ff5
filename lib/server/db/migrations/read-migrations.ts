import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dialect } from '../database-url';

export type MigrationFile = {
  /** The folder's name, `NNNN_what_it_does`: the same in both dialects. */
  readonly name: string;
  readonly path: string;
  readonly sql: string;
  /** SHA-256 in hex of the file: what Prisma's own engine would store. */
  readonly checksum: string;
};

/** The migrations of one dialect in the order in which they apply. */
export async function readMigrations(migrationsDir: string, dialect: Dialect): Promise<readonly MigrationFile[]> {
  const folder = join(migrationsDir, dialect);
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name, 'migration.sql');
      const bytes = await readFile(path);
      return { name, path, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}
