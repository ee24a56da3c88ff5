/** Branded identifiers. A brand costs nothing at run time and keeps a user id out of a question's place. */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type UserId = Branded<string, 'UserId'>;
/** `q-` and ten of `0-9a-hjkmnp-tv-z` (question-format.md §4). */
export type QuestionId = Branded<string, 'QuestionId'>;
/** A UUID, lower case: version 7 made by the client, version 8 for the server's own events. */
export type EventId = Branded<string, 'EventId'>;
export type DeviceId = Branded<string, 'DeviceId'>;
export type TopicId = Branded<string, 'TopicId'>;

const questionIdPattern = /^q-[0-9a-hjkmnp-tv-z]{10}$/;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isQuestionId(text: string): text is QuestionId {
  return questionIdPattern.test(text);
}

export function isEventId(text: string): text is EventId {
  return uuidPattern.test(text);
}

/** What a device remembers so that its ids keep the order in which they were made. */
export type UuidV7Clock = { readonly millis: number; readonly counter: number };

/**
 * The next UUIDv7 of one device (RFC 9562 §5.7, with the 12 bits after the version as a monotonic counter, §6.2 method 1).
 * A clock that stands still or runs backwards keeps the last millisecond and counts on.
 * @param random eight bytes of chance
 * @returns the id and the clock to pass in next time
 * @throws RangeError unless exactly eight bytes and a whole, non-negative millisecond are given
 */
export function nextUuidV7(
  last: UuidV7Clock | null,
  nowMillis: number,
  random: Uint8Array,
): { readonly id: EventId; readonly clock: UuidV7Clock } {
  if (random.length !== 8) throw new RangeError(`Expected 8 random bytes, got ${String(random.length)}`);
  if (!Number.isSafeInteger(nowMillis) || nowMillis < 0 || nowMillis >= 2 ** 48) {
    throw new RangeError(`Not a UUIDv7 time: ${String(nowMillis)}`);
  }
  const clock = tick(last, nowMillis);
  const time = clock.millis.toString(16).padStart(12, '0');
  const counter = clock.counter.toString(16).padStart(3, '0');
  const tail = Array.from(random, (byte, index) => (index === 0 ? (byte & 0x3f) | 0x80 : byte))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  return { id: id as EventId, clock };
}

function tick(last: UuidV7Clock | null, nowMillis: number): UuidV7Clock {
  if (last === null || nowMillis > last.millis) return { millis: nowMillis, counter: 0 };
  return last.counter < 0xfff
    ? { millis: last.millis, counter: last.counter + 1 }
    : { millis: last.millis + 1, counter: 0 };
}

/**
 * A UUIDv8 (RFC 9562 §5.8) from the first 16 bytes of a hash: the same input gives the same id, so an import done twice adds nothing.
 * @throws RangeError when fewer than 16 bytes are given
 */
export function uuidV8FromHash(hash: Uint8Array): EventId {
  if (hash.length < 16) throw new RangeError('A UUIDv8 needs 16 bytes');
  const hex = Array.from(hash.slice(0, 16), (byte, index) => {
    if (index === 6) return (byte & 0x0f) | 0x80;
    if (index === 8) return (byte & 0x3f) | 0x80;
    return byte;
  })
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as EventId;
}
