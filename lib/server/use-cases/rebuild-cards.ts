import { err, ok, type Result } from '../../base/result';
import { schedulerConfigOf } from '../../learner/scheduler-config';
import type { Actor } from '../../policy/actor';
import { can } from '../../policy/can';
import { foldCard } from '../../reviews/fold';
import type { SchedulerConfig } from '../../scheduler/types';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import type { Learner, StoredCard } from '../store/stores';

export type RebuildReport = { readonly learners: number; readonly cards: number; readonly changed: number };

/** Makes every cached state again from the log. `changed` above 0 is an alarm: the cache and the log disagreed. */
export async function rebuildCards(deps: Deps, actor: Actor): Promise<Result<RebuildReport, Problem>> {
  if (!can(actor, 'rebuild-cards', 'shared')) return err({ code: 'forbidden' });
  const learners = await deps.stores.learners.list();
  let cards = 0;
  let changed = 0;
  for (const learner of learners) {
    const rebuilt = await refoldLearner(deps, learner, schedulerConfigOf(learner.settings));
    cards += rebuilt.cards;
    changed += rebuilt.changed;
  }
  return ok({ learners: learners.length, cards, changed });
}

/** Folds one learner's whole log under a configuration and stores the states. */
export function refoldLearner(
  deps: Deps,
  learner: Learner,
  config: SchedulerConfig,
): Promise<{ readonly cards: number; readonly changed: number }> {
  return deps.stores.cards.replaceAll(learner.id, foldAll(deps, learner, config));
}

async function* foldAll(deps: Deps, learner: Learner, config: SchedulerConfig): AsyncGenerator<StoredCard> {
  for await (const { questionId, events } of deps.stores.reviews.streamByCard(learner.id)) {
    yield { questionId, state: foldCard(events, config) };
  }
}
