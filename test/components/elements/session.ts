import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { ModuleData } from '../../../components/formatting/types.js';
import * as fixtures from '../fixtures/modules.js';
import { buildEmbed, launch, Site } from './site.js';

/** What the service of a module answers; any other is the usual one. */
const ANSWERS: Record<string, () => ModuleData> = {
  late: fixtures.lateModule,
  missing: fixtures.missingModule,
  empty: fixtures.emptyModule,
  failed: fixtures.failedModule,
  channels: fixtures.byChannel,
  many: fixtures.byMany,
  stacked: () => ({ ...fixtures.byChannel(), chart: 'STACKED' }),
  small: () => ({ ...fixtures.byChannel(), chart: 'MULTIPLES' }),
  explained: () => {
    const { metric, series } = fixtures.byChannel();
    return fixtures.takeUp({ breakdown: { metric: metric!, chart: 'BAR', series: series! } });
  },
};

/** A module as a foreign page writes it. */
export const tag = (service: string, more = ''): string =>
  `<perf-module service="${service}" metric="digital-take-up" period="month" compare-to="previous-year" ${more}>` +
  `<a href="/fallback">Digital take-up of ${service}</a></perf-module>`;

/** A fresh site, browser context and page for each test of a file. */
export class Session {
  browser!: Browser;
  context!: BrowserContext;
  page!: Page;
  site!: Site;
  /** Folder of the built elements. */
  embed!: string;
  /** Errors of the page and violations of its policy. */
  troubles: string[] = [];

  constructor() {
    beforeAll(async () => {
      this.embed = buildEmbed();
      this.browser = await launch();
    });
    afterAll(async () => {
      await this.browser.close();
      await rm(this.embed, { recursive: true, force: true });
    });
    beforeEach(() => this.begin());
    afterEach(async () => {
      await this.context.close();
      await this.site.stop();
    });
  }

  private async begin(): Promise<void> {
    this.site = new Site();
    this.site.answer = ({ service }) => (ANSWERS[String(service)] ?? fixtures.takeUp)();
    await this.site.start();
    this.context = await this.browser.newContext({ viewport: { width: 1000, height: 800 } });
    this.page = await this.context.newPage();
    this.troubles = [];
    this.page.on('pageerror', (error) => this.troubles.push(error.message));
    this.page.on('console', (message) => {
      if (/Content.Security.Policy|Trusted/i.test(message.text())) this.troubles.push(message.text());
    });
  }

  /** Opens a page with the elements' script. */
  async open(body: string, more: { head?: string; headers?: Record<string, string> } = {}): Promise<void> {
    await this.page.goto(this.site.page('/page', { body, head: this.site.script, ...more }));
  }

  shown(index = 0): Locator {
    return this.page.locator('perf-module').nth(index);
  }

  /** Opens a page in a browser without JavaScript; close its context afterwards. */
  async openStill(url: string): Promise<Page> {
    const context = await this.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }
}
