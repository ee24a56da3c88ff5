/** UTF-8 only. On failure `badByte` is the first bad one in hex, and the text ends before it. A byte order mark is kept. */
export function decodeUtf8(bytes: Uint8Array): { readonly text: string; readonly badByte: string | null } {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return { text: strict.decode(bytes), badByte: null };
  } catch {
    const bad = firstBadByte(bytes);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, bad));
    return { text, badByte: (bytes[bad] ?? 0).toString(16).toUpperCase().padStart(2, '0') };
  }
}

/** The longest good beginning, found by halving: a prefix that ends inside a character is not bad yet (`stream`). */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isGoodPrefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return bad - 1;
}

function isGoodPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
