import type { Stores } from '@/lib/server/store/stores';
import { memoryInstanceStore, memoryLearnerStore, memorySessionStore, memoryThrottleStore } from './memory-accounts';
import { memoryContentStore } from './memory-content';
import { emptyDatabase, type MemoryDatabase } from './memory-database';
import { memoryCardStore, memoryReviewStore } from './memory-reviews';

/** All stores in memory: what use cases are tested with, and the third party of the contract suites. */
export function memoryStores(database: MemoryDatabase = emptyDatabase()): Stores {
  return {
    reviews: memoryReviewStore(database),
    cards: memoryCardStore(database),
    content: memoryContentStore(database),
    learners: memoryLearnerStore(database),
    sessions: memorySessionStore(database),
    throttles: memoryThrottleStore(database),
    instance: memoryInstanceStore(database),
  };
}
