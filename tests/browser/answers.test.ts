import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAnswers, type Answers } from '@/lib/browser/answers';
import type { EventDraft } from '@/lib/browser/outbox';
import { wipeDevice } from './device';
import { ReviewServer } from './review-server';

let server: ReviewServer;
let page: EventTarget & { visibilityState: string };
let answers: Answers;

beforeEach(() => {
  wipeDevice();
  server = new ReviewServer();
  server.signedIn = 'ann';
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('fetch', server.fetch);
  answers = openAnswers('ann');
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function draft(over: Partial<EventDraft> = {}): EventDraft {
  const answer = {
    id: answers.newEventId(),
    kind: 'answered',
    questionId: 'q-0123456789',
    questionRev: 1,
    locale: 'en',
    occurredAt: '2026-11-21T08:00:00.000Z',
    quality: 4,
    durationMs: 1000,
    ...over,
  };
  return answer as EventDraft;
}

const settled = () =>
  vi.waitFor(() => {
    expect(answers.getStatus()).toMatchObject({ sending: false, waiting: 0 });
    expect(server.requests.length).toBeGreaterThan(0);
  });

describe('an answer', () => {
  it('is kept and sent', async () => {
    const event = await answers.give(draft());
    await settled();
    expect(server.isStoredAsGiven('ann', event)).toBe(true);
  });

  it('that the device cannot store is sent at once, and the page is told', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const event = await answers.give(draft());
    expect(answers.getStatus().storage).toBe('unavailable');
    await settled();
    expect(server.isStoredAsGiven('ann', event)).toBe(true);
  });

  it('that was only in memory waits for the network like any other', async () => {
    vi.stubGlobal('indexedDB', undefined);
    server.weather = 'request-lost';
    const event = await answers.give(draft());
    await vi.waitFor(() => {
      expect(answers.getStatus()).toMatchObject({ waiting: 1, offline: true, sending: false });
    });
    server.weather = 'fine';
    await answers.poke('asked');
    expect(server.isStoredAsGiven('ann', event)).toBe(true);
  });

  it('is sent when the network comes back or the page is shown again', async () => {
    server.weather = 'request-lost';
    const stop = answers.start();
    const event = await answers.give(draft());
    await vi.waitFor(() => {
      expect(answers.getStatus()).toMatchObject({ waiting: 1, offline: true, sending: false });
    });
    server.weather = 'fine';
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(server.isStoredAsGiven('ann', event)).toBe(true);
    stop();
    server.signedIn = null;
    const requests = server.requests.length;
    page.dispatchEvent(new Event('visibilitychange'));
    await answers.poke('visible');
    expect(server.requests).toHaveLength(requests);
  });
});

describe('refused answers', () => {
  it('of disk and memory are listed, exported and discarded together', async () => {
    const onDisk = await answers.give(draft({ questionId: 'q-unknown' }));
    await settled();
    const disk = indexedDB;
    vi.stubGlobal('indexedDB', undefined);
    const memoryOnly = openAnswers('ann');
    await memoryOnly.give(draft({ questionId: 'q-unknown' }));
    await vi.waitFor(() => {
      expect(memoryOnly.getStatus().parked).toBe(1);
    });
    vi.stubGlobal('indexedDB', disk);
    const parked = await memoryOnly.listParked();
    expect(parked.map(({ code }) => code)).toEqual(['question-unknown', 'question-unknown']);
    expect((await memoryOnly.exportParked()).trim().split('\n')).toHaveLength(2);
    for (const { event } of parked) await memoryOnly.discardParked(event.id);
    expect(await memoryOnly.listParked()).toEqual([]);
    expect(parked.map(({ event }) => event.id)).toContain(onDisk.id);
    expect(memoryOnly.getStatus().parked).toBe(0);
  });
});

describe('another epoch', () => {
  it('seen in any reply sends everything again', async () => {
    const restore = server.backUp();
    const event = await answers.give(draft());
    await settled();
    restore();
    await answers.noteEpoch(server.epoch);
    expect(server.isStoredAsGiven('ann', event)).toBe(true);
    const requests = server.requests.length;
    await answers.noteEpoch(server.epoch);
    expect(server.requests).toHaveLength(requests);
  });
});

describe('signing out', () => {
  it('can leave nothing of the user on the device', async () => {
    server.signedIn = null;
    await answers.give(draft());
    await answers.forget();
    expect(answers.getStatus().waiting).toBe(0);
    server.signedIn = 'ann';
    await answers.poke('asked');
    expect(server.stored('ann')).toEqual([]);
  });
});
