import { DatabaseError } from '../database-error';
import type { MigrationFile } from './read-migrations';

/** A row of `_prisma_migrations`, the history table in Prisma's own format. */
export type HistoryRow = {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
  readonly rolledBack: boolean;
};

/**
 * The migrations that this database lacks.
 * @throws DatabaseError when the history and the files contradict each other; the message names the migration and the way out
 */
export function findPending(files: readonly MigrationFile[], history: readonly HistoryRow[]): readonly MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const applied = new Set<string>();
  for (const row of history) {
    if (row.rolledBack) continue;
    if (!row.finished) throw new DatabaseError('unfinished-migration', unfinished(row.name));
    const file = byName.get(row.name);
    if (file === undefined) throw new DatabaseError('newer-schema', newer(row.name));
    if (file.checksum !== row.checksum) throw new DatabaseError('edited-migration', edited(file));
    applied.add(row.name);
  }
  return files.filter((file) => !applied.has(file.name));
}

function unfinished(name: string): string {
  return `The database says that migration ${name} was begun and never finished: restore the last backup with \`npm run db:restore -- FILE\`.`;
}

function newer(name: string): string {
  return `The database is newer than this program, which does not know migration ${name}: start the newer version again, or restore a backup of this version with \`npm run db:restore -- FILE\`.`;
}

function edited(file: MigrationFile): string {
  return `Migration ${file.name} was edited after it had been applied: put ${file.path} back as it was (git checkout), and write a new migration with \`npm run db:author -- NAME\`.`;
}
