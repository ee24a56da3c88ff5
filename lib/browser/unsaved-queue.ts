import type { ClientEvent } from '../api/reviews';
import { bytesOf, type EventQueue, type ParkedEvent } from './event-queue';

export type UnsavedQueue = EventQueue & {
  add(userId: string, event: ClientEvent): void;
  listParked(userId: string): readonly ParkedEvent[];
  discardParked(userId: string, id: string): void;
};

/** Answers that the device could not store: they live as long as the page, and go out first. */
export function unsavedQueue(): UnsavedQueue {
  const users = new Map<string, { waiting: ClientEvent[]; parked: ParkedEvent[] }>();
  const of = (userId: string) => users.get(userId) ?? { waiting: [], parked: [] };

  return {
    add(userId, event) {
      const { waiting, parked } = of(userId);
      users.set(userId, { waiting: [...waiting, event], parked });
    },
    nextBatch(userId, limits) {
      let bytes = 0;
      const batch = of(userId)
        .waiting.slice(0, limits.events)
        .filter((event, index) => {
          bytes += bytesOf(event);
          return index === 0 || bytes <= limits.bytes;
        });
      return Promise.resolve(batch);
    },
    settle(userId, { acknowledged, parked: refused }) {
      const { waiting, parked } = of(userId);
      const refusals = new Map(refused.map((refusal) => [refusal.id, refusal]));
      const newlyParked = waiting.flatMap((event) => {
        const refusal = refusals.get(event.id);
        return refusal === undefined ? [] : [{ event, code: refusal.code, detail: refusal.detail }];
      });
      users.set(userId, {
        waiting: waiting.filter((event) => !acknowledged.includes(event.id) && !refusals.has(event.id)),
        parked: [...parked, ...newlyParked],
      });
      return Promise.resolve();
    },
    count(userId) {
      const { waiting, parked } = of(userId);
      return Promise.resolve({ waiting: waiting.length, parked: parked.length });
    },
    forget(userId) {
      users.delete(userId);
      return Promise.resolve();
    },
    listParked: (userId) => of(userId).parked,
    discardParked(userId, id) {
      const { waiting, parked } = of(userId);
      users.set(userId, { waiting, parked: parked.filter(({ event }) => event.id !== id) });
    },
  };
}
