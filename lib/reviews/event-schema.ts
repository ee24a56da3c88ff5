import { z } from 'zod';
import { isEventId, type EventId } from '../base/ids';
import { isStorableText } from '../base/text';
import { isTimeZone, type Instant, type TimeZone } from '../base/time';
import type { Quality } from '../scheduler/types';
import type { StoredResponse } from './events';

/** Clocks may be wrong and are clamped later; these bounds only keep out what is no time at all. */
const EARLIEST = '1970-01-01T00:00:00.000Z';
const LATEST = '2100-01-01T00:00:00.000Z';
const LONGEST_ANSWER_MILLIS = 86_400_000;
const LARGEST_INTEGER = 2_147_483_647;

const safeText = (maxLength: number) =>
  z.string().min(1).max(maxLength).refine(isStorableText, 'NUL, control character or lone surrogate');

const eventId = z
  .string()
  .refine((text): text is EventId => isEventId(text) && text[14] === '7', 'not a lower-case UUID of version 7');

const instant = z.iso
  .datetime({ offset: true })
  .max(40)
  .transform((text) => Date.parse(text) as Instant)
  .refine((at) => at >= Date.parse(EARLIEST) && at < Date.parse(LATEST), `not between ${EARLIEST} and ${LATEST}`);

const timeZone = z.string().refine((name): name is TimeZone => isTimeZone(name), 'not an IANA time zone');

const quality = z
  .int()
  .min(0)
  .max(5)
  .transform((value) => (value + 0) as Quality);

/** Only its outer shape: what it must look like depends on the question's type and is the grading's business. */
const response = z
  .custom<StoredResponse>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'not an object',
  )
  .refine(isStorableJson, 'too deep, too large, or text that cannot be stored');

const common = {
  id: eventId,
  /** Any short text: whether there is such a question is asked later, and answered with `question-unknown`. */
  questionId: safeText(64),
  questionRev: z.int().min(1).max(LARGEST_INTEGER),
  locale: z.enum(['en', 'zh-CN']),
  timeZone: timeZone.exactOptional(),
  occurredAt: instant,
  deviceId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/),
  deviceSeq: z.int().min(0).max(LARGEST_INTEGER),
};

/**
 * One event as a client sends it. Unknown keys are refused; `content-changed` is the server's own and unknown here.
 * Instants come out as milliseconds, everything else as it was sent.
 */
export const clientEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('answered'),
    quality,
    response: response.exactOptional(),
    confidence: z.enum(['guess', 'fairly', 'sure']).exactOptional(),
    durationMs: z.int().min(0).max(LONGEST_ANSWER_MILLIS),
  }),
  z.strictObject({ ...common, kind: z.literal('undone'), targetEventId: eventId }),
  z.strictObject({ ...common, kind: z.enum(['suspended', 'resumed', 'reset']) }),
]);

export type ParsedEvent = z.output<typeof clientEventSchema>;

const DEEPEST = 6;
const MOST_VALUES = 500;
const LONGEST_TEXT = 20_000;

function isStorableJson(value: unknown): boolean {
  let values = 0;
  let length = 0;
  const fits = (part: unknown, depth: number): boolean => {
    values += 1;
    if (depth > DEEPEST || values > MOST_VALUES) return false;
    if (typeof part === 'string') {
      length += part.length;
      return length <= LONGEST_TEXT && isStorableText(part);
    }
    if (typeof part !== 'object' || part === null) return true;
    return Object.entries(part).every(([key, inner]) => fits(key, depth + 1) && fits(inner, depth + 1));
  };
  return fits(value, 0);
}
