import { beforeEach, describe, expect, test } from 'vitest';
import { GET as getHealth } from '@/app/healthz/route';
import { GET as getReady } from '@/app/readyz/route';
import { GET as getReviews, POST as postReviews } from '@/app/api/reviews/route';
import { PATCH as patchSettings } from '@/app/api/settings/route';
import { GET as getStudy } from '@/app/api/study/route';
import { POST as openSession } from '@/app/api/local-session/route';
import type { GetReviewsReply, PostReviewsReply } from '@/lib/api/reviews';
import type { StudyReply } from '@/lib/api/study';
import { startDraining } from '@/lib/server/lifecycle';
import { aRecall } from '../factories/study-item';
import { errorCode, localEnv, localKey, ownRequest, testInstance, type TestInstance } from '../http/test-instance';
import { addQuestion, anEvent, questionId } from '../use-cases/instance';

let instance: TestInstance;
let cookie: string;

beforeEach(async () => {
  instance = testInstance(localEnv);
  Object.assign(instance.deps, {
    renderQuestions: (revisions: readonly { questionId: string }[]) =>
      Promise.resolve(new Map(revisions.map((revision) => [revision.questionId, { locale: 'en' }]))),
  });
  const opened = await openSession(ownRequest('/api/local-session', { body: JSON.stringify({ key: localKey }) }));
  cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  for (const n of [0, 1, 2]) await addQuestion(instance.deps.stores, aRecall(questionId(n)), { position: n });
});

const signedIn = (path: string, options: Parameters<typeof ownRequest>[1] = {}) =>
  ownRequest(path, { ...options, headers: { cookie, ...options.headers } });
const post = (body: unknown) =>
  postReviews(signedIn('/api/reviews', { body: typeof body === 'string' ? body : JSON.stringify(body) }));
const answer = (n: number, more: Readonly<Record<string, unknown>> = {}) =>
  anEvent({
    kind: 'answered',
    quality: 4,
    durationMs: 20_000,
    questionId: questionId(n),
    occurredAt: new Date(instance.deps.now()).toISOString(),
    ...more,
  });

describe('POST /api/reviews', () => {
  test('answers 200 with one result for each item, whatever became of them', async () => {
    const response = await post({ events: [answer(0), answer(1, { quality: 7 }), answer(2, { questionRev: 9 })] });
    const reply = (await response.json()) as PostReviewsReply;
    expect(response.status).toBe(200);
    expect(reply.epoch).toBe('memory-epoch-1');
    expect(reply.results).toMatchObject([
      { status: 'stored', state: { kind: 'review', dueOn: '2026-11-22' } },
      { status: 'rejected', index: 1, code: 'invalid' },
      { status: 'rejected', index: 2, code: 'revision-unknown' },
    ]);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  test('takes text that cannot be stored for a fault of its item', async () => {
    const body = JSON.stringify({ events: [answer(0), answer(1, { response: { notes: 'NUL' } })] });
    for (const escape of ['\\u0000', '\\ud800']) {
      const reply = (await (await post(body.replace('NUL', escape))).json()) as PostReviewsReply;
      expect(reply.results.map(({ status }) => status)).toEqual([
        expect.stringMatching(/stored|duplicate/),
        'rejected',
      ]);
    }
  });

  test.each<[string, () => string, number]>([
    ['no events', () => '{"events":[]}', 400],
    ['501 events', () => JSON.stringify({ events: Array.from({ length: 501 }, () => answer(0)) }), 400],
    ['an unknown key beside the events', () => JSON.stringify({ events: [answer(0)], all: true }), 400],
    ['a list instead of an object', () => JSON.stringify([answer(0)]), 400],
    ['half a JSON', () => '{"events":[', 400],
    [
      'a key named twice',
      () => JSON.stringify({ events: [answer(0)] }).replace('"quality":4', '"quality":4,"quality":5'),
      400,
    ],
    ['100,000 levels', () => `{"events":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`, 400],
    ['2 MB', () => JSON.stringify({ events: [answer(0, { response: { notes: 'x'.repeat(2_000_000) } })] }), 413],
  ])('refuses a request with %s and stores nothing of it', async (_, body, status) => {
    expect((await post(body())).status).toBe(status);
    const log = (await (await getReviews(signedIn('/api/reviews'))).json()) as GetReviewsReply;
    expect(log.events).toEqual([]);
  });

  test('is closed without a session, and to other origins', async () => {
    const body = JSON.stringify({ events: [answer(0)] });
    expect((await postReviews(ownRequest('/api/reviews', { body }))).status).toBe(401);
    const foreign = signedIn('/api/reviews', { body, headers: { origin: 'http://127.0.0.1:9999' } });
    expect((await postReviews(foreign)).status).toBe(403);
  });
});

describe('GET /api/reviews', () => {
  test('pages through the log by its cursor', async () => {
    await post({ events: [answer(0), answer(1), answer(2)] });
    const read = async (query: string) =>
      (await (await getReviews(signedIn(`/api/reviews${query}`))).json()) as GetReviewsReply;
    expect((await read('')).events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await read('?after=2')).toMatchObject({ events: [{ seq: 3, kind: 'answered', quality: 4 }], next: 3 });
    expect(await read('?after=3')).toMatchObject({ events: [], next: 3 });
  });

  test.each(['?after=-1', '?after=x', '?after=1.5', '?after=99999999999', '?after=', '?after=1&after=2', '?before=1'])(
    '%s is refused',
    async (query) => {
      expect((await getReviews(signedIn(`/api/reviews${query}`))).status).toBe(400);
    },
  );
});

describe('GET /api/study', () => {
  test('hands out today’s questions whole, as many as asked for', async () => {
    const read = async (query: string) => (await (await getStudy(signedIn(`/api/study${query}`))).json()) as StudyReply;
    expect(await read('')).toMatchObject({ today: '2026-11-21', summary: { questions: 3 } });
    const [item] = (await read('?limit=1')).items;
    expect(item).toMatchObject({
      kind: 'new',
      questionId: questionId(0),
      rev: 1,
      locale: 'en',
      state: { kind: 'new' },
    });
    expect(item?.preview[4]).toEqual({
      state: { kind: 'sm2', repetitions: 1, intervalDays: 1, easeHundredths: 250 },
      dueOn: '2026-11-22',
    });
  });

  test.each(['?limit=0', '?limit=101', '?limit=-5', '?limit=ten', '?offset=3'])('%s is refused', async (query) => {
    expect((await getStudy(signedIn(`/api/study${query}`))).status).toBe(400);
  });

  test('is closed without a session', async () => {
    expect((await getStudy(ownRequest('/api/study'))).status).toBe(401);
  });
});

describe('PATCH /api/settings', () => {
  const patch = (body: unknown) =>
    patchSettings(signedIn('/api/settings', { method: 'PATCH', body: JSON.stringify(body) }));

  test('changes what is named', async () => {
    const response = await patch({ newPerDay: 3 });
    expect(await response.json()).toMatchObject({ settings: { newPerDay: 3, sm2Variant: 'text1990' } });
  });

  test.each([{ newPerDay: 2.5 }, { theme: 'dark' }, { timeZone: 'Mars/Olympus' }])('%j is refused', async (body) => {
    const response = await patch(body);
    expect([response.status, await errorCode(response)]).toEqual([400, 'invalid']);
  });
});

describe('the probes', () => {
  test('/healthz says that the process is alive without looking at anything', async () => {
    const response = await getHealth(ownRequest('/healthz'));
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('/readyz asks the database', async () => {
    Object.assign(instance.deps.stores.instance, { assertReady: () => Promise.reject(new Error('not durable')) });
    const response = await getReady(ownRequest('/readyz'));
    expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable' }]);
  });

  test('/readyz sends no new work to a process that is stopping', async () => {
    const lifecycle = Reflect.get(globalThis, Symbol.for('timeslice.lifecycle')) as { draining: boolean };
    startDraining();
    const response = await getReady(ownRequest('/readyz'));
    lifecycle.draining = false;
    expect(response.status).toBe(503);
  });
});
