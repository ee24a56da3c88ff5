import { isStorableText } from '../../base/text';
import common from './common-passwords.json';
import { MAX_PASSWORD_BYTES } from './password-hash';

const MIN_PASSWORD_LENGTH = 8;

export type PasswordFault = 'too-short' | 'too-long' | 'unreadable' | 'too-common' | 'too-close-to-context';

const commonPasswords = new Set<string>(common);

/**
 * Why a new password is refused, or null. No rules of composition: length, and not one that is tried first (S8, S9).
 * @param contextWords what anybody could guess here: the product, the person's address, the host
 */
export function passwordFault(password: string, contextWords: readonly string[]): PasswordFault | null {
  if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES) return 'too-long';
  if (!isStorableText(password)) return 'unreadable';
  if (codePoints(password) < MIN_PASSWORD_LENGTH) return 'too-short';
  const lower = password.normalize('NFKC').toLowerCase();
  if (commonPasswords.has(lower) || new Set(lower).size === 1) return 'too-common';
  return lengthWithout(lower, contextWords) < MIN_PASSWORD_LENGTH && mentions(lower, contextWords)
    ? 'too-close-to-context'
    : null;
}

function mentions(password: string, words: readonly string[]): boolean {
  return usable(words).some((word) => password.includes(word));
}

/** How much of the password is its owner's own. */
function lengthWithout(password: string, words: readonly string[]): number {
  return codePoints(usable(words).reduce((rest, word) => rest.replaceAll(word, ''), password));
}

function codePoints(text: string): number {
  return Array.from(text).length;
}

function usable(words: readonly string[]): readonly string[] {
  return words.map((word) => word.toLowerCase()).filter((word) => word.length >= 4);
}
