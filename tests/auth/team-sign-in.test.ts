import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { err, ok } from '@/lib/base/result';
import type { UserId } from '@/lib/base/ids';
import { runAuth } from '@/lib/server/auth/run-auth';
import { runRoute } from '@/lib/server/http/run-route';
import { errorCode, localEnv, ownRequest, teamEnv, testInstance, type TestInstance } from '../http/test-instance';
import { anAccount, password } from './accounts-fixture';
import { TestBrowser } from './browser';

const DAY = 86_400_000;
const whoAmI = runRoute({ action: 'read-settings', query: z.strictObject({}) }, (_deps, actor) =>
  actor.kind === 'learner' ? ok({ userId: actor.userId }) : err({ code: 'forbidden' }),
);

async function asks(browser: TestBrowser): Promise<string> {
  const response = await whoAmI(
    ownRequest('/api/me', { headers: { host: 'study.example.org', ...browser.cookieHeader() } }),
  );
  return response.status === 200 ? ((await response.json()) as { userId: string }).userId : String(response.status);
}

let instance: TestInstance;
let ada: UserId;
let browser: TestBrowser;

beforeEach(async () => {
  instance = testInstance(teamEnv);
  ada = await anAccount(instance, 'Ada@Example.org');
  browser = new TestBrowser();
});

describe('signing in with a password', () => {
  it('opens a session of that account and of no other', async () => {
    await anAccount(instance, 'bob@example.org', { password: 'another odd password' });
    const response = await browser.signIn('ada@example.org', password, { callbackUrl: '/review' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ url: 'https://study.example.org/review' });
    expect(await asks(browser)).toBe(ada);
  });

  it('reads the address without regard to case, width or blanks around it', async () => {
    expect((await browser.signIn('  ADA@example.ORG ', password)).status).toBe(200);
  });

  it('sets one cookie for the session: __Host-, Secure, HttpOnly, SameSite=Lax, for at most 90 days', async () => {
    const response = await browser.signIn('ada@example.org', password);
    const lines = response.headers.getSetCookie().filter((line) => line.startsWith('__Host-timeslice-session='));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('puts nothing into the token but the id of the session', async () => {
    const { decode } = await import('next-auth/jwt');
    await browser.signIn('ada@example.org', password);
    const token = browser.cookies.get('__Host-timeslice-session')!;
    const payload = await decode({ token, secret: teamEnv.NEXTAUTH_SECRET });
    expect(Object.keys(payload ?? {}).sort()).toEqual(['exp', 'iat', 'jti', 'sid']);
  });

  it('answers a wrong password, an unknown account, a disabled one and one without a password alike', async () => {
    const disabled = await anAccount(instance, 'gone@example.org');
    await instance.deps.stores.learners.setDisabled(disabled, instance.deps.now());
    await anAccount(instance, 'sso@example.org', { password: null });
    const answers = [];
    for (const [email, secret] of [
      ['ada@example.org', 'wrong password'],
      ['nobody@example.org', password],
      ['gone@example.org', password],
      ['sso@example.org', password],
      ['not an address', password],
      ['ada＠example.org', password],
    ] as const) {
      const response = await browser.signIn(email, secret);
      const body = (await response.json()) as { error: { code: string; message: string } };
      answers.push([response.status, body.error.code, body.error.message, response.headers.getSetCookie()]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]![1]).toBe('wrong-credentials');
  });

  it('takes about as long for an unknown account as for a known one', async () => {
    const timed = async (email: string) => {
      const startedAt = performance.now();
      await browser.signIn(email, 'wrong password');
      return performance.now() - startedAt;
    };
    await timed('warm@example.org');
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      known.push(await timed('ada@example.org'));
      unknown.push(await timed(`nobody${round}@example.org`));
    }
    // Without the dummy hash an unknown account would take a tenth of the time; the margin allows for a busy machine.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 3);
  });

  it.each([
    ['an object as e-mail', { email: { contains: '@' }, password }],
    ['an object as password', { email: 'ada@example.org', password: { $ne: '' } }],
    ['a list', { email: ['ada@example.org'], password }],
    ['no e-mail', { password }],
    ['no password', { email: 'ada@example.org' }],
    ['an extra field', { email: 'ada@example.org', password, role: 'admin' }],
    ['2 kB of password', { email: 'ada@example.org', password: 'x'.repeat(2_000) }],
  ])('refuses %s', async (_what, fields) => {
    const csrfToken = await browser.csrfToken();
    const request = ownRequest('/api/auth/callback/credentials', {
      body: JSON.stringify({ ...fields, csrfToken, json: 'true' }),
      headers: { host: 'study.example.org', origin: 'https://study.example.org', ...browser.cookieHeader() },
    });
    const response = await runAuth(request);
    expect([response.status, await errorCode(response)]).toEqual([401, 'wrong-credentials']);
  });

  it('needs the token of the form beside the origin', async () => {
    await browser.csrfToken();
    const response = await browser.post('/api/auth/callback/credentials', {
      email: 'ada@example.org',
      password,
      csrfToken: 'x',
      json: 'true',
    });
    expect(((await response.json()) as { url: string }).url).toBe('https://study.example.org/sign-in?error=failed');
    expect(await asks(browser)).toBe('401');
  });

  it.each([
    [{ origin: null }],
    [{ origin: 'https://evil.example' }],
    [{ host: 'evil.example' }],
    [{ 'sec-fetch-site': 'cross-site' }],
  ])('is refused from elsewhere: %o', async (headers) => {
    const csrfToken = await browser.csrfToken();
    const response = await browser.post(
      '/api/auth/callback/credentials',
      { email: 'ada@example.org', password, csrfToken },
      headers,
    );
    expect(response.status).toBeGreaterThanOrEqual(403);
    expect(await asks(browser)).toBe('401');
  });

  it('makes five wrong passwords free, then asks to wait longer and longer, and never for ever', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await browser.signIn('ada@example.org', 'wrong')).status).toBe(401);
    const blocked = await browser.signIn('ada@example.org', password);
    expect([blocked.status, blocked.headers.get('retry-after'), await errorCode(blocked)]).toEqual([
      429,
      '2',
      'too-many-requests',
    ]);
    instance.pass(2_000);
    expect((await browser.signIn('ada@example.org', 'wrong')).status).toBe(401);
    expect((await browser.signIn('ada@example.org', password)).headers.get('retry-after')).toBe('4');
    instance.pass(4_000);
    expect((await browser.signIn('ada@example.org', password)).status).toBe(200);
    expect((await browser.signIn('ada@example.org', 'wrong')).status).toBe(401);
  });

  it('counts failures of an account that does not exist in the same way', async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt += 1)
      statuses.push((await browser.signIn('nobody@example.org', 'wrong')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('does not let twenty attempts at once slip past the count', async () => {
    const csrfToken = await browser.csrfToken();
    const attempts = Array.from({ length: 20 }, () =>
      browser.post('/api/auth/callback/credentials', {
        email: 'ada@example.org',
        password: 'wrong',
        csrfToken,
        json: 'true',
      }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('counts one address over all accounts, and does not believe a forwarded one', async () => {
    const from = { 'x-timeslice-address': '192.0.2.1' };
    const attempt = async (index: number, headers: Readonly<Record<string, string>>) => {
      const csrfToken = await browser.csrfToken();
      const form = { email: `user${index}@example.org`, password: 'wrong', csrfToken, json: 'true' };
      return (await browser.post('/api/auth/callback/credentials', form, headers)).status;
    };
    const statuses: number[] = [];
    for (let index = 0; index < 31; index += 1) {
      statuses.push(await attempt(index, { ...from, 'x-forwarded-for': `198.51.100.${index}` }));
    }
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(statuses[30]).toBe(429);
    expect(await attempt(99, { 'x-timeslice-address': '192.0.2.2' })).toBe(401);
  });

  it('renews a hash made by weaker numbers', async () => {
    const { hash } = await import('@node-rs/argon2');
    await instance.deps.stores.learners.savePasswordHash(
      ada,
      await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 }),
    );
    expect((await browser.signIn('ada@example.org', password)).status).toBe(200);
    const found = await instance.deps.stores.learners.findByEmailKey('ada@example.org');
    expect(found?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await browser.signIn('ada@example.org', password)).status).toBe(200);
  });

  it('answers 503 and opens nothing when the database fails', async () => {
    const { vi } = await import('vitest');
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const csrfToken = await browser.csrfToken();
    vi.spyOn(instance.deps.stores.learners, 'findByEmailKey').mockRejectedValue(
      Object.assign(new Error('x'), { code: 'SQLITE_BUSY' }),
    );
    const response = await browser.post('/api/auth/callback/credentials', {
      email: 'ada@example.org',
      password,
      csrfToken,
      json: 'true',
    });
    expect([response.status, await errorCode(response)]).toEqual([503, 'unavailable']);
    expect(await asks(browser)).toBe('401');
  });
});

describe('a session', () => {
  beforeEach(async () => {
    await browser.signIn('ada@example.org', password);
  });

  it('is refused on the next request after signing out, also for a copy of the cookie', async () => {
    const copy = new TestBrowser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect(await asks(copy)).toBe(ada);
    const response = await browser.signOut();
    expect(response.headers.get('clear-site-data')).toBe('"cache"');
    expect(browser.cookies.has('__Host-timeslice-session')).toBe(false);
    expect([await asks(browser), await asks(copy)]).toEqual(['401', '401']);
  });

  it('is refused on the next request after the account was disabled', async () => {
    await instance.deps.stores.learners.setDisabled(ada, instance.deps.now());
    expect(await asks(browser)).toBe('401');
    expect(await (await browser.get('/api/auth/session')).json()).toEqual({});
  });

  it('is refused on the next request after all sessions were ended', async () => {
    await instance.deps.stores.sessions.revokeAll(ada, instance.deps.now());
    expect(await asks(browser)).toBe('401');
  });

  it('ends after 14 days without use', async () => {
    instance.pass(14 * DAY - 1);
    expect(await asks(browser)).toBe(ada);
    instance.pass(14 * DAY - 1);
    expect(await asks(browser)).toBe(ada);
    instance.pass(14 * DAY);
    expect(await asks(browser)).toBe('401');
  });

  it('ends after 90 days however often it is used', async () => {
    for (let day = 0; day < 89; day += 1) {
      instance.pass(DAY);
      expect(await asks(browser)).toBe(ada);
    }
    instance.pass(DAY);
    expect(await asks(browser)).toBe('401');
  });

  it('ends sooner where the settings say so', async () => {
    instance = testInstance({ ...teamEnv, TIMESLICE_SESSION_IDLE_DAYS: '1', TIMESLICE_SESSION_MAX_DAYS: '2' });
    ada = await anAccount(instance, 'ada@example.org');
    await browser.signIn('ada@example.org', password);
    instance.pass(DAY - 1);
    expect(await asks(browser)).toBe(ada);
    instance.pass(DAY - 1);
    expect(await asks(browser)).toBe(ada);
    instance.pass(2);
    expect(await asks(browser)).toBe('401');
  });

  it('gets a new id at each sign-in, and the one the browser came with ends', async () => {
    const before = new TestBrowser();
    before.cookies.set('__Host-timeslice-session', browser.cookies.get('__Host-timeslice-session')!);
    await browser.signIn('ada@example.org', password);
    expect(browser.cookies.get('__Host-timeslice-session')).not.toBe(before.cookies.get('__Host-timeslice-session'));
    expect([await asks(browser), await asks(before)]).toEqual([ada, '401']);
  });

  it('is worth nothing when the secret was changed', async () => {
    const { deps } = instance;
    const { installDeps } = await import('@/lib/server/deps');
    testInstance({ ...teamEnv, NEXTAUTH_SECRET: 'another-9Kd2mVq7Zx4Lr8Tp1Ws6By3N' });
    installDeps(() => Promise.resolve(deps));
    expect(await asks(browser)).toBe('401');
  });

  it('is read from the cookie only', async () => {
    const token = browser.cookies.get('__Host-timeslice-session')!;
    const request = ownRequest(`/api/me`, { headers: { host: 'study.example.org', authorization: `Bearer ${token}` } });
    expect((await whoAmI(request)).status).toBe(401);
  });

  it.each([
    '__Host-timeslice-session=x',
    '__Host-timeslice-session=',
    `__Host-timeslice-session=${'a'.repeat(9_000)}`,
    'timeslice-4100=x',
    '__Host-timeslice-session.0=x',
  ])('is not made by planting %.60s', async (cookie) => {
    expect((await whoAmI(ownRequest('/api/me', { headers: { host: 'study.example.org', cookie } }))).status).toBe(401);
  });

  it('is not confused by a second cookie of the same name or by chunks', async () => {
    const { cookie } = browser.cookieHeader();
    const doubled = { host: 'study.example.org', cookie: `${cookie}; __Host-timeslice-session=x` };
    expect((await whoAmI(ownRequest('/api/me', { headers: doubled }))).status).toBe(401);
    const chunked = { host: 'study.example.org', cookie: `${cookie}; __Host-timeslice-session.1=x` };
    expect((await whoAmI(ownRequest('/api/me', { headers: chunked }))).status).toBe(200);
  });

  it('tells its own page a name and nothing else', async () => {
    const session = (await (await browser.get('/api/auth/session')).json()) as object;
    expect(session).toEqual({ expires: expect.any(String) as string, user: { name: 'Ada@Example.org' } });
  });

  it('stays when the database could not end it, and says so', async () => {
    const { vi } = await import('vitest');
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const csrfToken = await browser.csrfToken();
    vi.spyOn(instance.deps.stores.sessions, 'revoke').mockRejectedValue(
      Object.assign(new Error('x'), { code: 'SQLITE_BUSY' }),
    );
    expect((await browser.post('/api/auth/signout', { csrfToken, json: 'true' })).status).toBe(503);
    expect(browser.cookies.has('__Host-timeslice-session')).toBe(true);
  });
});

describe('next-auth', () => {
  it.each([
    '/api/auth/_log',
    '/api/auth/session',
    '/api/auth/callback/oidc',
    '/api/auth/signin/oidc',
    '/api/auth/signin/oidc/x',
    '/api/auth',
    '/api/auth/../auth/_log',
  ])('is not reachable by POST at %s', async (path) => {
    const csrfToken = await browser.csrfToken();
    expect((await browser.post(path, { csrfToken, level: 'error', code: 'X', data: '{"role":"admin"}' })).status).toBe(
      404,
    );
  });

  it.each([
    '/api/auth/signin',
    '/api/auth/error',
    '/api/auth/signout',
    '/api/auth/providers',
    '/api/auth/verify-request',
    '/api/auth/callback/credentials',
    '/api/auth/callback/oidc',
    '/api/auth/callback/github',
  ])('shows no page of its own at %s', async (path) => {
    expect((await browser.get(path)).status).toBe(404);
  });

  it('does not exist in local mode', async () => {
    testInstance(localEnv);
    for (const path of ['/api/auth/csrf', '/api/auth/session']) {
      expect((await runAuth(ownRequest(path))).status).toBe(404);
    }
    expect((await runAuth(ownRequest('/api/auth/signout', { body: '{}' }))).status).toBe(404);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%5cevil.example',
    'javascript:alert(1)',
    'https://study.example.org.evil.example/',
    '\u0009//evil.example',
  ])('sends nobody to %s', async (callbackUrl) => {
    const response = await browser.signIn('ada@example.org', password, { callbackUrl });
    const { url } = (await response.json()) as { url: string };
    expect(new URL(url).origin).toBe('https://study.example.org');
    expect(new URL(url).pathname).toBe('/');
  });

  it('is loaded by nothing before team mode asks for it', () => {
    const lib = path.resolve(import.meta.dirname, '../../lib');
    const sources = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const statically = sources.filter((file) =>
      /^import (?!type\b)[^;]*from '(next-auth|openid-client|@node-rs\/argon2)/m.test(
        readFileSync(path.join(lib, file), 'utf8'),
      ),
    );
    expect(statically).toEqual([]);
  });
});
