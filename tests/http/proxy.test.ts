import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { proxy } from '@/proxy';
import { installSettings } from '@/lib/server/env';
import { errorCode, localEnv, ownRequest, settingsOf, teamEnv, testInstance } from './test-instance';

const visit = (path: string, options: Parameters<typeof ownRequest>[1] = {}) =>
  proxy(new NextRequest(ownRequest(path, options)));
const policyOf = (response: Response) =>
  new Map(
    (response.headers.get('content-security-policy') ?? '')
      .split('; ')
      .map((part) => [part.split(' ')[0], part.split(' ').slice(1)]),
  );

describe('the proxy', () => {
  it('gives each page a policy with a nonce of its own, on the request and on the response', () => {
    testInstance(localEnv);
    const [first, second] = [visit('/today'), visit('/today')];
    const policy = first.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(second.headers.get('content-security-policy')).not.toBe(policy);
    expect(first.headers.get('x-middleware-request-content-security-policy')).toBe(policy);
  });

  it('allows no inline or evaluated code and no inline styles in production', () => {
    testInstance(localEnv);
    const response = visit('/today');
    expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe|http:|\*/);
    const policy = policyOf(response);
    expect(policy.get('object-src')).toEqual([`'none'`]);
    expect(policy.get('base-uri')).toEqual([`'none'`]);
    expect(policy.get('form-action')).toEqual([`'self'`]);
    expect(policy.get('frame-ancestors')).toEqual([`'none'`]);
    expect(policy.get('default-src')).toEqual([`'self'`]);
  });

  it('is looser in development only', () => {
    installSettings({ ...settingsOf(localEnv), isProduction: false });
    expect(visit('/today').headers.get('content-security-policy')).toContain(`'unsafe-eval'`);
  });

  it('turns a foreign Host away from pages, their data and static files', async () => {
    testInstance(localEnv);
    for (const path of [
      '/today',
      '/today?_rsc=abc',
      '/_next/static/chunks/a.js',
      '/icon.svg',
      '/api/study',
      '/healthz',
    ]) {
      const response = visit(path, { headers: { host: 'evil.example' } });
      expect([response.status, await errorCode(response)]).toEqual([421, 'host-refused']);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('turns a mutation from elsewhere away, server actions included', async () => {
    testInstance(localEnv);
    const headers = { origin: 'http://evil.example', 'next-action': 'abc' };
    const response = visit('/settings', { body: 'x', headers });
    expect([response.status, await errorCode(response)]).toEqual([403, 'origin-refused']);
  });

  it('lets health checks ask by loopback in team mode, and nobody else', () => {
    testInstance(teamEnv);
    expect(visit('/healthz').status).toBe(200);
    expect(visit('/readyz').status).toBe(200);
    expect(visit('/today').status).toBe(421);
  });

  it('leaves static files to their own caching, with the headers of every response', () => {
    testInstance(localEnv);
    const { headers } = visit('/_next/static/chunks/a.js');
    expect(headers.get('cache-control')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toContain('camera=()');
  });

  it('keeps pages out of caches', () => {
    testInstance(localEnv);
    expect(visit('/today').headers.get('cache-control')).toBe('private, no-store');
  });

  it('sends a visitor of team mode without a cookie to the sign-in page, and back afterwards', () => {
    testInstance(teamEnv);
    const response = visit('/library?topic=gil', { headers: { host: 'study.example.org' } });
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      'https://study.example.org/sign-in?callbackUrl=%2Flibrary%3Ftopic%3Dgil',
    ]);
    const withCookie = { host: 'study.example.org', cookie: '__Host-timeslice-session=x' };
    expect(visit('/library', { headers: withCookie }).status).toBe(200);
    for (const path of ['/sign-in', '/api/study', '/_next/static/a.js', '/icon.svg']) {
      expect(visit(path, { headers: { host: 'study.example.org' } }).status).toBe(200);
    }
  });

  it('sends nobody anywhere in local mode', () => {
    testInstance(localEnv);
    expect(visit('/today').status).toBe(200);
  });
});
