import { beforeEach, describe, expect, it } from 'vitest';
import { createSync, quietStatus, type Sync, type SyncStatus, type SyncTools } from '@/lib/browser/sync';
import { unsavedQueue } from '@/lib/browser/unsaved-queue';
import { anAnswer, give, openTab, wholeBatch, wipeDevice, type Tab } from './device';
import { ReviewServer } from './review-server';

type Timer = { readonly at: number; readonly run: () => void };

/** Timers that run only when the test says so. */
class Timers {
  now = 0;
  readonly pending = new Set<Timer>();
  readonly after: SyncTools['after'] = (delayMs, run) => {
    const timer = { at: this.now + delayMs, run };
    this.pending.add(timer);
    return () => this.pending.delete(timer);
  };
  /** How long until the next one. */
  next(): number | null {
    const times = [...this.pending].map(({ at }) => at - this.now);
    return times.length === 0 ? null : Math.min(...times);
  }
  advance(byMs: number): void {
    this.now += byMs;
    for (const timer of [...this.pending].filter(({ at }) => at <= this.now)) {
      this.pending.delete(timer);
      timer.run();
    }
  }
}

const clock = { now: Date.parse('2026-11-21T08:00:00Z') };
let server: ReviewServer;
let timers: Timers;
let tab: Tab;
let sync: Sync;

function openSync(userId: string, over: Partial<SyncTools> = {}): Sync {
  return createSync({
    userId,
    queues: [tab.outbox],
    fetch: server.fetch,
    now: () => timers.now,
    random: () => 1,
    after: timers.after,
    locks: null,
    ...over,
  });
}

beforeEach(() => {
  wipeDevice();
  server = new ReviewServer();
  server.signedIn = 'ann';
  timers = new Timers();
  tab = openTab(clock);
  sync = openSync('ann');
});

const status = (): SyncStatus => sync.getStatus();
/** The planned attempt, and whatever comes of it. */
async function runPlanned(): Promise<void> {
  timers.advance(timers.next() ?? 0);
  await sync.poke('added');
}

describe('sending', () => {
  it('stores what waits and then is quiet', async () => {
    const events = [await give(tab, 'ann'), await give(tab, 'ann')];
    await sync.poke('added');
    expect(events.every((event) => server.isStoredAsGiven('ann', event))).toBe(true);
    expect(status()).toEqual(quietStatus);
    expect(timers.pending.size).toBe(0);
    await sync.poke('visible');
    expect(server.requests).toHaveLength(1);
  });

  it('takes 500 events at a time', async () => {
    for (let count = 0; count < 501; count += 1) await give(tab, 'ann');
    await sync.poke('added');
    expect(server.requests.map(({ events }) => events)).toEqual([500, 1]);
    expect(server.stored('ann')).toHaveLength(501);
  });

  it('sends an event that is added during a request in the next one', async () => {
    await give(tab, 'ann');
    const slow = openSync('ann', {
      fetch: async (...request) => {
        if (server.requests.length === 0) {
          await give(tab, 'ann');
          void slow.poke('added');
        }
        return server.fetch(...request);
      },
    });
    await slow.poke('added');
    expect(server.stored('ann')).toHaveLength(2);
    expect(slow.getStatus().waiting).toBe(0);
  });

  it('sends what is only in memory first', async () => {
    const unsaved = unsavedQueue();
    const inMemory = { ...anAnswer(tab.outbox), deviceId: 'd', deviceSeq: 0 };
    unsaved.add('ann', inMemory);
    await give(tab, 'ann');
    const both = openSync('ann', { queues: [unsaved, tab.outbox] });
    server.mostEvents = 1;
    await both.poke('added');
    expect(server.stored('ann')[0]).toBe(inMemory.id);
    expect(server.stored('ann')).toHaveLength(2);
  });
});

describe('a rejected event', () => {
  it('is parked with its reason and blocks nothing', async () => {
    const bad = await give(tab, 'ann', anAnswer(tab.outbox, { questionId: 'q-unknown' }));
    const good = await give(tab, 'ann');
    await sync.poke('added');
    expect(server.stored('ann')).toEqual([good.id]);
    expect(status()).toMatchObject({ waiting: 0, parked: 1 });
    expect(await tab.outbox.listParked('ann')).toEqual([{ event: bad, code: 'question-unknown', detail: null }]);
    await sync.poke('asked');
    expect(server.requests).toHaveLength(1);
  });

  it('without a readable id is found by its place', async () => {
    await give(tab, 'ann');
    const nameless = await give(tab, 'ann', anAnswer(tab.outbox, { questionId: 'q-nameless' }));
    await sync.poke('added');
    expect((await tab.outbox.listParked('ann')).map(({ event }) => event.id)).toEqual([nameless.id]);
  });

  it('that makes the whole request unreadable is found by halving', async () => {
    for (let count = 0; count < 20; count += 1) await give(tab, 'ann');
    const bad = await give(tab, 'ann', anAnswer(tab.outbox, { questionId: 'q-unreadable' }));
    for (let count = 0; count < 20; count += 1) await give(tab, 'ann');
    await sync.poke('added');
    expect(server.stored('ann')).toHaveLength(40);
    expect((await tab.outbox.listParked('ann')).map(({ event, code }) => [event.id, code])).toEqual([
      [bad.id, 'invalid'],
    ]);
    expect(server.requests.length).toBeLessThan(30);
  });
});

describe('a request that is too large', () => {
  it('is halved until it fits', async () => {
    for (let count = 0; count < 10; count += 1) await give(tab, 'ann');
    server.mostEvents = 3;
    await sync.poke('added');
    expect(server.stored('ann')).toHaveLength(10);
  });

  it('is followed by growing ones, so that one refusal does not slow the rest', async () => {
    for (let count = 0; count < 4; count += 1) await give(tab, 'ann');
    await give(tab, 'ann', anAnswer(tab.outbox, { questionId: 'q-unreadable' }));
    for (let count = 0; count < 60; count += 1) await give(tab, 'ann');
    await sync.poke('added');
    expect(Math.max(...server.requests.slice(-3).map(({ events }) => events))).toBeGreaterThan(8);
    expect(server.stored('ann')).toHaveLength(64);
  });

  it('with a single event parks it', async () => {
    server.mostEvents = 0;
    await give(tab, 'ann');
    await sync.poke('added');
    expect((await tab.outbox.listParked('ann')).map(({ code }) => code)).toEqual(['too-large']);
  });
});

describe('signed out', () => {
  it.each([null, 'ben'])('with %s signed in the events wait for their own user', async (signedIn) => {
    server.signedIn = signedIn;
    await give(tab, 'ann');
    await sync.poke('added');
    expect(status()).toMatchObject({ waiting: 1, parked: 0, signedOut: true, sending: false });
    expect(timers.pending.size).toBe(0);
    expect(server.stored('ben')).toEqual([]);
    server.signedIn = 'ann';
    await sync.poke('visible');
    expect(server.stored('ann')).toHaveLength(1);
    expect(status()).toEqual(quietStatus);
  });

  it('sends nothing of one user for another', async () => {
    await give(tab, 'ann');
    server.signedIn = 'ben';
    await openSync('ben').poke('added');
    expect(server.requests).toEqual([]);
  });

  it('for good, since the account was deleted, clears the device of that user', async () => {
    await give(tab, 'ann');
    const ben = await give(tab, 'ben');
    const gone = openSync('ann', {
      fetch: () => Promise.resolve(Response.json({ error: { code: 'account-deleted' } }, { status: 401 })),
    });
    await gone.poke('added');
    expect(gone.getStatus()).toMatchObject({ waiting: 0, signedOut: true });
    expect(await tab.outbox.nextBatch('ben', wholeBatch)).toEqual([ben]);
  });
});

describe('trouble', () => {
  it.each([
    ['request-lost', { offline: true, busy: false }],
    ['reply-lost', { offline: true, busy: false }],
    ['broken', { offline: false, busy: true }],
    ['portal', { offline: false, busy: true }],
  ] as const)('%s keeps the event and tries again later', async (weather, said) => {
    const event = await give(tab, 'ann');
    server.weather = weather;
    await sync.poke('added');
    expect(status()).toMatchObject({ waiting: 1, sending: false, ...said });
    server.weather = 'fine';
    await runPlanned();
    expect(server.isStoredAsGiven('ann', event)).toBe(true);
    expect(status()).toEqual(quietStatus);
  });

  it('waits longer each time, up to five minutes, and starts afresh after a success', async () => {
    await give(tab, 'ann');
    server.weather = 'request-lost';
    const delays: (number | null)[] = [];
    await sync.poke('added');
    for (let attempt = 0; attempt < 11; attempt += 1) {
      delays.push(timers.next());
      await runPlanned();
    }
    const seconds = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300];
    expect(delays).toEqual(seconds.map((second) => second * 1000));
    server.weather = 'fine';
    await runPlanned();
    await give(tab, 'ann');
    server.weather = 'request-lost';
    await sync.poke('added');
    expect(timers.next()).toBe(1000);
  });

  it('leaves half of the delay to chance', async () => {
    server.weather = 'request-lost';
    await give(tab, 'ann');
    await openSync('ann', { random: () => 0 }).poke('added');
    expect(timers.next()).toBe(500);
  });

  it('comes back when the server says, not before', async () => {
    await give(tab, 'ann');
    server.weather = 'busy';
    await sync.poke('added');
    expect(timers.next()).toBe(7000);
    await sync.poke('added');
    await sync.poke('visible');
    expect(server.requests).toHaveLength(1);
  });

  it('ends at once when the network is back or the learner asks', async () => {
    await give(tab, 'ann');
    server.weather = 'request-lost';
    await sync.poke('added');
    server.weather = 'fine';
    await sync.poke('online');
    expect(server.stored('ann')).toHaveLength(1);
    expect(status()).toEqual(quietStatus);
  });

  it('does not go round and round with a server that settles nothing', async () => {
    await give(tab, 'ann');
    const silent = openSync('ann', { fetch: () => Promise.resolve(Response.json({ epoch: 'e', results: [] })) });
    await silent.poke('added');
    expect(silent.getStatus()).toMatchObject({ waiting: 1, busy: true });
    expect(timers.next()).toBe(1000);
  });

  it('a request that hangs is given up after 30 s', async () => {
    await give(tab, 'ann');
    const hanging = openSync('ann', {
      fetch: (_address, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => {
            reject(new DOMException('aborted', 'AbortError'));
          });
          queueMicrotask(() => {
            timers.advance(30_000);
          });
        }),
    });
    await hanging.poke('added');
    expect(hanging.getStatus()).toMatchObject({ waiting: 1, offline: true, sending: false });
  });

  it('with the device’s storage is said and stops no other queue', async () => {
    const unsaved = unsavedQueue();
    const event = { ...anAnswer(tab.outbox), deviceId: 'd', deviceSeq: 0 };
    unsaved.add('ann', event);
    const broken = { ...tab.outbox, nextBatch: () => Promise.reject(new DOMException('gone', 'InvalidStateError')) };
    const both = openSync('ann', { queues: [broken, unsaved] });
    await both.poke('added');
    expect(server.stored('ann')).toEqual([event.id]);
    expect(both.getStatus()).toMatchObject({ storage: 'evicted', waiting: 0 });
  });
});

describe('a server restored from a backup', () => {
  it('gets everything again', async () => {
    const restore = server.backUp();
    const events = [await give(tab, 'ann'), await give(tab, 'ann')];
    await sync.poke('added');
    restore();
    expect(server.stored('ann')).toEqual([]);
    const later = await give(tab, 'ann');
    await sync.poke('added');
    expect(server.stored('ann').sort()).toEqual([...events, later].map(({ id }) => id).sort());
    expect(status()).toEqual(quietStatus);
  });
});

describe('one sender at a time', () => {
  it('waits for the tab that holds the lock', async () => {
    await give(tab, 'ann');
    let release: () => void = () => undefined;
    const locks = {
      request: async (_name: string, _options: object, work: () => Promise<void>) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        await work();
      },
    } as unknown as NonNullable<SyncTools['locks']>;
    const patient = openSync('ann', { locks });
    const done = patient.poke('added');
    expect(server.requests).toEqual([]);
    release();
    await done;
    expect(server.stored('ann')).toHaveLength(1);
    expect(timers.pending.size).toBe(0);
  });

  it('sends all the same when the lock is not given up within 10 s', async () => {
    await give(tab, 'ann');
    const locks = {
      request: (_name: string, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new DOMException('no lock', 'AbortError'));
          });
        }),
    } as unknown as NonNullable<SyncTools['locks']>;
    const impatient = openSync('ann', { locks });
    const done = impatient.poke('added');
    timers.advance(10_000);
    await done;
    expect(server.stored('ann')).toHaveLength(1);
  });
});

describe('the status', () => {
  it('is the same object until something changes, and says each change', async () => {
    const seen: SyncStatus[] = [];
    const stopListening = sync.subscribe(() => seen.push(status()));
    const before = status();
    await sync.poke('visible');
    expect(status()).toBe(before);
    await give(tab, 'ann');
    await sync.poke('added');
    expect(seen.some(({ sending }) => sending)).toBe(true);
    expect(seen.at(-1)).toEqual(quietStatus);
    stopListening();
    const count = seen.length;
    sync.noteStorage('quota');
    expect(seen).toHaveLength(count);
    expect(status().storage).toBe('quota');
  });

  it('a stopped sender sends nothing more', async () => {
    await give(tab, 'ann');
    server.weather = 'request-lost';
    await sync.poke('added');
    sync.stop();
    expect(timers.pending.size).toBe(0);
    server.weather = 'fine';
    await sync.poke('asked');
    expect(server.stored('ann')).toEqual([]);
    expect(status().waiting).toBe(1);
  });
});
