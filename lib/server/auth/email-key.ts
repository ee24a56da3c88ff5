import { isStorableText } from '../../base/text';

/** Characters that NFKC or a careless reader turns into "@": full-width, small, and the Unicode confusable circles. */
const atLookAlikes = /[\uFF20\uFE6B\u24D0\u24B6]/u;

/**
 * The identity of an account: NFKC, trimmed, lower case.
 * @returns null for what is no address or only looks like one
 */
export function emailKey(typed: string): string | null {
  if (typed.length > 320 || !isStorableText(typed) || atLookAlikes.test(typed)) return null;
  const key = typed.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@"<>(),;:\\[\]]+@[^\s@"<>(),;:\\[\]]+$/u.test(key) ? key : null;
}
