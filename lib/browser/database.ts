import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ClientEvent } from '../api/reviews';
import type { StudyItem } from '../api/study';
import type { UuidV7Clock } from '../base/ids';
import type { ReviewSession } from './review-session';
import { refusedToOpen, StorageError, toStorageError } from './storage-error';

/** One answer on this device. Kept after the acknowledgement, since a server restored from a backup may need it again. */
export type StoredEvent = {
  readonly id: string;
  /** Whose answer it is: it is never sent for anybody else. */
  readonly userId: string;
  readonly status: 'waiting' | 'parked' | 'acknowledged';
  readonly event: ClientEvent;
  /** Of the event as JSON in UTF-8. */
  readonly bytes: number;
  /** Milliseconds since 1970; only once acknowledged. */
  readonly acknowledgedAt?: number;
  /** Why the server refused it; only if parked. */
  readonly code?: string;
  readonly detail?: string;
};

/** A stored format: a change needs a new version and an upgrade that keeps what is there. */
export interface TimesliceDatabase extends DBSchema {
  events: {
    key: string;
    value: StoredEvent;
    indexes: { byStatus: [userId: string, status: StoredEvent['status'], id: string]; byAcknowledgedAt: number };
  };
  users: {
    key: string;
    /** The server's epoch that this user's acknowledgements hold for, and how far its log was read. */
    value: { readonly userId: string; readonly epoch: string; readonly readCursor: number };
  };
  device: {
    key: 'device';
    value: { readonly deviceId: string; readonly clock: UuidV7Clock; readonly nextSeq: number };
  };
  sessions: {
    key: [userId: string, day: string];
    value: { readonly userId: string; readonly day: string; readonly session: ReviewSession };
  };
  /** The questions of a session, written once; the session itself is written at each step. */
  items: {
    key: [userId: string, day: string];
    value: { readonly userId: string; readonly day: string; readonly items: readonly StudyItem[] };
  };
}

export type Connection = IDBPDatabase<TimesliceDatabase>;

export type BrowserDatabase = {
  /**
   * Runs work on the open connection, opening it first if need be.
   * @throws StorageError whatever goes wrong
   */
  run<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Whether answers that were still to be sent vanished with the database; says so once. */
  takeLoss(): boolean;
  /** Remembers outside the database that a user's answers wait in it, so that their loss can be noticed. */
  noteWaiting(userId: string, isWaiting: boolean): void;
  close(): void;
};

const NAME = 'timeslice';
const VERSION = 1;
const WAITING_MARK = 'timeslice-answers-wait:';

/** Opens lazily, so that a page whose browser refuses storage still works. */
export function browserDatabase(): BrowserDatabase {
  let opening: Promise<Connection> | null = null;
  let lost = false;
  const forget = (): void => {
    opening = null;
  };

  const connect = async (): Promise<Connection> => {
    if (typeof indexedDB === 'undefined') throw new StorageError('unavailable');
    try {
      opening ??= openDB<TimesliceDatabase>(NAME, VERSION, {
        upgrade(connection, oldVersion) {
          if (oldVersion === 0 && takeMarks()) lost = true;
          createStores(connection);
        },
        blocking(_current, _blocked, event) {
          (event.target as IDBDatabase).close();
          forget();
        },
        terminated: forget,
      });
      return await opening;
    } catch (error) {
      forget();
      throw refusedToOpen(error);
    }
  };

  return {
    async run(work) {
      try {
        return await work(await connect());
      } catch (error) {
        if (!isClosed(error)) throw toStorageError(error);
        forget();
      }
      try {
        return await work(await connect());
      } catch (error) {
        throw toStorageError(error);
      }
    },
    takeLoss() {
      const answer = lost;
      lost = false;
      return answer;
    },
    noteWaiting: mark,
    close() {
      void opening?.then((connection) => {
        connection.close();
      });
      forget();
    },
  };
}

/**
 * Runs reads and writes as one transaction and resolves after its commit; if any of it fails, none of it is done.
 * @param work passes each write that it does not wait for to `write`: if it fails, so does the transaction
 */
export async function committed<T>(
  transaction: { readonly done: Promise<void>; abort(): void },
  work: (write: (pending: Promise<unknown>) => void) => Promise<T>,
): Promise<T> {
  const working = work((pending) => void pending.catch(() => undefined));
  working.catch(() => {
    try {
      transaction.abort();
    } catch {
      // It has ended already, which is why the work failed.
    }
  });
  const [worked, ended] = await Promise.allSettled([working, transaction.done]);
  if (ended.status === 'rejected' && !isClosed(ended.reason)) throw ended.reason;
  if (worked.status === 'rejected') throw worked.reason;
  if (ended.status === 'rejected') throw ended.reason;
  return worked.value;
}

function createStores(connection: Connection): void {
  const events = connection.createObjectStore('events', { keyPath: 'id' });
  events.createIndex('byStatus', ['userId', 'status', 'id']);
  events.createIndex('byAcknowledgedAt', 'acknowledgedAt');
  connection.createObjectStore('users', { keyPath: 'userId' });
  connection.createObjectStore('device');
  connection.createObjectStore('sessions', { keyPath: ['userId', 'day'] });
  connection.createObjectStore('items', { keyPath: ['userId', 'day'] });
}

/** The browser closed the connection: data cleared, disk trouble, or a page that slept too long. Opening again may help. */
function isClosed(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'AbortError');
}

function mark(userId: string, isWaiting: boolean): void {
  try {
    if (isWaiting) localStorage.setItem(WAITING_MARK + userId, '1');
    else localStorage.removeItem(WAITING_MARK + userId);
  } catch {
    // Without the mark a loss goes unnoticed; nothing else depends on it.
  }
}

/** Whether any user's answers were marked as waiting; the marks are gone afterwards. */
function takeMarks(): boolean {
  try {
    const marks = Object.keys(localStorage).filter((key) => key.startsWith(WAITING_MARK));
    for (const key of marks) localStorage.removeItem(key);
    return marks.length > 0;
  } catch {
    return false;
  }
}
