import { daysBetween, type LocalDate } from '../base/time';
import { dueOn, scheduledDays } from './due-day';
import { sm2Scheduler } from './sm2-scheduler';
import type { Outcome, Quality, SchedulerConfig, SchedulerState } from './types';

/** What an answer must know of a card that has been graded before. */
export type GradedCard = {
  readonly scheduler: SchedulerState;
  readonly dueOn: LocalDate;
  readonly lastReviewDay: LocalDate;
  readonly gradedCount: number;
};

export type AnswerOnDay = { readonly cardId: string; readonly quality: Quality; readonly day: LocalDate };

/** The first answer of a card on a study day is graded, every later one is a drill (SM-2, step 7). */
export function isDrill(card: GradedCard | null, day: LocalDate): boolean {
  return card !== null && day <= card.lastReviewDay;
}

/** What one answer makes of a card. The fold and the labels of the buttons both ask here, so they cannot differ. */
export function outcomeOf(card: GradedCard | null, answer: AnswerOnDay, config: SchedulerConfig): Outcome {
  const scheduler = sm2Scheduler(config.variant);
  if (card === null) {
    const state = scheduler.answer(scheduler.initial, {
      quality: answer.quality,
      elapsedDays: 0,
      scheduledDays: 0,
      drill: false,
    });
    const context = { ...config, cardId: answer.cardId, gradedCount: 1, answeredOn: answer.day, previous: null };
    return { state: { kind: 'sm2', ...state }, dueOn: dueOn(scheduler, state, context) };
  }
  if (isDrill(card, answer.day)) return { state: card.scheduler, dueOn: card.dueOn };

  const intervalDays = scheduler.intervalDays(card.scheduler);
  const state = scheduler.answer(card.scheduler, {
    quality: answer.quality,
    elapsedDays: daysBetween(card.lastReviewDay, answer.day),
    scheduledDays: scheduledDays(intervalDays, { ...config, cardId: answer.cardId, gradedCount: card.gradedCount }),
    drill: false,
  });
  const context = {
    ...config,
    cardId: answer.cardId,
    gradedCount: card.gradedCount + 1,
    answeredOn: answer.day,
    previous: { dueOn: card.dueOn, intervalDays },
  };
  return { state: { ...state, kind: 'sm2' }, dueOn: dueOn(scheduler, state, context) };
}
