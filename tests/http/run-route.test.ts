import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { err, ok } from '@/lib/base/result';
import { POST as openLocalSession } from '@/app/api/local-session/route';
import { getDeps, installDeps } from '@/lib/server/deps';
import { problemResponse, type ProblemCode } from '@/lib/server/http/problem';
import { runRoute } from '@/lib/server/http/run-route';
import { errorCode, localEnv, localKey, ownRequest, teamEnv, testInstance } from './test-instance';

const nothing = z.strictObject({});

/** Opens a local session as the printed link does. */
async function signedIn(): Promise<{ readonly cookie: string; readonly userId: string }> {
  const reply = await openLocalSession(ownRequest('/api/local-session', { body: JSON.stringify({ key: localKey }) }));
  const { stores } = await getDeps();
  const [learner] = await stores.learners.list();
  return { cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '', userId: learner?.id ?? '' };
}

describe('what a route answers', () => {
  beforeEach(() => void testInstance(localEnv));

  it('refuses somebody without a session before the use case is asked', async () => {
    const useCase = vi.fn(() => ok({ secret: 1 }));
    const response = await runRoute({ action: 'study', query: nothing }, useCase)(ownRequest('/api/study'));
    expect([response.status, await errorCode(response)]).toEqual([401, 'not-signed-in']);
    expect(useCase).not.toHaveBeenCalled();
  });

  it('refuses answers that a tab sends for somebody else than who is signed in now, and takes their own', async () => {
    const useCase = vi.fn(() => ok({}));
    const route = runRoute({ action: 'record-reviews', body: nothing }, useCase);
    const { cookie, userId } = await signedIn();
    const send = (headers: Record<string, string>) =>
      route(ownRequest('/x', { body: '{}', headers: { cookie, ...headers } }));
    const foreign = await send({ 'timeslice-user': '0190a000-0000-7000-8000-000000000000' });
    expect([foreign.status, await errorCode(foreign)]).toEqual([403, 'another-user']);
    expect(useCase).not.toHaveBeenCalled();
    expect((await send({ 'timeslice-user': userId })).status).toBe(200);
    expect((await send({})).status).toBe(200);
  });

  it('looks at the input before it looks at the session', async () => {
    const route = runRoute({ action: 'record-reviews', body: nothing }, () => ok({}));
    expect((await route(ownRequest('/x', { body: '{"x":1}' }))).status).toBe(400);
    expect((await route(ownRequest('/x', { body: '{}' }))).status).toBe(401);
  });

  it('turns a refusal of the use case into its status, and says when to come back', async () => {
    const route = runRoute({ action: 'sign-in', query: nothing }, () =>
      err({ code: 'too-many-requests', retryAfterSeconds: 4.2 }),
    );
    const response = await route(ownRequest('/x'));
    expect([response.status, response.headers.get('retry-after'), await errorCode(response)]).toEqual([
      429,
      '5',
      'too-many-requests',
    ]);
  });

  it('answers an unexpected error with a code and an id, and logs one line under that id without the values in its message', async () => {
    testInstance({ ...localEnv, TIMESLICE_LOG_LEVEL: 'error' });
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const route = runRoute({ action: 'sign-in', query: nothing }, () => {
      throw new Error(
        '\nInvalid `prisma.user.create()` invocation:\n  data: { answer: "my secret answer" }\nSELECT * FROM users',
      );
    });
    const response = await route(ownRequest('/x'));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/prisma|SELECT|secret|at |\/lib\//);
    const { error } = JSON.parse(text) as { error: { code: string; requestId: string } };
    expect(error.code).toBe('internal');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      event: 'request-failed',
      requestId: error.requestId,
    });
    expect(lines[0]).not.toContain('my secret answer');
  });

  it('lets nobody in when the database cannot say who asks', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    installDeps(() => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })));
    const useCase = vi.fn(() => ok({}));
    const response = await runRoute(
      { action: 'study', query: nothing },
      useCase,
    )(ownRequest('/x', { headers: { cookie: `timeslice-4100=${'a'.repeat(43)}` } }));
    expect([response.status, response.headers.get('retry-after'), await errorCode(response)]).toEqual([
      503,
      '5',
      'unavailable',
    ]);
    expect(useCase).not.toHaveBeenCalled();
  });

  it('tells the owner of the machine what is wrong with the database, and a stranger nothing', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const route = runRoute({ action: 'sign-in', query: nothing }, () => {
      throw Object.assign(new Error('disk'), { code: 'SQLITE_FULL' });
    });
    expect(await (await route(ownRequest('/x'))).text()).toContain('disk');
    testInstance(teamEnv);
    const remote = await route(ownRequest('/x', { headers: { host: 'study.example.org' } }));
    expect(remote.status).toBe(503);
    expect(await remote.text()).not.toContain('disk');
  });

  it('does not exist in the other mode', async () => {
    const route = runRoute({ action: 'sign-in', onlyIn: 'team', query: nothing }, () => ok({}));
    expect((await route(ownRequest('/x'))).status).toBe(404);
  });

  it('answers every outcome with the security headers, no-store and an id', async () => {
    const fine = runRoute({ action: 'sign-in', query: nothing }, () => ok({}));
    const requests = [
      ownRequest('/x'),
      ownRequest('/x', { headers: { host: 'evil.example' } }),
      ownRequest('/x?y=1'),
      ownRequest('/x', { body: '{}' }),
    ];
    for (const request of requests) {
      const { headers } = await fine(request);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('adds HSTS where the public address is https', async () => {
    testInstance(teamEnv);
    const fine = runRoute({ action: 'sign-in', query: nothing }, () => ok({}));
    const { headers } = await fine(ownRequest('/x', { headers: { host: 'study.example.org' } }));
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}$/);
  });

  it('names no status below 400 for any problem', () => {
    const codes: ProblemCode[] = ['malformed', 'host-refused', 'internal', 'unavailable', 'conflict', 'forbidden'];
    for (const code of codes) expect(problemResponse({ code }, 'id').status).toBeGreaterThanOrEqual(400);
  });
});
