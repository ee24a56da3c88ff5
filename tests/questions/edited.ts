export type Json = Readonly<Record<string, unknown>>;

/**
 * What a test changes in a JSON document: a new value by path, such as `'text.en.why': 'Other.'` or `'options.0.correct': true`;
 * undefined removes it.
 */
export type Edits = Readonly<Record<string, unknown>>;

/** A copy of the document with the changes made. */
export function edited(document: object, edits: Edits): Json {
  const copy = JSON.parse(JSON.stringify(document)) as Json;
  for (const [path, value] of Object.entries(edits)) set(copy, path.split('.'), path, value);
  return copy;
}

function set(parent: unknown, [name, ...deeper]: readonly string[], path: string, value: unknown): void {
  if (typeof parent !== 'object' || parent === null || name === undefined)
    throw new Error(`There is nothing at ${path}`);
  if (deeper.length > 0) set((parent as Json)[name], deeper, path, value);
  else if (value === undefined) Reflect.deleteProperty(parent, name);
  else Reflect.set(parent, name, value);
}
