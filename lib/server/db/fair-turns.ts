import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long one chain of database calls may keep the event loop, in milliseconds. */
const LONGEST_RUN_MS = 10;

/**
 * The SQLite driver answers at once, so a loop that awaits one query after the other never returns to the event loop and would
 * keep timers, sockets and every other request waiting until its end. This lets them have their turn now and then.
 */
export class FairTurns {
  #lastTurnAt = 0;

  async take(): Promise<void> {
    if (performance.now() - this.#lastTurnAt < LONGEST_RUN_MS) return;
    await nextTurn();
    this.#lastTurnAt = performance.now();
  }
}
