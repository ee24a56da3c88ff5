import type { ClientEvent } from '../api/reviews';
import { nextUuidV7, type EventId, type UuidV7Clock } from '../base/ids';
import { err, ok, type Result } from '../base/result';
import { committed, type BrowserDatabase, type Connection, type StoredEvent, type TimesliceDatabase } from './database';
import { bytesOf, type EventQueue, type ParkedEvent, type Settlement } from './event-queue';
import { toStorageError, type StorageErrorCode } from './storage-error';

/** Everything of an event but what the device adds. The id is made when the answer is given, before any storage or network. */
export type EventDraft = ClientEvent extends infer Event
  ? Event extends ClientEvent
    ? Omit<Event, 'deviceId' | 'deviceSeq'>
    : never
  : never;

/** The answer was not stored: say so, and send the event at once. */
export type NotSaved = { readonly code: StorageErrorCode; readonly event: ClientEvent };

export type Outbox = EventQueue & {
  /** A UUIDv7 above all that this device is known to have made. */
  readonly newEventId: () => EventId;
  /** Resolves once the event is on the disk, as far as the browser tells. The same id again stores nothing new. */
  add(userId: string, draft: EventDraft): Promise<Result<ClientEvent, NotSaved>>;
  listParked(userId: string): Promise<readonly ParkedEvent[]>;
  discardParked(userId: string, id: string): Promise<void>;
  /** How far the user's log was read from the server; 0 at first and after an epoch change. */
  readCursor(userId: string): Promise<number>;
  saveReadCursor(userId: string, epoch: string, next: number): Promise<void>;
};

export type OutboxTools = {
  readonly database: BrowserDatabase;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
};

/** An instance may be restored from a backup that is this old and still get every answer back. */
const KEEP_ACKNOWLEDGED_MS = 35 * 86_400_000;
const MOST_PRUNED_AT_ONCE = 500;

/**
 * The answers of this device in IndexedDB (security.md §5). Several tabs share it: whatever is read and then written is one
 * transaction, and IndexedDB runs those one after the other.
 */
export function createOutbox({ database, now, randomBytes }: OutboxTools): Outbox {
  let clock: UuidV7Clock | null = null;
  let device: { readonly deviceId: string; readonly nextSeq: number } | null = null;

  const raiseClock = (other: UuidV7Clock): UuidV7Clock => {
    if (clock === null || isAfter(other, clock)) clock = other;
    return clock;
  };
  const newEventId = (): EventId => {
    const next = nextUuidV7(clock, now(), randomBytes(8));
    clock = next.clock;
    return next.id;
  };
  const takeDeviceSeq = (stored: TimesliceDatabase['device']['value'] | undefined) => {
    const { deviceId, nextSeq } = stored ?? device ?? { deviceId: newEventId(), nextSeq: 0 };
    device = { deviceId, nextSeq: nextSeq + 1 };
    return { deviceId, deviceSeq: nextSeq };
  };

  const store = (connection: Connection, userId: string, draft: EventDraft): Promise<ClientEvent> => {
    const transaction = connection.transaction(['events', 'device'], 'readwrite', { durability: 'strict' });
    return committed(transaction, async (write) => {
      const events = transaction.objectStore('events');
      const devices = transaction.objectStore('device');
      const [known, stored] = await Promise.all([events.get(draft.id), devices.get('device')]);
      if (known !== undefined) return known.event;
      const event = { ...draft, ...takeDeviceSeq(stored) };
      const clockNow = raiseClock(stored?.clock ?? { millis: 0, counter: 0 });
      write(events.add({ id: event.id, userId, status: 'waiting', event, bytes: bytesOf(event) }));
      write(devices.put({ deviceId: event.deviceId, clock: clockNow, nextSeq: event.deviceSeq + 1 }, 'device'));
      return event;
    });
  };

  return {
    newEventId,

    async add(userId, draft) {
      try {
        const event = await database.run((connection) => store(connection, userId, draft));
        database.noteWaiting(userId, true);
        return ok(event);
      } catch (error) {
        return err({ code: toStorageError(error).code, event: { ...draft, ...takeDeviceSeq(undefined) } });
      }
    },

    async nextBatch(userId, limits) {
      const waiting = await database.run((connection) =>
        connection.getAllFromIndex('events', 'byStatus', withStatus(userId, 'waiting'), limits.events),
      );
      let bytes = 0;
      const end = waiting.findIndex((stored, index) => {
        bytes += stored.bytes + 1;
        return index > 0 && bytes > limits.bytes;
      });
      return waiting.slice(0, end === -1 ? waiting.length : end).map((stored) => stored.event);
    },

    async settle(userId, { epoch, acknowledged, parked }) {
      const at = now();
      await database.run((connection) => {
        const transaction = connection.transaction(['events', 'users'], 'readwrite');
        return committed(transaction, async (write) => {
          const events = transaction.objectStore('events');
          const users = transaction.objectStore('users');
          if (epoch !== null && (await users.get(userId))?.epoch !== epoch) {
            write(users.put({ userId, epoch, readCursor: 0 }));
            const kept = await events.index('byStatus').getAll(withStatus(userId, 'acknowledged'));
            for (const stored of kept) write(events.put(asWaiting(stored)));
          }
          const refusals = new Map(parked.map((refusal) => [refusal.id, refusal]));
          for (const stored of await Promise.all([...acknowledged, ...refusals.keys()].map((id) => events.get(id)))) {
            if (stored?.userId !== userId) continue;
            const refusal = refusals.get(stored.id);
            if (refusal === undefined) write(events.put(asAcknowledged(stored, at)));
            else write(events.put(asParked(stored, refusal)));
          }
          const old = IDBKeyRange.upperBound(at - KEEP_ACKNOWLEDGED_MS);
          const stale = await events.index('byAcknowledgedAt').getAllKeys(old, MOST_PRUNED_AT_ONCE);
          for (const id of stale) write(events.delete(id));
        });
      });
    },

    async count(userId) {
      const [waiting, parked, stored] = await database.run((connection) =>
        Promise.all([
          connection.countFromIndex('events', 'byStatus', withStatus(userId, 'waiting')),
          connection.countFromIndex('events', 'byStatus', withStatus(userId, 'parked')),
          connection.get('device', 'device'),
        ]),
      );
      if (stored !== undefined) raiseClock(stored.clock);
      database.noteWaiting(userId, waiting > 0);
      return { waiting, parked };
    },

    async forget(userId) {
      await database.run((connection) => {
        const transaction = connection.transaction(['events', 'users', 'sessions', 'items'], 'readwrite');
        return committed(transaction, async (write) => {
          const all = IDBKeyRange.bound([userId], [userId, []]);
          const events = transaction.objectStore('events');
          for (const id of await events.index('byStatus').getAllKeys(all)) write(events.delete(id));
          write(transaction.objectStore('users').delete(userId));
          write(transaction.objectStore('sessions').delete(all));
          write(transaction.objectStore('items').delete(all));
        });
      });
      database.noteWaiting(userId, false);
    },

    async listParked(userId) {
      const parked = await database.run((connection) =>
        connection.getAllFromIndex('events', 'byStatus', withStatus(userId, 'parked')),
      );
      return parked.map(({ event, code, detail }) => ({ event, code: code ?? 'invalid', detail: detail ?? null }));
    },

    async discardParked(userId, id) {
      await database.run((connection) => {
        const transaction = connection.transaction('events', 'readwrite');
        return committed(transaction, async (write) => {
          const stored = await transaction.store.get(id);
          if (stored?.userId === userId && stored.status === 'parked') write(transaction.store.delete(id));
        });
      });
    },

    async readCursor(userId) {
      const user = await database.run((connection) => connection.get('users', userId));
      return user?.readCursor ?? 0;
    },

    async saveReadCursor(userId, epoch, next) {
      await database.run((connection) => {
        const transaction = connection.transaction('users', 'readwrite');
        return committed(transaction, async (write) => {
          const user = await transaction.store.get(userId);
          if (user?.epoch === epoch) write(transaction.store.put({ ...user, readCursor: next }));
        });
      });
    },
  };
}

function withStatus(userId: string, status: StoredEvent['status']): IDBKeyRange {
  return IDBKeyRange.bound([userId, status], [userId, status, []]);
}

function asWaiting({ id, userId, event, bytes }: StoredEvent): StoredEvent {
  return { id, userId, status: 'waiting', event, bytes };
}

function asAcknowledged(stored: StoredEvent, acknowledgedAt: number): StoredEvent {
  return { ...asWaiting(stored), status: 'acknowledged', acknowledgedAt };
}

function asParked(stored: StoredEvent, { code, detail }: Settlement['parked'][number]): StoredEvent {
  return { ...asWaiting(stored), status: 'parked', code, ...(detail === null ? {} : { detail }) };
}

function isAfter(a: UuidV7Clock, b: UuidV7Clock): boolean {
  return a.millis === b.millis ? a.counter > b.counter : a.millis > b.millis;
}
