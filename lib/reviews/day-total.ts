import type { ReviewEvent } from './events';
import { findUndos } from './undo';

/** Thinking time beyond this says that somebody left the desk. */
const LONGEST_COUNTED_MILLIS = 600_000;

/** What one study day's events come to, undone ones left out: answers (drills included) and the seconds they took. */
export function dayTotal(events: readonly ReviewEvent[]): { readonly answers: number; readonly seconds: number } {
  const { undone } = findUndos(events);
  let answers = 0;
  let millis = 0;
  for (const event of events) {
    if (event.kind !== 'answered' || undone.has(event.id)) continue;
    answers += 1;
    millis += Math.min(event.durationMs, LONGEST_COUNTED_MILLIS);
  }
  return { answers, seconds: Math.round(millis / 1000) };
}
