/**
 * The chance that a card is still known, `elapsedDays` after its last graded answer. SM-2 has no probability of its own: 0.9
 * at the end of the interval and exponential decay is the usual reading (as in srs-benchmark).
 */
export function predictedRecall(elapsedDays: number, intervalDays: number): number {
  return 0.9 ** (Math.max(0, elapsedDays) / Math.max(1, intervalDays));
}
