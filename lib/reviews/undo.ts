import type { EventId } from '../base/ids';
import type { ReviewEvent, ReviewEventKind } from './events';

/** Undoing an undo is refused (answer again), and what an import did is not the learner's to undo. */
export function isUndoable(kind: ReviewEventKind): boolean {
  switch (kind) {
    case 'answered':
    case 'suspended':
    case 'resumed':
    case 'reset':
      return true;
    case 'undone':
    case 'content-changed':
      return false;
  }
}

export type Undos = {
  /** Events of the log that do not count. */
  readonly undone: ReadonlySet<EventId>;
  /** An undo names an event that has not arrived yet. */
  readonly waiting: boolean;
};

/** Which events of one card's log are undone, wherever in the log the undo stands. */
export function findUndos(events: readonly ReviewEvent[]): Undos {
  const targets = new Set<EventId>();
  for (const event of events) if (event.kind === 'undone') targets.add(event.targetEventId);
  if (targets.size === 0) return noUndos;

  const undone = new Set<EventId>();
  let found = 0;
  for (const event of events) {
    if (!targets.has(event.id)) continue;
    found += 1;
    if (isUndoable(event.kind)) undone.add(event.id);
  }
  return { undone, waiting: found < targets.size };
}

const noUndos: Undos = { undone: new Set(), waiting: false };
