import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { findBrowser } from '@/scripts/find-browser.mjs';

/** Runs the work with a Chromium of its own. */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('No Chromium was found. Install one or set CHROMIUM_PATH.');
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args, chromiumSandbox: false });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A browser that nobody used before, signed in by the cookies of a local session. */
export async function signedIn(browser: Browser, origin: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: origin };
  });
  await context.addCookies(cookies);
  return context;
}
