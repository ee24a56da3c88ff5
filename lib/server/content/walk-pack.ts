import { readdir, realpath, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { basename, join, sep } from 'node:path';

/** A file of a pack: where it is, and what authors call it (`questions/<pack>/<topic>/<slug>.json`). */
export type FoundFile = { readonly absolute: string; readonly path: string };

export type FoundQuestion = FoundFile & { readonly topic: string; readonly name: string };

export type PackListing = {
  readonly pack: string;
  readonly path: string;
  /** pack.json and syllabus.json, as far as they are there. */
  readonly top: readonly FoundFile[];
  readonly questions: readonly FoundQuestion[];
  /** By `path`. */
  readonly programs: ReadonlyMap<string, FoundFile>;
  /** Question files at a place where none belongs. */
  readonly misplaced: readonly FoundFile[];
  /** Links that lead out of the folder of all questions; nothing behind them is read. */
  readonly outside: readonly string[];
};

/** The folders that may hold a pack, by name. `schema` is none. */
export async function listPacks(questionsDir: string): Promise<readonly string[]> {
  const entries = await readdir(questionsDir, { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && isVisible(entry))
    .map((entry) => entry.name)
    .filter((name) => name !== 'schema')
    .sort();
}

/**
 * Every question and program of one pack, at fixed depths, so that no circle of links can hold it up.
 * Only regular files are listed: reading a pipe would wait for ever.
 */
export async function walkPack(questionsDir: string, pack: string): Promise<PackListing> {
  const walk = new Walk(await realpath(questionsDir));
  const questions: FoundQuestion[] = [];
  const programs = new Map<string, FoundFile>();
  const misplaced: FoundFile[] = [];

  const root = { absolute: join(questionsDir, pack), path: `${basename(questionsDir)}/${pack}` };
  const { files, folders } = (await walk.isInside(root)) ? await walk.list(root) : { files: [], folders: [] };
  misplaced.push(...files.filter((file) => isJson(file) && !isPackFile(file)));
  for (const topic of folders) {
    const inTopic = await walk.list(topic);
    for (const file of inTopic.files.filter(isJson)) {
      questions.push({ ...file, topic: basename(topic.path), name: basename(file.path, '.json') });
    }
    for (const folder of inTopic.folders) {
      const deeper = await walk.list(folder);
      if (basename(folder.path) === 'code') for (const file of deeper.files) programs.set(file.path, file);
      misplaced.push(...deeper.files.filter(isJson));
    }
  }
  const { path } = root;
  return { pack, path, top: files.filter(isPackFile), questions, programs, misplaced, outside: walk.outside };
}

class Walk {
  readonly outside: string[] = [];

  constructor(private readonly root: string) {}

  async list(folder: FoundFile): Promise<{ readonly files: FoundFile[]; readonly folders: FoundFile[] }> {
    const files: FoundFile[] = [];
    const folders: FoundFile[] = [];
    const entries = (await readdir(folder.absolute, { withFileTypes: true })).filter(isVisible);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const place = { absolute: join(folder.absolute, entry.name), path: `${folder.path}/${entry.name}` };
      const found = entry.isSymbolicLink() ? await this.behindLink(place) : entry;
      if (found?.isDirectory() === true) folders.push(place);
      else if (found?.isFile() === true) files.push(place);
    }
    return { files, folders };
  }

  /** Notes a path that leads out of the root; one that leads nowhere is as good as absent. */
  async isInside(place: FoundFile): Promise<boolean> {
    const target = await realpath(place.absolute).catch(() => null);
    if (target === null) return false;
    if (`${target}${sep}`.startsWith(`${this.root}${sep}`)) return true;
    this.outside.push(place.path);
    return false;
  }

  private async behindLink(place: FoundFile): Promise<Pick<Dirent, 'isDirectory' | 'isFile'> | null> {
    return (await this.isInside(place)) ? stat(place.absolute).catch(() => null) : null;
  }
}

function isVisible({ name }: Dirent): boolean {
  return !name.startsWith('.') && name !== 'node_modules' && name !== '__pycache__';
}

function isJson({ path }: FoundFile): boolean {
  return path.endsWith('.json');
}

function isPackFile({ path }: FoundFile): boolean {
  return path.endsWith('/pack.json') || path.endsWith('/syllabus.json');
}
