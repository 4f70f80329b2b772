/** The builder in Chromium: a window of a dashboard that is begun. */
import type { BrowserContext, Locator, Page } from 'playwright-core';

/** A window in which a dashboard is begun, from the first template or from nothing. */
export async function begun(
  context: BrowserContext,
  { url, as, isEmpty }: { url: string; as: string; isEmpty: boolean },
): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${url}/build/new?subject=service%2Fpermits`);
  await page.getByLabel('Your token').fill(as);
  await page.getByRole('button', { name: 'Sign in' }).click();
  if (isEmpty) await page.getByRole('radio', { name: /^Nothing/ }).check();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.waitForURL('**/build/drafts/*');
  return page;
}

export const titleIn = (page: Page): Locator => page.getByLabel('Title', { exact: true });

export async function expectTitle(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLInputElement>('#dashboard-title')?.value === wanted,
    text,
    { timeout: 15_000 },
  );
}
