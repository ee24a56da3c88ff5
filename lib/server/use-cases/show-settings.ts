import { ok, type Result } from '../../base/result';
import type { Actor } from '../../policy/actor';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import { loadLearner } from './load-learner';
import type { SettingsView } from './view-models';

export async function showSettings(deps: Deps, actor: Actor): Promise<Result<SettingsView, Problem>> {
  const learner = await loadLearner(deps, actor, 'read-settings');
  if (!learner.ok) return learner;
  return ok({
    settings: learner.value.settings,
    mayScheduleUnreviewed: actor.kind === 'learner' && actor.mode === 'local',
  });
}
