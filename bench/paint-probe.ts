import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Milliseconds from a grading key to the second frame after the next question came, one for each grade. */
    benchPaints: number[];
    /** Milliseconds from the start of the navigation to the second frame after the first question came. */
    benchFirstCard: number | null;
    benchLayoutShift: number;
  }
}

/** Installs the stopwatch in every document of the page before any script of ours runs. */
export async function installProbe(page: Page): Promise<void> {
  // tsx marks functions with their names by a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (given) => given');
  await page.addInitScript(probe);
}

/** Runs in the page and therefore uses nothing from outside itself. */
function probe(): void {
  window.benchPaints = [];
  window.benchFirstCard = null;
  window.benchLayoutShift = 0;
  let pressed: { at: number; heading: Element | null } | null = null;

  const heading = (): Element | null => document.querySelector('main h1.prompt');
  const afterTwoFrames = (done: () => void): void => {
    requestAnimationFrame(() => requestAnimationFrame(done));
  };
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.code.startsWith('Digit')) pressed = { at: event.timeStamp, heading: heading() };
    },
    true,
  );
  new MutationObserver(() => {
    const shown = heading();
    if (shown === null) return;
    if (window.benchFirstCard === null) {
      window.benchFirstCard = Infinity;
      afterTwoFrames(() => (window.benchFirstCard = performance.now()));
    }
    if (pressed === null || shown === pressed.heading) return;
    const { at } = pressed;
    pressed = null;
    afterTwoFrames(() => window.benchPaints.push(performance.now() - at));
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
      window.benchLayoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}
