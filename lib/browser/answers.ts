import type { ClientEvent } from '../api/reviews';
import type { EventId } from '../base/ids';
import { browserDatabase, type BrowserDatabase } from './database';
import type { ParkedEvent } from './event-queue';
import { createOutbox, type EventDraft } from './outbox';
import { StorageError } from './storage-error';
import { createSync, type Sync } from './sync';
import { unsavedQueue } from './unsaved-queue';

/** What a page does with answers: keep them, send them, and show how that goes. */
export type Answers = Pick<Sync, 'subscribe' | 'getStatus' | 'poke'> & {
  /** For the next event; known at once, so that the next question need not wait for the disk. */
  readonly newEventId: () => EventId;
  /** Resolves when the event is kept: on the disk, or, if that fails, in memory and on its way (see `storage` in the status). */
  readonly give: (draft: EventDraft) => Promise<ClientEvent>;
  readonly listParked: () => Promise<readonly ParkedEvent[]>;
  /** JSON Lines. */
  readonly exportParked: () => Promise<string>;
  readonly discardParked: (id: string) => Promise<void>;
  /** A reply of another route carries the epoch as well: another one than last time means to send all again. */
  readonly noteEpoch: (epoch: string) => Promise<void>;
  /** Removes everything of this user from the device. */
  readonly forget: () => Promise<void>;
  /** Listens for the network and for the page being shown again; returns how to stop. */
  readonly start: () => () => void;
};

/** The outbox and its sender for one user on this page, with the browser's own clock, chance, network and locks. */
export function openAnswers(userId: string, database: BrowserDatabase = browserDatabase()): Answers {
  const outbox = createOutbox({
    database,
    now: Date.now,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
  const unsaved = unsavedQueue();
  const sync = createSync({
    userId,
    queues: [unsaved, outbox],
    fetch: (...request) => fetch(...request),
    now: () => performance.now(),
    random: Math.random,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
    // Browsers leave it out where the page is not a secure context.
    locks: 'locks' in navigator ? navigator.locks : null,
  });

  const poke = async (reason: Parameters<Sync['poke']>[0]): Promise<void> => {
    await sync.poke(reason);
    if (database.takeLoss()) sync.noteStorage('evicted');
  };

  const listParked = async (): Promise<readonly ParkedEvent[]> => [
    ...unsaved.listParked(userId),
    ...(await whereStored(outbox.listParked(userId), [])),
  ];

  return {
    subscribe: sync.subscribe,
    getStatus: sync.getStatus,
    poke,
    newEventId: outbox.newEventId,
    async give(draft) {
      const kept = await outbox.add(userId, draft);
      if (!kept.ok) unsaved.add(userId, kept.error.event);
      sync.noteStorage(kept.ok ? null : kept.error.code);
      void poke('added');
      return kept.ok ? kept.value : kept.error.event;
    },
    listParked,
    async exportParked() {
      const parked = await listParked();
      return parked.map((one) => `${JSON.stringify(one)}\n`).join('');
    },
    async discardParked(id) {
      unsaved.discardParked(userId, id);
      await whereStored(outbox.discardParked(userId, id), undefined);
      await poke('visible');
    },
    async noteEpoch(epoch) {
      await whereStored(outbox.settle(userId, { epoch, acknowledged: [], parked: [] }), undefined);
      await poke('visible');
    },
    async forget() {
      await unsaved.forget(userId);
      await whereStored(outbox.forget(userId), undefined);
      await poke('visible');
    },
    start() {
      const online = (): void => void poke('online');
      const visible = (): void => {
        if (document.visibilityState === 'visible') void poke('visible');
      };
      window.addEventListener('online', online);
      document.addEventListener('visibilitychange', visible);
      void poke('visible');
      return () => {
        window.removeEventListener('online', online);
        document.removeEventListener('visibilitychange', visible);
        sync.stop();
      };
    },
  };
}

/** A device without storage has nothing stored; the status has said so already. */
async function whereStored<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StorageError) return otherwise;
    throw error;
  }
}
