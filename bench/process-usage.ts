import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second for every program that asks (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Processor time of a process so far, all threads, user and system, in milliseconds. */
export function cpuMillis(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Resident memory of a process in megabytes of 2^20 bytes. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`Process ${pid} has no VmRSS`);
  return Number(kilobytes) / 1024;
}
