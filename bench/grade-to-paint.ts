import type { Browser, Page } from '@playwright/test';
import { median, quantile, type Bench, type Figure } from './bench';
import { signedIn, withBrowser } from './browser';
import { installProbe } from './paint-probe';
import { withServer, type BenchServer } from './with-server';

const RUNS = 5;
const GRADES = 15;
/** Longer than the guard that keeps a held Space from grading. */
const THINKING_MILLIS = 400;
/** Those that the learner grades; where a machine has checked the empty answer there is nothing to grade. */
const types = ['recall', 'cloze', 'order', 'match'];

/** Goal 9: from the key that grades to the next question on screen, in a browser, against the production build. */
export const gradeToPaintBench: Bench = {
  name: 'grade-to-paint',
  goal: 9,
  about: 'a grading key to the second frame after the next question, in Chromium',
  measure: () =>
    withBrowser(async (browser) => {
      const small = await withServer({ cards: 2_000, eventsPerCard: 10, types }, (bench) =>
        session(browser, bench, {}),
      );
      return withServer({ cards: 10_000, eventsPerCard: 10, types }, async (bench) => {
        const large = await session(browser, bench, {});
        const slowed = await session(browser, bench, { slowDown: 4 });
        const [offline = []] = await session(browser, bench, { offline: true, runs: 1 });
        return figuresOf({ small, large, slowed, offline });
      });
    }),
};

type Runs = readonly (readonly number[])[];

function figuresOf(of: { small: Runs; large: Runs; slowed: Runs; offline: readonly number[] }): Figure[] {
  const { small, large, slowed, offline } = of;
  const p50 = (runs: Runs): number[] => runs.map((run) => median(run));
  const p95 = (runs: Runs): number[] => runs.map((run) => quantile(run, 0.95));
  return [
    { what: 'p50, 2,000 cards', runs: p50(small), unit: 'ms', goal: { atMost: 38 } },
    { what: 'p95, 2,000 cards', runs: p95(small), unit: 'ms', goal: { atMost: 50 } },
    { what: 'p50, 10,000 cards', runs: p50(large), unit: 'ms', goal: { atMost: median(p50(small)) + 5 } },
    { what: 'p95, 10,000 cards', runs: p95(large), unit: 'ms', goal: { atMost: median(p95(small)) + 5 } },
    { what: 'p95, CPU slowed 4 times', runs: p95(slowed), unit: 'ms', goal: { atMost: 100 } },
    {
      what: `grades of ${GRADES} that wait for a network that is gone`,
      runs: [GRADES - offline.length],
      unit: '',
      goal: { atMost: 0 },
    },
    { what: 'p95 without a network', runs: [quantile(offline, 0.95)], unit: 'ms', goal: null },
  ];
}

type Circumstances = { readonly slowDown?: number; readonly offline?: boolean; readonly runs?: number };

/** Each run is a browser context of its own: nothing stored, one review page, a first grade that only warms up. */
async function session(browser: Browser, bench: BenchServer, circumstances: Circumstances): Promise<Runs> {
  const runs: number[][] = [];
  for (let run = 0; run < (circumstances.runs ?? RUNS); run += 1) {
    const context = await signedIn(browser, bench.server.origin, bench.cookie);
    const page = await context.newPage();
    await installProbe(page);
    await page.goto(`${bench.server.origin}/review`, { waitUntil: 'load' });
    if (circumstances.slowDown !== undefined) {
      const devTools = await context.newCDPSession(page);
      await devTools.send('Emulation.setCPUThrottlingRate', { rate: circumstances.slowDown });
    }
    await gradeOne(page);
    await context.setOffline(circumstances.offline === true);
    const millis: number[] = [];
    for (let grade = 0; grade < GRADES; grade += 1) millis.push(await gradeOne(page));
    runs.push(millis);
    await context.setOffline(false);
    await context.close();
  }
  return runs;
}

/** Shows the answer, grades it as good, and returns the milliseconds until the next question was on screen. */
async function gradeOne(page: Page): Promise<number> {
  await showAnswer(page);
  await page.waitForTimeout(THINKING_MILLIS);
  const before = await page.evaluate(() => window.benchPaints.length);
  await page.keyboard.press('Digit3');
  await page.waitForFunction((count) => window.benchPaints.length > count, before, { polling: 50, timeout: 10_000 });
  return page.evaluate(() => window.benchPaints.at(-1) ?? NaN);
}

/** A page that is not ready for keys yet misses the first one, and a second Space does nothing once the answer is shown. */
async function showAnswer(page: Page): Promise<void> {
  const good = page.locator('.dock .g-good');
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await page.keyboard.press('Space');
    const isShown = await good.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
  }
  throw new Error('The answer does not show');
}
