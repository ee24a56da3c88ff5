import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchQuestions } from '@/lib/server/content/watch-questions';
import { QuestionFolder } from './question-folder';

/** A folder that is watched, and a way to wait for the next call. */
async function watched() {
  const folder = new QuestionFolder();
  const changed = vi.fn(() => Promise.resolve());
  const watching = await watchQuestions(folder.dir, changed);
  onTestFinished(() => {
    watching.close();
  });
  const next = async (act: () => void) => {
    const before = changed.mock.calls.length;
    act();
    await vi.waitFor(() => {
      expect(changed.mock.calls.length).toBeGreaterThan(before);
    }, 10_000);
  };
  return { folder, changed, watching, next };
}

describe('a watched folder', () => {
  it('tells of a changed question, again and again', async () => {
    const { folder, next } = await watched();
    for (const level of [3, 4, 5]) await next(() => folder.question('recall', { level: level }));
  });

  it('still hears a file that was replaced by renaming another over it, as editors and git do', async () => {
    const { folder, next } = await watched();
    for (const level of [3, 4]) {
      await next(() => {
        folder.question('recall', { level: level });
        renameSync(folder.path('samples/locks/recall.json'), folder.path('samples/locks/.recall.tmp'));
        renameSync(folder.path('samples/locks/.recall.tmp'), folder.path('samples/locks/recall.json'));
      });
    }
    await next(() => folder.question('recall', { level: 5 }));
  });

  it('tells of a changed program and of pack.json', async () => {
    const { folder, next } = await watched();
    await next(() => folder.write('samples/locks/code/predict.py', 'print(2)\n'));
    await next(() => folder.write('samples/pack.json', '{}'));
  });

  it('follows folders that are made, removed and made again', async () => {
    const { folder, next } = await watched();
    for (let round = 0; round < 2; round += 1) {
      await next(() => mkdirSync(folder.path('samples/pools')));
      await next(() => folder.write('samples/pools/a.json', '{}'));
      await next(() => folder.write('samples/pools/a.json', '{ }'));
      await next(() => rmSync(folder.path('samples/pools'), { recursive: true }));
    }
  });

  it('tells once of a burst', async () => {
    const { folder, changed, next } = await watched();
    await next(() => {
      for (let level = 1; level < 6; level += 1) folder.question('recall', { level: level });
      folder.write('samples/locks/code/predict.py', 'print(2)\n');
    });
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('tells nothing any more once it is closed', async () => {
    const { folder, changed, watching } = await watched();
    watching.close();
    const other = await watched();
    folder.question('recall', { level: 5 });
    await other.next(() => other.folder.question('recall', { level: 5 }));
    expect(changed).not.toHaveBeenCalled();
  });

  it('waits for a folder that is not there', async () => {
    const changed = vi.fn(() => Promise.resolve());
    const watching = await watchQuestions('/nowhere/at/all', changed);
    watching.close();
    expect(changed).not.toHaveBeenCalled();
  });
});
