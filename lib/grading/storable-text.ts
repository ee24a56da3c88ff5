import { isStorableText } from '../base/text';

/**
 * Typed or pasted text as it may stand in a response: without the characters that no database stores, cut to its limit.
 * @param maxLength in UTF-16 code units; a pair is never cut in two
 */
export function storableText(text: string, maxLength: number): string {
  const cut = text.slice(0, maxLength);
  return isStorableText(cut) ? cut : Array.from(cut).filter(isStorableText).join('');
}
