import { z } from 'zod';
import { isStorableText } from '../base/text';
import { keySchema } from '../questions/schema-parts';
import { RESPONSE_LIMITS } from './types';
import type { LearnerResponse } from './types';

const typed = (maxLength: number) => z.string().max(maxLength).refine(isStorableText, { error: 'control character' });
const keys = (most: number) => z.array(keySchema).max(most);
const byKey = <Value extends z.ZodType>(value: Value, most: number) =>
  z
    .unknown()
    .refine(hasNoProtoKey, { error: 'reserved name', abort: true })
    .pipe(
      z.record(keySchema, value).refine((record) => Object.keys(record).length <= most, { error: 'too many entries' }),
    );

/**
 * The response of an answered event (question-format.md §6), as it is sent and as it is stored. Bounds follow the format's
 * own: a question has at most 8 options, 8 gaps, 10 items, 12 left sides, 9 key points. Whether a key belongs to the
 * question is not asked here: the revision may be another one, and grading counts an unknown key as nothing right.
 */
export const learnerResponseSchema = z.strictObject({
  picked: keys(8).exactOptional(),
  gaps: byKey(typed(RESPONSE_LIMITS.gap), 8).exactOptional(),
  sequence: keys(10).exactOptional(),
  pairs: byKey(keySchema, 12).exactOptional(),
  text: typed(RESPONSE_LIMITS.text).exactOptional(),
  outcome: z.enum(['varies', 'hangs']).exactOptional(),
  marks: z
    .array(z.strictObject({ code: keySchema, line: z.int().min(1).max(120) }))
    .max(8)
    .exactOptional(),
  ticked: keys(9).exactOptional(),
  redFlags: keys(6).exactOptional(),
  dontKnow: z.literal(true).exactOptional(),
  hints: z.int().min(0).max(3).exactOptional(),
  retry: z.literal(true).exactOptional(),
  untimed: z.literal(true).exactOptional(),
  notes: typed(RESPONSE_LIMITS.notes).exactOptional(),
}) satisfies z.ZodType<LearnerResponse>;

/** zod drops this key from a record without a word; here as everywhere an unknown key is refused. */
function hasNoProtoKey(value: unknown): boolean {
  return typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__');
}
