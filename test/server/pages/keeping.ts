/** What a page sends to be kept while somebody types, with the answer held up. */
import type { Page } from 'playwright-core';

export interface HeldKeep {
  /** The server has it, or it is lost; the page does not know yet. */
  isThere: Promise<void>;
  answer(): void;
}

/** Of the next thing that a page sends to be kept, or by a button of this word. */
export async function heldKeep(page: Page, { isLost = false, button = 'keep' } = {}): Promise<HeldKeep> {
  const isSent = new RegExp(`(^|&)do=${button}([&+]|$)`);
  let [sent, answer] = [(): void => undefined, (): void => undefined];
  const isThere = new Promise<void>((resolve) => (sent = resolve));
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  let isFirst = true;
  await page.route('**/*', async (route) => {
    if (!isFirst || !isSent.test(route.request().postData() ?? '')) return route.fallback();
    isFirst = false;
    const response = isLost ? null : await route.fetch();
    sent();
    await isAnswered;
    // A page that was left does not want it any more.
    await (response ? route.fulfill({ response }) : route.abort()).catch(() => undefined);
  });
  return { isThere, answer: () => answer() };
}
