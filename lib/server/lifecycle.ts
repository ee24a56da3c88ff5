/**
 * Whether this process still takes work. The launcher and the application are bundled apart but share one process,
 * so the flag lives under a registered symbol.
 */
type Lifecycle = { draining: boolean };

const key = Symbol.for('timeslice.lifecycle');
const shared = globalThis as typeof globalThis & { [key]?: Lifecycle };

const lifecycle: Lifecycle = shared[key] ?? { draining: false };
shared[key] = lifecycle;

export function isDraining(): boolean {
  return lifecycle.draining;
}

/** From now on /readyz answers 503, so that no new work is sent here. */
export function startDraining(): void {
  lifecycle.draining = true;
}
