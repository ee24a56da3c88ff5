import type { QuestionId } from '@/lib/base/ids';
import { addDays, localDate, toDayNumber } from '@/lib/base/time';
import { buildQueue } from '@/lib/queue/build-queue';
import { expectedSeconds } from '@/lib/queue/expected-seconds';
import type { QueueCard, QueueInput } from '@/lib/queue/types';
import { median, repeat, timed, type Bench, type Figure } from './bench';
import { questionIdOf } from './seed/question-id';
import { randomSource } from './random-numbers';

const RUNS = 9;
const today = localDate('2026-11-21');
/** One card in twenty is due, some of them for weeks; the day's minutes hold about 200 of them. */
const DUE_SHARE = 0.05;
const MINUTES = 100;

/** Goal 3: today's list from cards in memory, beside sorting the ids of the due ones and nothing else. */
export const queueBench: Bench = {
  name: 'queue',
  goal: 3,
  about: "building today's queue from 100,000 and 1,000,000 cards",
  measure: async () => [
    ...(await figures(100_000, { builds: 20, atMost: 1 })),
    ...(await figures(1_000_000, { builds: 5, atMost: 12 })),
  ],
};

async function figures(cardCount: number, of: { builds: number; atMost: number }): Promise<Figure[]> {
  const cards = makeCards(cardCount);
  const input = inputOf(cards);
  const due = cards.filter(({ dueDay }) => dueDay <= toDayNumber(today)).map(({ questionId }) => questionId);
  const size = buildQueue(input).items.length;
  const runs = await repeat(RUNS, () => ({
    build: medianOf(of.builds, () => buildQueue(input).items.length === size),
    sort: medianOf(of.builds, () => due.toSorted().length === due.length),
  }));
  const amount = cardCount.toLocaleString('en');
  return [
    {
      what: `build, ${amount} cards, ${size} in the list`,
      runs: runs.map(({ build }) => build),
      unit: 'ms',
      goal: { atMost: of.atMost },
    },
    {
      what: `bare sort of the ${due.length.toLocaleString('en')} due ids`,
      runs: runs.map(({ sort }) => sort),
      unit: 'ms',
      goal: null,
    },
  ];
}

function medianOf(times: number, work: () => boolean): number {
  return median(
    Array.from({ length: times }, () =>
      timed(() => {
        if (!work()) throw new Error('The same input gave another list');
      }),
    ),
  );
}

function inputOf(cards: readonly QueueCard[]): QueueInput {
  return {
    today,
    cards,
    furtherDue: 0,
    newQuestions: makeCards(200).map(({ questionId, topic, questionType }) => ({
      questionId: `${questionId}n` as QuestionId,
      topic,
      questionType,
      relatedTo: [],
      requires: [],
    })),
    drills: [],
    shownToday: [],
    limits: { budgetSeconds: MINUTES * 60, spentSeconds: 0, nextBudgetSeconds: MINUTES * 60, newLeft: 20 },
    expected: expectedSeconds([]),
    extra: 0,
  };
}

const types = ['recall', 'choice', 'predict', 'spot-bug', 'scenario'];

/** In the order of their ids, which is no order of urgency; every tenth names a related one. */
function makeCards(count: number): QueueCard[] {
  const next = randomSource(count);
  return Array.from({ length: count }, (_, index) => {
    const intervalDays = 1 + Math.floor(next() ** 2 * 200);
    const isDue = next() < DUE_SHARE;
    const overdue = isDue ? Math.floor(next() ** 3 * 30) : -1 - Math.floor(next() * intervalDays);
    const dueDay = toDayNumber(addDays(today, -overdue));
    return {
      questionId: questionIdOf(index),
      topic: `topic-${Math.floor(next() * 60)}`,
      questionType: types[index % types.length] ?? 'recall',
      relatedTo: index % 10 === 0 ? [questionIdOf(Math.floor(next() * count))] : [],
      dueDay,
      lastReviewDay: dueDay - intervalDays,
      intervalDays,
    };
  });
}
