import type { QuestionId } from '@/lib/base/ids';
import { localDate, toDayNumber } from '@/lib/base/time';
import { expectedSeconds } from '@/lib/queue/expected-seconds';
import type { DayLimits, NewQuestion, Placeable, QueueCard, QueueInput } from '@/lib/queue/types';

export const queueToday = localDate('2026-03-02');

export function id(n: number | string): QuestionId {
  return `q-${String(n).padStart(10, '0')}` as QuestionId;
}

/** A card that fell due `overdue` days ago after an interval of `intervalDays`. */
export function aDueCard(
  n: number,
  { overdue = 0, intervalDays = 10, topic = 'gil', relatedTo = [] as readonly QuestionId[] } = {},
): QueueCard {
  const dueDay = toDayNumber(queueToday) - overdue;
  return {
    questionId: id(n),
    topic,
    questionType: 'recall',
    relatedTo,
    dueDay,
    lastReviewDay: dueDay - intervalDays,
    intervalDays,
  };
}

export function aNewQuestion(
  n: number,
  { topic = 'gil', relatedTo = [] as readonly QuestionId[], requires = [] as readonly QuestionId[] } = {},
): NewQuestion {
  return { questionId: id(n), topic, questionType: 'recall', relatedTo, requires };
}

export function aPlaceable(n: number, relatedTo: readonly QuestionId[] = []): Placeable {
  return { questionId: id(n), topic: 'gil', questionType: 'recall', relatedTo };
}

export function aDay(minutes: number, change: Partial<DayLimits> = {}): DayLimits {
  return { budgetSeconds: minutes * 60, spentSeconds: 0, nextBudgetSeconds: minutes * 60, newLeft: 20, ...change };
}

export function queueInput(change: Partial<QueueInput>): QueueInput {
  return {
    today: queueToday,
    cards: [],
    furtherDue: 0,
    newQuestions: [],
    drills: [],
    shownToday: [],
    limits: aDay(20),
    expected: expectedSeconds([]),
    extra: 0,
    ...change,
  };
}
