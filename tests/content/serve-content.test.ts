import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Instant } from '@/lib/base/time';
import { createRenderer } from '@/lib/server/content/create-renderer';
import { serveContent } from '@/lib/server/content/serve-content';
import type { Deps } from '@/lib/server/deps';
import { emptyDatabase } from '@/tests/stores/memory-database';
import { memoryStores } from '@/tests/stores/memory';
import { QuestionFolder } from './question-folder';

async function served(folder: QuestionFolder, database = emptyDatabase()) {
  const stores = memoryStores(database);
  const deps: Deps = {
    stores,
    now: () => Date.UTC(2026, 10, 21) as Instant,
    renderQuestions: createRenderer(stores.content),
  };
  const said: string[] = [];
  const logged: string[] = [];
  const content = await serveContent({
    deps,
    questionsDir: folder.dir,
    say: (text) => said.push(text),
    log: (_level, event) => logged.push(event),
  });
  onTestFinished(() => content.close());
  return { database, stores, said, logged, content };
}

async function eventually(check: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(check, 10_000);
}

describe('content that is served', () => {
  it('is there when a first start is ready, and is said', async () => {
    const { stores, said } = await served(new QuestionFolder());
    expect(await stores.content.loadStored()).toHaveLength(8);
    expect(said).toEqual(['samples  8 read, 8 taken\n  added           8']);
  });

  it('is rendered in both languages before anybody asks', async () => {
    const { database } = await served(new QuestionFolder());
    await eventually(() => {
      expect(database.rendered.size).toBe(16);
    });
  });

  it('follows the files', async () => {
    const folder = new QuestionFolder();
    const { stores } = await served(folder);
    folder.question('recall', { level: 5 });
    await eventually(async () => {
      expect(await stores.content.findBySlug('samples', 'recall')).toMatchObject({ level: 5 });
    });
  });

  it('says a mistake once, goes on with the old content, and takes the repaired file', async () => {
    const folder = new QuestionFolder();
    const { stores, said } = await served(folder);
    folder.write('samples/locks/recall.json', '{');
    await eventually(() => {
      expect(said.at(-1)).toContain('samples/locks/recall.json:1:2  error  json/syntax');
    });
    const before = said.length;
    folder.write('samples/README.md', 'A note.');
    folder.question('choice', { level: 4 });
    await eventually(async () => {
      expect(await stores.content.findBySlug('samples', 'choice')).toMatchObject({ level: 4 });
    });
    expect(said.length).toBeLessThanOrEqual(before + 1);
    expect(await stores.content.findBySlug('samples', 'recall')).toMatchObject({ level: 2 });
    folder.question('recall', { level: 3 });
    await eventually(async () => {
      expect(await stores.content.findBySlug('samples', 'recall')).toMatchObject({ level: 3 });
    });
  });

  it('stays in service when the folder is gone', async () => {
    const folder = new QuestionFolder();
    const first = await served(folder);
    await first.content.close();
    folder.remove('.');
    const second = await served(folder, first.database);
    await eventually(() => {
      expect(second.logged).toEqual(['import-failed']);
    });
    expect(second.said.at(-1)).toContain('what was imported before stays in service');
    expect(await second.stores.content.loadStored()).toHaveLength(8);
  });

  it('does not say again what has not changed', async () => {
    const folder = new QuestionFolder();
    const first = await served(folder);
    await first.content.close();
    const second = await served(folder, first.database);
    await second.content.close();
    expect(second.said).toEqual([]);
  });
});
