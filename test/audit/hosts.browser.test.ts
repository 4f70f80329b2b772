/** The gallery's host pages: strict policies, Trusted Types, a refused policy, two scripts, React, no JavaScript. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import type { ModuleData } from '../../components/formatting/types.js';
import { type GalleryHost, serveGallery } from '../../demo/host.js';
import { KINDS } from '../../demo/kinds.js';
import { atRest, launch, modulesReady } from '../components/elements/site.js';
import { type Platform, platformOf } from '../support/platform.js';
import { OTHER_WORDS, type OtherHost, serveOtherVersion } from '../support/other-version.js';
import { showcase } from '../support/showcase.js';

let platform: Platform;
let gallery: GalleryHost;
let browser: Browser;

beforeAll(async () => {
  platform = await platformOf(showcase(new Date()));
  gallery = await serveGallery(platform.url);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await gallery.stop();
  await platform.stop();
});

interface Visit {
  page: Page;
  errors: string[];
  /** Paths of the data requests. */
  asked: string[];
  /** Resolves when `count` data requests have been made and none is open. */
  answered(count: number): Promise<void>;
  /** Directives of the policy that something offended against. */
  violations(): Promise<string[]>;
}

async function onPage(path: string, look: (visit: Visit) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const open = new Set<Request>();
    let changed = (): void => undefined;
    const ends = (request: Request): void => void (open.delete(request) && changed());
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.endsWith('/graphql') || request.method() === 'OPTIONS') return;
      asked.push(pathname);
      open.add(request);
    });
    // A question that is given up fails.
    page.on('requestfinished', ends).on('requestfailed', ends);
    const answered = async (count: number): Promise<void> => {
      while (asked.length < count || open.size > 0) await new Promise<void>((resolve) => (changed = resolve));
    };
    await page.addInitScript(() => {
      const seen: string[] = ((window as unknown as { seen: string[] }).seen = []);
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
        seen.push(`${effectiveDirective} ${blockedURI} ${sample}`),
      );
    });
    await page.goto(new URL(path, gallery.url).href);
    const violations = (): Promise<string[]> =>
      page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    await look({ page, errors, asked, answered, violations });
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

test('under the strictest policy with Trusted Types every kind works, in one data request', async () => {
  await onPage('/strict', async ({ page, asked, violations }) => {
    await modulesReady(page, KINDS.length);
    const first = page.locator('perf-module').first();
    const number = first.locator('[part~="value"]').first();
    const newest = await number.innerText();
    const slider = first.getByRole('slider');
    const chosen = await slider.getAttribute('aria-valuetext');
    await slider.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).not.toBe(chosen);
    expect(await number.innerText()).toBe(newest);
    await first.locator('summary').click();
    expect(await first.locator('table').first().locator('tbody tr').count()).toBe(12);
    expect(await page.locator('perf-module .perf-picture svg').count()).toBeGreaterThan(KINDS.length / 2);
    // The interactive chart comes with the pointer.
    await first.locator('.perf-picture').first().hover();
    await first.locator('canvas').waitFor();
    expect(asked).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });
});

test('under the strictest policy with Trusted Types every other element works, too', async () => {
  await onPage('/strict-elements', async ({ page, asked, answered, violations }) => {
    await page.locator('perf-figure [part="base"]').nth(3).waitFor();
    await page.waitForFunction(() => {
      const board = document.querySelectorAll('perf-dashboard')[1]!.shadowRoot!;
      const modules = [...board.querySelectorAll('perf-module')];
      const isDone = (each: Element): boolean =>
        Boolean(each.shadowRoot!.querySelector('figure:not(.perf-is-loading)'));
      return modules.length > 5 && modules.every(isDone);
    });
    const list = page.locator('perf-services');
    await list.getByRole('columnheader', { name: /Transactions/ }).waitFor();
    // Figures and modules of the page; what the dashboard has; its figures; the list, and again by the window it has.
    await answered(5);
    await atRest(page);
    expect(asked).toHaveLength(5);
    // By keyboard: what is above may still grow, and move the button from under the pointer.
    await list.getByRole('button', { name: 'Service' }).press('Enter');
    await list
      .getByText(/sorted by Service, from A to Z/)
      .first()
      .waitFor();
    await list.getByRole('searchbox').fill('lasting power');
    await list.getByRole('searchbox').press('Enter');
    await list.getByRole('caption').getByText('1 service').waitFor();
    const frame = page.locator('perf-dashboard').first();
    await frame.getByLabel('Time range').selectOption('Last 3 months');
    const points = (): Promise<number[]> =>
      page
        .locator('perf-module')
        .evaluateAll((all) =>
          all.map((each) => (each as HTMLElementTagNameMap['perf-module']).data!.series!.starts.length),
        );
    await page.waitForFunction(
      () => document.querySelector('perf-module')!.data!.series!.starts.length === 3,
    );
    // Three months, or the quarter that they make up.
    expect((await points()).slice(0, 2)).toEqual([3, 1]);
    expect(await violations()).toEqual([]);
  });
});

test('a change of range shows what the platform says of that range, whatever point was read before', async () => {
  await onPage('/elements', async ({ page }) => {
    const frame = page.locator('perf-dashboard').first();
    const module = frame.locator('perf-module').first();
    await modulesReady(page, 2);
    const head = (): Promise<string> => module.locator('.perf-say').innerText();
    const before = await head();
    await module.getByRole('slider').press('Home');
    await module.locator('.perf-tip').waitFor();
    expect(await head()).toBe(before);
    await frame.getByLabel('Time range').selectOption('Last 3 months');
    await page.waitForFunction(
      () => document.querySelector('perf-module')!.data!.series!.starts.length === 3,
    );
    await atRest(page);
    const address = await module.evaluate(
      (each) => (each as HTMLElementTagNameMap['perf-module']).data!.url!,
    );
    const { pathname, search } = new URL(address);
    const answer = await fetch(`${platform.url}${pathname}.json${search}`);
    const { figure } = (await answer.json()) as ModuleData;
    const shown = await head();
    expect(shown).toContain(figure!.formatted);
    expect(shown).toContain(figure!.period.label);
    expect(shown).not.toBe(before);
    for (const key of ['Home', 'ArrowRight', 'End']) {
      await module.getByRole('slider').press(key);
      expect(await head()).toBe(shown);
    }
  });
});

test('where Lit’s policy is refused every element keeps its links', async () => {
  await onPage('/refused-elements', async ({ page, violations }) => {
    await page.waitForLoadState('networkidle');
    const links = await page.locator('perf-figure > a, perf-dashboard a, perf-services a').all();
    expect(links.length).toBeGreaterThan(7);
    for (const link of links) expect(await link.isVisible()).toBe(true);
    expect(await violations()).toEqual([expect.stringMatching(/^trusted-types .*lit-html/)]);
  });
});

test('where Lit’s policy is refused the links stay, and that is the one violation', async () => {
  await onPage('/refused-policy', async ({ page, violations }) => {
    await page.waitForLoadState('networkidle');
    // What the loader has drawn stays, too; a module that it draws nothing of keeps its link.
    const modules = await page.locator('perf-module').all();
    expect(modules.length).toBeGreaterThan(1);
    for (const module of modules) {
      const isDrawn = await module.getByRole('heading').first().isVisible();
      expect(isDrawn || (await module.locator('> a').isVisible())).toBe(true);
    }
    expect(await violations()).toEqual([expect.stringMatching(/^trusted-types .*lit-html/)]);
  });
});

describe('two different versions of the elements', () => {
  let other: OtherHost;
  beforeAll(async () => {
    other = await serveOtherVersion(platform.url);
  });
  afterAll(() => other.stop());

  const wordsOf = async (page: Page): Promise<string[]> => {
    const words: string[] = [];
    for (const module of await page.locator('perf-module').all()) {
      await module.getByText('Table, definition and downloads').click();
      words.push(await module.locator('.perf-definition .perf-section-title').innerText());
      await module.locator('.perf-picture').first().hover();
      await module.locator('.perf-tip').waitFor();
      expect(await module.locator('table').count()).toBeGreaterThan(0);
    }
    return words;
  };

  test.each([
    ['that of the platform', '/own-first', 'What this measures'],
    ['the other', '/other-first', OTHER_WORDS],
  ])('share the page and ask once, and all is of the first: %s', async (_name, path, words) => {
    await onPage(other.url + path, async ({ page, asked }) => {
      await modulesReady(page, 2);
      await page.waitForLoadState('networkidle');
      expect(await wordsOf(page)).toEqual([words, words]);
      expect(asked).toHaveLength(1);
    });
  });

  test('one that an app brings along leaves to the first what that has defined', async () => {
    await onPage(`${other.url}/own-first`, async ({ page }) => {
      await modulesReady(page, 2);
      const first = await page.evaluateHandle(() => customElements.get('perf-module'));
      const content = `import { definePerfElements } from '${other.elements}'; definePerfElements(); window.isBrought = true;`;
      await page.addScriptTag({ type: 'module', content });
      await page.waitForFunction(() => 'isBrought' in window);
      await page.evaluate(() => document.body.append(document.querySelector('perf-module')!.cloneNode(true)));
      expect(await page.evaluate((kept) => customElements.get('perf-module') === kept, first)).toBe(true);
      await modulesReady(page, 3);
      expect(new Set(await wordsOf(page))).toEqual(new Set(['What this measures']));
    });
  });
});

test('a React app sets what is shown, and hears what is chosen', async () => {
  await onPage('/react', async ({ page }) => {
    await modulesReady(page);
    const heading = page.locator('perf-module').getByRole('heading');
    expect(await heading.innerText()).toContain('Transactions');
    await page.locator('perf-module').getByRole('slider').press('Home');
    await page.locator('#app strong', { hasText: /^\d{4}-\d\d-01$/ }).waitFor();
    await page.getByRole('button', { name: 'Show completion-rate' }).click();
    await page.locator('perf-module').getByRole('heading', { name: 'Completion rate' }).waitFor();
  });
});

test('where scripts are blocked the links stay', async () => {
  await onPage('/no-javascript', async ({ page }) => {
    const links = page.locator('perf-module > a');
    expect(await links.count()).toBe(2);
    for (const link of await links.all()) expect(await link.isVisible()).toBe(true);
  });
});
