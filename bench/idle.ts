import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMillis } from './process-usage';

const WINDOW_MILLIS = 500;
const IDLE_SHARE = 0.04;
/** So many windows in a row, because on a busy machine a working process also gets little. */
const IDLE_WINDOWS = 4;
const LONGEST_WAIT_MILLIS = 600_000;

/** Waits until a server has done what it does after its start (importing and rendering questions). */
export async function untilIdle(pid: number): Promise<void> {
  const began = performance.now();
  for (let idle = 0; idle < IDLE_WINDOWS;) {
    const before = cpuMillis(pid);
    await sleep(WINDOW_MILLIS);
    idle = cpuMillis(pid) - before <= WINDOW_MILLIS * IDLE_SHARE ? idle + 1 : 0;
    if (performance.now() - began > LONGEST_WAIT_MILLIS) throw new Error(`Process ${pid} does not come to rest`);
  }
}
