import { ok, type Result } from '../../base/result';
import type { TimeZone } from '../../base/time';
import { schedulerConfigOf } from '../../learner/scheduler-config';
import type { Actor } from '../../policy/actor';
import { learnerToday } from '../../queue/learner-today';
import { foldCard } from '../../reviews/fold';
import type { Sm2Variant } from '../../scheduler/types';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import { zoneFor } from './load-day';
import { loadLearner } from './load-learner';
import type { SchedulerEffect } from './view-models';

/** What folding the learner's log with another variant would change; nothing is stored. */
export async function previewScheduler(
  deps: Deps,
  actor: Actor,
  input: { readonly variant: Sm2Variant; readonly timeZone: TimeZone | null },
): Promise<Result<SchedulerEffect, Problem>> {
  const learner = await loadLearner(deps, actor, 'read-settings');
  if (!learner.ok) return learner;
  const { reviews } = deps.stores;
  const now = schedulerConfigOf(learner.value.settings);
  const then = { ...now, variant: input.variant };
  const today = learnerToday(deps.now(), zoneFor(learner.value, input), await reviews.latestDay(learner.value.id));
  const effect = { moved: 0, cards: 0, dueTodayNow: 0, dueTodayThen: 0 };
  for await (const { events } of reviews.streamByCard(learner.value.id)) {
    const [before, after] = [foldCard(events, now), foldCard(events, then)];
    if (before.kind === 'new' || after.kind === 'new' || before.suspended) continue;
    effect.cards += 1;
    if (before.dueOn !== after.dueOn) effect.moved += 1;
    if (before.dueOn <= today) effect.dueTodayNow += 1;
    if (after.dueOn <= today) effect.dueTodayThen += 1;
  }
  return ok({ variant: input.variant, ...effect });
}
