/** One line of the table: what was measured, over how many runs, and against what. */
export type Figure = {
  readonly what: string;
  /** One number for each run; the table shows their median and range. A count that cannot vary has one run. */
  readonly runs: readonly number[];
  readonly unit: string;
  /** Null when the figure stands beside a goal without being one. */
  readonly goal: { readonly atMost: number } | { readonly atLeast: number } | null;
};

export type Bench = {
  readonly name: string;
  /** The number of the goal in docs/performance.md. */
  readonly goal: number;
  readonly about: string;
  readonly measure: () => Promise<readonly Figure[]>;
};

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of the values lies, by linear interpolation. @throws RangeError without values */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new RangeError('No values');
  return low + (high - low) * (place - Math.floor(place));
}

/** Repeats a measurement, one after the other, after one run that only warms up. */
export async function repeat<T>(times: number, run: () => T | Promise<T>): Promise<T[]> {
  await run();
  const values: T[] = [];
  for (let index = 0; index < times; index += 1) values.push(await run());
  return values;
}

export type Pair = { readonly ours: number; readonly peer: number };

/** Ours and its peer by turns, so that a busy moment of the machine strikes both alike. */
export function pairs(
  times: number,
  ours: () => number | Promise<number>,
  peer: () => number | Promise<number>,
): Promise<Pair[]> {
  return repeat(times, async () => ({ ours: await ours(), peer: await peer() }));
}

/** Milliseconds that a synchronous piece of work takes. */
export function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
