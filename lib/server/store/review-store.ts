import type { EventId, QuestionId, UserId } from '../../base/ids';
import type { Instant, LocalDate } from '../../base/time';
import { questionSchema } from '../../questions/schema';
import type { LoggedEvent } from '../../reviews/events';
import type { Database } from '../db/open-database';
import { appendEvents, type AppendOutcome } from './append-events';
import { fromEventRow } from './event-row';
import type { EventPlace, RawQueries } from './raw-queries';
import { RolledBack } from './rolled-back';
import type { ReviewStore } from './stores';

/** How many events one read of a stream takes. */
const PAGE = 2_000;

const questionTypes = questionSchema.options.map((option) => option.shape.type.value);

export function reviewStore(database: Database, raw: RawQueries): ReviewStore {
  const { client } = database;
  return {
    async loadKnown(ids) {
      const rows = await client.reviewEvent.findMany({
        where: { id: { in: [...ids] } },
        select: { id: true, userId: true, payloadHash: true, questionId: true },
      });
      return new Map(
        rows.map((row) => [
          row.id as EventId,
          { ...row, id: row.id as EventId, userId: row.userId as UserId, questionId: row.questionId as QuestionId },
        ]),
      );
    },

    async loadLogs(userId, questionIds) {
      const rows = await client.reviewEvent.findMany({
        where: { userId, questionId: { in: [...questionIds] } },
        orderBy: [{ questionId: 'asc' }, { occurredAtMs: 'asc' }, { id: 'asc' }],
      });
      const logs = new Map<QuestionId, LoggedEvent[]>();
      for (const event of rows.map(fromEventRow)) {
        const log = logs.get(event.questionId);
        if (log === undefined) logs.set(event.questionId, [event]);
        else log.push(event);
      }
      return logs;
    },

    async loadAfter(userId, after, limit) {
      const rows = await client.reviewEvent.findMany({
        where: { userId, seq: { gt: after } },
        orderBy: { seq: 'asc' },
        take: limit,
      });
      return rows.map(fromEventRow);
    },

    async loadDay(userId, day) {
      const rows = await client.reviewEvent.findMany({
        where: { userId, studyDay: day },
        orderBy: [{ occurredAtMs: 'asc' }, { id: 'asc' }],
      });
      return rows.map(fromEventRow);
    },

    async latestDay(userId) {
      const row = await client.reviewEvent.findFirst({
        where: { userId, kind: 'answered' },
        orderBy: { studyDay: 'desc' },
        select: { studyDay: true },
      });
      return row === null ? null : (row.studyDay as LocalDate);
    },

    async loadDurations(userId, limit) {
      const rows = await raw.loadDurations(client, userId, questionTypes, limit);
      return rows.map((row) => ({
        questionId: row.questionId as QuestionId,
        questionType: row.questionType,
        durationMs: row.durationMs,
        occurredAt: Number(row.occurredAtMs) as Instant,
      }));
    },

    async commit(userId, events, cards) {
      return RolledBack.outcomeOf<AppendOutcome>(() =>
        database.transaction(async (tx) => {
          const outcome = await appendEvents(tx, raw, userId, events, cards);
          if (outcome !== 'committed') throw new RolledBack(outcome);
          return outcome;
        }),
      );
    },

    async *streamByCard(userId) {
      let after: EventPlace = { questionId: '', occurredAtMs: 0, id: '' };
      let card: LoggedEvent[] = [];
      for (;;) {
        const rows = await raw.loadEventsByCard(client, userId, after, PAGE);
        for (const event of rows.map(fromEventRow)) {
          const [first] = card;
          if (first !== undefined && first.questionId !== event.questionId) {
            yield { questionId: first.questionId, events: card };
            card = [];
          }
          card.push(event);
          after = { questionId: event.questionId, occurredAtMs: event.occurredAt, id: event.id };
        }
        if (rows.length < PAGE) break;
      }
      const [first] = card;
      if (first !== undefined) yield { questionId: first.questionId, events: card };
    },
  };
}
