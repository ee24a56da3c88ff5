import { err, ok, type Result } from '../../base/result';
import { schedulerConfigOf } from '../../learner/scheduler-config';
import { learnerSettingsSchema, type LearnerSettings, type LearnerSettingsChanges } from '../../learner/settings';
import type { Actor } from '../../policy/actor';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import { loadLearner } from './load-learner';
import { refoldLearner } from './rebuild-cards';

/**
 * Changes some of a learner's settings; what is not named stays. Another scheduler variant folds the whole log again, so
 * going back restores every state exactly.
 */
export async function saveSettings(
  deps: Deps,
  actor: Actor,
  changes: LearnerSettingsChanges,
): Promise<Result<{ readonly settings: LearnerSettings }, Problem>> {
  const learner = await loadLearner(deps, actor, 'save-settings');
  if (!learner.ok) return learner;
  const parsed = learnerSettingsSchema.safeParse({ ...learner.value.settings, ...changes });
  if (!parsed.success) return err({ code: 'invalid' });
  const settings = parsed.data;
  await deps.stores.learners.saveSettings(learner.value.id, settings);
  if (settings.sm2Variant !== learner.value.settings.sm2Variant) {
    await refoldLearner(deps, learner.value, schedulerConfigOf(settings));
  }
  return ok({ settings });
}
