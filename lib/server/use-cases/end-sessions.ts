import { err, ok, type Result } from '../../base/result';
import type { Actor } from '../../policy/actor';
import { authorize, type Denial } from '../../policy/authorized';
import { emailKey } from '../auth/email-key';
import type { Deps } from '../deps';

/** Signs somebody out everywhere; each of their sessions is refused on its next request. */
export async function endSessions(
  deps: Deps,
  actor: Actor,
  input: { readonly email: string },
): Promise<Result<null, Denial | { readonly code: 'no-such-account' }>> {
  const allowed = authorize(actor, 'manage-accounts', { userId: null });
  if (!allowed.ok) return allowed;
  const found = await deps.stores.learners.findByEmailKey(emailKey(input.email) ?? '');
  if (found === null) return err({ code: 'no-such-account' });
  await deps.stores.sessions.revokeAll(found.learner.id, deps.now());
  return ok(null);
}
