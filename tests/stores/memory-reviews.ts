import type { QuestionId } from '@/lib/base/ids';
import { studyDay } from '@/lib/base/time';
import { compareEvents, type LoggedEvent } from '@/lib/reviews/events';
import type { CardStore, CardUpdate, ReviewStore, StoredReviewCard } from '@/lib/server/store/stores';
import type { ReviewEvent } from '@/lib/reviews/events';
import type { UserId } from '@/lib/base/ids';
import { cardsOf, eventsOf, isAvailable, type MemoryDatabase } from './memory-database';

export function memoryReviewStore(database: MemoryDatabase): ReviewStore {
  return {
    loadKnown: (ids) =>
      Promise.resolve(
        new Map(
          ids.flatMap((id) => {
            const event = database.events.get(id);
            if (event === undefined) return [];
            const { userId, payloadHash, questionId } = event;
            return [[id, { id, userId, payloadHash, questionId }] as const];
          }),
        ),
      ),

    loadLogs: (userId, questionIds) => Promise.resolve(logsOf(database, userId, new Set(questionIds))),

    loadAfter: (userId, after, limit) =>
      Promise.resolve(
        eventsOf(database, userId)
          .filter((event) => event.seq > after)
          .sort((a, b) => a.seq - b.seq)
          .slice(0, limit),
      ),

    loadDay: (userId, day) =>
      Promise.resolve(
        eventsOf(database, userId)
          .filter((event) => dayOf(event) === day)
          .sort(compareEvents),
      ),

    latestDay: (userId) =>
      Promise.resolve(
        eventsOf(database, userId)
          .filter((event) => event.kind === 'answered')
          .map(dayOf)
          .sort()
          .at(-1) ?? null,
      ),

    loadDurations: (userId, limit) => {
      const taken = new Map<string, number>();
      const newestFirst = eventsOf(database, userId).sort(compareEvents).reverse();
      return Promise.resolve(
        newestFirst.flatMap((event) => {
          if (event.kind !== 'answered') return [];
          const type = database.questions.get(event.questionId)?.head.type ?? '';
          const count = (taken.get(type) ?? 0) + 1;
          taken.set(type, count);
          return count > limit
            ? []
            : [
                {
                  questionId: event.questionId,
                  questionType: type,
                  durationMs: event.durationMs,
                  occurredAt: event.occurredAt,
                },
              ];
        }),
      );
    },

    commit: (userId, events, cards) => new Promise((resolve) => resolve(commitTo(database, userId, events, cards))),

    async *streamByCard(userId) {
      const logs = await Promise.resolve(logsOf(database, userId, null));
      for (const questionId of [...logs.keys()].sort()) yield { questionId, events: logs.get(questionId) ?? [] };
    },
  };
}

/** All or nothing, as a transaction: the same outcomes in the same order of precedence as the databases. */
export function commitTo(
  database: MemoryDatabase,
  userId: UserId,
  events: readonly ReviewEvent[],
  cards: readonly CardUpdate[],
): 'committed' | 'conflict' | 'id-taken' {
  const held = cardsOf(database, userId);
  for (const id of new Set([...events, ...cards].map((item) => item.questionId))) {
    if (!database.questions.has(id)) throw new Error(`Question ${id} is not stored`);
  }
  if (cards.some((card) => (held.get(card.questionId)?.eventCount ?? 0) !== card.basedOn)) return 'conflict';
  const ids = events.map((event) => event.id);
  if (new Set(ids).size < ids.length || ids.some((id) => database.events.has(id))) return 'id-taken';
  let seq = eventsOf(database, userId).length;
  for (const event of events) database.events.set(event.id, { ...event, seq: (seq += 1) });
  for (const card of cards) held.set(card.questionId, card.state);
  return 'committed';
}

export function memoryCardStore(database: MemoryDatabase): CardStore {
  const reviewCards = (userId: UserId): StoredReviewCard[] =>
    [...cardsOf(database, userId)].flatMap(([questionId, state]) =>
      state.kind === 'review' ? [{ questionId, state }] : [],
    );
  const scheduled = (userId: UserId, options: { readonly includeUnreviewed: boolean }) =>
    reviewCards(userId).filter((card) => !card.state.suspended && isAvailable(database, card.questionId, options));

  return {
    loadMany: (userId, questionIds) => {
      const held = cardsOf(database, userId);
      return Promise.resolve(
        new Map(
          questionIds.flatMap((id) => {
            const state = held.get(id);
            return state === undefined ? [] : [[id, state] as const];
          }),
        ),
      );
    },

    loadDue: (userId, onOrBefore, options) => {
      const oldestFirst = scheduled(userId, options)
        .filter((card) => card.state.dueOn <= onOrBefore)
        .sort((a, b) => compareTexts(a.state.dueOn, b.state.dueOn) || compareTexts(a.questionId, b.questionId));
      return Promise.resolve((options.from === 'newest' ? oldestFirst.reverse() : oldestFirst).slice(0, options.limit));
    },

    countDue: (userId, onOrBefore, options) =>
      Promise.resolve(scheduled(userId, options).filter((card) => card.state.dueOn <= onOrBefore).length),

    loadReviewedOn: (userId, day) =>
      Promise.resolve(
        reviewCards(userId)
          .filter((card) => card.state.lastReviewDay === day)
          .sort((a, b) => compareTexts(a.questionId, b.questionId)),
      ),

    countByDueDay: (userId, from, to, options) => {
      const counts = new Map(
        scheduled(userId, options)
          .map((card) => card.state.dueOn)
          .filter((day) => day >= from && day <= to)
          .sort()
          .map((day) => [day, 0]),
      );
      for (const card of scheduled(userId, options)) {
        const count = counts.get(card.state.dueOn);
        if (count !== undefined) counts.set(card.state.dueOn, count + 1);
      }
      return Promise.resolve(counts);
    },

    loadUnseen: (userId, options) => {
      const held = cardsOf(database, userId);
      return Promise.resolve(
        [...database.questions.values()]
          .filter(({ head }) => isAvailable(database, head.id, options))
          .filter(({ head }) => {
            const state = held.get(head.id);
            return state === undefined || (state.kind === 'new' && !state.suspended);
          })
          .sort((a, b) => a.position - b.position || compareTexts(a.head.id, b.head.id))
          .slice(0, options.limit)
          .map(({ head }) => head.id),
      );
    },

    countSeen: (userId) => Promise.resolve(reviewCards(userId).length),

    replaceAll: async (userId, cards) => {
      const before = cardsOf(database, userId);
      const after = new Map<QuestionId, typeof before extends Map<QuestionId, infer State> ? State : never>();
      for await (const card of cards) after.set(card.questionId, card.state);
      const ids = new Set([...before.keys(), ...after.keys()]);
      const changed = [...ids].filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id))).length;
      database.cards.set(userId, after);
      return { cards: after.size, changed };
    },
  };
}

function logsOf(
  database: MemoryDatabase,
  userId: UserId,
  wanted: ReadonlySet<QuestionId> | null,
): Map<QuestionId, LoggedEvent[]> {
  const logs = new Map<QuestionId, LoggedEvent[]>();
  for (const event of eventsOf(database, userId).sort(compareEvents)) {
    if (wanted !== null && !wanted.has(event.questionId)) continue;
    const log = logs.get(event.questionId);
    if (log === undefined) logs.set(event.questionId, [event]);
    else log.push(event);
  }
  return logs;
}

function dayOf(event: LoggedEvent): ReturnType<typeof studyDay> {
  return studyDay(event.occurredAt, event.timeZone);
}

export function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
