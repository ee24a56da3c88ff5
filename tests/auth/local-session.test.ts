import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { POST } from '@/app/api/local-session/route';
import { ok } from '@/lib/base/result';
import { runRoute } from '@/lib/server/http/run-route';
import {
  errorCode,
  localEnv,
  localKey,
  ownRequest,
  teamEnv,
  testInstance,
  type TestInstance,
} from '../http/test-instance';

const DAY = 86_400_000;
const whoAmI = runRoute({ action: 'study', query: z.strictObject({}) }, (_deps, actor) => ok({ actor }));
const send = (key: unknown, headers: Readonly<Record<string, string | null>> = {}) =>
  POST(ownRequest('/api/local-session', { body: JSON.stringify({ key }), headers }));

function cookieOf(response: Response): string {
  const [line = ''] = response.headers.getSetCookie();
  return line.split(';')[0] ?? '';
}

async function statusWith(cookie: string): Promise<number> {
  return (await whoAmI(ownRequest('/api/study', { headers: { cookie } }))).status;
}

let instance: TestInstance;
beforeEach(() => void (instance = testInstance(localEnv)));

describe('the key of the printed link', () => {
  it('is exchanged for a cookie of this port that only this site sends back', async () => {
    const response = await send(localKey);
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^timeslice-4100=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Strict$/),
    ]);
    expect(await statusWith(cookieOf(response))).toBe(200);
  });

  it('always opens the same one learner', async () => {
    const ids = [];
    for (let round = 0; round < 2; round += 1) {
      const response = await whoAmI(ownRequest('/x', { headers: { cookie: cookieOf(await send(localKey)) } }));
      ids.push(((await response.json()) as { actor: { userId: string } }).actor.userId);
    }
    expect(ids[0]).toBe(ids[1]);
  });

  it('is stored nowhere: the database knows a hash of the cookie only', async () => {
    const created: string[] = [];
    const { sessions } = instance.deps.stores;
    vi.spyOn(sessions, 'create').mockImplementationOnce((session) => {
      created.push(JSON.stringify(session));
      return Promise.resolve();
    });
    const secret = cookieOf(await send(localKey)).split('=')[1]!;
    expect(created).toHaveLength(1);
    expect(created[0]).not.toContain(secret);
    expect(created[0]).not.toContain(localKey);
  });

  it('keeps a browser in across restarts, whatever the new key is', async () => {
    const cookie = cookieOf(await send(localKey));
    const { deps } = instance;
    const { installDeps } = await import('@/lib/server/deps');
    testInstance({ TIMESLICE_LOCAL_KEY: 'another-key-another-key-another-key' });
    installDeps(() => Promise.resolve(deps));
    expect(await statusWith(cookie)).toBe(200);
  });

  it.each(['wrong', localKey.slice(0, -1), `${localKey}x`, localKey.toUpperCase(), 'ключ'])(
    'refuses %s',
    async (key) => {
      const response = await send(key);
      expect([response.status, await errorCode(response)]).toEqual([401, 'wrong-key']);
      expect(response.headers.getSetCookie()).toEqual([]);
    },
  );

  it.each([null, 1, '', {}, ['x'], 'x'.repeat(300)])('calls the key %o invalid', async (key) => {
    expect((await send(key)).status).toBe(400);
  });

  it('may be tried ten times a minute', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await send('wrong')).status).toBe(401);
    const blocked = await send(localKey);
    expect([blocked.status, blocked.headers.get('retry-after'), await errorCode(blocked)]).toEqual([
      429,
      '60',
      'too-many-requests',
    ]);
    instance.pass(60_000);
    expect((await send(localKey)).status).toBe(204);
  });

  it.each([
    [{ origin: null }],
    [{ origin: 'http://127.0.0.1:4101' }],
    [{ host: 'evil.example:4100', origin: 'http://evil.example:4100' }],
  ])('is not taken from elsewhere: %o', async (headers) => {
    expect((await send(localKey, headers)).status).toBeGreaterThanOrEqual(403);
  });

  it('opens nothing where none was made', async () => {
    testInstance({});
    expect((await send('')).status).toBe(400);
    expect((await send('null')).status).toBe(401);
  });

  it('does not exist in team mode', async () => {
    testInstance(teamEnv);
    const response = await send(localKey, { host: 'study.example.org', origin: 'https://study.example.org' });
    expect(response.status).toBe(404);
  });
});

describe('a session of local mode', () => {
  it('ends after 14 days without use and after 90 days in any case', async () => {
    const cookie = cookieOf(await send(localKey));
    instance.pass(14 * DAY);
    expect(await statusWith(cookie)).toBe(401);
    const used = cookieOf(await send(localKey));
    for (let day = 0; day < 89; day += 1) {
      instance.pass(DAY);
      expect(await statusWith(used)).toBe(200);
    }
    instance.pass(DAY);
    expect(await statusWith(used)).toBe(401);
  });

  it.each(['timeslice-4100=x', `timeslice-4100=${'a'.repeat(43)}`, 'timeslice-4100=', 'timeslice-4101=x', 'x'])(
    'is not made by planting %s',
    async (cookie) => {
      expect(await statusWith(cookie)).toBe(401);
    },
  );
});
