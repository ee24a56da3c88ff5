import { beforeEach, describe, expect, it, vi } from 'vitest';
import { localDate } from '@/lib/base/time';
import type { StudyItem } from '@/lib/api/study';
import { browserDatabase } from '@/lib/browser/database';
import type { ReviewSession } from '@/lib/browser/review-session';
import { createSessionStore } from '@/lib/browser/session-store';
import { openTab, wipeDevice } from './device';

const today = localDate('2026-11-21');
const items = [{ questionId: 'q-0123456789', kind: 'due' }] as unknown as StudyItem[];

/** The store looks at nothing of a session but its day. */
function aSession(over: Partial<ReviewSession> = {}): ReviewSession {
  return { version: 1, today, position: 0, spentMs: 0, answers: [], ...over } as unknown as ReviewSession;
}

beforeEach(wipeDevice);

describe('a saved session', () => {
  it('comes back after a reload as it was', async () => {
    const store = createSessionStore(browserDatabase());
    await store.saveItems('ann', today, items);
    const session = aSession({ position: 3, spentMs: 1234 });
    expect(await store.save('ann', session)).toBeNull();
    const reloaded = createSessionStore(browserDatabase());
    expect(await reloaded.load('ann', today)).toEqual({ session, items });
  });

  it('belongs to one user and one study day', async () => {
    const store = createSessionStore(browserDatabase());
    await store.saveItems('ann', today, items);
    await store.save('ann', aSession());
    expect(await store.load('ben', today)).toBeNull();
    expect(await store.load('ann', localDate('2026-11-22'))).toBeNull();
  });

  it('is none without its questions', async () => {
    const store = createSessionStore(browserDatabase());
    await store.save('ann', aSession());
    expect(await store.load('ann', today)).toBeNull();
  });

  it('goes when a session of a later day begins, for that user only', async () => {
    const store = createSessionStore(browserDatabase());
    for (const user of ['ann', 'ben']) {
      await store.saveItems(user, today, items);
      await store.save(user, aSession());
    }
    const tomorrow = localDate('2026-11-22');
    await store.saveItems('ann', tomorrow, items);
    expect(await store.load('ann', today)).toBeNull();
    expect(await store.load('ben', today)).not.toBeNull();
    await store.save('ann', aSession({ today: tomorrow }));
    expect(await store.load('ann', tomorrow)).not.toBeNull();
  });

  it('is removed with its user', async () => {
    const store = createSessionStore(browserDatabase());
    await store.saveItems('ann', today, items);
    await store.save('ann', aSession());
    await openTab({ now: 0 }).outbox.forget('ann');
    expect(await store.load('ann', today)).toBeNull();
  });
});

describe('saving often', () => {
  it('ends with the last state and skips what was overtaken', async () => {
    const database = browserDatabase();
    const store = createSessionStore(database);
    await store.saveItems('ann', today, items);
    const writes = vi.spyOn(IDBObjectStore.prototype, 'put');
    const saves = Array.from({ length: 20 }, (_, position) => store.save('ann', aSession({ position })));
    await Promise.all(saves);
    expect((await store.load('ann', today))?.session.position).toBe(19);
    expect(writes.mock.calls.length).toBeLessThanOrEqual(2);
  });
});

describe('without storage', () => {
  it('there is no session, and saving says why', async () => {
    const store = createSessionStore(browserDatabase());
    vi.stubGlobal('indexedDB', undefined);
    try {
      expect(await store.load('ann', today)).toBeNull();
      expect(await store.save('ann', aSession())).toBe('unavailable');
      expect(await store.saveItems('ann', today, items)).toBe('unavailable');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
