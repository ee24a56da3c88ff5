import { availableParallelism } from 'node:os';
import { limitConcurrency } from './limit-concurrency';

/** argon2id by the OWASP minimum: 19 MiB, two passes, one lane. The numbers are stored with each hash. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** Longer ones are refused before any hashing (S11). */
export const MAX_PASSWORD_BYTES = 1_024;

/** A hash of nothing anybody knows, by the same parameters: unknown accounts cost as much time as known ones. */
const dummyHash = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cy1zYWx0LTAwMQ$Zh0mC6nq0Hqv5yIY4yXqk0i1vW4nE1m5pU4Q2m6Z3xk';

/** How many may wait for a core; beyond that the server says that it is busy. */
const MAX_WAITING = 200;

/** At most as many hashes at once as there are cores; the rest wait in line (S10). */
const onOneCore = limitConcurrency(availableParallelism(), MAX_WAITING);

export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  return onOneCore(() => hash(fold(password), parameters));
}

/**
 * @param stored null for an account that does not exist or has no password: then a dummy is verified
 * @throws TooBusyError when too many wait already
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2');
  const matches = await onOneCore(() => verify(stored ?? dummyHash, fold(password)));
  return stored !== null && matches;
}

/** Whether a hash was made by weaker (or other) numbers than today's, so that the next sign-in renews it. */
export function needsRehash(stored: string): boolean {
  return !stored.startsWith(
    `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`,
  );
}

/** Keyboards differ in how they compose letters; NFKC makes the same letters the same bytes (NIST SP 800-63B §5.1.1.2). */
function fold(password: string): string {
  return password.normalize('NFKC');
}
