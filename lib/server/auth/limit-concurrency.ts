class TooBusyError extends Error {
  readonly code = 'SERVER_BUSY';
  override readonly name = 'TooBusyError';
}

export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs at most so many pieces of work at once; as many again as `maxWaiting` wait in line, the rest is refused with TooBusyError. */
export function limitConcurrency(maxRunning: number, maxWaiting: number): Limit {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= maxRunning) {
      if (waiting.length >= maxWaiting) throw new TooBusyError('Too much of this work waits already.');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
