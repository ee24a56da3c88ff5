import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

export type SmallFile =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly problem: string };

/**
 * A regular file of at most `maxBytes`. Read at once and not awaited: for thousands of files of a few KiB the thread pool costs
 * three times what the reading does, and callers take turns between files. Files may vanish while an author works.
 */
export function readSmallFile(path: string, maxBytes: number): SmallFile {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      return size > maxBytes ? { kind: 'too-large', bytes: size } : { kind: 'bytes', bytes: readFileSync(descriptor) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { kind: 'unreadable', problem: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
  }
}
