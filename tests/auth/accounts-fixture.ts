import type { UserId } from '@/lib/base/ids';
import type { Role } from '@/lib/policy/actor';
import { emailKey } from '@/lib/server/auth/email-key';
import { hashPassword } from '@/lib/server/auth/password-hash';
import type { TestInstance } from '../http/test-instance';

export const password = 'four odd goats sing';

/** An account as `npm run admin` makes it; without a password it can only sign in through the issuer. */
export async function anAccount(
  instance: TestInstance,
  email: string,
  options: { readonly role?: Role; readonly password?: string | null } = {},
): Promise<UserId> {
  const id = `user-${email}` as UserId;
  const plain = options.password === undefined ? password : options.password;
  await instance.deps.stores.learners.create({
    id,
    role: options.role ?? 'learner',
    name: email,
    email,
    emailKey: emailKey(email),
    passwordHash: plain === null ? null : await hashPassword(plain),
    createdAt: instance.deps.now(),
  });
  return id;
}
