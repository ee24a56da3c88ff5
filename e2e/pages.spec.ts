import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect, test, untilLive } from './instance';

test('without the key a page says only where to find it, and the key leaves the address bar', async ({
  page,
  instance,
}) => {
  await page.goto(`${instance.origin}/today`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open the link that the program printed.');
  await page.goto(`${instance.origin}/library`);
  await expect(page.getByText('Open the link that the program printed.')).toBeVisible();
  await page.goto(instance.link);
  await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
  expect(page.url()).toBe(`${instance.origin}/today`);
});

test('a wrong key is refused with a sentence', async ({ page, instance }) => {
  await page.goto(`${instance.origin}/#key=another-key-another-key-another-key-another`);
  await expect(page.getByText('That key is not the one of this start.')).toBeVisible();
});

test('the language switch keeps the page, holds for the next ones, and the questions follow it', async ({
  open,
  instance,
}) => {
  await open.goto(`${instance.origin}/library`);
  await open.getByRole('button', { name: '中文' }).click();
  await expect(open).toHaveURL(/\/library$/);
  await expect(open.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(open.getByRole('link', { name: '题库', exact: true })).toHaveAttribute('aria-current', 'page');
  await open.goto(`${instance.origin}/today`);
  await expect(open.getByRole('heading', { level: 1 })).toHaveText(/道题，\s*约.*分钟。/);
  await open.goto(`${instance.origin}/review`);
  await expect(open.getByRole('button', { name: /看答案|核对/ })).toBeVisible();
  await expect(open.getByText('约剩')).toBeVisible();
});

test('search finds any part of a word in both languages and works as a plain form', async ({ open, instance }) => {
  await open.goto(`${instance.origin}/library`);
  await open.getByLabel('Search questions').fill('deadlock');
  await open.keyboard.press('Enter');
  await expect(open).toHaveURL(/q=deadlock/);
  await expect(open.locator('mark').first()).toHaveText(/deadlock/i);
  await open.goto(`${instance.origin}/library?q=${encodeURIComponent('死锁')}`);
  await expect(open.getByRole('link', { name: /RLock prevents deadlock/ })).toBeVisible();
  await open.goto(`${instance.origin}/library?q=nothing-has-this`);
  await expect(open.getByText('Nothing contains “nothing-has-this”.')).toBeVisible();
});

test('a question page folds its answer and shows the history', async ({ open, instance }) => {
  await open.goto(`${instance.origin}/library/python-concurrency/rlock-prevents-deadlock`);
  await expect(open.getByText('Not answered yet.')).toBeVisible();
  await expect(open.getByText('In one line')).toBeHidden();
  await open.getByRole('button', { name: 'Show the answer' }).click();
  await expect(open.getByText('In one line')).toBeVisible();
  await open.goto(`${instance.origin}/library/python-concurrency/no-such-question`);
  await expect(open.getByText('There is no such page.')).toBeVisible();
});

test('each setting saves itself and is there after a reload', async ({ open, instance }) => {
  await open.goto(`${instance.origin}/settings`);
  const monday = open.getByLabel('Mon');
  await monday.fill('35');
  await monday.press('Enter');
  await expect(open.getByText('Saved')).toBeVisible();
  await open.getByLabel('Time zone').selectOption('Europe/Zurich');
  await expect(open.getByText('Saved')).toHaveCount(2);
  await open.reload();
  await expect(open.getByLabel('Mon')).toHaveValue('35');
  await expect(open.getByLabel('Time zone')).toHaveValue('Europe/Zurich');

  await open.getByLabel('New questions a day').fill('many');
  await open.getByLabel('New questions a day').press('Enter');
  await expect(open.getByText('Error: a whole number from 0 to 500.')).toBeVisible();
});

test('another scheduler variant shows what it would change before it is confirmed', async ({ open, instance }) => {
  await open.goto(`${instance.origin}/settings`);
  await open.getByRole('radio', { name: 'SM-2, Delphi source' }).check();
  await expect(open.getByText('No question moves to another day.')).toBeVisible();
  await open.getByRole('button', { name: 'Change it' }).click();
  await expect(open).toHaveURL(/\/settings$/);
  await open.reload();
  await expect(open.getByRole('radio', { name: 'SM-2, Delphi source' })).toBeChecked();
});

test('the theme is chosen once and rendered by the server from then on', async ({ open, instance }) => {
  await open.getByRole('button', { name: 'Light or dark' }).click();
  await expect(open.locator('html')).toHaveAttribute('data-theme', 'dark');
  const html = await (await open.request.get(`${instance.origin}/today`)).text();
  expect(html).toContain('data-theme="dark"');
});

test('no page has an inline style, scrolls sideways, or fails axe, in either language and theme', async ({
  open,
  instance,
}) => {
  test.setTimeout(240_000);
  const paths = [
    '/today',
    '/review',
    '/library?q=lock',
    '/library/python-concurrency/transfer-deadlock',
    '/settings',
    '/nothing',
  ];
  const problems: string[] = [];
  for (const locale of ['en', 'zh-CN']) {
    for (const theme of ['light', 'dark']) {
      await open.context().addCookies([
        { name: 'timeslice-locale', value: locale, url: instance.origin },
        { name: 'timeslice-theme', value: theme, url: instance.origin },
      ]);
      for (const path of paths) {
        const where = `${path} ${locale} ${theme}`;
        await open.setViewportSize({ width: 1280, height: 800 });
        await open.goto(`${instance.origin}${path}`);
        await open.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
        if (path === '/review') {
          await untilLive(open);
          await open.keyboard.press('Space');
        }
        const styled = await open.evaluate(() => document.querySelectorAll('[style]:not(next-route-announcer)').length);
        if (styled > 0) problems.push(`${where}: ${styled} inline styles`);
        problems.push(...(await violations(open)).map((violation) => `${where}: ${violation}`));
        for (const width of theme === 'light' ? [320, 360, 390, 768, 1440] : []) {
          await open.setViewportSize({ width, height: 800 });
          const overflow = await open.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          if (overflow > 0) problems.push(`${where}: ${overflow} px too wide at ${width} px`);
        }
      }
    }
  }
  expect(problems).toEqual([]);
});

/** What axe finds against WCAG 2.2 AA, in short. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    );
  });
}
