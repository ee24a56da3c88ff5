import { z } from 'zod';
import { isQuestionId } from '../base/ids';
import type { Locale } from '../reviews/events';
import { isReservedName } from './quick-json';

/**
 * The small pieces that question, pack and syllabus files are made of. A refinement never reaches the JSON Schema by itself,
 * so each one that JSON Schema can express says it a second time in `.meta()`.
 */
export const LOCALES = ['en', 'zh-CN'] as const satisfies readonly Locale[];

export const localeSchema = z.enum(LOCALES).meta({ id: 'locale' });

export const questionIdSchema = z
  .string()
  .refine(isQuestionId, { error: 'not a question id', params: { rule: 'id/malformed' } })
  .meta({ id: 'qid', pattern: '^q-[0-9a-hjkmnp-tv-z]{10}$' });

/** A name that no learner sees; both languages, sources, follow-ups and statistics point at it. */
export const keySchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/)
  .refine((key) => !isReservedName(key), { error: 'reserved name', params: { rule: 'json/reserved-key' } })
  .meta({ id: 'key' });

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80)
  .meta({ id: 'slug' });

export const dateSchema = z.iso.date().meta({ id: 'date' });

export const pythonVersionSchema = z
  .string()
  .regex(/^3\.[0-9]+t?$/)
  .meta({ id: 'pyversion' });

/** Text between two lengths, both counted in characters (code points), as JSON Schema counts them and as people do. */
export function text(minLength: number, maxLength: number) {
  return z
    .string()
    .refine((value) => isBetween(countCharacters(value), minLength, maxLength), {
      error: 'wrong length',
      params: { rule: 'schema/length', minLength, maxLength },
    })
    .meta({ minLength, maxLength });
}

export function httpsAddress() {
  return z
    .string()
    .max(500)
    .regex(/^https:\/\//)
    .refine((value) => URL.canParse(value), { error: 'not an address', params: { rule: 'schema/pattern' } })
    .meta({ format: 'uri' });
}

/** A list without repeats. */
export function distinct<Item extends z.ZodType<string>>(item: Item, minItems: number, maxItems: number) {
  return z
    .array(item)
    .min(minItems)
    .max(maxItems)
    .refine((values) => new Set(values).size === values.length, {
      error: 'repeated value',
      params: { rule: 'schema/repeated' },
    })
    .meta({ uniqueItems: true });
}

/** Something for each key; which keys these are is the business of rules. */
export function byKey<Value extends z.ZodType>(value: Value, maxProperties: number) {
  return z
    .record(keySchema, value)
    .refine((record) => Object.keys(record).length <= maxProperties, {
      error: 'too many entries',
      params: { rule: 'schema/length', maxLength: maxProperties },
    })
    .meta({ maxProperties });
}

/** Something in at least one language. */
export function byLocale<Value extends z.ZodType>(value: Value) {
  return z
    .partialRecord(localeSchema, value)
    .refine((record) => Object.keys(record).length > 0, {
      error: 'no language',
      params: { rule: 'schema/missing' },
    })
    .meta({ minProperties: 1 });
}

export function countCharacters(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
