const FIRST_LEECH_LAPSES = 8;
const NEXT_LEECH_LAPSES = 4;

/** A leech is marked at 8 lapses and then at every 4th: listed with what to do about it, never suspended silently. */
export function isLeechAt(lapses: number): boolean {
  return lapses >= FIRST_LEECH_LAPSES && (lapses - FIRST_LEECH_LAPSES) % NEXT_LEECH_LAPSES === 0;
}
