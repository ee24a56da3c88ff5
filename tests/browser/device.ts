import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { ClientEvent } from '@/lib/api/reviews';
import { browserDatabase, type BrowserDatabase } from '@/lib/browser/database';
import { createOutbox, type EventDraft, type Outbox } from '@/lib/browser/outbox';

/** An empty disk. */
export function wipeDevice(): void {
  globalThis.indexedDB = new IDBFactory();
}

export type Tab = { readonly outbox: Outbox; readonly database: BrowserDatabase };

/** A page on this device: tabs share the disk and nothing else. */
export function openTab(clock: { now: number }): Tab {
  const database = browserDatabase();
  const outbox = createOutbox({ database, now: () => clock.now, randomBytes: countingBytes() });
  return { outbox, database };
}

let nextByte = 0;

/** Never the same eight bytes twice in a test run. */
function countingBytes(): (length: number) => Uint8Array {
  return (length) => {
    nextByte += 1;
    return Uint8Array.from({ length }, (_, index) => (nextByte >> (8 * (index % 4))) & 0xff);
  };
}

export function anAnswer(outbox: Outbox, over: Partial<Extract<ClientEvent, { kind: 'answered' }>> = {}): EventDraft {
  return {
    id: outbox.newEventId(),
    kind: 'answered',
    questionId: 'q-0123456789',
    questionRev: 1,
    locale: 'en',
    timeZone: 'UTC',
    occurredAt: '2026-11-21T08:00:00.000Z',
    quality: 4,
    response: { ticked: ['a'] },
    durationMs: 12_000,
    ...over,
  };
}

/** Adds and says what was stored. */
export async function give(tab: Tab, userId: string, draft = anAnswer(tab.outbox)): Promise<ClientEvent> {
  const added = await tab.outbox.add(userId, draft);
  if (!added.ok) throw new Error(`not stored: ${added.error.code}`);
  return added.value;
}

export const wholeBatch = { events: 500, bytes: 1_000_000 };
