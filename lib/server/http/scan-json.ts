/** Keys that would reach a prototype if anybody ever merged the value. */
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

const MAX_JSON_DEPTH = 32;

export type JsonFault = 'too deep' | 'duplicate key' | 'refused key' | 'bad string';

/**
 * Looks at JSON text before it is parsed: `JSON.parse` takes 100,000 levels, and of two equal keys it silently keeps the
 * last one. One pass without recursion; grammar is left to `JSON.parse`, which runs afterwards.
 * @returns the first fault, or null
 */
export function scanJson(text: string): JsonFault | null {
  /** One entry for each open bracket: the keys seen so far in an object, null in an array. */
  const open: (Set<string> | null)[] = [];
  let position = 0;
  while (position < text.length) {
    const character = text[position];
    if (character === '"') {
      const end = endOfString(text, position);
      if (end === null) return 'bad string';
      const keys = open.at(-1);
      if (keys && isFollowedByColon(text, end)) {
        const key = decodeString(text.slice(position, end));
        if (key === null) return 'bad string';
        if (refusedKeys.has(key)) return 'refused key';
        if (keys.has(key)) return 'duplicate key';
        keys.add(key);
      }
      position = end;
      continue;
    }
    if (character === '{' || character === '[') {
      if (open.length === MAX_JSON_DEPTH) return 'too deep';
      open.push(character === '{' ? new Set() : null);
    } else if (character === '}' || character === ']') {
      open.pop();
    }
    position += 1;
  }
  return null;
}

/** The position after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number | null {
  let position = start + 1;
  while (position < text.length) {
    const character = text[position];
    if (character === '"') return position + 1;
    position += character === '\\' ? 2 : 1;
  }
  return null;
}

function isFollowedByColon(text: string, from: number): boolean {
  let position = from;
  while (' \t\n\r'.includes(text[position] ?? 'end')) position += 1;
  return text[position] === ':';
}

function decodeString(quoted: string): string | null {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}
