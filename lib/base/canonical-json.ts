/**
 * JSON with the keys of every object in order of their code units and no spaces: two values that say the same are one text,
 * so a hash of it can tell whether something was sent twice.
 * @param value what JSON.parse returns; keys with undefined are left out
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? inKeyOrder(part) : part));
}

function isRecord(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

/** Entries, not assignment: a key named `__proto__` must stay a key. */
function inKeyOrder(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
