import { statfs } from 'node:fs/promises';
import type { Deps } from '../deps';
import type { ProbeResult } from '../http/run-probe';
import { isDraining } from '../lifecycle';

/** Below this, answers may soon be refused: better to say so while there is still room to tidy up. */
const LEAST_FREE_BYTES = 100 * 1024 * 1024;

/** Whether this process takes work: not stopping, the database durable and of this build's schema, room on the disk. */
export async function checkReadiness(loadDeps: () => Promise<Deps>, dataDir: string): Promise<ProbeResult> {
  if (isDraining()) return { isUp: false, details: { draining: true } };
  try {
    const deps = await loadDeps();
    await deps.stores.instance.assertReady();
    const disk = await statfs(dataDir);
    const freeBytes = disk.bavail * disk.bsize;
    return {
      isUp: freeBytes >= LEAST_FREE_BYTES,
      details: { database: 'ok', freeMegabytes: Math.floor(freeBytes / 1024 / 1024) },
    };
  } catch (error) {
    return { isUp: false, details: { database: error instanceof Error ? error.message.slice(0, 200) : 'failing' } };
  }
}
