import { setImmediate } from 'node:timers/promises';

/** How long content work may hold the event loop before requests get their turn, in milliseconds. */
const TURN_MS = 8;

/** Awaited between small pieces of long work: gives way to requests once a turn is used up. Throws once it is told to stop. */
export function takeTurns(signal?: AbortSignal): () => Promise<void> {
  let turnEnds = performance.now() + TURN_MS;
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() < turnEnds) return;
    await setImmediate();
    turnEnds = performance.now() + TURN_MS;
  };
}
