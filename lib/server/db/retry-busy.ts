import { setTimeout as sleep } from 'node:timers/promises';

/** How long a request waits for another process's transaction. */
const GIVE_UP_AFTER_MS = 15_000;
const LONGEST_PAUSE_MS = 50;

/**
 * Runs the work again while another process holds the file's lock (SQLITE_BUSY), pausing in between without blocking the
 * event loop. The pauses double and carry chance, so that two processes do not meet again and again.
 * @throws whatever the work threw: at once unless it was BUSY, after `giveUpAfterMs` of BUSY otherwise
 */
export async function retryBusy<T>(work: () => T | Promise<T>, giveUpAfterMs = GIVE_UP_AFTER_MS): Promise<T> {
  const startedAt = performance.now();
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - startedAt > giveUpAfterMs) throw error;
    }
    await sleep(pauseMs * (0.5 + Math.random()));
  }
}

/** True for SQLITE_BUSY in any of its extended forms, from the driver itself or as the adapter translates it. */
function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && code.startsWith('SQLITE_BUSY')) return true;
  return typeof cause === 'object' && cause !== null && (cause as { kind?: unknown }).kind === 'SocketTimeout';
}
