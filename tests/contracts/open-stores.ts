import { createStores } from '@/lib/server/store/create-stores';
import type { Stores } from '@/lib/server/store/stores';
import { dialects, makeDatabase, migrationsDir, type Dialect } from '@/tests/db/test-database';
import { memoryStores } from '@/tests/stores/memory';
import { readMigrations } from '@/lib/server/db/migrations/read-migrations';

export type StoreKind = 'memory' | Dialect;

/** Every implementation of the stores: the suites of this folder run on each. */
export const storeKinds: readonly StoreKind[] = ['memory', ...dialects()];

export type OpenStores = { readonly stores: Stores; readonly close: () => Promise<void> };

/** Stores on an empty database of their own. */
export async function openStores(kind: StoreKind): Promise<OpenStores> {
  if (kind === 'memory') return { stores: memoryStores(), close: () => Promise.resolve() };
  const database = await makeDatabase(kind);
  const migrations = (await readMigrations(migrationsDir, kind)).map((file) => file.name);
  const { stores, close } = createStores({ databaseUrl: database.url, migrations });
  return {
    stores,
    close: async () => {
      await close();
      await database.remove();
    },
  };
}
