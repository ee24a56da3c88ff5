import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares two secrets in constant time: both sides are hashed to one length first. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
