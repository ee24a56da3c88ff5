import { z } from 'zod';
import type { Deps } from '../deps';
import type { Learner } from '../store/stores';
import { emailKey } from './email-key';

/** What we read of an ID token; next-auth has checked signature, audience, issuer, nonce and times before. */
const claimsSchema = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: z.string().max(320).optional(),
  email_verified: z.boolean().optional(),
});

/**
 * Whose account an OIDC login belongs to; null refuses it. Sign-up is closed: the identity (issuer, subject) is linked
 * already, or an admin made an account with the same e-mail, the issuer vouches for that address, and the account has no
 * identity yet; then it is linked now (docs/decisions/0005).
 */
export async function matchIdentity(deps: Deps, claims: unknown, configuredIssuer: string): Promise<Learner | null> {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success || bare(parsed.data.iss) !== bare(configuredIssuer)) return null;
  const { iss, sub, email, email_verified: isVerified } = parsed.data;
  const linked = await deps.stores.learners.findByIdentity(iss, sub);
  if (linked !== null) return linked.disabledAt === null ? linked : null;
  const key = email === undefined || isVerified !== true ? null : emailKey(email);
  const found = key === null ? null : await deps.stores.learners.findByEmailKey(key);
  if (found === null || found.learner.disabledAt !== null) return null;
  return (await deps.stores.learners.linkIdentity(found.learner.id, iss, sub)) === 'linked' ? found.learner : null;
}

function bare(issuer: string): string {
  return issuer.replace(/\/$/, '');
}
