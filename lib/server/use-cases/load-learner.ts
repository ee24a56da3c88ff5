import { err, ok, type Result } from '../../base/result';
import type { Actor } from '../../policy/actor';
import { authorizeOwn } from '../../policy/authorized';
import type { Action } from '../../policy/can';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import type { Learner } from '../store/stores';

/** The learner behind the actor, if the access table lets them do this with what is their own. */
export async function loadLearner(deps: Deps, actor: Actor, action: Action): Promise<Result<Learner, Problem>> {
  const own = authorizeOwn(actor, action);
  if (!own.ok) return own;
  const learner = await deps.stores.learners.load(own.value.userId);
  return learner === null ? err({ code: 'not-signed-in' }) : ok(learner);
}
