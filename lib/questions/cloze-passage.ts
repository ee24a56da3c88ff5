/** A gap of a passage is `{{key}}`. */
export const GAP = /\{\{([a-z][a-z0-9-]{0,31})\}\}/g;

/** What looks like a gap, with whatever it names. */
const gapLike = /\{\{([^{}]*)\}\}/g;

/** What stands in the gaps of a passage, as it stands: repeats and mistyped keys included. */
export function gapsInPassage(passage: string): readonly string[] {
  return [...passage.matchAll(gapLike)].map((match) => match[1] ?? '');
}
