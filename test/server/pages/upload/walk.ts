/** A new user on the way from a one-time link to a figure in a page of their own, with what each step took. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { modulesReady, type Site } from '../../../components/elements/site.js';
import type { Platform } from '../../../support/platform.js';

/** Where the pictures of each step go; none are taken where nothing is said. */
const PICTURES = process.env.WALK_PICTURES;

const WIDTH = 1280;
const PHONE = 320;

export class Walk {
  page!: Page;
  /** What was done, in order: pages seen, and things typed or chosen on them. */
  readonly steps: string[] = [];
  private context!: BrowserContext;
  private readonly begun = Date.now();

  constructor(
    private readonly name: string,
    private readonly browser: Browser,
  ) {}

  /** Opens the one-time address. */
  async begin(link: string, { javaScriptEnabled = true } = {}): Promise<void> {
    this.context = await this.browser.newContext({
      javaScriptEnabled,
      viewport: { width: WIDTH, height: 900 },
    });
    this.page = await this.context.newPage();
    await this.page.goto(link);
    await this.seen('the link');
  }

  /** Notes a page that is there now, and looks at it. */
  async seen(what: string): Promise<void> {
    this.steps.push(what);
    const { page } = this;
    for (const width of [WIDTH, PHONE]) {
      await page.setViewportSize({ width, height: 900 });
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([what, width, wider]).toEqual([what, width, 0]);
      if (!PICTURES) continue;
      mkdirSync(PICTURES, { recursive: true });
      // What is far below is drawn as one comes near.
      for (const module of await page.locator('.perf-module').all()) await module.scrollIntoViewIfNeeded();
      const path = join(PICTURES, `${this.name}-${this.steps.length}-${width}.png`);
      await page.screenshot({ path, fullPage: true });
    }
    await page.setViewportSize({ width: WIDTH, height: 900 });
  }

  heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** By keyboard alone: on to what has this accessible name, as a reader hears it. */
  async tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 150; presses++) {
      await this.page.keyboard.press('Tab');
      const at = await this.page.evaluate(() => {
        const here = document.activeElement as HTMLInputElement;
        const group = here.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
        const label = here.labels?.[0]?.textContent ?? here.textContent ?? '';
        return `${group} ${label}`.replace(/\s+/g, ' ').trim();
      });
      if (name.test(at)) return;
    }
    throw new Error(`no Tab leads to ${String(name)}`);
  }

  /** Puts what the receipt says into a page of another site. @returns that page, with the figure shown */
  async embed(site: Site): Promise<Page> {
    const snippet = await this.page.locator('#embed').inputValue();
    const page = await this.browser.newPage({ viewport: { width: 900, height: 700 } });
    await page.goto(
      site.page(`/${this.name}`, {
        body: `<main><h1>Our own page</h1>${snippet}</main>`,
        head: '<style>main{font-family:sans-serif;max-width:50rem;margin:auto}</style>',
      }),
    );
    await modulesReady(page);
    this.steps.push('embedded in another site');
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${this.name}-embedded.png`) });
    return page;
  }

  async end(): Promise<{ steps: number; seconds: number }> {
    await this.context.close();
    return { steps: this.steps.length, seconds: (Date.now() - this.begun) / 1000 };
  }
}

/** The address that signs a new user in once. */
export function linkFor({ url, perfplat }: Platform, service: string): string {
  const printed = perfplat(
    ...['token', 'create', '--name', 'Permits team', '--scope', `write:service/${service}`, '--link'],
  );
  // The command does not know the port that the server of a test has.
  return url + new URL(printed.trim()).pathname;
}
