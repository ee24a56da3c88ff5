import 'server-only';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils';
import type BetterSqlite3 from 'better-sqlite3';
import { FairTurns } from './fair-turns';
import { FifoLock } from './fifo-lock';
import { retryBusy } from './retry-busy';
import { assertDurable, makeDurable } from './sqlite-connection';

/**
 * Prisma's SQLite adapter, made safe. As published it shares one connection, so a plain write of one request runs inside another
 * request's open transaction, is acknowledged, and vanishes when that one rolls back; it begins transactions deferred, so that
 * a second process makes half of them fail; and one SQLITE_BUSY at BEGIN or COMMIT leaves its mutex locked for ever.
 *
 * Here plain SELECTs have a read-only connection of their own; everything else goes to one writer through one FIFO lock, which
 * a transaction holds from BEGIN IMMEDIATE until after COMMIT or ROLLBACK, whatever throws.
 */
export class DurableSqlite implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite';
  readonly adapterName = '@prisma/adapter-better-sqlite3';
  readonly #path: string;
  #connections: { readonly writer: StockAdapter; readonly reader: StockAdapter } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const writer = await openStock(this.#path);
    const reader = await openStock(this.#path);
    reader.client.pragma('query_only = ON');
    this.#connections = { writer, reader };
    return new DurableAdapter(writer, reader);
  }

  /** @throws DatabaseError when a connection lost one of its durable settings */
  assertDurable(): void {
    if (this.#connections === undefined) return;
    assertDurable(this.#connections.writer.client);
    assertDurable(this.#connections.reader.client);
  }
}

/** How much of the file a connection keeps in memory; the library's 2 MB make large histories read the disk at each step. */
const CACHE_KB = 16_384;

/** After how many pages of 4 kB the -wal file is folded into the database; each folding costs two syncs. */
const CHECKPOINT_PAGES = 4_000;

/** What of the published adapter is used; `client` is not in its types. */
type StockAdapter = SqlDriverAdapter & { readonly client: BetterSqlite3.Database };

async function openStock(path: string): Promise<StockAdapter> {
  // timeout 0: a lock is waited for by retryBusy, never inside the driver, where it would stop every request.
  const adapter = await new PrismaBetterSqlite3({ url: `file:${path}`, timeout: 0 }).connect();
  if (!isStockAdapter(adapter)) {
    throw new Error(
      '@prisma/adapter-better-sqlite3 has changed: its adapter has no `client` with the members we rely on. Use 7.10.0.',
    );
  }
  try {
    await retryBusy(() => {
      makeDurable(adapter.client);
      adapter.client.pragma(`cache_size = -${CACHE_KB}`);
      adapter.client.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    });
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
  return adapter;
}

/** Exported for the test that plants an adapter without them. */
export function isStockAdapter(adapter: SqlDriverAdapter): adapter is StockAdapter {
  const { client } = adapter as Partial<StockAdapter>;
  return (
    client !== undefined &&
    typeof client.pragma === 'function' &&
    typeof client.prepare === 'function' &&
    typeof client.inTransaction === 'boolean' &&
    typeof adapter.queryRaw === 'function' &&
    typeof adapter.executeRaw === 'function' &&
    typeof adapter.executeScript === 'function'
  );
}

class DurableAdapter implements SqlDriverAdapter {
  readonly provider = 'sqlite';
  readonly adapterName = '@prisma/adapter-better-sqlite3';
  readonly #writer: StockAdapter;
  readonly #reader: StockAdapter;
  readonly #lock = new FifoLock();
  readonly #turns = new FairTurns();

  constructor(writer: StockAdapter, reader: StockAdapter) {
    this.#writer = writer;
    this.#reader = reader;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    if (!isPlainSelect(query.sql)) return this.#write(() => this.#writer.queryRaw(query));
    await this.#turns.take();
    return retryBusy(() => this.#reader.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#write(() => this.#writer.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#write(() => this.#writer.executeScript(script));
  }

  async startTransaction(isolationLevel?: string): Promise<Transaction> {
    if (isolationLevel !== undefined && isolationLevel !== 'SERIALIZABLE') {
      throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level: isolationLevel });
    }
    await this.#turns.take();
    const release = await this.#lock.acquire();
    try {
      await retryBusy(() => this.#writer.executeRaw(plain('BEGIN IMMEDIATE')));
    } catch (error) {
      this.#rollBackLeftovers();
      release();
      throw error;
    }
    return new DurableTransaction(this.#writer, release);
  }

  /** SQLite takes 32,766 values since 3.32; Prisma's guess of 999 would split a batch into several statements. */
  getConnectionInfo() {
    return { maxBindValues: 32_766, supportsRelationJoins: false };
  }

  async dispose(): Promise<void> {
    const release = await this.#lock.acquire();
    try {
      await this.#reader.dispose();
      await this.#writer.dispose();
    } finally {
      release();
    }
  }

  async #write<T>(work: () => Promise<T>): Promise<T> {
    await this.#turns.take();
    return this.#lock.run(async () => {
      try {
        return await retryBusy(work);
      } finally {
        this.#rollBackLeftovers();
      }
    });
  }

  /** A script may have begun a transaction and failed before its end. */
  #rollBackLeftovers(): void {
    if (this.#writer.client.inTransaction) this.#writer.client.prepare('ROLLBACK').run();
  }
}

class DurableTransaction implements Transaction {
  readonly provider = 'sqlite';
  readonly adapterName = '@prisma/adapter-better-sqlite3';
  /** With a "phantom" COMMIT Prisma leaves the real one to us, where its failure can be handled. */
  readonly options = { usePhantomQuery: true };
  readonly #writer: StockAdapter;
  readonly #release: () => void;
  #open = true;

  constructor(writer: StockAdapter, release: () => void) {
    this.#writer = writer;
    this.#release = release;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    this.#assertOpen();
    return this.#writer.queryRaw(query);
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    this.#assertOpen();
    return this.#writer.executeRaw(query);
  }

  async commit(): Promise<void> {
    try {
      this.#assertOpen();
      await retryBusy(() => this.#writer.executeRaw(plain('COMMIT')));
    } finally {
      this.#end();
    }
  }

  rollback(): Promise<void> {
    this.#end();
    return Promise.resolve();
  }

  async createSavepoint(name: string): Promise<void> {
    await this.executeRaw(plain(`SAVEPOINT ${name}`));
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.executeRaw(plain(`ROLLBACK TO ${name}`));
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.executeRaw(plain(`RELEASE SAVEPOINT ${name}`));
  }

  /** A full disk makes SQLite roll back by itself; a later statement would then be a plain write of its own. */
  #assertOpen(): void {
    if (this.#open && this.#writer.client.inTransaction) return;
    throw new DriverAdapterError({ kind: 'TransactionAlreadyClosed', cause: 'The transaction is over.' });
  }

  #end(): void {
    if (!this.#open) return;
    this.#open = false;
    try {
      if (this.#writer.client.inTransaction) this.#writer.client.prepare('ROLLBACK').run();
    } finally {
      this.#release();
    }
  }
}

function isPlainSelect(sql: string): boolean {
  return /^\s*SELECT\b/i.test(sql);
}

function plain(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
