import type { UserId } from '@/lib/base/ids';
import { defaultLearnerSettings } from '@/lib/learner/settings';
import type {
  InstanceStore,
  Learner,
  LearnerStore,
  NewLearner,
  SessionStore,
  ThrottleStore,
} from '@/lib/server/store/stores';
import type { AccountRow, MemoryDatabase } from './memory-database';
import { compareTexts } from './memory-reviews';

export function memoryLearnerStore(database: MemoryDatabase): LearnerStore {
  const rowOf = (id: UserId): AccountRow => {
    const row = database.accounts.get(id);
    if (row === undefined) throw new Error(`No learner ${id}`);
    return row;
  };
  const change = (id: UserId, changes: Partial<Learner>): Promise<void> => {
    const row = rowOf(id);
    row.learner = { ...row.learner, ...changes };
    return Promise.resolve();
  };

  return {
    load: (id) => Promise.resolve(database.accounts.get(id)?.learner ?? null),
    list: () =>
      Promise.resolve(
        [...database.accounts.values()]
          .map(({ learner }) => learner)
          .sort((a, b) => a.createdAt - b.createdAt || compareTexts(a.id, b.id)),
      ),
    create: (learner) => Promise.resolve(createIn(database, learner)),
    saveSettings: (id, settings) => change(id, { settings }),
    saveTimeZone: (id, lastTimeZone) => change(id, { lastTimeZone }),
    findByEmailKey: (emailKey) => {
      const found = [...database.accounts.values()].find((row) => row.emailKey === emailKey);
      return Promise.resolve(found === undefined ? null : { learner: found.learner, passwordHash: found.passwordHash });
    },
    savePasswordHash: (id, passwordHash) => {
      rowOf(id).passwordHash = passwordHash;
      return Promise.resolve();
    },
    setDisabled: (id, disabledAt) => change(id, { disabledAt }),
    findByIdentity: (issuer, subject) => {
      const id = database.identities.get(JSON.stringify([issuer, subject]));
      return Promise.resolve(id === undefined ? null : rowOf(id).learner);
    },
    linkIdentity: (id, issuer, subject) => {
      const key = JSON.stringify([issuer, subject]);
      if (database.identities.has(key) || [...database.identities.values()].includes(id))
        return Promise.resolve('taken');
      database.identities.set(key, id);
      return Promise.resolve('linked');
    },
  };
}

function createIn(database: MemoryDatabase, { emailKey, passwordHash, ...learner }: NewLearner): 'created' | 'taken' {
  const isTaken = [...database.accounts.values()].some((row) => emailKey !== null && row.emailKey === emailKey);
  if (isTaken || database.accounts.has(learner.id)) return 'taken';
  database.accounts.set(learner.id, {
    learner: { ...learner, disabledAt: null, settings: defaultLearnerSettings, lastTimeZone: null },
    emailKey,
    passwordHash,
  });
  return 'created';
}

export function memorySessionStore(database: MemoryDatabase): SessionStore {
  return {
    create: (session) => {
      database.sessions.set(session.sidHash, session);
      return Promise.resolve();
    },
    load: (sidHash) => Promise.resolve(database.sessions.get(sidHash) ?? null),
    touch: (sidHash, lastSeenAt) => {
      const session = database.sessions.get(sidHash);
      if (session !== undefined) database.sessions.set(sidHash, { ...session, lastSeenAt });
      return Promise.resolve();
    },
    revoke: (sidHash, at) => {
      const session = database.sessions.get(sidHash);
      if (session !== undefined) database.sessions.set(sidHash, { ...session, revokedAt: session.revokedAt ?? at });
      return Promise.resolve();
    },
    revokeAll: (userId, at) => {
      for (const [sidHash, session] of database.sessions) {
        if (session.userId === userId)
          database.sessions.set(sidHash, { ...session, revokedAt: session.revokedAt ?? at });
      }
      return Promise.resolve();
    },
  };
}

export function memoryThrottleStore(database: MemoryDatabase): ThrottleStore {
  return {
    load: (key) => Promise.resolve(database.throttles.get(key) ?? null),
    recordFailure: (key, lastFailureAt) => {
      database.throttles.set(key, { failures: (database.throttles.get(key)?.failures ?? 0) + 1, lastFailureAt });
      return Promise.resolve();
    },
    clear: (key) => {
      database.throttles.delete(key);
      return Promise.resolve();
    },
  };
}

export function memoryInstanceStore(database: MemoryDatabase): InstanceStore {
  return {
    epoch: () => Promise.resolve(database.epoch),
    replaceEpoch: (epoch) => {
      database.epoch = epoch;
      return Promise.resolve();
    },
    localLearner: (make) => {
      const known = database.localLearnerId === null ? undefined : database.accounts.get(database.localLearnerId);
      if (known !== undefined) return Promise.resolve(known.learner);
      const learner = make();
      createIn(database, learner);
      database.localLearnerId = learner.id;
      const made = database.accounts.get(learner.id);
      if (made === undefined) throw new Error('The local learner could not be made');
      return Promise.resolve(made.learner);
    },
    assertReady: () => Promise.resolve(),
  };
}
