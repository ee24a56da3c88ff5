import { randomBytes } from 'node:crypto';

/** A 256-bit key in URL-safe base64: what the printed link of local mode carries. */
export function makeKey(): string {
  return randomBytes(32).toString('base64url');
}
