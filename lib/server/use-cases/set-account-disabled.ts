import { err, ok, type Result } from '../../base/result';
import type { Actor } from '../../policy/actor';
import { authorize, type Denial } from '../../policy/authorized';
import { emailKey } from '../auth/email-key';
import type { Deps } from '../deps';

export type SetAccountDisabledError = Denial | { readonly code: 'no-such-account' | 'last-admin' };

/**
 * Shuts an account or opens it again. Shutting ends its sessions too, so that opening it later revives none of them.
 * The last active admin cannot be shut.
 */
export async function setAccountDisabled(
  deps: Deps,
  actor: Actor,
  input: { readonly email: string; readonly isDisabled: boolean },
): Promise<Result<null, SetAccountDisabledError>> {
  const allowed = authorize(actor, 'manage-accounts', { userId: null });
  if (!allowed.ok) return allowed;
  const found = await deps.stores.learners.findByEmailKey(emailKey(input.email) ?? '');
  if (found === null) return err({ code: 'no-such-account' });
  const { learner } = found;
  if (!input.isDisabled) {
    await deps.stores.learners.setDisabled(learner.id, null);
    return ok(null);
  }
  const everybody = await deps.stores.learners.list();
  const otherAdmins = everybody.filter(
    ({ id, role, disabledAt }) => role === 'admin' && disabledAt === null && id !== learner.id,
  );
  if (learner.role === 'admin' && otherAdmins.length === 0) return err({ code: 'last-admin' });
  await deps.stores.learners.setDisabled(learner.id, learner.disabledAt ?? deps.now());
  await deps.stores.sessions.revokeAll(learner.id, deps.now());
  return ok(null);
}
