import { createHash, randomBytes } from 'node:crypto';
import type { UserId } from '../../base/ids';
import type { Instant } from '../../base/time';
import type { Deps } from '../deps';
import type { Settings } from '../env';
import type { Learner, SessionRecord } from '../store/stores';

const DAY_MILLIS = 86_400_000;
/** A session's last use is written down at most this often, so that reading costs no write. */
const TOUCH_EVERY_MILLIS = 600_000;

/** A secret of 256 bits in URL-safe base64, held by the cookie alone; the database knows its hash. */
const sidPattern = /^[\w-]{43}$/;

/** Opens a session with a secret of its own: what a browser brought along before is never reused. */
export async function openSession(deps: Deps, userId: UserId, userAgent: string, settings: Settings): Promise<string> {
  const sid = randomBytes(32).toString('base64url');
  const now = deps.now();
  await deps.stores.sessions.create({
    sidHash: hashSid(sid),
    userId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: (now + settings.sessionMaxDays * DAY_MILLIS) as Instant,
    revokedAt: null,
    userAgent,
  });
  return sid;
}

/** Whose session it is, or null: unknown, revoked, idle too long, at its absolute end, or of a disabled account. */
export async function learnerOfSession(deps: Deps, sid: string, settings: Settings): Promise<Learner | null> {
  if (!sidPattern.test(sid)) return null;
  const session = await deps.stores.sessions.load(hashSid(sid));
  if (session === null || !isAlive(session, deps.now(), settings)) return null;
  const learner = await deps.stores.learners.load(session.userId);
  if (learner === null || learner.disabledAt !== null) return null;
  if (deps.now() - session.lastSeenAt >= TOUCH_EVERY_MILLIS)
    await deps.stores.sessions.touch(session.sidHash, deps.now());
  return learner;
}

export async function revokeSession(deps: Deps, sid: string): Promise<void> {
  await deps.stores.sessions.revoke(hashSid(sid), deps.now());
}

function isAlive(session: SessionRecord, now: Instant, settings: Settings): boolean {
  const idleSince = now - session.lastSeenAt;
  return session.revokedAt === null && now < session.expiresAt && idleSince < settings.sessionIdleDays * DAY_MILLIS;
}

function hashSid(sid: string): string {
  return createHash('sha256').update(sid).digest('hex');
}
