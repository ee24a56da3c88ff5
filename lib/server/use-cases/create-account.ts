import { randomUUID } from 'node:crypto';
import type { UserId } from '../../base/ids';
import { err, ok, type Result } from '../../base/result';
import type { Actor, Role } from '../../policy/actor';
import { authorize, type Denial } from '../../policy/authorized';
import { emailKey } from '../auth/email-key';
import { hashPassword } from '../auth/password-hash';
import { passwordFault, type PasswordFault } from '../auth/password-rules';
import type { Deps } from '../deps';

export type NewAccount = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Null for somebody who signs in through the issuer only. */
  readonly password: string | null;
  /** The host people type, if there is one: it makes a poor password. */
  readonly host: string | null;
};

export type CreateAccountError = Denial | { readonly code: 'bad-email' | 'bad-name' | 'email-taken' | PasswordFault };

/** Makes an account. There is no other way to get one: sign-up is closed. */
export async function createAccount(
  deps: Deps,
  actor: Actor,
  account: NewAccount,
): Promise<Result<{ readonly id: UserId }, CreateAccountError>> {
  const allowed = authorize(actor, 'manage-accounts', { userId: null });
  if (!allowed.ok) return allowed;
  const key = emailKey(account.email);
  if (key === null) return err({ code: 'bad-email' });
  const name = account.name.trim();
  if (name.length > 200 || /\p{Cc}|\p{Cs}/u.test(name)) return err({ code: 'bad-name' });
  const fault = account.password === null ? null : passwordFault(account.password, contextWords(key, account));
  if (fault !== null) return err({ code: fault });
  const id = randomUUID() as UserId;
  const created = await deps.stores.learners.create({
    id,
    role: account.role,
    name,
    email: account.email.trim(),
    emailKey: key,
    passwordHash: account.password === null ? null : await hashPassword(account.password),
    createdAt: deps.now(),
  });
  return created === 'taken' ? err({ code: 'email-taken' }) : ok({ id });
}

function contextWords(key: string, { name, host }: NewAccount): readonly string[] {
  return ['timeslice', ...key.split(/[@.+_-]/), ...name.split(/\s+/), ...(host ?? '').split('.')];
}
