/** What one pass over the characters of a JSON text tells, outside of its strings. */
export type JsonScan = {
  /** Where it is nested deeper than allowed, null if nowhere. Found before parsing, because the parser is recursive. */
  readonly tooDeepAt: number | null;
  /** One for each property. */
  readonly colons: number;
  /** Whether there is a number with a fraction or an exponent (or a word that looks like one). */
  readonly oddNumber: boolean;
};

export function scanJson(text: string, maxDepth: number): JsonScan {
  let depth = 0;
  let colons = 0;
  let oddNumber = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        if (depth > maxDepth) return { tooDeepAt: at, colons, oddNumber };
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        break;
      case 0x3a: // :
        colons += 1;
        break;
      case 0x2e: // .
      case 0x45: // E
        oddNumber = true;
        break;
      case 0x65: // e, not that of true and false
        oddNumber ||= text.charCodeAt(at - 1) <= 0x39;
        break;
    }
  }
  return { tooDeepAt: null, colons, oddNumber };
}

/** The closing quote; a line feed also ends a string that was never closed. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22 || code === 0x0a) break;
  }
  return at;
}

/**
 * The value of a text in which there is nothing to find fault with, by `JSON.parse`, which is ten times as fast as a parser that
 * keeps places. Undefined when there may be something: equal keys (fewer keys than colons), reserved names, odd numbers, escapes
 * of NUL or of half a character, or no JSON at all.
 */
export function quickJson(text: string, scan: JsonScan): unknown {
  if (scan.oddNumber || /\\u(0000|[dD][89a-fA-F])|[0-9]{16}/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return countKeys(value) === scan.colons ? value : undefined;
  } catch {
    return undefined;
  }
}

/** NaN, which equals nothing, once a name is reserved. */
function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countKeys(item), 0);
  let count = 0;
  for (const [key, item] of Object.entries(value)) count += isReservedName(key) ? NaN : 1 + countKeys(item);
  return count;
}

/** Names that would reach an object's prototype if anybody ever copied a record key by key. */
export function isReservedName(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}
