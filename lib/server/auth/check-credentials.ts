import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../deps';
import type { Learner } from '../store/stores';
import { emailKey } from './email-key';
import { hashPassword, isPassword, MAX_PASSWORD_BYTES, needsRehash } from './password-hash';
import { accountRule, addressRule, waitBeforeTrying } from './throttle';

/** The sign-in form as next-auth hands it over; any field may be an object there, so every one is named and bounded. */
const formSchema = z.strictObject({
  email: z.string().min(1).max(320),
  password: z
    .string()
    .min(1)
    .refine((password) => Buffer.byteLength(password) <= MAX_PASSWORD_BYTES),
  csrfToken: z.string().max(200),
  callbackUrl: z.string().max(2_000).optional(),
  json: z.enum(['true', 'false']).optional(),
});

export type CredentialsOutcome =
  | { readonly kind: 'right'; readonly learner: Learner }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly millis: number };

/**
 * Checks an e-mail address and a password. Known, unknown, disabled and password-less accounts cost the same time and
 * give the same answer (S13); failures are counted for the account and for the address they come from (S12).
 * @param address where the request came from, or null if that is not known
 */
export async function checkCredentials(deps: Deps, form: unknown, address: string | null): Promise<CredentialsOutcome> {
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return { kind: 'wrong' };
  const key = emailKey(parsed.data.email);
  const account = throttleKey('account', key ?? parsed.data.email);
  return oneAtATime(account, () => attempt(deps, key, parsed.data.password, account, address));
}

async function attempt(
  deps: Deps,
  key: string | null,
  password: string,
  account: string,
  address: string | null,
): Promise<CredentialsOutcome> {
  const origin = address === null ? null : throttleKey('address', address);
  const millis = Math.max(
    (await waitBeforeTrying(deps, account, accountRule)) ?? 0,
    origin === null ? 0 : ((await waitBeforeTrying(deps, origin, addressRule)) ?? 0),
  );
  if (millis > 0) return { kind: 'wait', millis };
  const found = key === null ? null : await deps.stores.learners.findByEmailKey(key);
  const stored = found?.learner.disabledAt === null ? found.passwordHash : null;
  if (!(await isPassword(password, stored)) || found === null || stored === null) {
    await deps.stores.throttles.recordFailure(account, deps.now());
    if (origin !== null) await deps.stores.throttles.recordFailure(origin, deps.now());
    return { kind: 'wrong' };
  }
  await deps.stores.throttles.clear(account);
  if (needsRehash(stored)) await deps.stores.learners.savePasswordHash(found.learner.id, await hashPassword(password));
  return { kind: 'right', learner: found.learner };
}

/** Keys are hashed: the table shows nobody who tried to sign in from where. */
function throttleKey(kind: 'account' | 'address', value: string): string {
  return `${kind}:${createHash('sha256').update(value).digest('hex')}`;
}

const lines = new Map<string, Promise<unknown>>();

/** Attempts on one account run one after the other, so that a hundred at once cannot all slip past the count. */
async function oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = lines.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  lines.set(key, mine);
  try {
    return await mine;
  } finally {
    if (lines.get(key) === mine) lines.delete(key);
  }
}
