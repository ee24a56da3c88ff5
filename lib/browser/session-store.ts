import type { StudyItem } from '../api/study';
import type { LocalDate } from '../base/time';
import { committed, type BrowserDatabase } from './database';
import type { ReviewSession } from './review-session';
import { toStorageError, type StorageErrorCode } from './storage-error';

export type SavedSession = { readonly session: ReviewSession; readonly items: readonly StudyItem[] };

/**
 * The running review session of each user and study day, so that a reload goes on at the same question in the same state and
 * answers can still be taken back. A comfort: where storage fails, the session starts again from what the server knows.
 */
export type SessionStore = {
  /** The session and its questions; null if there is none, or it cannot be read. */
  load(userId: string, today: LocalDate): Promise<SavedSession | null>;
  /** Writes the questions of a new session and removes the sessions of earlier days. */
  saveItems(userId: string, today: LocalDate, items: readonly StudyItem[]): Promise<StorageErrorCode | null>;
  /** Writes the session; of several calls during one write only the last is written. Resolves when a write ended. */
  save(userId: string, session: ReviewSession): Promise<StorageErrorCode | null>;
};

export function createSessionStore(database: BrowserDatabase): SessionStore {
  let writing: Promise<StorageErrorCode | null> | null = null;
  let next: { readonly userId: string; readonly session: ReviewSession } | null = null;

  const writeLatest = async (): Promise<StorageErrorCode | null> => {
    let failure: StorageErrorCode | null = null;
    while (next !== null) {
      const { userId, session } = next;
      next = null;
      const value = { userId, day: session.today, session };
      failure = await failureOf(database.run((connection) => connection.put('sessions', value)));
    }
    writing = null;
    return failure;
  };

  return {
    async load(userId, today) {
      const key: [string, string] = [userId, today];
      const read = database.run((connection) =>
        Promise.all([connection.get('sessions', key), connection.get('items', key)]),
      );
      const [session, items] = await read.catch(() => []);
      return session === undefined || items === undefined ? null : { session: session.session, items: items.items };
    },

    saveItems(userId, today, items) {
      return failureOf(
        database.run((connection) => {
          const transaction = connection.transaction(['sessions', 'items'], 'readwrite');
          return committed(transaction, (write) => {
            const earlier = IDBKeyRange.bound([userId], [userId, today], false, true);
            write(transaction.objectStore('sessions').delete(earlier));
            write(transaction.objectStore('items').delete(earlier));
            write(transaction.objectStore('items').put({ userId, day: today, items }));
            return Promise.resolve();
          });
        }),
      );
    },

    save(userId, session) {
      next = { userId, session };
      writing ??= writeLatest();
      return writing;
    },
  };
}

async function failureOf(work: Promise<unknown>): Promise<StorageErrorCode | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return toStorageError(error).code;
  }
}
