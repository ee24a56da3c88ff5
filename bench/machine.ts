import { cpus, loadavg, totalmem } from 'node:os';

/** Work that waited for a processor during the last minute; above 0.5 before the first bench, figures are too high. */
export function loadAverage(): number {
  return loadavg()[0] ?? 0;
}

/** What the figures were taken on, in one line. */
export function describeMachine(loadBefore: number): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const model = (processors[0]?.model ?? 'unknown').trim();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}: ${processors.length} cores (${model}), ${gigabytes} GB, ${process.platform} ${process.arch}, Node ${process.version}, load average ${loadBefore.toFixed(1)} before the first bench.`;
}
