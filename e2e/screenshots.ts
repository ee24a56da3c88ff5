import { mkdirSync, mkdtempSync, rmSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { StudyReply } from '@/lib/api/study';
import type { Locale } from '@/lib/reviews/events';
import { findBrowser } from '../scripts/find-browser.mjs';
import { localKey, startServer } from './server';
import { livedWeek } from './study-history';

/**
 * `npm run screenshots`: the pictures of docs/screenshots, taken of the production build after a week of study.
 * {today,review-before,review-after,session-end}-{1280,390}-{light,dark}-{en,zh-CN}.png
 */
const folder = path.resolve('docs/screenshots');
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const themes = ['light', 'dark'] as const;
const locales: readonly Locale[] = ['en', 'zh-CN'];
const shownQuestion = 'explain-the-gil';
const notes: Readonly<Record<Locale, string>> = {
  en: 'one lock in CPython, refcounts, gives it up on I/O and every 100 bytecodes, x += 1 can still race',
  'zh-CN': 'CPython 里的一把锁，引用计数；I/O 时让出，每 100 条字节码让出；x += 1 仍有竞态',
};

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const home = mkdtempSync(path.join(tmpdir(), 'timeslice-screenshots-'));
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    chromiumSandbox: false,
    args: ['--disable-dev-shm-usage', '--disable-background-networking'],
  });
  try {
    await livedWeek(path.join(home, 'week'), path.resolve('questions'));
    for (const locale of locales) {
      cpSync(path.join(home, 'week'), path.join(home, locale), { recursive: true });
      const server = await startServer(path.join(home, locale), 'questions');
      await takeAll(browser, server.origin, locale);
      await server.stop();
    }
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function takeAll(browser: Browser, origin: string, locale: Locale): Promise<void> {
  const context = await browser.newContext({ locale, timezoneId: 'UTC', reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'timeslice-locale', value: locale, url: origin }]);
  await context.request.post(`${origin}/api/local-session`, { data: { key: localKey }, headers: { origin } });
  await context.request.patch(`${origin}/api/settings`, { data: { interfaceLocale: locale }, headers: { origin } });
  const study = (await (await context.request.get(`${origin}/api/study?limit=100`)).json()) as StudyReply;
  const shown = study.items.find((item) => item.slug === shownQuestion);
  if (shown === undefined) throw new Error(`${shownQuestion} is not part of today`);
  const page = await context.newPage();

  await page.goto(`${origin}/today`);
  await page.getByRole('main').waitFor();
  await takeEach(page, 'today', locale);

  await context.addCookies([{ name: 'timeslice-at', value: shown.questionId, url: `${origin}/review` }]);
  await page.goto(`${origin}/review`);
  await untilLive(page);
  await takeEach(page, 'review-before', locale);
  await page.locator('textarea').fill(notes[locale]);
  await page.keyboard.press('Control+Enter');
  for (const index of [0, 1, 2, 4]) await page.locator('.ticks:not(.flags) input').nth(index).check();
  await page.locator('h1').focus();
  await takeEach(page, 'review-after', locale);

  await answerAll(page, study);
  // The toast of the last grade goes away by itself.
  await page.waitForTimeout(8500);
  await takeEach(page, 'session-end', locale);
  await context.close();
}

async function takeEach(page: Page, name: string, locale: Locale): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of themes) {
      await page.evaluate((value) => {
        document.documentElement.dataset['theme'] = value;
        window.scrollTo(0, 0);
      }, theme);
      await page.waitForTimeout(150);
      await page.screenshot({ path: path.join(folder, `${name}-${size.width}-${theme}-${locale}.png`) });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function untilLive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const button = document.querySelector('.dock button');
    return button !== null && Object.keys(button).some((key) => key.startsWith('__reactProps'));
  });
}

/** Goes through the session as somebody who knows most of it. */
async function answerAll(page: Page, study: StudyReply): Promise<void> {
  const grades = ['3', '4', '3', '2', '3', '3', '1'];
  for (let turn = 0; turn < 80 && (await page.locator('.dock').count()) > 0; turn += 1) {
    if ((await page.locator('.dock fieldset').count()) > 0) {
      // The page notes its place a little after the question is shown.
      await page.waitForTimeout(250);
      await chooseRight(page, study, turn);
      await page.locator('.dock .btn.primary').click();
    }
    await page.waitForTimeout(300);
    await page.locator('h1').focus();
    const decided = (await page.locator('.dock .btn.primary').count()) > 0;
    await page.keyboard.press(decided ? 'Enter' : (grades[turn % grades.length] ?? '3'));
    await page.waitForTimeout(100);
  }
}

/** Options are shuffled, so they are known by their words; one answer in seven is left out. */
async function chooseRight(page: Page, study: StudyReply, turn: number): Promise<void> {
  const place = (await page.context().cookies(page.url())).find((cookie) => cookie.name === 'timeslice-at');
  const item = study.items.find((one) => one.questionId === place?.value);
  if (item === undefined || turn % 7 === 6) return;
  const { question } = item;
  if (question.type === 'spot-bug') {
    for (const bug of question.bugs)
      await page
        .locator('.lines .ln')
        .nth(bug.from - 1)
        .click();
  }
  if (question.type === 'predict' && question.options === undefined) {
    const expected = question.code.find((block) => block.run !== undefined)?.run?.expect;
    await page.locator('textarea.mono').fill(expected?.stdout ?? expected?.stdoutOneOf?.[0] ?? '');
  }
  const right = ('options' in question ? (question.options ?? []) : [])
    .filter((option) => option.correct)
    .map((option) => words(item.rendered.options[option.key]?.label ?? ''));
  for (const option of right.length === 0 ? [] : await page.locator('.opts .opt').all()) {
    const label = words(await option.locator('span').first().innerText());
    if (right.includes(label)) await option.locator('input').check();
  }
}

function words(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&quot;|&#x22;|&#34;/g, '"')
    .replace(/\s+/g, '');
}

await main();
