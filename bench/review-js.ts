import { gzipSync } from 'node:zlib';
import type { BrowserContext } from '@playwright/test';
import type { Bench } from './bench';
import { signedIn, withBrowser } from './browser';
import { withServer } from './with-server';

/** Where nothing is: the smallest page that the same build serves. */
const MINIMAL_PAGE = '/no-such-page';

/** Goal 11: what the review page makes a browser download and run. */
export const reviewJsBench: Bench = {
  name: 'review-js',
  goal: 11,
  about: 'JavaScript of the review page, gzip, and of a minimal page of the same build',
  measure: () =>
    withServer({ cards: 1_000, eventsPerCard: 10 }, ({ server, cookie }) =>
      withBrowser(async (browser) => {
        const scriptsOn = async (path: string): Promise<ReadonlyMap<string, number>> => {
          const context = await signedIn(browser, server.origin, cookie);
          const scripts = await loadedScripts(context, server.origin + path);
          await context.close();
          return scripts;
        };
        const review = await scriptsOn('/review');
        const minimal = await scriptsOn(MINIMAL_PAGE);
        const ours = [...review].filter(([url]) => !minimal.has(url)).map(([, bytes]) => bytes);
        return [
          {
            what: `all ${review.size} scripts of the page`,
            runs: [kilobytes([...review.values()])],
            unit: 'kB',
            goal: { atMost: 175 },
          },
          {
            what: 'those that the minimal page does not load',
            runs: [kilobytes(ours)],
            unit: 'kB',
            goal: { atMost: 42 },
          },
          {
            what: `all ${minimal.size} scripts of the minimal page`,
            runs: [kilobytes([...minimal.values()])],
            unit: 'kB',
            goal: null,
          },
        ];
      }),
    ),
};

/** Address and gzip size of each script that the browser had loaded once the page was quiet, prefetched ones included. */
async function loadedScripts(context: BrowserContext, url: string): Promise<ReadonlyMap<string, number>> {
  const page = await context.newPage();
  const bodies: Promise<readonly [string, number]>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    bodies.push(response.body().then((body) => [response.url(), gzipSync(body).length] as const));
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return new Map(await Promise.all(bodies));
}

function kilobytes(sizes: readonly number[]): number {
  return sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000;
}
