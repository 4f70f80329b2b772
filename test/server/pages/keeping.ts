/** What a page sends to be kept while somebody types, with the answer held up. */
import type { Page } from 'playwright-core';

export interface HeldKeep {
  /** The server has it; the page does not know yet. */
  isThere: Promise<void>;
  answer(): void;
}

/** Of the next thing that a page sends to be kept. */
export async function heldKeep(page: Page): Promise<HeldKeep> {
  let [kept, answer] = [(): void => undefined, (): void => undefined];
  const isThere = new Promise<void>((resolve) => (kept = resolve));
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  let isFirst = true;
  await page.route('**/*', async (route) => {
    if (!isFirst || !/(^|&)do=keep(&|$)/.test(route.request().postData() ?? '')) return route.fallback();
    isFirst = false;
    const response = await route.fetch();
    kept();
    await isAnswered;
    // A page that was left does not want it any more.
    await route.fulfill({ response }).catch(() => undefined);
  });
  return { isThere, answer };
}
