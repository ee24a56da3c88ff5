import type { Pointer } from './finding';

export type PlacedString = { readonly pointer: Pointer; readonly value: string };

/** The strings in a value that fail a test, with their places. */
export function stringsThat(
  fails: (value: string) => boolean,
  value: unknown,
  pointer: Pointer,
): readonly PlacedString[] {
  const found: PlacedString[] = [];
  visit(value, pointer, (at, text) => {
    if (fails(text)) found.push({ pointer: at(), value: text });
  });
  return found;
}

/** Places are made only when asked for: nearly every string is in order. */
function visit(value: unknown, root: Pointer, see: (at: () => Pointer, text: string) => void): void {
  const path: (string | number)[] = [...root];
  const at = (): Pointer => [...path];
  const walk = (part: unknown): void => {
    if (typeof part === 'string') see(at, part);
    else if (typeof part === 'object' && part !== null) {
      for (const [key, item] of Object.entries(part)) {
        path.push(Array.isArray(part) ? Number(key) : key);
        walk(item);
        path.pop();
      }
    }
  };
  walk(value);
}
