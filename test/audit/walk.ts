/** Visits pages in Chromium and gathers what is wrong with them. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { aceFindings, axeFindings } from './engines.js';

/** Each run looks at phones, where the most is hidden, cut or wrapped; `npm run audit` at wide pages, too. */
export const WIDTHS = process.env.AUDIT === 'all' ? [320, 1280] : [320];

/** Shows a page in a context of its own; the policy of the page does not bind what tests inject. */
export async function visit<Result>(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await look(page);
  } finally {
    await context.close();
  }
}

/** Resolves when each element shows its data, or says why it cannot; an element that is never answered counts as settled. */
export const settled = async (page: Page): Promise<void> => {
  // Our own pages' modules are taken over as a reader moves, and comes near.
  await page.mouse.move(1, 1);
  for (const each of await page.locator('perf-module:not([endpoint])').elementHandles()) {
    await each.evaluate((module) => (module as Element).scrollIntoView());
    await page
      .waitForFunction((module) => (module as Element).shadowRoot?.querySelector('figure'), each, {
        timeout: 3000,
      })
      .catch(() => undefined);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction(() =>
    [...document.querySelectorAll('perf-module:not([endpoint="/never/graphql"]), perf-services')].every(
      (each) => each.shadowRoot?.querySelector('figure:not(.perf-is-loading), .perf-notice-failed, table'),
    ),
  );
};

/** Opens all that can be opened, in open shadow roots as well: what is hidden is not looked at. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const open = (root: Document | ShadowRoot): void => {
      for (const details of root.querySelectorAll('details')) details.open = true;
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) open(shadowRoot);
    };
    open(document);
  });

/** Makes the window as tall as the page: the engines take what is far away, and not laid out, for hidden. */
async function showAll(page: Page): Promise<void> {
  const { width } = page.viewportSize()!;
  // What comes near is laid out, and may be taller than the room that was kept for it.
  for (let times = 0; times < 3; times++) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height });
    await page.evaluate(() => new Promise((settle) => requestAnimationFrame(settle)));
  }
}

/** What keeps people out of the page, a line each; text that sticks out of the window is among it. */
export async function barriers(page: Page): Promise<string[]> {
  await unfold(page);
  await showAll(page);
  const stickingOut = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return [
    ...(stickingOut > 0 ? [`the page is ${stickingOut} px wider than the window`] : []),
    ...(await axeFindings(page)).map((line) => `axe: ${line}`),
    ...(await aceFindings(page)).map((line) => `IBM: ${line}`),
  ];
}
