import { chmodSync, mkdirSync } from 'node:fs';

/** The data folder: other users of the machine must not read it. */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}
