import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { localKey, startServer, type Server } from './server';

export { expect };

export type Instance = Server & {
  /** What `npm start` prints. */
  readonly link: string;
  /** Every stored event, as the API gives them. */
  readonly events: () => Promise<readonly StoredEvent[]>;
};

export type StoredEvent = {
  readonly kind: string;
  readonly id: string;
  readonly questionId: string;
  readonly quality?: number;
  readonly targetEventId?: string;
};

type Options = {
  /** Slugs of the questions that there are; empty for the whole pack. */
  readonly questions: readonly string[];
};

/** A key pressed before React has taken over the server's HTML would be lost. */
export async function openReview(page: Page, instance: Instance): Promise<void> {
  await page.goto(`${instance.origin}/review`);
  await untilLive(page);
}

export async function untilLive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const button = document.querySelector('.dock button');
    return button !== null && Object.keys(button).some((key) => key.startsWith('__reactProps'));
  });
}

/** Each test gets a server of its own, on an empty database, and fails if a page complained. */
export const test = base.extend<Options & { instance: Instance; complaints: undefined; open: Page }>({
  questions: [[], { option: true }],

  instance: async ({ questions, request }, provide) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'timeslice-e2e-'));
    const questionsDir = questions.length === 0 ? 'questions' : someQuestions(folder, questions);
    const server = await startServer(path.join(folder, 'data'), questionsDir);
    const events = async (): Promise<readonly StoredEvent[]> => {
      const headers = { origin: server.origin };
      await request.post(`${server.origin}/api/local-session`, { data: { key: localKey }, headers });
      const reply = await request.get(`${server.origin}/api/reviews?after=0`);
      return ((await reply.json()) as { events: readonly StoredEvent[] }).events;
    };
    await provide({ ...server, link: `${server.origin}/#key=${localKey}`, events });
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  },

  /** Errors, warnings and refusals of the Content Security Policy; a lost network, 401 and 404 are what some tests ask for. */
  complaints: [
    async ({ page, instance: _beforeItStops }, provide) => {
      const heard: string[] = [];
      page.on('pageerror', (error) => heard.push(error.message));
      page.on('console', (message) => {
        const isExpected = /ERR_INTERNET_DISCONNECTED|status of 40[14]/.test(message.text());
        if (['error', 'warning'].includes(message.type()) && !isExpected) heard.push(message.text());
      });
      await provide(undefined);
      expect(heard).toEqual([]);
    },
    { auto: true },
  ],

  /** A page that has come in by the link. */
  open: async ({ page, instance }, provide) => {
    await page.goto(instance.link);
    await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
    await provide(page);
  },
});

/** A questions folder with only these questions, without their links to others. */
function someQuestions(folder: string, slugs: readonly string[]): string {
  const from = path.resolve('questions');
  const to = path.join(folder, 'questions');
  cpSync(path.join(from, 'schema'), path.join(to, 'schema'), { recursive: true });
  const pack = 'python-concurrency';
  for (const topic of readdirSync(path.join(from, pack), { withFileTypes: true })) {
    const source = path.join(from, pack, topic.name);
    if (!topic.isDirectory()) {
      mkdirSync(path.join(to, pack), { recursive: true });
      copyFileSync(source, path.join(to, pack, topic.name));
      continue;
    }
    for (const slug of slugs) {
      const file = path.join(source, `${slug}.json`);
      const text = readText(file);
      if (text === null) continue;
      const target = path.join(to, pack, topic.name);
      mkdirSync(path.join(target, 'code'), { recursive: true });
      const { requires: _r, contrastsWith: _c, ...question } = JSON.parse(text) as Record<string, unknown>;
      writeFileSync(path.join(target, `${slug}.json`), `${JSON.stringify(question, null, 2)}\n`);
      for (const [, name = ''] of text.matchAll(/"file": "code\/([^"]+)"/g)) {
        copyFileSync(path.join(source, 'code', name), path.join(target, 'code', name));
      }
    }
  }
  return to;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
