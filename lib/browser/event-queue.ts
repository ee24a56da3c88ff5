import type { ClientEvent } from '../api/reviews';

export type BatchLimits = { readonly events: number; readonly bytes: number };

export type ParkedEvent = {
  readonly event: ClientEvent;
  /** The server's reason, or the browser's own where the server could not give one for each item. */
  readonly code: string;
  readonly detail: string | null;
};

/** What came of one batch. */
export type Settlement = {
  /** The epoch of the reply; null where there was none. */
  readonly epoch: string | null;
  readonly acknowledged: readonly string[];
  readonly parked: readonly { readonly id: string; readonly code: string; readonly detail: string | null }[];
};

export type QueueCounts = { readonly waiting: number; readonly parked: number };

/**
 * Answers on their way to the server, each tagged with its user. The outbox keeps them in IndexedDB; where that fails, the
 * unsaved queue holds them in memory until they are sent.
 */
export interface EventQueue {
  /** Waiting events of one user in the order in which they were made; at least one if there is any, whatever its size. */
  nextBatch(userId: string, limits: BatchLimits): Promise<readonly ClientEvent[]>;
  settle(userId: string, settlement: Settlement): Promise<void>;
  count(userId: string): Promise<QueueCounts>;
  /** Everything of one user: their account is gone, or they signed out and asked for it. */
  forget(userId: string): Promise<void>;
}

export function bytesOf(event: ClientEvent): number {
  return new TextEncoder().encode(JSON.stringify(event)).length;
}
