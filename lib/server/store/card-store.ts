import type { QuestionId } from '../../base/ids';
import type { LocalDate } from '../../base/time';
import type { Database } from '../db/open-database';
import { availableStatuses } from './availability';
import { fromCardRow, fromReviewCardRow } from './card-row';
import type { RawQueries } from './raw-queries';
import { replaceCards } from './replace-cards';
import type { CardStore } from './stores';
import { loadUnseen } from './unseen';

export function cardStore(database: Database, raw: RawQueries): CardStore {
  const { client } = database;
  return {
    async loadMany(userId, questionIds) {
      const rows = await client.card.findMany({ where: { userId, questionId: { in: [...questionIds] } } });
      return new Map(rows.map((row) => [row.questionId as QuestionId, fromCardRow(row)]));
    },

    async loadDue(userId, onOrBefore, { from = 'oldest', limit, includeUnreviewed }) {
      const direction = from === 'oldest' ? 'asc' : 'desc';
      const sign = from === 'oldest' ? 1 : -1;
      // One walk along the index for each status: an IN would have to sort everything that is due.
      const lists = await Promise.all(
        availableStatuses(includeUnreviewed).map((questionStatus) =>
          client.card.findMany({
            where: { userId, questionStatus, suspended: false, dueOn: { lte: onOrBefore } },
            orderBy: [{ dueOn: direction }, { questionId: direction }],
            take: limit,
            select: { questionId: true, stateJson: true },
          }),
        ),
      );
      return lists
        .flat()
        .map((row) => ({ questionId: row.questionId as QuestionId, state: fromReviewCardRow(row) }))
        .sort((a, b) => sign * (compareText(a.state.dueOn, b.state.dueOn) || compareText(a.questionId, b.questionId)))
        .slice(0, limit);
    },

    countDue(userId, onOrBefore, { includeUnreviewed }) {
      return client.card.count({
        where: {
          userId,
          questionStatus: { in: [...availableStatuses(includeUnreviewed)] },
          suspended: false,
          dueOn: { lte: onOrBefore },
        },
      });
    },

    async loadReviewedOn(userId, day) {
      const rows = await client.card.findMany({
        where: { userId, lastReviewDay: day },
        orderBy: { questionId: 'asc' },
      });
      return rows.map((row) => ({ questionId: row.questionId as QuestionId, state: fromReviewCardRow(row) }));
    },

    async countByDueDay(userId, from, to, { includeUnreviewed }) {
      const groups = await client.card.groupBy({
        by: ['dueOn'],
        where: {
          userId,
          questionStatus: { in: [...availableStatuses(includeUnreviewed)] },
          suspended: false,
          dueOn: { gte: from, lte: to },
        },
        _count: { _all: true },
        orderBy: { dueOn: 'asc' },
      });
      return new Map(groups.map((group) => [group.dueOn as LocalDate, group._count._all]));
    },

    loadUnseen: (userId, options) => loadUnseen(database, raw, userId, options),

    countSeen: (userId) => client.card.count({ where: { userId, lastReviewDay: { not: null } } }),

    replaceAll: (userId, cards) => replaceCards(database, raw, userId, cards),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
