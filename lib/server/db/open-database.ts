import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { isConflict } from './database-error';
import { parseDatabaseUrl, type Dialect } from './database-url';
import { PrismaClient as PostgresqlClient } from './generated/postgresql/client';
import { PrismaClient, type Prisma } from './generated/sqlite/client';
import { postgresqlAdapter } from './postgresql-adapter';
import { DurableSqlite } from './sqlite-adapter';

export type Tx = Prisma.TransactionClient;

export type Database = {
  readonly dialect: Dialect;
  /** For single statements. Throws when used inside a transaction's callback, where it would wait for itself: use the callback's own. */
  readonly client: PrismaClient;
  /** One short transaction. The work may run again after a deadlock, so it must not do anything that it cannot do twice. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** @throws DatabaseError when a connection lost one of its durable settings */
  readonly assertDurable: () => void;
  readonly close: () => Promise<void>;
};

/** Longer than the 15 s for which a locked file is waited for. */
const transactionOptions = { maxWait: 20_000, timeout: 15_000 } as const;

/** Opens a migrated database. Nothing is connected before the first query. */
export function openDatabase(databaseUrl: string, onError: (error: Error) => void = () => undefined): Database {
  const target = parseDatabaseUrl(databaseUrl);
  if (target.dialect === 'sqlite') {
    const adapter = new DurableSqlite(target.path);
    const client = new PrismaClient({ adapter, transactionOptions, errorFormat: 'minimal' });
    return wrap('sqlite', client, () => {
      adapter.assertDurable();
    });
  }
  const client = new PostgresqlClient({
    adapter: postgresqlAdapter(target.url, onError),
    transactionOptions,
    errorFormat: 'minimal',
  });
  // Both clients are written from one model; the SQLite one's type stands for both.
  return wrap('postgresql', client as unknown as PrismaClient, () => undefined);
}

function wrap(dialect: Dialect, client: PrismaClient, assertDurable: () => void): Database {
  const insideTransaction = new AsyncLocalStorage<true>();
  const guarded = new Proxy(client, {
    get(target, property, receiver): unknown {
      if (insideTransaction.getStore() === true) {
        throw new Error(`client.${String(property)} was used inside a transaction's callback: use the callback's tx`);
      }
      return Reflect.get(target, property, receiver);
    },
  });
  return {
    dialect,
    client: guarded,
    transaction: (work) => {
      if (insideTransaction.getStore() === true) {
        throw new Error("A transaction was begun inside another one's callback: use the callback's tx");
      }
      return retryDeadlock(() => client.$transaction((tx) => insideTransaction.run(true, () => work(tx))));
    },
    assertDurable,
    close: () => client.$disconnect(),
  };
}

/** PostgreSQL ends one of two transactions that wait for each other. */
async function retryDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 4 || !isConflict(error)) throw error;
    }
    await sleep(5 * 2 ** attempt * (0.5 + Math.random()));
  }
}
