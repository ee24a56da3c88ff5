import { describe, expect, it } from 'vitest';
import { limitConcurrency } from '@/lib/server/auth/limit-concurrency';

/** Work that ends when told to. */
function held() {
  const ends: (() => void)[] = [];
  let most = 0;
  let now = 0;
  const work = async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise<void>((resolve) => ends.push(resolve));
    now -= 1;
  };
  return { work, ends, most: () => most };
}

describe('a limit on concurrent work', () => {
  it('never runs more at once than it says, and runs everything that waits', async () => {
    const limit = limitConcurrency(2, 100);
    const { work, ends, most } = held();
    const all = Promise.all(Array.from({ length: 9 }, () => limit(work)));
    for (let ended = 0; ended < 9; ended += 1) {
      while (ends.length === 0) await Promise.resolve();
      ends.shift()?.();
    }
    await all;
    expect(most()).toBe(2);
  });

  it('refuses what would wait too long a line, and goes on afterwards', async () => {
    const limit = limitConcurrency(1, 1);
    const { work, ends } = held();
    const first = limit(work);
    const second = limit(work);
    await expect(limit(work)).rejects.toMatchObject({ code: 'SERVER_BUSY' });
    ends.shift()?.();
    await first;
    while (ends.length === 0) await Promise.resolve();
    ends.shift()?.();
    await second;
    await expect(limit(() => Promise.resolve('again'))).resolves.toBe('again');
  });

  it('frees the place of work that fails', async () => {
    const limit = limitConcurrency(1, 0);
    await expect(limit(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await expect(limit(() => Promise.resolve(1))).resolves.toBe(1);
  });
});
