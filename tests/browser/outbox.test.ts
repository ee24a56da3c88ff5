import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isEventId } from '@/lib/base/ids';
import { anAnswer, give, openTab, wholeBatch, wipeDevice, type Tab } from './device';

const DAY = 86_400_000;
const clock = { now: 0 };
let tab: Tab;

beforeEach(() => {
  wipeDevice();
  clock.now = Date.parse('2026-11-21T08:00:00Z');
  tab = openTab(clock);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const idsOf = (events: readonly { id: string }[]): string[] => events.map(({ id }) => id);
const waitingIds = async (of: Tab, userId: string) => idsOf(await of.outbox.nextBatch(userId, wholeBatch));

describe('adding', () => {
  it('keeps the event for another page of the device', async () => {
    const event = await give(tab, 'ann');
    const later = openTab(clock);
    expect(await later.outbox.nextBatch('ann', wholeBatch)).toEqual([event]);
    expect(await later.outbox.count('ann')).toEqual({ waiting: 1, parked: 0 });
  });

  it('asks for a durable transaction', async () => {
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await give(tab, 'ann');
    expect(transactions).toHaveBeenCalledWith(['events', 'device'], 'readwrite', { durability: 'strict' });
  });

  it('the same event twice stores it once and gives back the stored one', async () => {
    const draft = anAnswer(tab.outbox);
    const first = await give(tab, 'ann', draft);
    expect(await give(tab, 'ann', { ...draft })).toEqual(first);
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 1, parked: 0 });
  });

  it('numbers the events of a device across its tabs and users', async () => {
    const other = openTab(clock);
    const events = [await give(tab, 'ann'), await give(other, 'ben'), await give(tab, 'ann'), await give(other, 'ann')];
    expect(events.map(({ deviceSeq }) => deviceSeq)).toEqual([0, 1, 2, 3]);
    expect(new Set(events.map(({ deviceId }) => deviceId)).size).toBe(1);
  });

  it('keeps numbers apart when two tabs add at once', async () => {
    const other = openTab(clock);
    const events = await Promise.all(
      Array.from({ length: 10 }, (_, index) => give(index % 2 === 0 ? tab : other, 'ann')),
    );
    expect(new Set(events.map(({ deviceSeq }) => deviceSeq)).size).toBe(10);
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 10, parked: 0 });
  });
});

describe('event ids', () => {
  it('rise within one millisecond and when the clock is put back', async () => {
    const ids: string[] = [];
    for (const move of [0, 0, -3_600_000, 0, 1, 7_200_000]) {
      clock.now += move;
      ids.push((await give(tab, 'ann')).id);
    }
    expect(ids).toEqual([...ids].sort());
    expect(ids.every(isEventId)).toBe(true);
  });

  it('rise after a reload and in another tab that has looked at the outbox, though the clock was put back', async () => {
    const before = (await give(tab, 'ann')).id;
    clock.now -= 3_600_000;
    const reloaded = openTab(clock);
    await reloaded.outbox.count('ann');
    expect(reloaded.outbox.newEventId() > before).toBe(true);
  });
});

describe('a batch', () => {
  it('holds the oldest events first, within the number asked for', async () => {
    const events = [await give(tab, 'ann'), await give(tab, 'ann'), await give(tab, 'ann')];
    const batch = await tab.outbox.nextBatch('ann', { events: 2, bytes: 1_000_000 });
    expect(idsOf(batch)).toEqual(idsOf(events.slice(0, 2)));
  });

  it('stays below the bytes asked for, but is never empty', async () => {
    const notes = '字'.repeat(400);
    for (let count = 0; count < 4; count += 1) await give(tab, 'ann', anAnswer(tab.outbox, { response: { notes } }));
    const size = new TextEncoder().encode(JSON.stringify((await tab.outbox.nextBatch('ann', wholeBatch))[0])).length;
    expect(await tab.outbox.nextBatch('ann', { events: 500, bytes: 2 * size + 2 })).toHaveLength(2);
    expect(await tab.outbox.nextBatch('ann', { events: 500, bytes: 2 * size })).toHaveLength(1);
    expect(await tab.outbox.nextBatch('ann', { events: 500, bytes: 10 })).toHaveLength(1);
  });

  it('holds nothing of another user', async () => {
    await give(tab, 'ann');
    const ben = await give(tab, 'ben');
    expect(await waitingIds(tab, 'ben')).toEqual([ben.id]);
    expect(await waitingIds(tab, 'an')).toEqual([]);
    expect(await waitingIds(tab, 'ann ')).toEqual([]);
  });
});

describe('settling', () => {
  it('takes acknowledged and parked events out of the next batch', async () => {
    const [a, b, c] = [await give(tab, 'ann'), await give(tab, 'ann'), await give(tab, 'ann')];
    const parked = [{ id: b.id, code: 'question-unknown', detail: 'no such question' }];
    await tab.outbox.settle('ann', { epoch: 'e1', acknowledged: [a.id], parked });
    expect(await waitingIds(tab, 'ann')).toEqual([c.id]);
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 1, parked: 1 });
    expect(await tab.outbox.listParked('ann')).toEqual([
      { event: b, code: 'question-unknown', detail: 'no such question' },
    ]);
  });

  it('touches nothing of another user', async () => {
    const event = await give(tab, 'ann');
    await tab.outbox.settle('ben', { epoch: 'e1', acknowledged: [event.id], parked: [] });
    expect(await waitingIds(tab, 'ann')).toEqual([event.id]);
  });

  it('under another epoch sends all acknowledged events again and reads the log from the start', async () => {
    const [a, b] = [await give(tab, 'ann'), await give(tab, 'ann')];
    await tab.outbox.settle('ann', { epoch: 'e1', acknowledged: [a.id], parked: [] });
    await tab.outbox.saveReadCursor('ann', 'e1', 17);
    expect(await tab.outbox.readCursor('ann')).toBe(17);
    await tab.outbox.settle('ann', { epoch: 'e2', acknowledged: [b.id], parked: [] });
    expect(await waitingIds(tab, 'ann')).toEqual([a.id]);
    expect(await tab.outbox.readCursor('ann')).toBe(0);
  });

  it('under another epoch leaves other users and parked events alone', async () => {
    const [ann, refused, ben] = [await give(tab, 'ann'), await give(tab, 'ann'), await give(tab, 'ben')];
    const parked = [{ id: refused.id, code: 'invalid', detail: null }];
    await tab.outbox.settle('ann', { epoch: 'e1', acknowledged: [ann.id], parked });
    await tab.outbox.settle('ben', { epoch: 'e1', acknowledged: [ben.id], parked: [] });
    await tab.outbox.settle('ann', { epoch: 'e2', acknowledged: [], parked: [] });
    expect(await waitingIds(tab, 'ann')).toEqual([ann.id]);
    expect(await waitingIds(tab, 'ben')).toEqual([]);
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 1, parked: 1 });
  });

  it('does not take a late cursor of the epoch before', async () => {
    await tab.outbox.settle('ann', { epoch: 'e2', acknowledged: [], parked: [] });
    await tab.outbox.saveReadCursor('ann', 'e1', 17);
    expect(await tab.outbox.readCursor('ann')).toBe(0);
  });

  it('forgets acknowledged events after 35 days, and no others', async () => {
    const [kept, waiting] = [await give(tab, 'ann'), await give(tab, 'ann')];
    await tab.outbox.settle('ann', { epoch: 'e1', acknowledged: [kept.id], parked: [] });
    clock.now += 35 * DAY - 1;
    await tab.outbox.settle('ann', { epoch: 'e2', acknowledged: [kept.id], parked: [] });
    await tab.outbox.settle('ann', { epoch: 'e3', acknowledged: [], parked: [] });
    expect(await waitingIds(tab, 'ann')).toEqual([kept.id, waiting.id]);
    await tab.outbox.settle('ann', { epoch: 'e3', acknowledged: [kept.id], parked: [] });
    clock.now += 35 * DAY + 1;
    await tab.outbox.settle('ann', { epoch: 'e3', acknowledged: [], parked: [] });
    await tab.outbox.settle('ann', { epoch: 'e4', acknowledged: [], parked: [] });
    expect(await waitingIds(tab, 'ann')).toEqual([waiting.id]);
  });
});

describe('parked events', () => {
  it('go only when their own user discards them', async () => {
    const [parked, waiting] = [await give(tab, 'ann'), await give(tab, 'ann')];
    await tab.outbox.settle('ann', {
      epoch: 'e1',
      acknowledged: [],
      parked: [{ id: parked.id, code: 'invalid', detail: null }],
    });
    await tab.outbox.discardParked('ben', parked.id);
    await tab.outbox.discardParked('ann', waiting.id);
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 1, parked: 1 });
    await tab.outbox.discardParked('ann', parked.id);
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 1, parked: 0 });
  });
});

describe('forgetting a user', () => {
  it('removes all that is theirs and nothing of others', async () => {
    const event = await give(tab, 'ann');
    await give(tab, 'ann');
    const ben = await give(tab, 'ben');
    await tab.outbox.settle('ann', { epoch: 'e1', acknowledged: [event.id], parked: [] });
    await tab.outbox.forget('ann');
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 0, parked: 0 });
    await tab.outbox.settle('ann', { epoch: 'e2', acknowledged: [], parked: [] });
    expect(await waitingIds(tab, 'ann')).toEqual([]);
    expect(await waitingIds(tab, 'ben')).toEqual([ben.id]);
  });
});

describe('storage that fails', () => {
  const codeOf = async (of: Tab): Promise<string> => {
    const added = await of.outbox.add('ann', anAnswer(of.outbox));
    if (added.ok) return 'stored';
    expect(added.error.event).toMatchObject({ kind: 'answered', quality: 4 });
    expect(isEventId(added.error.event.id)).toBe(true);
    return added.error.code;
  };

  it('because there is none gives the event back to be sent at once', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await codeOf(tab)).toBe('unavailable');
  });

  it.each(['InvalidStateError', 'SecurityError', 'UnknownError'])('on opening with %s is unavailable', async (name) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('private mode', name);
    });
    expect(await codeOf(tab)).toBe('unavailable');
  });

  it('because a newer page owns it is outdated', async () => {
    await new Promise((resolve) => {
      const request = indexedDB.open('timeslice', 99);
      request.onsuccess = () => {
        request.result.close();
        resolve(undefined);
      };
    });
    expect(await codeOf(tab)).toBe('outdated');
  });

  it('because the disk is full says so and stores nothing of the event', async () => {
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await codeOf(tab)).toBe('quota');
    full.mockRestore();
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 0, parked: 0 });
    expect(await codeOf(tab)).toBe('stored');
  });

  it('because the browser closed it is opened again', async () => {
    await give(tab, 'ann');
    await tab.database.run((connection) => {
      connection.close();
      return Promise.resolve();
    });
    await give(tab, 'ann');
    expect(await tab.outbox.count('ann')).toEqual({ waiting: 2, parked: 0 });
  });
});

describe('answers that vanished with the storage', () => {
  class Shelf {
    [key: string]: unknown;
    setItem(key: string, value: string): void {
      this[key] = value;
    }
    removeItem(key: string): void {
      Reflect.deleteProperty(this, key);
    }
  }

  it('are noticed by the next page, once', async () => {
    vi.stubGlobal('localStorage', new Shelf());
    await give(tab, 'ann');
    globalThis.indexedDB = new IDBFactory();
    const later = openTab(clock);
    await later.outbox.count('ann');
    expect(later.database.takeLoss()).toBe(true);
    expect(later.database.takeLoss()).toBe(false);
  });

  it('are not reported when everything had been sent', async () => {
    vi.stubGlobal('localStorage', new Shelf());
    const event = await give(tab, 'ann');
    await tab.outbox.settle('ann', { epoch: 'e1', acknowledged: [event.id], parked: [] });
    await tab.outbox.count('ann');
    globalThis.indexedDB = new IDBFactory();
    const later = openTab(clock);
    await later.outbox.count('ann');
    expect(later.database.takeLoss()).toBe(false);
  });
});
