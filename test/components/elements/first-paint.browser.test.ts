/** What a page shows before the elements are there, and that they take it over unseen. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { beforeElements } from './before-elements.js';
import { atRest, modulesReady } from './site.js';
import { Session, tag } from './session.js';

const session = new Session();
const { drawn, elementsFile, looks, withoutElements } = beforeElements(session);

/** Sum of all layout shifts of the page so far, whatever caused them. */
const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((settle) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          settle(shifts.reduce((sum, { value }) => sum + value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => settle(0)));
      }),
  );

/** As docs/embedding.md has it. */
const ROOM = `<style>@media (scripting: enabled) {
  perf-module:not(:defined) { display: block; min-height: 60rem; }
  @media (min-width: 48rem) { perf-module:not(:defined) { min-height: 44rem; } }
}</style>`;

describe('before the elements are there', () => {
  it.each([
    ['on a wide page', 1000, 'wide'],
    ['on a phone', 390, 'narrow'],
  ])('shows the whole module %s, and looks the same when they take it over', async (_, width, layout) => {
    await session.page.setViewportSize({ width, height: 4000 });
    const release = await withoutElements();
    await session.open(['a', 'channels', 'stacked', 'explained'].map((each) => tag(each)).join(''));
    await drawn(1);
    expect(await session.shown().locator('.perf-number').textContent()).toBe('56.8%');
    expect(await session.shown().locator('svg').getAttribute('class')).toContain(`perf-chart--${layout}`);
    expect(await session.page.evaluate(() => document.querySelector('perf-module:defined'))).toBeNull();
    const before = await looks();
    await release();
    await modulesReady(session.page, 4);
    await atRest(session.page);
    expect(await looks()).toEqual(before);
    expect(session.site.count('/graphql')).toBe(1);
    expect(await session.shown().locator('figure').count()).toBe(1);
    await session.shown().locator('.perf-slider').press('Home');
    expect(await session.shown().locator('.perf-moment').textContent()).toBe('January 2013');
    expect(session.troubles).toEqual([]);
  });

  it.each([
    ['below the screen', 1000, 600],
    ['on the screen, too', 1000, 1200],
    ['on a phone', 360, 800],
    ['on a tablet', 768, 1024],
  ])('moves nothing on the screen, with content above and below: %s', async (_, width, height) => {
    await session.page.setViewportSize({ width, height });
    await session.open(`<h1>Figures</h1>${tag('a')}<p>Below</p>${tag('channels')}<p>Last</p>`, {
      head: `${ROOM}${session.site.script}`,
    });
    await modulesReady(session.page, 2);
    await session.page.evaluate(() => scrollTo(0, 400));
    await atRest(session.page);
    expect(await layoutShift(session.page)).toBe(0);
  });

  it('shows what stands on the screen before it makes what stands below', async () => {
    await session.page.setViewportSize({ width: 1000, height: 600 });
    await session.page.addInitScript(() => {
      const seen: [id: number, waited: number][] = [];
      let waited = 0;
      const later = window.setTimeout;
      const noting = (work: () => void, ms: number): unknown => later(() => ((waited = ms), work()), ms);
      Object.assign(window, { seen, setTimeout: noting });
      const { replaceChildren } = ShadowRoot.prototype;
      ShadowRoot.prototype.replaceChildren = function (this: ShadowRoot, ...nodes) {
        seen.push([[...document.querySelectorAll<Element>('perf-module')].indexOf(this.host), waited]);
        replaceChildren.apply(this, nodes);
      };
    });
    const release = await withoutElements();
    await session.open([tag('channels'), '<p>Between</p>', tag('a'), tag('stacked')].join(''));
    await drawn(2);
    expect(await session.page.evaluate(() => (window as never as { seen: unknown }).seen)).toEqual([
      [0, 0],
      [1, 40],
      [2, 40],
    ]);
    await release();
    await modulesReady(session.page, 3);
  });

  it('fetches at most four files of at most 46 kB for a page with a module', async () => {
    const files: string[] = [];
    session.page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (/\.(js|css)$/.test(pathname)) files.push(pathname);
    });
    await session.open(tag('a'));
    await modulesReady(session.page);
    await atRest(session.page);
    const sizes = files.map((path) => statSync(join(session.embed, `${path}.br`)).size);
    expect(files.length).toBeLessThanOrEqual(4);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(46_000);
    expect(existsSync(join(session.embed, 'manifest.json'))).toBe(true);
  });

  it('needs neither an inline style nor a way to parse markup', async () => {
    const release = await withoutElements();
    const { platform } = session.site;
    await session.open(tag('a'), {
      headers: {
        'content-security-policy': `default-src 'none'; script-src ${platform}; connect-src ${platform}; style-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html`,
      },
    });
    await drawn();
    const colour = await session
      .shown()
      .locator('.perf-change .perf-arrow')
      .evaluate((each) => getComputedStyle(each).color);
    expect(colour).toBe('rgb(0, 88, 46)');
    await release();
    await modulesReady(session.page);
    expect(session.troubles).toEqual([]);
  });

  it('takes the level of the heading and what is in the slots', async () => {
    const release = await withoutElements();
    const inside = '<b slot="heading">Own</b><i slot="footer">Foot</i>';
    await session.open(
      tag('a', 'heading-level="4"') + tag('b').replace('</perf-module>', `${inside}</perf-module>`),
    );
    await drawn(1);
    expect(await session.shown().locator('h4.perf-heading').count()).toBe(1);
    for (const text of ['Own', 'Foot'])
      expect(await session.page.getByText(text, { exact: true }).isVisible()).toBe(true);
    expect(await session.shown(1).locator('h2').isVisible()).toBe(false);
    await release();
    await modulesReady(session.page, 2);
    for (const text of ['Own', 'Foot'])
      expect(await session.page.getByText(text, { exact: true }).isVisible()).toBe(true);
  });

  it('shows no picture of what the tag asked for before', async () => {
    const release = await withoutElements();
    await session.open(tag('stacked'));
    await drawn();
    await session.shown().evaluate((each) => each.setAttribute('service', 'small'));
    await release();
    await modulesReady(session.page);
    await session.shown().locator('svg.perf-drawn').waitFor({ state: 'detached' });
    await session.shown().locator('.perf-picture svg text').first().waitFor();
  });

  it('keeps open what a reader opened, and the focus', async () => {
    const release = await withoutElements();
    await session.open(tag('a'));
    await drawn();
    await session.shown().locator('summary').click();
    await release();
    await modulesReady(session.page);
    expect(await session.shown().locator('table').isVisible()).toBe(true);
    const focused = await session.page.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.localName,
    );
    expect(focused).toBe('summary');
  });
});

describe('the one question of a page', () => {
  it('is what the elements would ask, word for word', async () => {
    const words = [
      'period="financial-year"',
      'period="month" from="2013-01-01" to="2014-01-01"',
      'since="2013-01-05" until="2013-09-30" lang="cy"',
      'last="12" by="channel" top="3" chart="stacked"',
      'range="last-12-months" compare-to="none" same-services',
      'split-on="2013-06-01" compare-to="previous-period"',
      'as-of="2014-01-31" period="Rolling Year" compare-to="PREVIOUS_YEAR" same-services="false"',
      'chart="bar"',
    ];
    const tags = words.map((each) => `<perf-module service="a" metric="m" ${each}></perf-module>`);
    const others = [
      '<perf-module organisation="o" metric="m"></perf-module>',
      '<perf-module group="g" metric="m" view="figure"></perf-module>',
      '<perf-module portfolio metric="m" no-chart></perf-module>',
      '<perf-module dashboard="d" module="m"></perf-module>',
      '<perf-figure service="f" metric="m" last="3"></perf-figure>',
    ];
    await session.open([...tags, ...others].join(''));
    await modulesReady(session.page, tags.length + 4);
    await session.page.locator('perf-figure .perf-number').waitFor();
    await atRest(session.page);
    expect(session.site.count('/graphql')).toBe(1);
    expect(session.site.asked).toHaveLength(tags.length + others.length);
    expect(session.site.asked).toContainEqual({
      ...{ service: 'a', metric: 'm', last: 12, by: 'channel', top: 3, chart: 'STACKED' },
    });
  });

  it('takes properties that a framework set before the element is defined', async () => {
    await session.open('', {
      head: `<script type="module">
        const module = document.createElement('perf-module');
        Object.assign(module, { service: 'a', metric: 'm', compareTo: 'previous-year', last: 6, portfolio: false });
        document.body.append(module);
      </script>${session.site.script}`,
    });
    await modulesReady(session.page);
    expect(session.site.asked).toEqual([{ service: 'a', metric: 'm', compareTo: 'PREVIOUS_YEAR', last: 6 }]);
  });

  it('leaves to the element what only it understands, and asks for the others', async () => {
    await session.open(
      tag('a') +
        tag('b', 'last="many"') +
        tag('c', 'as-of="2014-13-01"') +
        tag('d', 'as-of="2014-01-31T12:00:00+01:00"') +
        tag('false-start'),
    );
    await modulesReady(session.page, 3);
    for (const index of [1, 2]) await session.shown(index).locator('.perf-notice').waitFor();
    expect(session.site.asked.map(({ service }) => service)).toEqual(['a', 'false-start', 'd']);
    expect(session.site.asked[2]).toMatchObject({ asOf: '2014-01-31T11:00:00.000Z' });
  });

  it('is a POST where something refuses the GET', async () => {
    session.site.refusesGet = true;
    await session.open(tag('a'));
    await modulesReady(session.page);
    expect([session.site.count('GET /graphql'), session.site.count('POST /graphql')]).toEqual([1, 1]);
  });

  it('is a POST where it is too long for an address', async () => {
    await session.open(
      Array.from({ length: 90 }, (_, index) => tag(`a-service-with-a-rather-long-name-${index}`)).join(''),
    );
    await modulesReady(session.page, 90);
    expect([session.site.count('GET /graphql'), session.site.count('POST /graphql')]).toEqual([0, 1]);
  });

  it('draws nothing of a module that has an error, nor where there is no answer', async () => {
    const release = await withoutElements();
    await session.open(tag('failed') + tag('a'));
    await drawn(1);
    expect(await session.page.getByText('Digital take-up of failed').isVisible()).toBe(true);
    await release();
    await session.shown(0).locator('.perf-notice-failed').waitFor();
  });
});

describe('without the elements', () => {
  it.each([
    ['their file is not there', (route: Route) => route.fulfill({ status: 404 })],
    [
      'their file is cut off',
      (route: Route) =>
        route.fulfill({ status: 200, contentType: 'text/javascript', body: 'export const a = (' }),
    ],
  ])('keeps the drawing where %s', async (_, answer) => {
    await session.page.route(`**/${elementsFile()}`, answer);
    await session.open(tag('a'));
    await session.shown().locator('.perf-number').waitFor();
    await session.shown().locator('.perf-controls').waitFor({ state: 'detached' });
    expect(await session.shown().locator('.perf-slider').isVisible()).toBe(false);
    expect(await session.shown().locator('summary').isVisible()).toBe(true);
    expect(session.troubles).toEqual([]);
  });

  it('keeps the fallback, without room around it, where neither they nor an answer come', async () => {
    session.site.status = 500;
    await session.page.route(`**/${elementsFile()}`, (route) => route.fulfill({ status: 404 }));
    await session.open(`${tag('a')}<p>Below</p>`);
    await session.page.waitForFunction(
      () => document.querySelector('perf-module')!.getBoundingClientRect().height < 100,
    );
    expect(await session.page.getByText('Digital take-up of a').isVisible()).toBe(true);
  });

  it('lets the elements come where the server does not answer', async () => {
    await session.page.route('**/graphql*', () => undefined);
    await session.open(tag('a'));
    await session.page.waitForFunction(() => document.querySelector('perf-module:defined'));
    expect(session.site.count('/graphql')).toBe(0);
  });

  it('asks again, as elements do, where the server was busy', async () => {
    session.site.status = 503;
    await session.open(tag('a'));
    await session.shown().locator('.perf-notice').waitFor();
    session.site.status = 200;
    await modulesReady(session.page);
    expect(session.site.count('POST')).toBe(0);
  });
});
