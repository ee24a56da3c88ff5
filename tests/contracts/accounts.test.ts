import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instant, TimeZone } from '@/lib/base/time';
import { defaultLearnerSettings } from '@/lib/learner/settings';
import type { Stores } from '@/lib/server/store/stores';
import { aLearner, aSession, userId } from '@/tests/factories/stored';
import { openStores, storeKinds } from './open-stores';

const ada = userId(1);
const ben = userId(2);
const at = (n: number) => n as Instant;

describe.each(storeKinds)('accounts on %s', (kind) => {
  let stores: Stores;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ stores, close } = await openStores(kind));
  });

  afterEach(() => close());

  describe('learners', () => {
    it('a new learner has default settings, no zone yet, and is not disabled', async () => {
      const { emailKey, passwordHash, ...shown } = aLearner(1, {
        role: 'admin',
        email: 'Ada@Example.org',
        emailKey: 'ada@example.org',
        passwordHash: 'hash',
      });
      expect(await stores.learners.create({ ...shown, emailKey, passwordHash })).toBe('created');
      const learner = { ...shown, disabledAt: null, settings: defaultLearnerSettings, lastTimeZone: null };
      expect(await stores.learners.load(ada)).toEqual(learner);
      expect(await stores.learners.findByEmailKey('ada@example.org')).toEqual({ learner, passwordHash: 'hash' });
      expect(await stores.learners.load(ben)).toBeNull();
      expect(await stores.learners.findByEmailKey('Ada@Example.org')).toBeNull();
    });

    it('an e-mail key is taken once; without one there can be many', async () => {
      expect(await stores.learners.create(aLearner(1, { emailKey: 'a@b.c' }))).toBe('created');
      expect(await stores.learners.create(aLearner(2, { emailKey: 'a@b.c' }))).toBe('taken');
      expect(await stores.learners.load(ben)).toBeNull();
      expect(await stores.learners.create(aLearner(3))).toBe('created');
      expect(await stores.learners.create(aLearner(4))).toBe('created');
    });

    it('of two people who ask for one e-mail key at the same time one gets it', async () => {
      const outcomes = await Promise.all(
        [1, 2, 3, 4].map((n) => stores.learners.create(aLearner(n, { emailKey: 'a@b.c' }))),
      );
      expect([...outcomes].sort()).toEqual(['created', 'taken', 'taken', 'taken']);
    });

    it('the list is in the order in which they came', async () => {
      for (const n of [2, 3, 1]) await stores.learners.create(aLearner(n));
      expect((await stores.learners.list()).map((learner) => learner.id)).toEqual([1, 2, 3].map(userId));
    });

    it('settings, zone, password and the disabled mark are kept apart', async () => {
      await stores.learners.create(aLearner(1, { emailKey: 'a@b.c' }));
      const settings = { ...defaultLearnerSettings, newPerDay: 7, interfaceLocale: 'zh-CN' as const };
      await stores.learners.saveSettings(ada, settings);
      await stores.learners.saveTimeZone(ada, 'Asia/Shanghai' as TimeZone);
      await stores.learners.savePasswordHash(ada, 'new');
      await stores.learners.setDisabled(ada, at(5));
      const found = await stores.learners.findByEmailKey('a@b.c');
      expect(found).toMatchObject({
        passwordHash: 'new',
        learner: { settings, lastTimeZone: 'Asia/Shanghai', disabledAt: 5 },
      });
      await stores.learners.setDisabled(ada, null);
      expect((await stores.learners.load(ada))?.disabledAt).toBeNull();
    });

    it('changing somebody who is not there is a broken promise', async () => {
      const attempt = async () => stores.learners.saveSettings(ada, defaultLearnerSettings);
      await expect(attempt()).rejects.toThrow();
    });

    it('an identity belongs to one account, and an account has one', async () => {
      await stores.learners.create(aLearner(1));
      await stores.learners.create(aLearner(2));
      expect(await stores.learners.findByIdentity('https://issuer', 'sub-1')).toBeNull();
      expect(await stores.learners.linkIdentity(ada, 'https://issuer', 'sub-1')).toBe('linked');
      expect(await stores.learners.linkIdentity(ben, 'https://issuer', 'sub-1')).toBe('taken');
      expect(await stores.learners.linkIdentity(ada, 'https://issuer', 'sub-2')).toBe('taken');
      expect(await stores.learners.linkIdentity(ben, 'https://other', 'sub-1')).toBe('linked');
      expect((await stores.learners.findByIdentity('https://issuer', 'sub-1'))?.id).toBe(ada);
    });
  });

  describe('sessions', () => {
    beforeEach(async () => {
      await stores.learners.create(aLearner(1));
      await stores.learners.create(aLearner(2));
    });

    it('a session comes back as it was made, and seeing it again moves only its last time', async () => {
      await stores.sessions.create(aSession());
      expect(await stores.sessions.load('a'.repeat(64))).toEqual(aSession());
      expect(await stores.sessions.load('b'.repeat(64))).toBeNull();
      await stores.sessions.touch('a'.repeat(64), at(2_000));
      expect(await stores.sessions.load('a'.repeat(64))).toEqual(aSession({ lastSeenAt: at(2_000) }));
    });

    it('the first revocation stands', async () => {
      await stores.sessions.create(aSession());
      await stores.sessions.revoke('a'.repeat(64), at(3_000));
      await stores.sessions.revoke('a'.repeat(64), at(4_000));
      await stores.sessions.revokeAll(ada, at(5_000));
      expect((await stores.sessions.load('a'.repeat(64)))?.revokedAt).toBe(3_000);
    });

    it('revoking all of one person leaves the others signed in', async () => {
      await stores.sessions.create(aSession({ sidHash: '1' }));
      await stores.sessions.create(aSession({ sidHash: '2' }));
      await stores.sessions.create(aSession({ sidHash: '3', userId: ben }));
      await stores.sessions.revokeAll(ada, at(5_000));
      const revoked = await Promise.all(
        ['1', '2', '3'].map(async (sid) => (await stores.sessions.load(sid))?.revokedAt),
      );
      expect(revoked).toEqual([5_000, 5_000, null]);
    });

    it('touching or revoking an unknown session does nothing', async () => {
      await stores.sessions.touch('x', at(1));
      await stores.sessions.revoke('x', at(1));
      expect(await stores.sessions.load('x')).toBeNull();
    });
  });

  describe('throttles', () => {
    it('failures add up until they are cleared', async () => {
      expect(await stores.throttles.load('account:a')).toBeNull();
      await stores.throttles.recordFailure('account:a', at(10));
      await stores.throttles.recordFailure('account:a', at(20));
      await stores.throttles.recordFailure('address:b', at(30));
      expect(await stores.throttles.load('account:a')).toEqual({ failures: 2, lastFailureAt: 20 });
      await stores.throttles.clear('account:a');
      await stores.throttles.clear('account:a');
      expect(await stores.throttles.load('account:a')).toBeNull();
      expect(await stores.throttles.load('address:b')).toEqual({ failures: 1, lastFailureAt: 30 });
    });

    it('failures at the same time all count', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, index) => stores.throttles.recordFailure('k', at(index))));
      expect((await stores.throttles.load('k'))?.failures).toBe(10);
    });
  });

  describe('the instance', () => {
    it('has one epoch until it is replaced', async () => {
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => stores.instance.epoch()));
      expect(new Set([first, ...others, await stores.instance.epoch()]).size).toBe(1);
      await stores.instance.replaceEpoch('another');
      expect(await stores.instance.epoch()).toBe('another');
    });

    it('has one local learner, however many ask at once', async () => {
      let made = 0;
      const ask = () => stores.instance.localLearner(() => aLearner((made += 1)));
      const learners = await Promise.all([ask(), ask(), ask()]);
      expect(new Set(learners.map((learner) => learner.id)).size).toBe(1);
      expect(await stores.learners.list()).toHaveLength(1);
      expect(await ask()).toEqual(learners[0]);
    });

    it('is ready', async () => {
      await stores.instance.assertReady();
    });
  });
});
