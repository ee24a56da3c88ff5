import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A 256-bit key in URL-safe base64: what the printed link of local mode carries. */
export function makeKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The instance's own secret in the data folder, made on first use, readable by its owner only.
 * @throws Error when the file is there but too short to be one
 */
export function readOrMakeSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, `${makeKey()}\n`);
    fsyncSync(handle);
    closeSync(handle);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (Buffer.byteLength(secret) < 32) throw new Error(`${file} is damaged. Delete it; everybody signs in again.`);
  return secret;
}
