import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** What the lock file says of the server that holds it. */
type Holder = { readonly pid: number; readonly startedAt: string | null; readonly address: string };

export type Lock = { readonly release: () => void };

/**
 * Holds `server.lock` in the data folder, so that a second server never opens the same data (security.md L7).
 * It is taken over only from a process that is gone, never by age: a pid counts as gone when no process has it,
 * or when that process began at another time.
 * @throws Error with a sentence that names the other server's address
 */
export function acquireLock(dataDir: string, address: string): Lock {
  const file = path.join(dataDir, 'server.lock');
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid), address };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (write(file, mine)) return { release: () => release(file) };
    const holder = read(file);
    if (holder !== null && isAlive(holder)) {
      throw new Error(
        `Timeslice already runs on this data at ${holder.address} (process ${holder.pid}). Stop that one first, or set TIMESLICE_DATA to another folder.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new Error(`The lock ${file} could not be taken: other servers are starting at the same time. Try again.`);
}

function write(file: string, holder: Holder): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, JSON.stringify(holder));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): Holder | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed) || typeof parsed.pid !== 'number')
      return null;
    return {
      pid: parsed.pid,
      startedAt: 'startedAt' in parsed && typeof parsed.startedAt === 'string' ? parsed.startedAt : null,
      address: 'address' in parsed && typeof parsed.address === 'string' ? parsed.address : 'an unknown address',
    };
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const startedAt = startOf(holder.pid);
  return startedAt === null || holder.startedAt === null || startedAt === holder.startedAt;
}

/** When a process began, in clock ticks since boot; null where /proc does not tell. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function release(file: string): void {
  if (read(file)?.pid === process.pid) rmSync(file, { force: true });
}
