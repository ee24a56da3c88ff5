import { createHash } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClientEvent, PostReviewsReply } from '@/lib/api/reviews';
import type { StudyReply } from '@/lib/api/study';
import { accessTable, type Cell, type Hand, type Standing } from './access-table';
import { ApiClient, type ApiReply } from './api-client';
import { appRoutes } from './app-routes';
import { databases } from './databases';
import { AnswerMaker, readLog } from './review-load';
import { runServer, temporaryFolder, type Env, type RunningServer } from './run-server';
import { runSql } from './run-sql';
import { admin, teamEnv, teamKey } from './team';

const DAY_MILLIS = 86_400_000;
const password = 'plum tractor on the ninth floor';

/** Strings that only Ann may ever read. */
const canaries = {
  email: 'ann.canary@example.org',
  name: 'Ann Canary-Finch',
  notes: 'canary: I mixed this up with the semaphore',
  deviceId: 'canary-laptop',
};

type Actor = { readonly name: string; readonly standing: Standing; readonly cookie: string; readonly hand: Hand };

test('every route and every page has its rows in the access table', () => {
  expect(Object.keys(accessTable).sort()).toEqual([...appRoutes()].sort());
});

describe.each(databases)('team mode on $name', (database) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let storage: Awaited<ReturnType<typeof database.make>>;
  let server: RunningServer;
  let env: Env;

  beforeAll(async () => {
    folder = await temporaryFolder();
    storage = await database.make(folder.path);
    const own = { TIMESLICE_DATA: folder.path, DATABASE_URL: storage.url };
    server = await runServer((port) => teamEnv(port, own));
    env = teamEnv(server.port, own);
    const people = ['bob', 'cleo', 'dora', 'ed', 'fay', 'gus'].map((name) => [`${name}@example.org`, '--name', name]);
    const accounts = [[canaries.email, '--name', canaries.name], ...people];
    await Promise.all(accounts.map((words) => admin(env, ['create-user', ...words], password)));
    await runSql(storage.url, `UPDATE users SET role = 'author' WHERE email_key = 'cleo@example.org'`);
    await runSql(storage.url, `UPDATE users SET role = 'admin' WHERE email_key = 'dora@example.org'`);
  }, 120_000);

  afterAll(async () => {
    await server.stop();
    await storage.remove();
    await folder.remove();
  });

  test('nobody sees or changes anything of anybody else’s through any route', { timeout: 240_000 }, async () => {
    const [ann, ...others] = await everybody();
    const annClient = clientWith(ann.cookie);
    const wrong = await wrongCells(ann);
    const before = await everythingOfAnn(annClient);
    expect(before).toContain(canaries.notes);

    for (const actor of others) wrong.push(...(await wrongCells(actor)));
    expect(wrong).toEqual([]);
    expect(await everythingOfAnn(annClient)).toBe(before);
  });

  const ends: Readonly<Record<string, (client: ApiClient, email: string) => Promise<unknown>>> = {
    'that was signed out': (client) => clientWith(client.cookieHeader).signOut(),
    'that the admin command ended': (_client, email) => admin(env, ['end-sessions', email]),
    'of an account that was disabled': (_client, email) => admin(env, ['disable-user', email]),
    'past its end': (_client, email) => changeSessions(email, `expires_at_ms = ${Date.now() - 1}`),
    'idle for too long': (_client, email) => changeSessions(email, `last_seen_at_ms = ${Date.now() - 14 * DAY_MILLIS}`),
  };

  test.each(Object.entries(ends))('a session %s is refused on its next request', async (_name, end) => {
    const email = 'gus@example.org';
    const client = await signedIn(email);
    expect((await client.get('/api/reviews')).status).toBe(200);
    await end(client, email);
    expect((await client.get('/api/reviews')).status).toBe(401);
    expect(outcomeOf(await client.get('/today'))).toBe('-> /sign-in');
    await admin(env, ['enable-user', email]);
    expect((await client.get('/api/reviews')).status).toBe(401);
  });

  test('a disabled account cannot sign in, and hears nothing else than with a wrong password', async () => {
    await admin(env, ['disable-user', 'ed@example.org']);
    const shut = await new ApiClient(server.origin).signIn('ed@example.org', password);
    const unknown = await new ApiClient(server.origin).signIn('nobody-at-all@example.org', password);
    expect(shut.status).toBe(401);
    expect(withoutId(shut.body)).toEqual(withoutId(unknown.body));
  });

  test('local mode’s door does not exist', async () => {
    const reply = await new ApiClient(server.origin).openLocalSession();
    expect(reply.status).toBe(404);
    expect(reply.headers.getSetCookie()).toEqual([]);
  });

  /** Ann first; the dead sessions are hers, so what they could show is what she must keep. */
  async function everybody(): Promise<[Actor, ...Actor[]]> {
    const ended = await signedIn(canaries.email);
    await admin(env, ['end-sessions', canaries.email]);
    const expired = await signedIn(canaries.email);
    await changeSessions(canaries.email, `expires_at_ms = ${Date.now() - 1}`);
    const idle = await signedIn(canaries.email);
    await changeSessions(canaries.email, `last_seen_at_ms = ${Date.now() - 14 * DAY_MILLIS}`);
    const left = await signedIn(canaries.email);
    await clientWith(left.cookieHeader).signOut();
    const ann = await signedIn(canaries.email);
    const [bob, cleo, dora, shut] = await Promise.all(
      ['bob', 'cleo', 'dora', 'fay'].map((name) => signedIn(`${name}@example.org`)),
    );
    await admin(env, ['disable-user', 'fay@example.org']);

    const { items } = (await ann.get('/api/study?limit=2')).body as StudyReply;
    const [first, second] = items;
    if (first === undefined || second === undefined || bob === undefined) throw new Error('Too few questions');
    const ofAnn = new AnswerMaker([first]).next({ deviceId: canaries.deviceId, response: { notes: canaries.notes } });
    const ofBob = new AnswerMaker([first]).next();
    for (const [client, event] of [
      [ann, ofAnn],
      [bob, ofBob],
    ] as const)
      await client.post('/api/reviews', { events: [event] });

    const maker = new AnswerMaker([second]);
    const question = { pack: first.pack, slug: first.slug };
    const handOf = async (theirs: ClientEvent, otherEmail: string): Promise<Hand> => {
      return { fresh: () => maker.next(), theirs, otherEmail, otherUserId: await userIdOf(otherEmail), question };
    };
    const againstAnn = await handOf(ofAnn, canaries.email);
    const against = (name: string, standing: Standing, cookie: string): Actor => ({
      name,
      standing,
      cookie,
      hand: againstAnn,
    });
    const session = `timeslice-${server.port}`;
    const unknownSid = await encode({ token: { sid: 'a'.repeat(43) }, secret: teamKey });
    const foreignKey = await encode({ token: { sid: 'a'.repeat(43) }, secret: `${teamKey}, but another` });
    const elsewhere = ann.cookieHeader.replaceAll(`-${server.port}=`, `-${server.port + 1}=`);
    return [
      { name: 'Ann', standing: 'in', cookie: ann.cookieHeader, hand: await handOf(ofBob, 'bob@example.org') },
      against('a learner', 'in', bob.cookieHeader),
      against('an author', 'in', cleo?.cookieHeader ?? ''),
      against('an admin', 'in', dora?.cookieHeader ?? ''),
      against('nobody signed in', 'anonymous', ''),
      against('a session under the name of another instance', 'anonymous', elsewhere),
      against('a disabled account', 'dead', shut?.cookieHeader ?? ''),
      against('Ann’s session, signed out', 'dead', left.cookieHeader),
      against('Ann’s session, ended by the admin command', 'dead', ended.cookieHeader),
      against('Ann’s session, past its end', 'dead', expired.cookieHeader),
      against('Ann’s session, idle for too long', 'dead', idle.cookieHeader),
      against('a made-up cookie', 'dead', `${session}=made.up.by.a.stranger`),
      against('a token of an unknown session', 'dead', `${session}=${unknownSid}`),
      against('a token under another key', 'dead', `${session}=${foreignKey}`),
      against('two session cookies', 'dead', `${session}=${unknownSid}; ${ann.cookieHeader}`),
    ];
  }

  /** Runs every cell of the table as this actor, pages also as React asks for them. */
  async function wrongCells(actor: Actor): Promise<string[]> {
    const wrong: string[] = [];
    for (const [route, cells] of Object.entries(accessTable)) {
      const isPage = route.startsWith('PAGE ');
      for (const cell of cells) {
        for (const asData of isPage ? [false, true] : [false]) {
          const { reply, sent } = await ask(actor, route, cell, asData);
          const expected = cell.expected[actor.standing] ?? cell.expected.anonymous;
          const outcome = outcomeOf(reply);
          const what = `${actor.name}: ${route}${asData ? ' as data' : ''}, ${cell.relation}`;
          if (outcome !== expected) wrong.push(`${what}: ${outcome} instead of ${expected}`);
          if (actor.name === 'Ann') continue;
          // A page repeats its own address; whatever else it holds is not from the caller.
          const told = Object.entries(canaries).filter(([, text]) => !(isPage && sent.includes(text)));
          for (const [canary, text] of told)
            if (textOf(reply).includes(text)) wrong.push(`${what}: shows Ann’s ${canary}`);
        }
      }
    }
    return wrong;
  }

  async function ask(actor: Actor, route: string, cell: Cell, asData: boolean) {
    const [word = ''] = route.split(' ');
    const method = word === 'PAGE' ? 'GET' : word;
    const path = cell.path(actor.hand);
    // React asks with this header, and Next redirects it to an address of its own unless it is there already.
    const address = asData ? `${path}${path.includes('?') ? '&' : '?'}_rsc` : path;
    const form = cell.form === undefined ? null : new URLSearchParams(cell.form(actor.hand)).toString();
    const json = cell.json === undefined || method === 'GET' ? null : JSON.stringify(cell.json(actor.hand));
    const headers = {
      ...cell.headers?.(actor.hand),
      ...(actor.cookie === '' ? {} : { cookie: actor.cookie }),
      ...(asData ? { rsc: '1' } : {}),
      ...(form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const reply = await new ApiClient(server.origin).send(method, address, form ?? json, headers);
    return { reply, sent: decodeURIComponent(path) };
  }

  /** All that is Ann’s, as she and as the database sees it. */
  async function everythingOfAnn(client: ApiClient): Promise<string> {
    const id = await userIdOf(canaries.email);
    const study = (await client.get('/api/study?limit=100')).body as StudyReply;
    return JSON.stringify([
      await readLog(client),
      study.items.map(({ kind, questionId, state }) => [kind, questionId, state]),
      await runSql(storage.url, `SELECT * FROM users WHERE id = '${id}'`),
      await runSql(storage.url, `SELECT * FROM review_events WHERE user_id = '${id}' ORDER BY seq`),
      await runSql(storage.url, `SELECT * FROM cards WHERE user_id = '${id}' ORDER BY question_id`),
    ]);
  }

  async function userIdOf(email: string): Promise<string> {
    const [row] = await runSql(storage.url, `SELECT id FROM users WHERE email_key = '${email}'`);
    return String(row?.['id']);
  }

  async function changeSessions(email: string, change: string): Promise<void> {
    await runSql(storage.url, `UPDATE sessions SET ${change} WHERE user_id = '${await userIdOf(email)}'`);
  }

  async function signedIn(email: string): Promise<ApiClient> {
    const client = new ApiClient(server.origin);
    const reply = await client.signIn(email, password);
    if (reply.status !== 200) throw new Error(`${email} could not sign in: ${reply.status}`);
    return client;
  }

  function clientWith(cookie: string): ApiClient {
    return new ApiClient(server.origin, cookie);
  }
});

describe('local mode', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: RunningServer;

  beforeAll(async () => {
    folder = await temporaryFolder();
    server = await runServer({ TIMESLICE_DATA: folder.path });
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const routes = appRoutes();

  test.each(routes.filter((route) => /\/api\/auth\/|sign-in/.test(route)))('%s does not exist', async (route) => {
    const [word = '', address = ''] = route.split(' ');
    const method = word === 'PAGE' ? 'GET' : word;
    const owner = new ApiClient(server.origin);
    await owner.openLocalSession();
    for (const client of [new ApiClient(server.origin), owner]) {
      const body = method === 'POST' ? '{}' : null;
      const reply = await client.send(method, address.replace('[...nextauth]', 'session'), body);
      expect(outcomeOf(reply)).toBe('404');
    }
  });

  test('without the key every page shows only how to get in, and the API refuses', async () => {
    const stranger = new ApiClient(server.origin);
    const owner = new ApiClient(server.origin);
    await owner.openLocalSession();
    const { items } = (await owner.get('/api/study?limit=1')).body as StudyReply;
    const [item] = items;
    const title = item?.question.text.en?.title ?? '';
    const question = `/library/${item?.pack ?? ''}/${item?.slug ?? ''}`;
    for (const address of ['/today', '/review', '/settings', '/library', question]) {
      for (const headers of [{}, { rsc: '1' }]) {
        const reply = await stranger.send('GET', `${address}?_rsc`, null, headers);
        expect([address, outcomeOf(reply)]).toEqual([address, '200']);
        expect([address, textOf(reply).includes(title)]).toEqual([address, false]);
      }
    }
    expect(textOf(await owner.get(question)).includes(title)).toBe(true);
    for (const address of ['/api/reviews', '/api/study']) expect((await stranger.get(address)).status).toBe(401);
    expect((await stranger.patch('/api/settings', { newPerDay: 1 })).status).toBe(401);
    expect((await stranger.post('/api/reviews', { events: [{}] })).status).toBe(401);
  });

  test('a wrong key opens nothing', async () => {
    const stranger = new ApiClient(server.origin);
    const reply = await stranger.openLocalSession(createHash('sha256').update('a guess').digest('hex'));
    expect(reply.status).toBe(401);
    expect(reply.headers.getSetCookie()).toEqual([]);
    expect((await stranger.get('/api/reviews')).status).toBe(401);
  });
});

/** A status; `-> /path` for a redirect, also for one inside a page that had begun; for review events what became of each. */
function outcomeOf(reply: ApiReply): string {
  const text = textOf(reply);
  const location = reply.headers.get('location') ?? /NEXT_REDIRECT;\w+;([^;]*);/.exec(text)?.[1];
  if (location !== undefined) return `-> ${new URL(location, 'http://here').pathname}`;
  if (text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return '404';
  const { results } = Object(reply.body) as Partial<PostReviewsReply>;
  const items = (results ?? []).map((result) => (result.status === 'rejected' ? result.code : result.status));
  return [String(reply.status), ...items].join(' ');
}

function textOf(reply: ApiReply): string {
  return typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
}

function withoutId(body: unknown): unknown {
  const { error } = body as { error: Readonly<Record<string, unknown>> };
  return { ...error, requestId: null };
}
