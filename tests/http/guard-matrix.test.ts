import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ok } from '@/lib/base/result';
import { runRoute } from '@/lib/server/http/run-route';
import { errorCode, localEnv, ownRequest, teamEnv, testInstance } from './test-instance';

const echo = runRoute({ action: 'sign-in', body: z.strictObject({ text: z.string() }) }, (_deps, _actor, input) =>
  ok({ text: input.text }),
);
const read = runRoute(
  { action: 'sign-in', query: z.strictObject({ limit: z.string().optional() }) },
  (_deps, _actor, input) => ok(input),
);
const good = '{"text":"hello"}';

describe('the guard in local mode', () => {
  beforeEach(() => void testInstance(localEnv));

  it('lets a request of its own pages through', async () => {
    const response = await echo(ownRequest('/x', { body: good }));
    expect([response.status, await response.json()]).toEqual([200, { text: 'hello' }]);
  });

  it.each(['127.0.0.1:4100', 'localhost:4100', 'LOCALHOST:4100', '[::1]:4100'])(
    'answers to the Host %s',
    async (host) => {
      const response = await echo(
        ownRequest('/x', { body: good, headers: { host, origin: `http://${host.toLowerCase()}` } }),
      );
      expect(response.status).toBe(200);
    },
  );

  it('takes a script that sends Origin but no Sec-Fetch-Site', async () => {
    expect((await echo(ownRequest('/x', { body: good, headers: { 'sec-fetch-site': null } }))).status).toBe(200);
  });

  it.each([
    null,
    '',
    'evil.example',
    'evil.example:4100',
    '127.0.0.1',
    '127.0.0.1:4101',
    '127.0.0.1.nip.io:4100',
    'localhost',
    '0.0.0.0:4100',
    '127.0.0.1:4100.',
    '127.0.0.1:4100, evil',
  ])('refuses the Host %s', async (host) => {
    for (const request of [
      ownRequest('/x', { headers: { host } }),
      ownRequest('/x', { body: good, headers: { host } }),
    ]) {
      const response = await (request.method === 'GET' ? read : echo)(request);
      expect([response.status, await errorCode(response)]).toEqual([421, 'host-refused']);
    }
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses %s where POST is meant', async (method) => {
    const response = await echo(ownRequest('/x', { method }));
    expect([response.status, await errorCode(response)]).toEqual([405, 'method-not-allowed']);
  });

  it('does not let a header or parameter override the method', async () => {
    const request = ownRequest('/x?_method=POST', { headers: { 'x-http-method-override': 'POST' } });
    expect((await echo(request)).status).toBe(405);
  });

  it('changes nothing by GET', async () => {
    expect((await read(ownRequest('/x', { body: good }))).status).toBe(405);
  });

  it.each([
    [{ origin: null }],
    [{ origin: 'null' }],
    [{ origin: '' }],
    [{ origin: 'http://evil.example' }],
    [{ origin: 'http://127.0.0.1:4101' }],
    [{ origin: 'http://127.0.0.1' }],
    [{ origin: 'https://127.0.0.1:4100' }],
    [{ origin: 'http://localhost:4100' }],
    [{ origin: 'http://127.0.0.1:4100.evil.example' }],
    [{ origin: 'http://127.0.0.1:4100/' }],
    [{ origin: null, referer: 'http://127.0.0.1:4100/today' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': 'SAME-ORIGIN' }],
    [{ origin: 'http://evil.example', 'x-forwarded-host': '127.0.0.1:4100' }],
  ])('refuses a mutation from elsewhere: %o', async (headers) => {
    const response = await echo(ownRequest('/x', { body: good, headers }));
    expect([response.status, await errorCode(response)]).toEqual([403, 'origin-refused']);
  });

  it.each([
    null,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/jsonp',
    'text/plain, application/json',
    'application/json, text/plain',
  ])('refuses the content type %s', async (type) => {
    const response = await echo(
      ownRequest('/x', { body: new TextEncoder().encode(good), headers: { 'content-type': type } }),
    );
    expect([response.status, await errorCode(response)]).toEqual([415, 'unsupported-media-type']);
  });

  it('refuses a compressed body', async () => {
    expect((await echo(ownRequest('/x', { body: good, headers: { 'content-encoding': 'gzip' } }))).status).toBe(415);
  });

  it('takes application/json with the charset named', async () => {
    const headers = { 'content-type': 'Application/JSON; charset="UTF-8"' };
    expect((await echo(ownRequest('/x', { body: good, headers }))).status).toBe(200);
  });

  it('refuses a body that says it is too large before reading it', async () => {
    const unread = new ReadableStream(
      {
        pull: () => {
          throw new Error('must not be read');
        },
      },
      { highWaterMark: 0 },
    );
    const response = await echo(ownRequest('/x', { body: unread, headers: { 'content-length': '65537' } }));
    expect([response.status, await errorCode(response)]).toEqual([413, 'too-large']);
  });

  it('stops reading a body that is larger than it said', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 10_000;
        controller.enqueue(new Uint8Array(10_000).fill(32));
      },
    });
    const response = await echo(ownRequest('/x', { body: endless, headers: { 'content-length': '10' } }));
    expect([response.status, await errorCode(response)]).toEqual([413, 'too-large']);
    expect(sent).toBeLessThanOrEqual(100_000);
  });

  it('refuses an address of more than 8 kB', async () => {
    const response = await read(ownRequest(`/x?limit=${'9'.repeat(8_200)}`));
    expect([response.status, await errorCode(response)]).toEqual([414, 'url-too-long']);
  });

  it.each(['', 'null x', '{', '{"text":"a"}}', "{'text':1}", 'NaN', '{"text":"a",}', '\u0000', '{"text":"a\nb"}'])(
    'calls %j malformed',
    async (body) => {
      const response = await echo(ownRequest('/x', { body }));
      expect([response.status, await errorCode(response)]).toEqual([400, 'malformed']);
    },
  );

  it('refuses bytes that are not UTF-8', async () => {
    const body = new Uint8Array([
      ...new TextEncoder().encode('{"text":"'),
      0xff,
      0xfe,
      ...new TextEncoder().encode('"}'),
    ]);
    expect((await echo(ownRequest('/x', { body }))).status).toBe(400);
  });

  it('survives 100,000 levels of nesting', async () => {
    const roomy = runRoute(
      { action: 'sign-in', body: z.strictObject({ text: z.unknown() }), maxBytes: 1_000_000 },
      () => ok({}),
    );
    const pairs = [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const;
    for (const [open, close] of pairs) {
      const response = await roomy(
        ownRequest('/x', { body: `{"text":${open.repeat(100_000)}1${close.repeat(100_000)}}` }),
      );
      expect([response.status, await errorCode(response)]).toEqual([400, 'malformed']);
    }
    const unclosed = await roomy(ownRequest('/x', { body: '['.repeat(900_000) }));
    expect(unclosed.status).toBe(400);
  });

  it('takes 32 levels and refuses 33', async () => {
    const roomy = runRoute({ action: 'sign-in', body: z.unknown() }, () => ok({}));
    const nested = (levels: number) => roomy(ownRequest('/x', { body: `${'['.repeat(levels)}${']'.repeat(levels)}` }));
    expect([(await nested(32)).status, (await nested(33)).status]).toEqual([200, 400]);
  });

  it.each([
    '{"text":"a","text":"b"}',
    '{"text":"a","te\\u0078t":"b"}',
    '{"text":"a","__proto__":{"x":1}}',
    '{"constructor":1}',
    '{"text":"a","x":{"prototype":1}}',
    '{"\\u005f_proto__":1}',
  ])('refuses the keys of %s', async (body) => {
    const response = await echo(ownRequest('/x', { body }));
    expect([response.status, await errorCode(response)]).toEqual([400, 'malformed']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each(['"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"', '"\\u001b[2J"', '"\\uffff"'])(
    'refuses the text %s',
    async (text) => {
      const response = await echo(ownRequest('/x', { body: `{"text":${text}}` }));
      expect([response.status, await errorCode(response)]).toEqual([400, 'invalid']);
    },
  );

  it('keeps tabs, line ends, emoji and Chinese as they are', async () => {
    const text = 'a\tb\r\nc 👩‍🚀 线程';
    const response = await echo(ownRequest('/x', { body: JSON.stringify({ text }) }));
    expect(await response.json()).toEqual({ text });
  });

  it.each(['{}', '{"text":1}', '{"text":null}', '{"text":"a","extra":1}', '[]', 'null', '"text"'])(
    'refuses %s by the schema without repeating it',
    async (body) => {
      const response = await echo(ownRequest('/x', { body }));
      expect([response.status, await errorCode(response)]).toEqual([400, 'invalid']);
    },
  );

  it('refuses a parameter given twice and one with NUL', async () => {
    expect((await read(ownRequest('/x?limit=1&limit=2'))).status).toBe(400);
    expect((await read(ownRequest('/x?limit=%00'))).status).toBe(400);
    expect((await read(ownRequest('/x?unknown=1'))).status).toBe(400);
  });
});

describe('the guard in team mode', () => {
  beforeEach(() => void testInstance(teamEnv));
  const own = { host: 'study.example.org', origin: 'https://study.example.org' };

  it('answers to the public host and origin', async () => {
    expect((await echo(ownRequest('/x', { body: good, headers: own }))).status).toBe(200);
  });

  it.each(['127.0.0.1:4100', 'study.example.org:443', 'study.example.org.evil.example', 'www.study.example.org'])(
    'refuses the Host %s, whatever a forwarded header says',
    async (host) => {
      const headers = { ...own, host, 'x-forwarded-host': 'study.example.org' };
      expect((await echo(ownRequest('/x', { body: good, headers }))).status).toBe(421);
    },
  );

  it.each([
    'http://study.example.org',
    'https://study.example.org:8443',
    'https://evil.example',
    'https://study.example.org.evil.example',
    'https://sub.study.example.org',
  ])('refuses the Origin %s', async (origin) => {
    expect((await echo(ownRequest('/x', { body: good, headers: { ...own, origin } }))).status).toBe(403);
  });
});
