import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GetReviewsReply } from '@/lib/api/reviews';
import { startInstances, type Instance } from './instances';
import { rawRequest, type RawReply, type RawRequest } from './raw-request';

let instances: readonly Instance[];
let stop = () => Promise.resolve();

beforeAll(async () => {
  ({ instances, stop } = await startInstances());
}, 120_000);

afterAll(() => stop());

let made = 0;

/** The n-th answer of one device, the same for every database: what is sent may not differ if answers are compared. */
function answer(fields: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  made += 1;
  return {
    id: `01950000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`,
    kind: 'answered',
    questionId: instances[0]?.questions[0]?.questionId,
    questionRev: 1,
    locale: 'en',
    timeZone: 'UTC',
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    deviceId: 'laptop-1',
    deviceSeq: made,
    quality: 4,
    response: {},
    durationMs: 1_000,
    ...fields,
  };
}

type Change = (instance: Instance) => Partial<RawRequest>;

/** Puts one request to the server of each database and demands one answer of them all. */
async function ask(change: Change): Promise<RawReply & { readonly body: unknown }> {
  const replies = [];
  for (const instance of instances) {
    const { server, client } = instance;
    const own = { host: `127.0.0.1:${server.port}`, origin: server.origin, cookie: client.cookieHeader };
    const { headers, ...rest } = change(instance);
    const sent = { ...own, 'content-type': 'application/json', ...headers };
    const present = Object.entries(sent).filter(([, value]) => value !== absent);
    const reply = await rawRequest(server.port, {
      method: 'POST',
      path: '/api/reviews',
      headers: Object.fromEntries(present),
      ...rest,
    });
    const isPage = reply.text.startsWith('<!DOCTYPE');
    replies.push({ status: reply.status, text: isPage ? 'a page' : comparable(reply.text, server.port) });
  }
  const [first, ...others] = replies;
  if (first === undefined) throw new Error('There is no database');
  for (const other of others) expect(other).toEqual(first);
  return { ...first, body: first.text.startsWith('{') ? JSON.parse(first.text) : first.text };
}

/** In `headers`: leave this one out. */
const absent = '(absent)';

/** What differs from one instance to the next: ids that the server makes, ports, and its clock where a time was clamped. */
function comparable(text: string, port: number): string {
  return text
    .replaceAll(/"(requestId|epoch|receivedAt)":"[^"]*"/g, '"$1":"…"')
    .replaceAll(String(port), 'PORT')
    .replaceAll(/"(lastEventAt|lastAnsweredAt)":(\d+)/g, '"$1":"…"');
}

const body = (text: string | Uint8Array) => ask(() => ({ body: text }));
const send = (events: unknown) => body(JSON.stringify({ events }));

async function errorOf(reply: Promise<RawReply & { readonly body: unknown }>): Promise<string> {
  const { status, body: told } = await reply;
  const { error } = Object(told) as { error?: { code: string } };
  return `${status} ${error?.code ?? ''}`;
}

/** What became of each item. */
async function outcomes(events: readonly unknown[]): Promise<readonly string[]> {
  const reply = await send(events);
  expect(reply.status).toBe(200);
  const { results } = reply.body as { results: readonly { status: string; code?: string }[] };
  return results.map(({ status, code }) => code ?? status);
}

describe('a request that cannot be read is refused whole', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', '400 malformed'],
    ['no JSON', 'events', '400 malformed'],
    ['half a document', '{"events":[', '400 malformed'],
    ['two documents', '{"events":[]}{"events":[]}', '400 malformed'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), '400 malformed'],
    ['a byte order mark', '\ufeff{"events":[{}]}', '200 '],
    ['100,000 levels of arrays', '['.repeat(100_000) + ']'.repeat(100_000), '400 malformed'],
    [
      '100,000 levels inside an event',
      `{"events":[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`,
      '400 malformed',
    ],
    ['100,000 levels that never close', `{"events":${'['.repeat(100_000)}`, '400 malformed'],
    ['a key given twice', '{"events":[{}],"events":[{}]}', '400 malformed'],
    ['a key given twice, once escaped', '{"events":[{}],"\\u0065vents":[{}]}', '400 malformed'],
    ['a key given twice inside an event', '{"events":[{"id":1,"id":2}]}', '400 malformed'],
    ['__proto__', '{"events":[{}],"__proto__":{"isAdmin":true}}', '400 malformed'],
    ['__proto__ inside an event', '{"events":[{"__proto__":{"quality":4}}]}', '400 malformed'],
    ['constructor', '{"events":[{"response":{"constructor":{"prototype":{}}}}]}', '400 malformed'],
    ['null', 'null', '400 invalid'],
    ['a number', '4', '400 invalid'],
    ['a list', '[]', '400 invalid'],
    ['an unknown key', '{"events":[{}],"userId":"somebody"}', '400 invalid'],
    ['no events', '{}', '400 invalid'],
    ['an empty list', '{"events":[]}', '400 invalid'],
    ['an object for the list', '{"events":{"0":{}}}', '400 invalid'],
    ['a text for the list', '{"events":"[]"}', '400 invalid'],
    ['null for the list', '{"events":null}', '400 invalid'],
    ['2 MB', JSON.stringify({ events: [{ note: 'x'.repeat(2 * 1024 * 1024) }] }), '413 too-large'],
    ['one byte more than 1 MB', JSON.stringify({ events: [] }).padEnd(1024 * 1024 + 1), '413 too-large'],
  ])('%s', async (_name, text, expected) => {
    expect(await errorOf(body(text))).toBe(expected);
  });

  test('500 events are taken and 501 are not', async () => {
    const many = Array.from({ length: 500 }, () => answer());
    expect(await errorOf(send([...many, answer()]))).toBe('400 invalid');
    expect(new Set(await outcomes(many))).toEqual(new Set(['stored']));
  });

  test('2 MB that claim to be a few bytes, or nothing at all, are cut off', async () => {
    const large = new Uint8Array(2 * 1024 * 1024).fill(0x20);
    const chunked = { 'transfer-encoding': 'chunked' };
    expect(await errorOf(ask(() => ({ body: large, headers: chunked })))).toBe('413 too-large');
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['no content type', { 'content-type': absent }, '415 unsupported-media-type'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, '415 unsupported-media-type'],
    ['plain text', { 'content-type': 'text/plain' }, '415 unsupported-media-type'],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }, '415 unsupported-media-type'],
    ['a compressed body', { 'content-encoding': 'gzip' }, '415 unsupported-media-type'],
    ['no Origin', { origin: absent }, '403 origin-refused'],
    ['Origin null', { origin: 'null' }, '403 origin-refused'],
    ['a foreign Origin', { origin: 'http://evil.example' }, '403 origin-refused'],
    ['another port as Origin', { origin: 'http://127.0.0.1:1' }, '403 origin-refused'],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }, '403 origin-refused'],
    ['a foreign Host', { host: 'evil.example' }, '421 host-refused'],
    ['a Host without the port', { host: '127.0.0.1' }, '421 host-refused'],
    ['a foreign forwarded Host', { host: 'evil.example', 'x-forwarded-host': '127.0.0.1' }, '421 host-refused'],
    ['no cookie', { cookie: absent }, '401 not-signed-in'],
  ])('%s', async (_name, headers, expected) => {
    expect(await errorOf(ask(() => ({ headers, body: JSON.stringify({ events: [answer()] }) })))).toBe(expected);
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is not a method of /api/reviews', async (method) => {
    expect((await ask(() => ({ method, body: '{}' }))).status).toBe(405);
  });

  test.each(['/', '/today', '/_next/static/x.js', '/icon.svg', '/api/study', '/api/reviews'])(
    'a foreign Host is refused at %s',
    async (path) => {
      expect(await errorOf(ask(() => ({ method: 'GET', path, headers: { host: 'evil.example' } })))).toBe(
        '421 host-refused',
      );
    },
  );
});

describe('one bad item costs only itself', () => {
  const nul = '\u0000';
  const lone = '\ud800';

  test.each<[string, unknown, string]>([
    ['null', null, 'invalid'],
    ['a number', 4, 'invalid'],
    ['a text', 'answered', 'invalid'],
    ['a list', [], 'invalid'],
    ['an empty object', {}, 'invalid'],
  ])('%s instead of an event', async (_name, item, code) => {
    expect(await outcomes([answer(), item, answer()])).toEqual(['stored', code, 'stored']);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['an unknown key', { userId: 'u-1' }, 'invalid'],
    ['a schedule of the client’s own', { dueOn: '2030-01-01' }, 'invalid'],
    ['the server’s own kind', { kind: 'content-changed' }, 'invalid'],
    ['an unknown kind', { kind: 'deleted' }, 'invalid'],
    ['no kind', { kind: undefined }, 'invalid'],
    ['quality 7', { quality: 7 }, 'invalid'],
    ['quality -1', { quality: -1 }, 'invalid'],
    ['quality 2.5', { quality: 2.5 }, 'invalid'],
    ['quality "4"', { quality: '4' }, 'invalid'],
    ['quality null', { quality: null }, 'invalid'],
    ['no quality', { quality: undefined }, 'invalid'],
    ['quality true', { quality: true }, 'invalid'],
    ['quality [4]', { quality: [4] }, 'invalid'],
    ['an id that is a number', { id: 7 }, 'invalid'],
    ['an id that is an object', { id: { contains: '0' } }, 'invalid'],
    ['an id with NUL', { id: `01950000-0000-7000-8000-00000000000${nul}` }, 'invalid'],
    ['an id with a lone surrogate', { id: `01950000-0000-7000-8000-00000000000${lone}` }, 'invalid'],
    ['an id in capitals', { id: '01950000-0000-7000-8000-ABCDEFABCDEF' }, 'invalid'],
    ['an id of version 4', { id: '01950000-0000-4000-8000-000000000001' }, 'invalid'],
    ['a question id with NUL', { questionId: `q-00000${nul}` }, 'invalid'],
    ['a question id with a lone surrogate', { questionId: `q-${lone}` }, 'invalid'],
    ['a question id of 65 characters', { questionId: 'q'.repeat(65) }, 'invalid'],
    ['a question id that is an object', { questionId: { not: '' } }, 'invalid'],
    ['an unknown question', { questionId: 'q-0000000000' }, 'question-unknown'],
    ['an unknown question that looks like SQL', { questionId: `' OR 1=1 --` }, 'question-unknown'],
    ['an unknown revision', { questionRev: 99 }, 'revision-unknown'],
    ['revision 0', { questionRev: 0 }, 'invalid'],
    ['a revision too large for the column', { questionRev: 2_147_483_648 }, 'invalid'],
    ['a device with NUL', { deviceId: `lap${nul}top` }, 'invalid'],
    ['a device with a lone surrogate', { deviceId: `lap${lone}` }, 'invalid'],
    ['an empty device', { deviceId: '' }, 'invalid'],
    ['a device of 65 characters', { deviceId: 'd'.repeat(65) }, 'invalid'],
    ['a device sequence below zero', { deviceSeq: -1 }, 'invalid'],
    ['a device sequence too large for the column', { deviceSeq: 2 ** 31 }, 'invalid'],
    ['a duration of more than a day', { durationMs: 86_400_001 }, 'invalid'],
    ['a duration of 1e300', { durationMs: 1e300 }, 'invalid'],
    ['notes with NUL', { response: { notes: `so${nul}so` } }, 'invalid'],
    ['notes with a lone surrogate', { response: { notes: `so ${lone}` } }, 'invalid'],
    ['notes of 1 MB are too long', { response: { notes: 'x'.repeat(500_000) } }, 'invalid'],
    ['an unknown key in the response', { response: { score: 1 } }, 'invalid'],
    ['a response that is a list', { response: [] }, 'invalid'],
    ['a response that is null', { response: null }, 'invalid'],
    ['a deep response', { response: { picked: [[[[[[[[['a']]]]]]]]] } }, 'invalid'],
    ['an unknown language', { locale: 'tlh' }, 'invalid'],
    ['an unknown zone', { timeZone: 'Mars/Olympus' }, 'invalid'],
    ['a zone with NUL', { timeZone: `UTC${nul}` }, 'invalid'],
    ['confidence that is a number', { confidence: 3 }, 'invalid'],
    ['a time that is a number', { occurredAt: 1_700_000_000_000 }, 'invalid'],
    ['a time without a zone', { occurredAt: '2026-11-01T12:00:00' }, 'invalid'],
    ['a day that does not exist', { occurredAt: '2026-02-30T12:00:00Z' }, 'invalid'],
    ['the year 0001', { occurredAt: '0001-01-01T00:00:00Z' }, 'invalid'],
    ['the year 9999', { occurredAt: '9999-12-31T23:59:59Z' }, 'invalid'],
    [
      'an undo without a target',
      { kind: 'undone', quality: undefined, response: undefined, durationMs: undefined },
      'invalid',
    ],
  ])('%s', async (_name, fields, code) => {
    expect(await outcomes([answer(), answer(fields), answer()])).toEqual(['stored', code, 'stored']);
  });

  test('a lone surrogate that only its escape shows is refused like the character', async () => {
    const [first, bad, last] = [answer(), answer({ deviceId: 'X' }), answer()];
    const text = JSON.stringify({ events: [first, bad, last] }).replace('"deviceId":"X"', '"deviceId":"\\uDFFF"');
    const { results } = (await body(text)).body as { results: readonly { status: string }[] };
    expect(results.map(({ status }) => status)).toEqual(['stored', 'rejected', 'stored']);
  });

  test('an id sent again with the same content is a duplicate, with other content a conflict', async () => {
    const first = answer();
    expect(await outcomes([first])).toEqual(['stored']);
    expect(await outcomes([first, { ...first, quality: 5 }, answer()])).toEqual(['duplicate', 'id-conflict', 'stored']);
    const inOne = answer();
    expect(await outcomes([inOne, inOne, { ...inOne, durationMs: 2 }])).toEqual(['stored', 'duplicate', 'id-conflict']);
  });

  test('an id whose first item was refused is free for a good one', async () => {
    const good = answer();
    expect(await outcomes([{ ...good, quality: 7 }])).toEqual(['invalid']);
    expect(await outcomes([good])).toEqual(['stored']);
  });
});

describe('clocks that are wrong', () => {
  test.each([
    ['the future', '2099-01-01T00:00:00.000Z'],
    ['the far past', '1970-01-02T00:00:00.000Z'],
  ])(
    'an answer from %s is stored within the life of the account, and what was sent is kept',
    async (_name, occurredAt) => {
      const event = answer({ occurredAt });
      expect(await outcomes([event])).toEqual(['stored']);
      for (const { client } of instances) {
        const stored = (await allEvents(client)).find(({ id }) => id === event['id']);
        expect(stored?.clientOccurredAt).toBe(occurredAt);
        const at = Date.parse(stored?.occurredAt ?? '');
        expect(at).toBeLessThanOrEqual(Date.parse(stored?.receivedAt ?? ''));
        expect(at).toBeGreaterThan(Date.now() - 3_600_000);
      }
    },
  );

  async function allEvents(client: Instance['client']): Promise<GetReviewsReply['events']> {
    const events: GetReviewsReply['events'][number][] = [];
    for (;;) {
      const page = (await client.get(`/api/reviews?after=${events.at(-1)?.seq ?? 0}`)).body as GetReviewsReply;
      if (page.events.length === 0) return events;
      events.push(...page.events);
    }
  }
});

describe('parameters of reads', () => {
  test.each([
    '/api/study?limit=0',
    '/api/study?limit=101',
    '/api/study?limit=-1',
    '/api/study?limit=1.5',
    '/api/study?limit=ten',
    '/api/study?limit=',
    '/api/study?limit=1e1',
    '/api/study?limit=1&limit=2',
    '/api/study?limit=%00',
    '/api/study?limt=10',
    '/api/reviews?after=-1',
    '/api/reviews?after=1.5',
    '/api/reviews?after=abc',
    '/api/reviews?after=',
    '/api/reviews?after=2147483648',
    '/api/reviews?after=99999999999999999999',
    '/api/reviews?after=%EF%BF%BF',
    '/api/reviews?after=1&after=1',
    '/api/reviews?before=1',
  ])('%s', async (path) => {
    expect(await errorOf(ask(() => ({ method: 'GET', path })))).toBe('400 invalid');
  });

  test('an address of more than 8 kB is refused', async () => {
    expect(await errorOf(ask(() => ({ method: 'GET', path: `/api/study?limit=${'1'.repeat(8_200)}` })))).toBe(
      '414 url-too-long',
    );
  });

  test.each([
    ['/library/%00/x', 400],
    ['/library/a/%ED%A0%80', 400],
    ['/library/a/%', 400],
    ['/library?q=%00', 400],
    ['/library?topic=%00', 400],
    ['/library/..%2F..%2Fetc/passwd', 404],
    ['/library?topic=nowhere&topic=else', 200],
    [`/library?q=${'%F0%9F%94%92'.repeat(200)}`, 200],
    ['/today?x=%FF', 200],
  ])('the page %s answers %i', async (path, status) => {
    expect((await ask(() => ({ method: 'GET', path }))).status).toBe(status);
  });
});

describe('settings', () => {
  test.each<[string, string]>([
    ['a list', '[]'],
    ['null', 'null'],
    ['an unknown key', '{"role":"admin"}'],
    ['a number as text', '{"newPerDay":"20"}'],
    ['a fraction', '{"newPerDay":2.5}'],
    ['below zero', '{"newPerDay":-1}'],
    ['above the most', '{"newPerDay":501}'],
    ['1e400', '{"newPerDay":1e400}'],
    ['six days', '{"minutesPerDay":[1,1,1,1,1,1]}'],
    ['eight days', '{"minutesPerDay":[1,1,1,1,1,1,1,1]}'],
    ['a day of 721 minutes', '{"minutesPerDay":[721,1,1,1,1,1,1]}'],
    ['an unknown zone', '{"timeZone":"Mars/Olympus"}'],
    ['a zone with NUL', '{"timeZone":"UTC\\u0000"}'],
    ['an unknown language', '{"interfaceLocale":"tlh"}'],
    ['an unknown variant', '{"sm2Variant":"sm18"}'],
    ['one wrong among right ones', '{"newPerDay":3,"scheduleUnreviewed":"yes"}'],
  ])('%s is refused and nothing is changed', async (_name, text) => {
    const before = await settings('{}');
    expect(await errorOf(ask(() => ({ method: 'PATCH', path: '/api/settings', body: text })))).toBe('400 invalid');
    expect(await settings('{}')).toEqual(before);
  });

  test.each<[string, string, string]>([
    ['a key given twice', '{"newPerDay":1,"newPerDay":2}', '400 malformed'],
    ['__proto__', '{"__proto__":{"newPerDay":3}}', '400 malformed'],
    ['70 kB', `{"newPerDay":${' '.repeat(70_000)}1}`, '413 too-large'],
  ])('%s is refused', async (_name, text, expected) => {
    expect(await errorOf(ask(() => ({ method: 'PATCH', path: '/api/settings', body: text })))).toBe(expected);
  });

  async function settings(text: string): Promise<unknown> {
    const reply = await ask(() => ({ method: 'PATCH', path: '/api/settings', body: text }));
    expect(reply.status).toBe(200);
    return reply.body;
  }
});

test('after all of it the log of each database holds what was stored, dense and once', async () => {
  const event = answer();
  expect(await outcomes([event])).toEqual(['stored']);
  const logs = await Promise.all(
    instances.map(async ({ client }) => {
      const seqs: number[] = [];
      for (;;) {
        const page = (await client.get(`/api/reviews?after=${seqs.at(-1) ?? 0}`)).body as GetReviewsReply;
        if (page.events.length === 0) return seqs;
        seqs.push(...page.events.map(({ seq }) => seq));
      }
    }),
  );
  for (const seqs of logs) expect(seqs).toEqual(seqs.map((_seq, index) => index + 1));
  expect(new Set(logs.map((seqs) => seqs.length)).size).toBe(1);
});
