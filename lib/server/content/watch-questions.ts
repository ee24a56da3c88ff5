import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Editors write a file in several steps, and a checkout changes many: wait until it is quiet, but not for ever. */
const QUIET_MILLIS = 300;
const LONGEST_WAIT_MILLIS = 2_000;
/** How often to look where the system cannot tell: the folder is missing, or it has no watches left. */
const POLL_MILLIS = 10_000;
/** pack / topic / code */
const DEPTH = 3;

/**
 * Calls back once after each burst of changes below the folder, one call at a time. Resolves once it watches: what is read after
 * that is followed.
 * Each folder is watched by itself: Node's recursive watch on Linux follows a file by its inode, so it goes deaf for good once
 * an editor or git replaces the file by renaming another over it (seen with Node 20.20).
 */
export async function watchQuestions(
  questionsDir: string,
  changed: () => Promise<void>,
): Promise<{ readonly close: () => void }> {
  const watching = new Watching(questionsDir, changed);
  await watching.look(false);
  return {
    close: () => {
      watching.close();
    },
  };
}

class Watching {
  /** By path, with the inode: a folder that was removed and made again needs a new watch. */
  private readonly watches = new Map<string, { readonly watcher: FSWatcher; readonly inode: number }>();
  private timer: NodeJS.Timeout | null = null;
  private firstEventAt: number | null = null;
  private looking = false;
  private closed = false;

  constructor(
    private readonly root: string,
    private readonly changed: () => Promise<void>,
  ) {}

  /** Watches what is there now, then lets what happened until then be read: nothing falls between the two. */
  async look(report: boolean): Promise<void> {
    if (this.closed) return;
    this.looking = true;
    this.firstEventAt = null;
    const complete = await this.arm();
    if (report) await this.changed();
    this.looking = false;
    if (this.hasNews()) this.schedule(QUIET_MILLIS);
    else if (!complete) this.schedule(POLL_MILLIS);
  }

  close(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    for (const { watcher } of this.watches.values()) watcher.close();
    this.watches.clear();
  }

  private noticed(): void {
    this.firstEventAt ??= performance.now();
    if (this.looking) return;
    const patience = this.firstEventAt + LONGEST_WAIT_MILLIS - performance.now();
    this.schedule(Math.max(0, Math.min(QUIET_MILLIS, patience)));
  }

  /** Whether an event came while the last ones were looked into. */
  private hasNews(): boolean {
    return this.firstEventAt !== null;
  }

  private schedule(millis: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.closed) return;
    this.timer = setTimeout(() => void this.look(true), millis).unref();
  }

  /** @returns whether every folder is watched */
  private async arm(): Promise<boolean> {
    const folders = await listFolders(this.root, DEPTH);
    for (const [path, { watcher, inode }] of this.watches) {
      if (folders.get(path) === inode) continue;
      watcher.close();
      this.watches.delete(path);
    }
    let complete = folders.size > 0;
    for (const [path, inode] of folders) {
      if (this.closed || this.watches.has(path)) continue;
      const watcher = this.watchFolder(path);
      if (watcher === null) complete = false;
      else this.watches.set(path, { watcher, inode });
    }
    return complete;
  }

  private watchFolder(path: string): FSWatcher | null {
    try {
      const watcher = watch(path, { persistent: false }, () => {
        this.noticed();
      });
      watcher.on('error', () => {
        this.noticed();
      });
      return watcher;
    } catch {
      return null;
    }
  }
}

/** Inodes by path; nothing for what cannot be read. */
async function listFolders(folder: string, depth: number): Promise<ReadonlyMap<string, number>> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true) return new Map();
  const folders = new Map([[folder, found.ino]]);
  if (depth === 0) return folders;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory() && !entry.isSymbolicLink()) continue;
    for (const [path, inode] of await listFolders(join(folder, entry.name), depth - 1)) folders.set(path, inode);
  }
  return folders;
}
