/** A gap of a passage is `{{key}}`. */
export const GAP = /\{\{([^{}]*)\}\}/g;

/** The keys of a passage's gaps as they stand, repeats included. */
export function gapsInPassage(passage: string): readonly string[] {
  return [...passage.matchAll(GAP)].map((match) => match[1] ?? '');
}
