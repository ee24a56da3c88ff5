import { isStorableText } from '../../base/text';
import { err, ok, type Result } from '../../base/result';
import type { Problem } from './problem';
import { scanJson, type JsonFault } from './scan-json';

/**
 * Reads a body of at most `maxBytes`, whatever Content-Length claimed: the stream is counted and cut off.
 * @returns `too-large` as soon as one byte too many has come
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Result<Uint8Array, Problem>> {
  if (request.body === null) return ok(new Uint8Array());
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return err({ code: 'too-large' });
    }
    chunks.push(value);
  }
  return ok(Buffer.concat(chunks));
}

const details: Readonly<Record<JsonFault, string>> = {
  'too deep': 'The JSON is nested too deeply.',
  'duplicate key': 'The JSON names a key twice.',
  'refused key': 'The JSON has a key that is not allowed.',
  'bad string': 'The request body is not valid JSON.',
};

/** Bytes to a value: strict UTF-8, scan, parse. Strings are looked at by `findUnstorable`, or item by item where one bad item must not stop the rest. */
export function parseJson(bytes: Uint8Array): Result<unknown, Problem> {
  const text = decodeUtf8(bytes);
  if (text === null) return err({ code: 'malformed', detail: 'The request body is not valid UTF-8.' });
  const fault = scanJson(text);
  if (fault !== null) return err({ code: 'malformed', detail: details[fault] });
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err({ code: 'malformed' });
  }
}

/** Whether any string or key in a parsed value cannot be stored. The depth was bounded before, so recursion is safe. */
export function hasUnstorableText(value: unknown): boolean {
  if (typeof value === 'string') return !isStorableText(value);
  if (Array.isArray(value)) return value.some(hasUnstorableText);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, entry]) => !isStorableText(key) || hasUnstorableText(entry));
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
