import type { Instant } from '../../base/time';
import type { Database } from '../db/open-database';
import type { ThrottleStore } from './stores';

export function throttleStore({ client }: Database): ThrottleStore {
  return {
    async load(key) {
      const row = await client.throttle.findUnique({ where: { key } });
      return row === null ? null : { failures: row.failures, lastFailureAt: Number(row.lastFailureAtMs) as Instant };
    },

    async recordFailure(key, at) {
      const lastFailureAtMs = BigInt(at);
      await client.throttle.upsert({
        where: { key },
        create: { key, failures: 1, lastFailureAtMs },
        update: { failures: { increment: 1 }, lastFailureAtMs },
      });
    },

    async clear(key) {
      await client.throttle.deleteMany({ where: { key } });
    },
  };
}
