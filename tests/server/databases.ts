import path from 'node:path';
import { dialects, makeEmptyDatabase } from '@/tests/db/test-database';

export type TestDatabase = {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** An empty database for one server; SQLite keeps it in the given folder. The server makes the schema. */
  readonly make: (folder: string) => Promise<{ readonly url: string; readonly remove: () => Promise<void> }>;
};

const known: Readonly<Record<ReturnType<typeof dialects>[number], TestDatabase>> = {
  sqlite: {
    name: 'SQLite',
    make: (folder) =>
      Promise.resolve({ url: `file:${path.join(folder, 'timeslice.db')}`, remove: () => Promise.resolve() }),
  },
  postgresql: { name: 'PostgreSQL', make: () => makeEmptyDatabase('postgresql') },
};

/** What every suite of this folder runs on. */
export const databases: readonly TestDatabase[] = dialects().map((dialect) => known[dialect]);
