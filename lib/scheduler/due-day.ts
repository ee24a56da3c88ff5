import { addDays, type LocalDate } from '../base/time';
import { spreadDays } from './fuzz';
import type { Scheduler, SchedulerConfig } from './types';

export type DueContext = Pick<SchedulerConfig, 'capDays' | 'spread'> & {
  readonly cardId: string;
  /** Graded answers, the one that the state comes from included. */
  readonly gradedCount: number;
};

/** Days from an answer to the due day. Cap and spread live here; the state keeps the exact interval. */
export function scheduledDays(intervalDays: number, context: DueContext): number {
  const capped = Math.max(1, Math.min(intervalDays, context.capDays));
  return context.spread ? spreadDays(capped, context, context.capDays) : capped;
}

export type PreviousDue = { readonly dueOn: LocalDate; readonly intervalDays: number };

/** Never before the previous due day when the interval grew. */
export function dueOn<S>(
  scheduler: Scheduler<S>,
  state: S,
  context: DueContext & { readonly answeredOn: LocalDate; readonly previous: PreviousDue | null },
): LocalDate {
  const intervalDays = scheduler.intervalDays(state);
  const due = addDays(context.answeredOn, scheduledDays(intervalDays, context));
  const { previous } = context;
  return previous !== null && intervalDays > previous.intervalDays && due < previous.dueOn ? previous.dueOn : due;
}
