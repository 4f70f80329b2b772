import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { LAYOUT_WIDTHS } from '../../../components/charts/spec/layout.js';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import { chartNode } from '../../../components/charts/svg/svg-chart.js';
import { svgText } from '../../../components/charts/svg/svg.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { markup } from '../../../components/view/html.js';
import { moduleElementHtml, moduleHtml } from '../../../components/view/module-html.js';
import { moduleView } from '../../../components/view/module-view.js';
import * as fixtures from '../fixtures/modules.js';
import { atRest, modulesReady } from './site.js';
import { Session, tag } from './session.js';

const session = new Session();

/** What is said, in order: the texts of the leaves, without white space that only formats the source. */
const textsOf = (locator: Locator): Promise<string[]> =>
  locator.evaluate((figure) => {
    const hidden = '.perf-picture, .perf-controls';
    const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.replace(/\s+/g, ' ').trim();
      if (text && !walker.currentNode.parentElement?.closest(hidden)) texts.push(text);
    }
    return texts;
  });

/** The pictures for both widths, as our pages have them. */
const picturesOf = (data: ModuleData) => {
  const specs = [LAYOUT_WIDTHS.narrow, LAYOUT_WIDTHS.wide].map((width) =>
    chartSpec(data, { width, lang: 'en' }),
  );
  const svg = markup(specs.map((spec) => spec && svgText(chartNode(spec))).join(''));
  return { svg: specs[0] && svg, captions: specs[0]?.captions ?? [] };
};

/** A module as a page of ours writes it. */
const ownPage = (data: ModuleData, isOpen = false, id = 'own'): string =>
  String(
    moduleElementHtml(
      data,
      { service: 'own', metric: 'digital-take-up' },
      moduleHtml(moduleView(data), { ...picturesOf(data), isOpen, id }),
    ),
  );

/** The elements come with it where everything is there without them. */
const firstMove = (): Promise<void> => session.page.mouse.move(1, 1);

describe('a page of ours', () => {
  it('fetches nothing but the loader before the reader’s first move', async () => {
    await session.open(ownPage(fixtures.takeUp()));
    await atRest(session.page);
    expect(session.site.requests.filter((each) => each.endsWith('.js'))).toEqual(['GET /embed.js']);
    await session.page.keyboard.press('Tab');
    await session.page.waitForFunction(() => customElements.get('perf-module'));
  });

  it('waits for nothing where a module has no data', async () => {
    await session.open(ownPage(fixtures.takeUp()) + tag('a'));
    await session.shown(1).locator('figure[part]').waitFor();
  });

  it('is upgraded without a request and without a shift', async () => {
    const head = `<link rel="stylesheet" href="/module.css">${session.site.script}<script>
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((each) => (window.shift += each.value)))
        .observe({ type: 'layout-shift', buffered: true });</script>`;
    await session.open(ownPage(fixtures.takeUp()), {
      head: head.replace('/module.css', `/${await cssPath()}`),
    });
    await firstMove();
    await modulesReady(session.page);
    await atRest(session.page);
    expect(session.site.count('/graphql')).toBe(0);
    expect(Number(await session.page.evaluate('window.shift'))).toBeLessThanOrEqual(0.01);
  });

  it.each([
    ['one line', fixtures.takeUp, 1280],
    ['one line', fixtures.takeUp, 320],
    ['lines to choose from', fixtures.byChannel, 1280],
    ['lines to choose from', fixtures.byChannel, 320],
  ] as const)('is as tall before its script is there as with it: %s', async (_, data, width) => {
    await session.page.setViewportSize({ width, height: 900 });
    await session.open(ownPage(data()), { head: `<link rel="stylesheet" href="/${await cssPath()}">` });
    const before = await session.shown().boundingBox();
    await session.page.addScriptTag({ type: 'module', url: `${session.site.platform}/embed.js` });
    await firstMove();
    await modulesReady(session.page);
    await session.shown().locator('#moment').waitFor();
    expect(await session.shown().boundingBox()).toEqual(before);
  });

  it.each<[string, () => ModuleData]>([
    ['ready', fixtures.takeUp],
    ['late', fixtures.lateModule],
    ['missing', fixtures.missingModule],
    ['empty', fixtures.emptyModule],
    ['several lines', fixtures.byChannel],
  ])('says the same with and without JavaScript: %s', async (_, data) => {
    const url = session.site.page('/page', { body: ownPage(data(), true), head: session.site.script });
    const quiet = await session.openStill(url);
    expect(await quiet.locator('table').count()).toBe(data().series?.starts.length ? 1 : 0);
    await session.page.goto(url);
    await firstMove();
    await modulesReady(session.page);
    // What the page shows open stays open.
    await session.shown().locator('figure[part] details[open]').waitFor();
    const texts = await textsOf(quiet.locator('perf-module figure'));
    expect(texts.length).toBeGreaterThan(5);
    const shadow = await textsOf(session.shown().locator('figure.perf-base[part]'));
    expect(shadow).toEqual(texts);
    await quiet.context().close();
  });
});

describe('a module of ours far down the page', () => {
  const FAR = '<div style="height: 5000px"></div>';
  const drawn = (index = 1): Locator => session.shown(index).locator('figure.perf-base[part]');

  /** Opens a page with one near and one far, when the near one is drawn: the far one could be as well. */
  async function openBoth(): Promise<void> {
    await session.open(ownPage(fixtures.takeUp(), false, 'near') + FAR + ownPage(fixtures.takeUp()));
    await firstMove();
    await drawn(0).waitFor();
    await atRest(session.page);
  }

  it('stays HTML until the reader comes near', async () => {
    await openBoth();
    expect(await drawn().count()).toBe(0);
    expect(await session.shown(1).locator('figure .perf-value').isVisible()).toBe(true);
    await session.page.evaluate(() => scrollTo(0, 4900));
    await drawn().waitFor();
    expect(session.site.count('/graphql')).toBe(0);
  });

  it('does not take a link away from who is at it', async () => {
    await openBoth();
    await session.shown(1).locator('summary').focus();
    await atRest(session.page);
    expect(await session.page.evaluate(() => document.activeElement?.localName)).toBe('summary');
    await session.shown(1).locator('summary').press('Enter');
    await session.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await drawn().locator('details[open]').waitFor();
  });

  it('asks when its JSON is damaged', async () => {
    await session.open(ownPage(fixtures.takeUp()).replace('"series":', '"series"'));
    await firstMove();
    await modulesReady(session.page);
    expect(session.site.count('/graphql')).toBe(1);
  });
});

describe('properties and methods', () => {
  it('shows data that a script hands in, without a request, and gives it back as CSV and SVG', async () => {
    await session.open('<perf-module></perf-module>');
    await session.page.waitForFunction(() => customElements.get('perf-module'));
    const { csv, svg } = await session.page.evaluate(async (data) => {
      const element = document.createElement('perf-module') as HTMLElementTagNameMap['perf-module'];
      element.data = data as never;
      document.body.replaceChildren(element);
      await element.ready;
      return { csv: await element.toCSV(), svg: await element.toSVG() };
    }, fixtures.takeUp() as never);
    await modulesReady(session.page);
    expect(session.site.count('/graphql')).toBe(0);
    expect(csv.split('\n')[0]).toContain('subject_type,subject,name,metric,period,start');
    expect(csv).toContain('2014-03-01');
    expect(svg).toMatch(/^<svg .*<\/svg>$/s);
  });

  it('are at their first values again when an attribute is taken away', async () => {
    const errors: string[] = [];
    session.page.on('pageerror', ({ message }) => errors.push(message));
    await session.open(tag('a', 'chart="bar" heading-level="3" last="5"'));
    await modulesReady(session.page);
    await session.page.evaluate(async () => {
      const element = document.querySelector('perf-module')!;
      for (const name of ['chart', 'heading-level', 'last', 'view']) element.removeAttribute(name);
      await element.updateComplete;
    });
    await session.shown().locator('h2').waitFor();
    const values = await session.page.evaluate(() => {
      const { chart, last, headingLevel } = document.querySelector('perf-module')!;
      return [chart, last, headingLevel];
    });
    expect(values).toEqual(['', '', 2]);
    expect(errors).toEqual([]);
  });

  it('lets a listener stop a download', async () => {
    await session.open(tag('a'));
    await modulesReady(session.page);
    await session.shown().locator('summary').click();
    await session.page.evaluate(() => {
      addEventListener('perf-download', (event) => {
        event.preventDefault();
        document.title = `${event.detail.format} ${event.detail.url}`;
      });
    });
    await session.shown().getByRole('link', { name: 'Download the data (CSV)' }).click();
    expect(await session.page.title()).toBe(
      'csv https://performance.example/services/carers-allowance/digital-take-up.csv?period=month&download',
    );
    expect(session.page.url()).toContain('/page');
  });

  it('opens the table for paper and hides the controls', async () => {
    await session.open(tag('a'));
    await modulesReady(session.page);
    await session.page.emulateMedia({ media: 'print' });
    await session.shown().locator('table').waitFor();
    expect(await session.shown().locator('td').first().isVisible()).toBe(true);
    expect(await session.shown().getByRole('slider').isVisible()).toBe(false);
    expect(await session.shown().locator('.perf-address').isVisible()).toBe(true);
  });

  it('draws what is far away for paper', async () => {
    await session.open(`<div style="height: 5000px"></div>${tag('a')}`);
    await modulesReady(session.page);
    const lines = session.shown().locator('svg .perf-chart__lines path');
    expect(await lines.count()).toBe(0);
    await session.page.emulateMedia({ media: 'print' });
    await lines.first().waitFor({ state: 'attached' });
  });
});

async function cssPath(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(session.embed, 'manifest.json'), 'utf8'));
  return (manifest as { groups: { css: string[] } }).groups.css[0] ?? '';
}
