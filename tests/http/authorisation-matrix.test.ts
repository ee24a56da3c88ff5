import { createHash } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GetReviewsReply, PostReviewsReply } from '@/lib/api/reviews';
import type { StudyReply } from '@/lib/api/study';
import type { UserId } from '@/lib/base/ids';
import type { Instant } from '@/lib/base/time';
import { openSession, revokeSession } from '@/lib/server/auth/sessions';
import { installDeps, type Deps } from '@/lib/server/deps';
import { installSettings } from '@/lib/server/env';
import { openStores, storeKinds, type OpenStores } from '@/tests/contracts/open-stores';
import { anEvent, anInstance, type TestInstance } from '@/tests/use-cases/instance';
import { ownRequest, settingsOf, teamEnv } from './test-instance';

const DAY = 86_400_000;
const settings = settingsOf(teamEnv);
const host = { host: 'study.example.org', origin: 'https://study.example.org' };

type Handler = (request: Request) => Promise<Response>;
const modules = import.meta.glob<Readonly<Record<string, Handler>>>('../../app/api/**/route.ts', { eager: true });

/** Every route of the API that needs a session, with a request that is right in all but who sends it. */
const privateRoutes: Readonly<Record<string, (instance: TestInstance) => unknown>> = {
  'POST /api/reviews': (instance) => ({ events: [instance.answer(0, 4)] }),
  'GET /api/reviews': () => null,
  'GET /api/study': () => null,
  'PATCH /api/settings': () => ({ newPerDay: 3 }),
};
/** Those that are open to anybody are tested on their own (tests/auth). */
const openRoutes = ['POST /api/local-session', 'GET /api/auth/[...nextauth]', 'POST /api/auth/[...nextauth]'];

function handlerOf(route: string): Handler {
  const [method = '', path = ''] = route.split(' ');
  const handler = modules[`../..${path.replace('/api', '/app/api')}/route.ts`]?.[method];
  if (handler === undefined) throw new Error(`No handler for ${route}`);
  return handler;
}

async function call(route: string, cookie: string | null, body: unknown): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const sent = body === null ? {} : { body: JSON.stringify(body) };
  return handlerOf(route)(ownRequest(path, { method, headers: { ...host, cookie }, ...sent }));
}

it('every route of the API has its rows here', () => {
  const found = Object.entries(modules).flatMap(([file, handlers]) =>
    Object.keys(handlers).map((method) => `${method} ${file.replace('../../app', '').replace('/route.ts', '')}`),
  );
  expect(found.sort()).toEqual([...Object.keys(privateRoutes), ...openRoutes].sort());
});

describe.each(storeKinds)('who may do what, on %s', (kind) => {
  let open: OpenStores;
  let instance: TestInstance;
  let deps: Deps;
  let now: Instant;

  beforeEach(async () => {
    installSettings(settings);
    open = await openStores(kind);
    instance = await anInstance({ stores: open.stores, questions: 3 });
    now = instance.deps.now();
    deps = { ...instance.deps, now: () => now };
    installDeps(() => Promise.resolve(deps));
  });
  afterEach(() => open.close());

  async function account(name: string, role: 'learner' | 'author' | 'admin' = 'learner'): Promise<UserId> {
    const id = `u-${name}` as UserId;
    const createdAt = Date.UTC(2026, 0, 1) as Instant;
    await deps.stores.learners.create({ id, role, name, email: null, emailKey: null, passwordHash: null, createdAt });
    return id;
  }

  async function session(id: UserId): Promise<{ readonly sid: string; readonly cookie: string }> {
    const sid = await openSession(deps, id, 'test', settings);
    const token = await encode({ token: { sid }, secret: teamEnv.NEXTAUTH_SECRET });
    return { sid, cookie: `__Host-timeslice-session=${token}` };
  }

  /** All that one learner can see. */
  async function everythingOf(cookie: string): Promise<string> {
    const log = (await (await call('GET /api/reviews', cookie, null)).json()) as GetReviewsReply;
    const study = (await (await call('GET /api/study', cookie, null)).json()) as StudyReply;
    return JSON.stringify([log, study.items.map(({ questionId, state }) => [questionId, state]), study.summary]);
  }

  const outsiders: Readonly<Record<string, () => Promise<string | null>>> = {
    'nobody signed in': () => Promise.resolve(null),
    'a made-up cookie': () => Promise.resolve('__Host-timeslice-session=made.up.by.a.stranger'),
    'a token with a made-up session': async () => {
      const token = await encode({ token: { sid: 'a'.repeat(43) }, secret: teamEnv.NEXTAUTH_SECRET });
      return `__Host-timeslice-session=${token}`;
    },
    'a session of a disabled account': async () => {
      const { cookie } = await session(await account('brief'));
      await deps.stores.learners.setDisabled('u-brief' as UserId, now);
      return cookie;
    },
    'a session that was signed out': async () => {
      const { sid, cookie } = await session(await account('leaver'));
      await revokeSession(deps, sid);
      return cookie;
    },
    'a session that an admin ended': async () => {
      const id = await account('ended');
      const { cookie } = await session(id);
      await deps.stores.sessions.revokeAll(id, now);
      return cookie;
    },
    'a session that was idle for too long': async () => {
      const { cookie } = await session(await account('idler'));
      now = (now + 14 * DAY) as Instant;
      return cookie;
    },
    'a session past its end': async () => {
      const { sid, cookie } = await session(await account('oldtimer'));
      now = (now + 90 * DAY) as Instant;
      await deps.stores.sessions.touch(hashOf(sid), now);
      return cookie;
    },
  };

  it.each(Object.keys(outsiders))('%s: every private route refuses, tells nothing and changes nothing', async (who) => {
    const cookie = (await outsiders[who]?.()) ?? null;
    for (const [route, body] of Object.entries(privateRoutes)) {
      const response = await call(route, cookie, body(instance));
      const { error } = (await response.json()) as { error: { code: string } };
      expect([route, response.status, error.code]).toEqual([route, 401, 'not-signed-in']);
    }
    for (const { id } of await deps.stores.learners.list()) {
      expect(await deps.stores.reviews.loadAfter(id, 0, 10)).toEqual([]);
      expect((await deps.stores.learners.load(id))?.settings.newPerDay).toBe(20);
    }
  });

  it.each(['learner', 'author', 'admin'] as const)(
    'an account with the role %s works on its own history and reaches nothing of another’s',
    async (role) => {
      const victim = await session(await account('victim'));
      const other = await session(await account('other', role));
      const theirs = instance.answer(0, 5);
      await call('POST /api/reviews', victim.cookie, { events: [theirs] });
      await call('PATCH /api/settings', victim.cookie, { newPerDay: 7 });
      const before = await everythingOf(victim.cookie);

      const own = instance.answer(1, 1);
      const undo = (targetEventId: string) =>
        anEvent({ kind: 'undone', targetEventId, questionId: instance.ids[0], occurredAt: instance.now() });
      const missing = '01950000-0000-7000-8000-ffffffffffff';
      const reply = (await (
        await call('POST /api/reviews', other.cookie, {
          events: [
            own,
            theirs,
            { ...theirs, quality: 1 },
            undo(theirs.id),
            undo(missing),
            { ...instance.answer(2, 4), userId: 'u-victim' },
          ],
        })
      ).json()) as PostReviewsReply;
      const [stored, copied, altered, undoOther, undoMissing, forged] = reply.results;
      expect(stored?.status).toBe('stored');
      expect(copied).toMatchObject({ status: 'rejected', code: 'id-conflict' });
      expect(altered).toMatchObject({ status: 'rejected', code: 'id-conflict' });
      expect(forged).toMatchObject({ status: 'rejected', code: 'invalid' });
      expect(withoutPlace(undoOther)).toEqual(withoutPlace(undoMissing));
      await call('PATCH /api/settings', other.cookie, { newPerDay: 9 });
      const withOwner = await call('PATCH /api/settings', other.cookie, { newPerDay: 9, userId: 'u-victim' });
      expect(withOwner.status).toBe(400);

      const log = (await (await call('GET /api/reviews', other.cookie, null)).json()) as GetReviewsReply;
      const answers = log.events.filter(({ kind: what }) => what === 'answered').map(({ id }) => id);
      expect(answers).toEqual([own.id]);
      expect(JSON.stringify(log)).not.toContain('u-victim');
      expect(await everythingOf(victim.cookie)).toBe(before);
      expect((await deps.stores.learners.load('u-victim' as UserId))?.settings.newPerDay).toBe(7);
      expect((await deps.stores.learners.load('u-other' as UserId))?.settings.newPerDay).toBe(9);
    },
  );
});

function withoutPlace(result: unknown): unknown {
  return { ...(result as object), id: null, index: null };
}

function hashOf(sid: string): string {
  return createHash('sha256').update(sid).digest('hex');
}
