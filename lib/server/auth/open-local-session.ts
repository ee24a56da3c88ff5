import { randomUUID } from 'node:crypto';
import type { UserId } from '../../base/ids';
import { err, ok, type Result } from '../../base/result';
import type { Actor } from '../../policy/actor';
import { authorize } from '../../policy/authorized';
import type { Deps } from '../deps';
import { getSettings } from '../env';
import type { Problem } from '../http/problem';
import type { RequestFacts } from '../http/run-route';
import { isSameSecret } from '../http/same-secret';
import { openSession } from './sessions';
import { localKeyRule, waitBeforeTrying } from './throttle';

const throttleKey = 'local-key';

/** Exchanges the key of the printed link for a session of the one local learner (security.md L2, L3). */
export async function openLocalSession(
  deps: Deps,
  actor: Actor,
  input: { readonly key: string },
  facts: RequestFacts,
): Promise<Result<{ readonly sid: string }, Problem>> {
  const allowed = authorize(actor, 'open-local-session', { userId: null });
  if (!allowed.ok) return allowed;
  const settings = getSettings();
  const waitMillis = await waitBeforeTrying(deps, throttleKey, localKeyRule);
  if (waitMillis !== null) return err({ code: 'too-many-requests', retryAfterSeconds: waitMillis / 1000 });
  if (settings.localKey === null || !isSameSecret(input.key, settings.localKey)) {
    await deps.stores.throttles.recordFailure(throttleKey, deps.now());
    return err({ code: 'wrong-key' });
  }
  const learner = await deps.stores.instance.localLearner(() => ({
    id: randomUUID() as UserId,
    role: 'admin',
    name: '',
    email: null,
    emailKey: null,
    passwordHash: null,
    createdAt: deps.now(),
  }));
  return ok({ sid: await openSession(deps, learner.id, facts.userAgent, settings) });
}
