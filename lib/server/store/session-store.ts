import type { UserId } from '../../base/ids';
import type { Instant } from '../../base/time';
import type { Database } from '../db/open-database';
import type { SessionStore } from './stores';

export function sessionStore({ client }: Database): SessionStore {
  return {
    async create(session) {
      await client.session.create({
        data: {
          sidHash: session.sidHash,
          userId: session.userId,
          createdAtMs: BigInt(session.createdAt),
          lastSeenAtMs: BigInt(session.lastSeenAt),
          expiresAtMs: BigInt(session.expiresAt),
          revokedAtMs: session.revokedAt === null ? null : BigInt(session.revokedAt),
          userAgent: session.userAgent,
        },
      });
    },

    async load(sidHash) {
      const row = await client.session.findUnique({ where: { sidHash } });
      if (row === null) return null;
      return {
        sidHash: row.sidHash,
        userId: row.userId as UserId,
        createdAt: Number(row.createdAtMs) as Instant,
        lastSeenAt: Number(row.lastSeenAtMs) as Instant,
        expiresAt: Number(row.expiresAtMs) as Instant,
        revokedAt: row.revokedAtMs === null ? null : (Number(row.revokedAtMs) as Instant),
        userAgent: row.userAgent,
      };
    },

    async touch(sidHash, at) {
      await client.session.updateMany({ where: { sidHash }, data: { lastSeenAtMs: BigInt(at) } });
    },

    async revoke(sidHash, at) {
      await client.session.updateMany({ where: { sidHash, revokedAtMs: null }, data: { revokedAtMs: BigInt(at) } });
    },

    async revokeAll(userId, at) {
      await client.session.updateMany({ where: { userId, revokedAtMs: null }, data: { revokedAtMs: BigInt(at) } });
    },
  };
}
