import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { err, ok } from '@/lib/base/result';
import { runRoute } from '@/lib/server/http/run-route';
import { ownRequest, teamEnv, testInstance, type TestInstance } from '../http/test-instance';
import { anAccount, password } from './accounts-fixture';
import { TestBrowser } from './browser';
import { OidcProvider } from './oidc-provider';

const whoAmI = runRoute({ action: 'read-settings', query: z.strictObject({}) }, (_deps, actor) =>
  actor.kind === 'learner' ? ok({ userId: actor.userId }) : err({ code: 'forbidden' }),
);

async function asks(browser: TestBrowser): Promise<string | null> {
  const response = await whoAmI(
    ownRequest('/api/me', { headers: { host: 'study.example.org', ...browser.cookieHeader() } }),
  );
  return response.status === 200 ? ((await response.json()) as { userId: string }).userId : null;
}

let provider: OidcProvider;
let instance: TestInstance;
let browser: TestBrowser;

beforeAll(async () => {
  provider = await OidcProvider.start();
});
afterAll(() => provider.stop());
beforeEach(() => {
  instance = testInstance({
    ...teamEnv,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
  });
  browser = new TestBrowser();
});

/** From the button to the provider: where the browser is sent. */
async function leave(from: TestBrowser): Promise<URL> {
  const csrfToken = await from.csrfToken();
  const response = await from.post('/api/auth/signin/oidc', { csrfToken, callbackUrl: '/review', json: 'true' });
  return new URL(((await response.json()) as { url: string }).url);
}

async function comeBack(to: TestBrowser, path: string): Promise<Response> {
  // A top-level navigation from the provider's page: no Origin, another site.
  return to.get(path, { 'sec-fetch-site': 'cross-site' });
}

async function signIn(as: TestBrowser, claims: Readonly<Record<string, unknown>>): Promise<Response> {
  provider.answer = { claims };
  return comeBack(as, provider.authorize((await leave(as)).href));
}

const ada = { sub: 'ada-at-issuer', email: 'Ada@Example.org', email_verified: true };

describe('signing in through the issuer', () => {
  it('asks for code, PKCE, state and nonce, and is sent back to our own address', async () => {
    const asked = (await leave(browser)).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'timeslice',
      code_challenge_method: 'S256',
      redirect_uri: 'https://study.example.org/api/auth/callback/oidc',
      scope: 'openid email profile',
    });
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)?.length).toBeGreaterThanOrEqual(32);
  });

  it('opens the account that an admin made for the verified address, and links it', async () => {
    const id = await anAccount(instance, 'ada@example.org', { password: null });
    const response = await signIn(browser, ada);
    expect([response.status, response.headers.get('location')]).toEqual([302, 'https://study.example.org/review']);
    expect(await asks(browser)).toBe(id);
    expect((await instance.deps.stores.learners.findByIdentity(provider.issuer, 'ada-at-issuer'))?.id).toBe(id);
  });

  it('afterwards knows the person by issuer and subject, whatever the address is by then', async () => {
    const id = await anAccount(instance, 'ada@example.org', { password: null });
    await signIn(browser, ada);
    const later = new TestBrowser();
    await signIn(later, { sub: ada.sub, email: 'renamed@example.org', email_verified: false });
    expect(await asks(later)).toBe(id);
  });

  it.each([
    ['nobody made an account for', { ...ada, email: 'stranger@example.org' }],
    ['the issuer does not vouch for', { ...ada, email_verified: false }],
    ['the issuer says nothing about', { sub: ada.sub, email: ada.email }],
    ['only looks verified', { ...ada, email_verified: 'true' }],
    ['is missing', { sub: ada.sub }],
    ['only looks like the account’s', { ...ada, email: 'ada＠example.org' }],
  ])('refuses an address that %s', async (_what, claims) => {
    await anAccount(instance, 'ada@example.org', { password: null });
    const response = await signIn(browser, claims);
    expect(response.headers.get('location')).toBe('https://study.example.org/sign-in?error=refused');
    expect(await asks(browser)).toBeNull();
    expect(await instance.deps.stores.learners.findByIdentity(provider.issuer, ada.sub)).toBeNull();
    expect((await instance.deps.stores.learners.list()).length).toBe(1);
  });

  it('refuses a second identity for an account that has one', async () => {
    const id = await anAccount(instance, 'ada@example.org', { password: null });
    await signIn(browser, ada);
    const other = new TestBrowser();
    await signIn(other, { ...ada, sub: 'somebody-else' });
    expect(await asks(other)).toBeNull();
    expect(await asks(browser)).toBe(id);
  });

  it('refuses a disabled account, linked or not', async () => {
    const id = await anAccount(instance, 'ada@example.org', { password: null });
    await signIn(browser, ada);
    await instance.deps.stores.learners.setDisabled(id, instance.deps.now());
    const later = new TestBrowser();
    const response = await signIn(later, ada);
    expect(response.headers.get('location')).toBe('https://study.example.org/sign-in?error=refused');
    expect([await asks(browser), await asks(later)]).toEqual([null, null]);
  });

  it('leaves the password of the account as it was', async () => {
    const id = await anAccount(instance, 'ada@example.org');
    await signIn(browser, ada);
    const later = new TestBrowser();
    expect((await later.signIn('ada@example.org', password)).status).toBe(200);
    expect(await asks(later)).toBe(id);
  });
});

it('says so on the sign-in page when the issuer does not answer', async () => {
  testInstance({ ...teamEnv, OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'timeslice', OIDC_CLIENT_SECRET: 'x' });
  expect((await leave(browser)).href).toBe('https://study.example.org/sign-in?error=failed');
});

describe('an answer of the issuer', () => {
  beforeEach(async () => {
    await anAccount(instance, 'ada@example.org', { password: null });
  });

  it.each([
    ['for another client', { aud: 'another-client' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['with another nonce', { nonce: 'planted' }],
    ['that is over', { exp: 1_000_000_000 }],
  ])('%s is refused', async (_what, claims) => {
    await signIn(browser, { ...ada, ...claims });
    expect(await asks(browser)).toBeNull();
  });

  it('without a signature or signed by another key is refused', async () => {
    for (const trick of [{ algorithm: 'none' }, { foreignKey: true }] as const) {
      provider.answer = { claims: ada, ...trick };
      await comeBack(browser, provider.authorize((await leave(browser)).href));
      expect(await asks(browser)).toBeNull();
    }
  });

  it('is refused in a browser that did not ask for it', async () => {
    provider.answer = { claims: ada };
    const back = provider.authorize((await leave(browser)).href);
    const victim = new TestBrowser();
    await comeBack(victim, back);
    expect(await asks(victim)).toBeNull();
  });

  it('is refused with another state', async () => {
    provider.answer = { claims: ada };
    const back = provider.authorize((await leave(browser)).href);
    await comeBack(browser, back.replace(/state=[^&]+/, 'state=planted'));
    expect(await asks(browser)).toBeNull();
  });

  it('works once', async () => {
    provider.answer = { claims: ada };
    const back = provider.authorize((await leave(browser)).href);
    await comeBack(browser, back);
    expect(await asks(browser)).not.toBeNull();
    await browser.signOut();
    await comeBack(browser, back);
    expect(await asks(browser)).toBeNull();
  });

  it('that is an error leads back to the sign-in page without its text', async () => {
    await leave(browser);
    const response = await comeBack(browser, '/api/auth/callback/oidc?error=%3Cscript%3E&error_description=boo');
    expect(response.headers.get('location')).toBe('https://study.example.org/sign-in?error=failed');
  });
});
