import type { BatchLimits, EventQueue } from './event-queue';
import { postReviews } from './post-reviews';
import { toStorageError, type StorageErrorCode } from './storage-error';

export type SyncStatus = {
  /** Answers on this device that the server has not confirmed. */
  readonly waiting: number;
  /** Answers that the server refused; the learner exports or discards them. */
  readonly parked: number;
  /** The last attempt reached no server. */
  readonly offline: boolean;
  /** The last attempt reached a server that could not take anything now. */
  readonly busy: boolean;
  readonly sending: boolean;
  /** Answers wait until their own user signs in again. */
  readonly signedOut: boolean;
  /** The device's storage failed; null while it works. */
  readonly storage: StorageErrorCode | null;
};

/** `added`, `visible`: something happened · `asked`, `online`: do not wait for the next planned attempt. */
export type Poke = 'added' | 'visible' | 'asked' | 'online';

export type Sync = {
  /** Sends what waits. Resolves when nothing more can be done for now. */
  readonly poke: (reason: Poke) => Promise<void>;
  /** Says that storing failed, or works again (null). */
  readonly noteStorage: (code: StorageErrorCode | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** The same object until something changes. */
  readonly getStatus: () => SyncStatus;
  /** Sends nothing more and forgets the planned attempt. */
  readonly stop: () => void;
};

export type SyncTools = {
  readonly userId: string;
  /** In the order in which they are sent: what is only in memory goes first. */
  readonly queues: readonly EventQueue[];
  readonly fetch: typeof fetch;
  /** Milliseconds, from any start, never backwards. */
  readonly now: () => number;
  /** In 0..1. */
  readonly random: () => number;
  /** Runs once, later; returns how to call it off. */
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Held by one tab at a time where the browser has locks. */
  readonly locks: Pick<LockManager, 'request'> | null;
};

export const quietStatus: SyncStatus = {
  waiting: 0,
  parked: 0,
  offline: false,
  busy: false,
  sending: false,
  signedOut: false,
  storage: null,
};

const FULL_BATCH: BatchLimits = { events: 500, bytes: 1_000_000 };
const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 300_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** A tab that hangs with the lock in its hands must not keep the others silent: sending twice does no harm. */
const LOCK_TIMEOUT_MS = 10_000;

type Step = 'more' | 'done' | 'stop';

/**
 * Brings one user's answers to the server (security.md §5): one batch after the other, one result per event, one tab at a
 * time. Whatever goes wrong in between, an event is either still waiting or settled, so the worst case is to send it twice.
 */
export function createSync(tools: SyncTools): Sync {
  const { userId, queues, now, random, after, locks } = tools;
  const listeners = new Set<() => void>();
  let status = quietStatus;
  let running: Promise<void> | null = null;
  let pokes = 0;
  let stopped = false;
  let failures = 0;
  let notBefore = 0;
  let batchEvents = FULL_BATCH.events;
  let callOff: (() => void) | null = null;

  const publish = (change: Partial<SyncStatus>): void => {
    const next = { ...status, ...change };
    if (Object.entries(change).every(([key, value]) => status[key as keyof SyncStatus] === value)) return;
    status = next;
    for (const listener of listeners) listener();
  };

  const recount = async (): Promise<void> => {
    const counts = await Promise.all(queues.map((queue) => queue.count(userId).catch(() => null)));
    const sum = (part: 'waiting' | 'parked') => counts.reduce((total, count) => total + (count?.[part] ?? 0), 0);
    publish({ waiting: sum('waiting'), parked: sum('parked') });
  };

  const planRetry = (retryAfterMs: number): void => {
    const delay = Math.max(
      retryAfterMs,
      jittered(Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS), random()),
    );
    failures += 1;
    notBefore = now() + delay;
    callOff?.();
    callOff = after(delay, () => {
      callOff = null;
      void poke('asked');
    });
  };

  const sendOne = async (queue: EventQueue): Promise<Step> => {
    const batch = await queue.nextBatch(userId, { ...FULL_BATCH, events: batchEvents });
    const [first] = batch;
    if (first === undefined) return 'done';
    publish({ sending: true, waiting: Math.max(status.waiting, batch.length) });
    const timeout = new AbortController();
    const inTime = after(REQUEST_TIMEOUT_MS, () => timeout.abort());
    const sent = await postReviews(tools.fetch, userId, batch, timeout.signal);
    inTime();
    switch (sent.kind) {
      case 'settled': {
        const { settlement } = sent;
        publish({ offline: false, busy: false, signedOut: false });
        await queue.settle(userId, settlement);
        await recount();
        if (settlement.acknowledged.length + settlement.parked.length === 0) {
          publish({ busy: true });
          planRetry(0);
          return 'stop';
        }
        failures = 0;
        notBefore = 0;
        batchEvents = Math.min(FULL_BATCH.events, batchEvents * 2);
        return 'more';
      }
      case 'batch-refused':
        publish({ offline: false, busy: false });
        if (batch.length > 1) batchEvents = Math.floor(batch.length / 2);
        else await queue.settle(userId, parkOnly(first.id, sent.code));
        return 'more';
      case 'signed-out':
        publish({ offline: false, busy: false, signedOut: true });
        return 'stop';
      case 'account-deleted':
        await Promise.all(queues.map((each) => each.forget(userId)));
        publish({ signedOut: true });
        return 'stop';
      case 'later':
        publish({ offline: !sent.reached, busy: sent.reached });
        planRetry(sent.retryAfterMs);
        return 'stop';
    }
  };

  const sendAll = async (): Promise<void> => {
    for (const queue of queues) {
      let step: Step = 'more';
      while (step === 'more' && !stopped) {
        try {
          step = await sendOne(queue);
        } catch (error) {
          publish({ storage: toStorageError(error).code });
          step = 'done';
        }
      }
      if (step === 'stop' || stopped) return;
    }
  };

  const run = async (): Promise<void> => {
    let answered: number;
    do {
      answered = pokes;
      await withLock(locks, `timeslice-send:${userId}`, after, sendAll);
      await recount();
      publish({ sending: false });
    } while (answered !== pokes && now() >= notBefore);
    running = null;
  };

  const poke = (reason: Poke): Promise<void> => {
    const mayHurry = reason === 'asked' || reason === 'online';
    if (stopped || (now() < notBefore && !mayHurry)) return recount();
    pokes += 1;
    running ??= run();
    return running;
  };

  return {
    poke,
    noteStorage: (code) => publish({ storage: code }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getStatus: () => status,
    stop() {
      stopped = true;
      callOff?.();
    },
  };
}

/** Half of the delay is certain and half is chance, so that devices that failed together do not come back together. */
function jittered(delayMs: number, chance: number): number {
  return Math.round(delayMs / 2 + (delayMs / 2) * chance);
}

function parkOnly(id: string, code: string) {
  return { epoch: null, acknowledged: [], parked: [{ id, code, detail: null }] };
}

async function withLock(
  locks: SyncTools['locks'],
  name: string,
  after: SyncTools['after'],
  work: () => Promise<void>,
): Promise<void> {
  if (locks === null) return work();
  const patience = new AbortController();
  const callOff = after(LOCK_TIMEOUT_MS, () => patience.abort());
  const held = { yet: false };
  try {
    await locks.request(name, { signal: patience.signal }, async () => {
      held.yet = true;
      callOff();
      await work();
    });
  } catch (error) {
    if (held.yet) throw error;
    await work();
  }
}
