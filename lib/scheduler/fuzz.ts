import { unitNumber } from '../base/random';

/** Below this many days nothing is spread: 1 stays 1 and 2 stays 2. */
const FIRST_SPREAD_DAYS = 2.5;
/** The share of each part of the interval that the window grows by, to both sides. */
const WINDOW_PARTS = [
  { from: FIRST_SPREAD_DAYS, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Infinity, share: 0.05 },
] as const;

/**
 * A day near the interval, so that cards learned together do not come back together. It depends on the card and the number
 * of its graded answers only: a preview equals the answer and a replay equals history.
 * @param intervalDays already capped
 * @param gradedCount graded answers, the present one included
 */
export function spreadDays(
  intervalDays: number,
  seed: { cardId: string; gradedCount: number },
  capDays: number,
): number {
  if (intervalDays < FIRST_SPREAD_DAYS) return intervalDays;
  const reach = WINDOW_PARTS.reduce(
    (sum, { from, to, share }) => sum + share * Math.max(0, Math.min(intervalDays, to) - from),
    1,
  );
  const earliest = Math.max(1, Math.round(intervalDays - reach));
  const latest = Math.max(earliest, Math.min(capDays, Math.round(intervalDays + reach)));
  return earliest + Math.floor(unitNumber(`${seed.cardId}/${seed.gradedCount}`) * (latest - earliest + 1));
}
