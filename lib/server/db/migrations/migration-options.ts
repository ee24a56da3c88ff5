import type { MigrationFile } from './read-migrations';

export type MigrationOptions = {
  readonly files: readonly MigrationFile[];
  /** Called under the migration lock before the first pending migration of a database that holds something. Throwing stops the migration. */
  readonly beforeFirst: (pending: readonly MigrationFile[]) => Promise<void>;
  readonly log: (line: string) => void;
};

export type MigrationOutcome = { readonly applied: readonly string[] };

/** How long one process waits for another one's migrations, in milliseconds. */
export const LOCK_DEADLINE_MS = 120_000;
