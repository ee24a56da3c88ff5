import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireLock } from '@/lib/server/launch/lock';

let folder: string;
const lockFile = () => path.join(folder, 'server.lock');

beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'timeslice-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('the lock on the data folder', () => {
  test('a second server is refused and told where the first one is', () => {
    acquireLock(folder, 'http://127.0.0.1:3000');
    expect(() => acquireLock(folder, 'http://127.0.0.1:3001')).toThrow(
      /already runs on this data at http:\/\/127\.0\.0\.1:3000/,
    );
  });

  test('after the first has gone the next one may start', () => {
    acquireLock(folder, 'first').release();
    expect(() => acquireLock(folder, 'second')).not.toThrow();
    expect(readFileSync(lockFile(), 'utf8')).toContain('second');
  });

  test('a lock left by a process that died is taken over', () => {
    writeFileSync(lockFile(), JSON.stringify({ pid: 2 ** 22 - 3, startedAt: '1', address: 'gone' }));
    expect(() => acquireLock(folder, 'mine')).not.toThrow();
  });

  test.runIf(process.platform === 'linux')(
    'a process that only reuses the pid of the dead one does not hold the lock',
    () => {
      writeFileSync(lockFile(), JSON.stringify({ pid: process.pid, startedAt: '1', address: 'before the reboot' }));
      expect(() => acquireLock(folder, 'mine')).not.toThrow();
    },
  );

  test('releasing does not remove a lock that belongs to somebody else by now', () => {
    const lock = acquireLock(folder, 'mine');
    writeFileSync(lockFile(), JSON.stringify({ pid: 1, startedAt: null, address: 'theirs' }));
    lock.release();
    expect(readFileSync(lockFile(), 'utf8')).toContain('theirs');
  });

  test('only the owner may read it', () => {
    acquireLock(folder, 'mine');
    expect(statSync(lockFile()).mode & 0o777).toBe(0o600);
  });
});
