import { createHash } from 'node:crypto';
import { canonicalJson } from '../../base/canonical-json';
import { isEventId, type EventId } from '../../base/ids';
import type { ReviewResult } from '../../api/reviews';
import { clientEventSchema, type ParsedEvent } from '../../reviews/event-schema';

/** One readable event of a request, with its place in it. */
export type ReceivedEvent = {
  readonly index: number;
  readonly event: ParsedEvent;
  /** SHA-256 in hex of what the client sent, before anything was clamped or filled in. */
  readonly payloadHash: string;
};

/** Reads each item on its own, so that one bad item costs only itself. Ids given twice in one request are sorted out here. */
export function readClientEvents(items: readonly unknown[]): {
  readonly received: readonly ReceivedEvent[];
  readonly rejected: ReadonlyMap<number, ReviewResult>;
  /** Index of a repeated item -> index of the item that it repeats. */
  readonly repeats: ReadonlyMap<number, number>;
} {
  const received: ReceivedEvent[] = [];
  const rejected = new Map<number, ReviewResult>();
  const repeats = new Map<number, number>();
  const first = new Map<EventId, ReceivedEvent>();
  for (const [index, item] of items.entries()) {
    const parsed = clientEventSchema.safeParse(item);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const place = issue?.path.join('.') ?? '';
      const detail = `${place === '' ? 'event' : place}: ${issue?.message ?? 'not readable'}`.slice(0, 200);
      rejected.set(index, { id: idOf(item), index, status: 'rejected', code: 'invalid', detail });
      continue;
    }
    const event = parsed.data;
    const one = { index, event, payloadHash: createHash('sha256').update(canonicalJson(item)).digest('hex') };
    const known = first.get(event.id);
    if (known === undefined) {
      first.set(event.id, one);
      received.push(one);
    } else if (known.payloadHash === one.payloadHash) {
      repeats.set(index, known.index);
    } else {
      rejected.set(index, { id: event.id, index, status: 'rejected', code: 'id-conflict' });
    }
  }
  return { received, rejected, repeats };
}

function idOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null;
  return typeof item.id === 'string' && isEventId(item.id) ? item.id : null;
}
