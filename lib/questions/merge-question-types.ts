/**
 * One object schema in place of a union of eight: all properties in one list, and for each type an `if/then` with what it
 * needs beyond that and what it must not have. It says the same as the union, in a third of the size, and an editor can
 * complete keys and name the mistake instead of "matches none of eight".
 */
export type JsonSchema = { readonly [keyword: string]: unknown };

export type ObjectSchema = {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
};

type Merged = { readonly whole: ObjectSchema; readonly own: readonly JsonSchema[] };

/** @throws Error when two types give the same property different shapes, which one list cannot say */
export function mergeQuestionTypes(types: readonly ObjectSchema[]): {
  readonly whole: ObjectSchema;
  readonly conditions: readonly JsonSchema[];
} {
  const names = types.map((type) => String(type.properties['type']?.['const']));
  const texts = mergeObjects(types.map((type) => type.properties['text']?.['additionalProperties'] as ObjectSchema));
  const alike = types.map((type) => ({
    ...type,
    properties: {
      ...type.properties,
      type: { enum: names },
      text: { ...type.properties['text'], additionalProperties: texts.whole },
    },
  }));
  const { whole, own } = mergeObjects(alike);
  const conditions = names.map((name, index) => ({
    if: { properties: { type: { const: name } }, required: ['type'] },
    then: withText(own[index] ?? {}, texts.own[index] ?? {}),
  }));
  return { whole, conditions };
}

function withText(own: JsonSchema, ownText: JsonSchema): JsonSchema {
  const properties = own['properties'] as JsonSchema;
  return { ...own, properties: { ...properties, text: { additionalProperties: ownText } } };
}

function mergeObjects(objects: readonly ObjectSchema[]): Merged {
  const properties: Record<string, JsonSchema> = {};
  for (const object of objects) {
    for (const [name, schema] of Object.entries(object.properties)) {
      const known = (properties[name] ??= schema);
      if (JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`Two shapes of "${name}"`);
    }
  }
  const [first, ...others] = objects;
  const required = (first?.required ?? []).filter((name) => others.every((other) => other.required.includes(name)));
  const whole: ObjectSchema = { type: 'object', properties, required, additionalProperties: false };
  return { whole, own: objects.map((object) => beyond(whole, object)) };
}

function beyond(whole: ObjectSchema, object: ObjectSchema): JsonSchema {
  const absent = Object.keys(whole.properties).filter((name) => !(name in object.properties));
  return {
    required: object.required.filter((name) => !whole.required.includes(name)),
    properties: Object.fromEntries(absent.map((name) => [name, false])),
  };
}
