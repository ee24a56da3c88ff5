import type { BrowserContext } from '@playwright/test';
import { repeat, type Bench } from './bench';
import { signedIn, withBrowser } from './browser';
import { installProbe } from './paint-probe';
import { withServer } from './with-server';

const RUNS = 7;

/** Goal 10: from the start of the navigation to the first question on screen, server and browser warm. */
export const reviewOpenBench: Bench = {
  name: 'review-open',
  goal: 10,
  about: 'opening the review page until its first question is painted, in Chromium',
  measure: () =>
    withServer({ cards: 10_000, eventsPerCard: 10 }, ({ server, cookie }) =>
      withBrowser(async (browser) => {
        const context = await signedIn(browser, server.origin, cookie);
        const url = `${server.origin}/review`;
        const plain = await repeat(RUNS, () => open(context, url, 1));
        const slowed = await repeat(RUNS, () => open(context, url, 4));
        await context.close();
        const shifts = [...plain, ...slowed].map(({ layoutShift }) => layoutShift);
        return [
          {
            what: 'first question on screen',
            runs: plain.map(({ millis }) => millis),
            unit: 'ms',
            goal: { atMost: 180 },
          },
          {
            what: 'the same, CPU slowed 4 times',
            runs: slowed.map(({ millis }) => millis),
            unit: 'ms',
            goal: { atMost: 400 },
          },
          { what: 'layout shift', runs: shifts, unit: '', goal: { atMost: 0 } },
        ];
      }),
    ),
};

type Opened = { readonly millis: number; readonly layoutShift: number };

async function open(context: BrowserContext, url: string, slowDown: number): Promise<Opened> {
  const page = await context.newPage();
  await installProbe(page);
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => Number.isFinite(window.benchFirstCard ?? NaN), null, { timeout: 10_000 });
  const opened = await page.evaluate(() => ({
    millis: window.benchFirstCard ?? NaN,
    layoutShift: window.benchLayoutShift,
  }));
  await page.close();
  return opened;
}
