import type { Problem } from './finding';

/** What the rules on a whole pack need of one file; `id` is null where the file has none that could be read. */
export type PackEntry = {
  readonly path: string;
  readonly slug: string;
  readonly id: string | null;
  readonly aliases: readonly string[];
  readonly requires: readonly string[];
  /** Paths of the programs that it names. */
  readonly programs: readonly string[];
};

export type PlacedProblem = { readonly path: string; readonly problem: Problem };

/**
 * The rules on a pack as a whole: ids and slugs are unique, `requires` makes no circle, a program belongs to one question.
 * @param owners the path of each question known from before: it keeps its id when a copy turns up
 * @param programs every program file of the pack
 */
export function checkPack(
  entries: readonly PackEntry[],
  owners: ReadonlyMap<string, string>,
  programs: readonly string[],
): readonly PlacedProblem[] {
  return [
    ...duplicateIds(entries, owners),
    ...changedIds(entries),
    ...duplicateSlugs(entries),
    ...circles(entries),
    ...sharedPrograms(entries),
    ...orphans(entries, programs),
  ];
}

function duplicateIds(entries: readonly PackEntry[], owners: ReadonlyMap<string, string>): readonly PlacedProblem[] {
  return sharing(entries, (entry) => (entry.id === null ? [] : [entry.id])).flatMap(([id, group]) => {
    const owner = group.find((entry) => entry.path === owners.get(id));
    return group
      .filter((entry) => entry !== owner)
      .map((entry) => {
        const other = (owner ?? group.find((one) => one !== entry))?.path ?? '';
        return { path: entry.path, problem: { message: 'id/duplicate', pointer: ['id'], params: { id, other } } };
      });
  });
}

/** Two entries with one path: the question that was imported from it, and the file as it is now, under another id. */
function changedIds(entries: readonly PackEntry[]): readonly PlacedProblem[] {
  return sharing(entries, (entry) => [entry.path]).flatMap(([path, group]) => {
    const was = group.at(-1)?.id ?? '';
    return [{ path, problem: { message: 'id/changed', pointer: ['id'], params: { was } } }];
  });
}

function duplicateSlugs(entries: readonly PackEntry[]): readonly PlacedProblem[] {
  return sharing(entries, (entry) => [...new Set([entry.slug, ...entry.aliases])]).flatMap(([slug, group]) =>
    group
      // A present slug goes before somebody's old one; one path twice is a changed id.
      .filter((entry) => group.some((one) => one.path !== entry.path))
      .filter((entry) => entry.slug !== slug || group.filter((one) => one.slug === slug).length > 1)
      .map((entry) => {
        const other = group.find((one) => one.path !== entry.path)?.path ?? '';
        return { path: entry.path, problem: { message: 'path/duplicate-slug', pointer: [], params: { slug, other } } };
      }),
  );
}

function sharedPrograms(entries: readonly PackEntry[]): readonly PlacedProblem[] {
  return sharing(entries, (entry) => entry.programs).flatMap(([file, group]) =>
    group.map((entry) => ({
      path: entry.path,
      problem: { message: 'file/shared', pointer: ['code'], params: { file } },
    })),
  );
}

function orphans(entries: readonly PackEntry[], programs: readonly string[]): readonly PlacedProblem[] {
  const named = new Set(entries.flatMap((entry) => entry.programs));
  return programs
    .filter((path) => !named.has(path))
    .map((path) => ({ path, problem: { message: 'file/orphan', pointer: [] } }));
}

/** Names that two or more entries (or one entry twice) lay claim to. */
function sharing(
  entries: readonly PackEntry[],
  namesOf: (entry: PackEntry) => readonly string[],
): readonly (readonly [string, readonly PackEntry[]])[] {
  const byName = new Map<string, PackEntry[]>();
  for (const entry of entries) {
    for (const name of namesOf(entry)) {
      const group = byName.get(name);
      if (group === undefined) byName.set(name, [entry]);
      else group.push(entry);
    }
  }
  return [...byName].filter(([, group]) => group.length > 1);
}

/** Every question on a circle of `requires` is told the circle: none of them could ever come first. */
function circles(entries: readonly PackEntry[]): readonly PlacedProblem[] {
  const byId = new Map(entries.flatMap((entry) => (entry.id === null ? [] : [[entry.id, entry] as const])));
  const found: PlacedProblem[] = [];
  const done = new Set<PackEntry>();
  for (const start of byId.values()) {
    for (const circle of circlesFrom(start, byId, done)) {
      const names = [...circle, circle[0]].map((entry) => entry?.slug ?? '').join(' → ');
      for (const entry of circle) {
        const problem: Problem = { message: 'link/cycle', pointer: ['requires'], params: { circle: names } };
        found.push({ path: entry.path, problem });
      }
    }
  }
  return found;
}

/** Depth first with an explicit stack: a chain may be as long as the pack. */
function circlesFrom(
  start: PackEntry,
  byId: ReadonlyMap<string, PackEntry>,
  done: Set<PackEntry>,
): readonly (readonly PackEntry[])[] {
  const found: (readonly PackEntry[])[] = [];
  const path: { readonly entry: PackEntry; next: number }[] = done.has(start) ? [] : [{ entry: start, next: 0 }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const id = top.entry.requires[top.next];
    if (id === undefined) {
      done.add(top.entry);
      path.pop();
      continue;
    }
    top.next += 1;
    const required = byId.get(id);
    if (required === undefined || done.has(required) || required === top.entry) continue;
    const at = path.findIndex((step) => step.entry === required);
    if (at >= 0) found.push(path.slice(at).map((step) => step.entry));
    else path.push({ entry: required, next: 0 });
  }
  return found;
}
