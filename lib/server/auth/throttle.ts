import type { Deps } from '../deps';

/** When failures begin to cost time, how much, and when they are forgotten. Nobody is ever locked out for good. */
export type ThrottleRule = {
  readonly freeFailures: number;
  readonly waitMillis: (failures: number) => number;
  readonly forgetAfterMillis: number;
};

const MINUTE_MILLIS = 60_000;

/** Guessing the key of local mode: ten wrong ones, then a minute's pause. */
export const localKeyRule: ThrottleRule = {
  freeFailures: 10,
  waitMillis: () => MINUTE_MILLIS,
  forgetAfterMillis: MINUTE_MILLIS,
};

/** Wrong passwords for one account, known or not: five for free, then 2 s, 4 s, 8 s … up to 15 minutes. */
export const accountRule: ThrottleRule = {
  freeFailures: 5,
  waitMillis: (failures) => backOff(failures - 5),
  forgetAfterMillis: 24 * 60 * MINUTE_MILLIS,
};

/** Wrong passwords from one address, over all accounts. Many people can share one address, so more are free. */
export const addressRule: ThrottleRule = {
  freeFailures: 30,
  waitMillis: (failures) => backOff(failures - 30),
  forgetAfterMillis: 60 * MINUTE_MILLIS,
};

/** How long this key must still wait; null when it may try. Lives in the database, so restarts and replicas share it. */
export async function waitBeforeTrying(deps: Deps, key: string, rule: ThrottleRule): Promise<number | null> {
  const record = await deps.stores.throttles.load(key);
  if (record === null) return null;
  const sinceMillis = deps.now() - record.lastFailureAt;
  if (sinceMillis >= rule.forgetAfterMillis) {
    await deps.stores.throttles.clear(key);
    return null;
  }
  if (record.failures < rule.freeFailures) return null;
  const leftMillis = rule.waitMillis(record.failures) - sinceMillis;
  return leftMillis > 0 ? leftMillis : null;
}

function backOff(step: number): number {
  return Math.min(2_000 * 2 ** Math.min(step, 20), 15 * MINUTE_MILLIS);
}
