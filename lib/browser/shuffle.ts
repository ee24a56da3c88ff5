/**
 * The same seed and the same place give the same order, so a card keeps its order while it is on screen, in the server's
 * HTML and after a reload; the next showing has another. What is pinned stays last (question-format.md §4, `pin`).
 */
export function shuffled<T extends { readonly key: string; readonly pin?: 'last' | undefined }>(
  items: readonly T[],
  seed: number,
): readonly T[] {
  const loose = items.filter((item) => item.pin === undefined);
  const next = mulberry32(seed);
  for (let end = loose.length - 1; end > 0; end -= 1) {
    const other = Math.floor(next() * (end + 1));
    const [a, b] = [loose[end], loose[other]];
    if (a === undefined || b === undefined) continue;
    loose[end] = b;
    loose[other] = a;
  }
  return [...loose, ...items.filter((item) => item.pin !== undefined)];
}

/** A seed for one showing of one question. FNV-1a over the session's seed, the place and the id. */
export function seedFor(sessionSeed: number, position: number, questionId: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${String(sessionSeed)} ${String(position)} ${questionId}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** Tommy Ettinger's Mulberry32, public domain: 32 bits of state are plenty for eight options. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
