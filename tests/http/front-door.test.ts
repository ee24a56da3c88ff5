import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admit } from '@/lib/server/http/front-door';
import { settleForwarded } from '@/lib/server/http/forwarded';
import { settingsOf } from './test-instance';

let server: Server;
let port = 0;
let seen: IncomingHttpHeaders | null = null;

beforeEach(async () => {
  seen = null;
  server = createServer((request, response) => {
    if (!admit(request, response, settingsOf({ PORT: String(port) }))) return;
    seen = request.headers;
    response.end('inside');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

function ask(options: { method?: string; path?: string; headers?: Record<string, string> }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      host: '127.0.0.1',
      port,
      setHost: false,
      ...options,
      headers: { host: `127.0.0.1:${port}`, ...options.headers },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }));
    });
    outgoing.end();
  });
}

describe('the front door', () => {
  it('lets a request for this host in, with the headers of every response already set', async () => {
    const answer = await ask({ path: '/_next/static/chunk.js' });
    expect([answer.status, answer.body]).toEqual([200, 'inside']);
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    expect(answer.headers['x-request-id']).toBe(seen?.['x-request-id']);
  });

  it.each([
    '/library/a/%ED%A0%80',
    '/library/a/%',
    '/library/%00',
    '/library?q=%00',
    '/library?q=a&%01=b',
    '/?q=%EF%BF%BF',
  ])('refuses the address %s, which cannot be read', async (path) => {
    const answer = await ask({ path });
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([400, { error: { code: 'invalid' } }]);
    expect(seen).toBeNull();
  });

  it.each(['/library?q=%E5%B7%A5', '/library/%E5%B7%A5', '/library?q=100%', '/library?q=a?b=%0A'])(
    'lets the address %s in',
    async (path) => {
      expect((await ask({ path })).status).toBe(200);
    },
  );

  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'turns the Host %s away',
    async (host) => {
      for (const path of ['/', '/today?_rsc=1', '/_next/static/chunk.js', '/icon.svg']) {
        const answer = await ask({ path, headers: { host } });
        expect([answer.status, JSON.parse(answer.body)]).toMatchObject([421, { error: { code: 'host-refused' } }]);
        expect(answer.headers['x-content-type-options']).toBe('nosniff');
      }
      expect(seen).toBeNull();
    },
  );

  it('turns TRACE and odd methods away', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'SEARCH']) expect((await ask({ method })).status).toBe(405);
    expect(seen).toBeNull();
  });

  it('turns an address of more than 8 kB away', async () => {
    expect((await ask({ path: `/${'a'.repeat(8_192)}` })).status).toBe(414);
  });

  it('leaves nothing of what a client claims about proxies, ids and inner rewrites', async () => {
    await ask({
      headers: {
        'x-forwarded-for': '192.0.2.9',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'for=192.0.2.9',
        'x-real-ip': '192.0.2.9',
        'x-timeslice-address': '192.0.2.9',
        'x-request-id': '00000000-0000-0000-0000-000000000000',
        'x-middleware-subrequest': 'proxy:proxy:proxy',
      },
    });
    const kept = Object.entries(seen ?? {}).filter(([, value]) => value !== undefined);
    expect(kept.filter(([name]) => /^(x-forwarded|forwarded|x-real-ip|x-middleware)/.test(name))).toEqual([]);
    expect(seen?.['x-timeslice-address']).toBe('127.0.0.1');
    expect(seen?.['x-request-id']).not.toBe('00000000-0000-0000-0000-000000000000');
  });
});

describe('the address of a client', () => {
  const settled = (claimed: string | undefined, hops: number) => {
    const headers: IncomingHttpHeaders = claimed === undefined ? {} : { 'x-forwarded-for': claimed };
    settleForwarded(headers, '10.0.0.1', hops);
    return headers['x-timeslice-address'];
  };

  it('is the other end of the socket unless proxies are trusted', () => {
    expect(settled('192.0.2.1, 192.0.2.2', 0)).toBe('10.0.0.1');
  });

  it('is as many hops back as there are trusted proxies, and no claim beyond them counts', () => {
    expect(settled('192.0.2.1, 192.0.2.2', 1)).toBe('192.0.2.2');
    expect(settled('192.0.2.1, 192.0.2.2', 2)).toBe('192.0.2.1');
    expect(settled('192.0.2.1', 5)).toBe('192.0.2.1');
    expect(settled(undefined, 1)).toBe('10.0.0.1');
  });
});
