/** What the loader draws of a module: as its tag says, as the page wants it, and nothing that could do harm. */
import { describe, expect, it } from '@jest/globals';
import * as fixtures from '../fixtures/modules.js';
import { beforeElements } from './before-elements.js';
import { Session, tag } from './session.js';
import { atRest, modulesReady } from './site.js';

const session = new Session();
const { drawn, looks, withoutElements } = beforeElements(session);

describe('a drawing', () => {
  it.each([
    'view="figure"',
    'view="table"',
    'no-chart',
    'no-table',
    'no-download',
    'no-chart no-table no-download',
    'view="chart" no-chart="false"',
    'scale="own"',
  ])('shows of a module what its tag says: %s', async (words) => {
    await session.page.setViewportSize({ width: 1000, height: 3000 });
    const release = await withoutElements();
    await session.open(['a', 'explained', 'small'].map((each) => tag(each, words)).join(''));
    await drawn(2);
    const before = await looks();
    await release();
    await modulesReady(session.page, 3);
    await atRest(session.page);
    expect(await looks()).toEqual(before);
    expect(session.site.count('/graphql')).toBe(1);
  });

  it('leaves what it cannot draw to the element', async () => {
    const release = await withoutElements();
    await session.open(tag('a', 'view="pie"') + tag('b'));
    await drawn(1);
    expect(await session.page.locator('figure.perf-base').count()).toBe(1);
    await release();
    await modulesReady(session.page);
    await session.shown(0).locator('.perf-notice').waitFor();
    expect(session.site.count('/graphql')).toBe(1);
  });

  it('draws while the data are still on their way', async () => {
    let send = (): void => undefined;
    session.site.rest = new Promise((settle) => (send = settle));
    await session.open(tag('a') + tag('b'));
    await drawn(1);
    await session.page.waitForFunction(() => customElements.get('perf-module'));
    await atRest(session.page);
    expect(await session.shown().locator('.perf-number').textContent()).toBe('56.8%');
    expect(await session.shown().locator('figure[inert], [inert]').count()).toBe(1);
    send();
    await modulesReady(session.page, 2);
    expect(session.site.count('/graphql')).toBe(1);
  });

  it.each([
    ['taller', '30rem', 1000],
    ['lower', '12rem', 1000],
    ['taller on a phone', '30rem', 390],
  ])(
    'is as tall as the page wants it, with texts of the usual size and nothing that moves: %s',
    async (_, wanted, width) => {
      await session.page.setViewportSize({ width, height: 4000 });
      const textHeights = (): Promise<string[]> =>
        session
          .shown()
          .locator('.perf-stack svg text')
          .evaluateAll((texts) => texts.map((each) => each.getBoundingClientRect().height.toFixed(1)));
      const pictureHeight = async (index: number): Promise<number> =>
        (await session.shown(index).locator('.perf-stack svg').boundingBox())!.height;
      await session.open(tag('a'));
      await modulesReady(session.page);
      const usual = new Set(await textHeights());
      const release = await withoutElements();
      const style = `<style>perf-module { --perf-chart-height: ${wanted}; }</style>`;
      await session.open(tag('a') + tag('stacked') + tag('b'), { head: style + session.site.script });
      await drawn(2);
      const tops = (): Promise<number[]> =>
        session.page
          .locator('perf-module')
          .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)));
      const before = await tops();
      expect(await pictureHeight(0)).toBeCloseTo(parseFloat(wanted) * 16, 0);
      await release();
      await modulesReady(session.page, 3);
      await session.shown(1).locator('svg .perf-chart__columns').waitFor();
      await session.page.waitForLoadState('networkidle');
      await atRest(session.page);
      for (const index of [0, 1]) expect(await pictureHeight(index)).toBeCloseTo(parseFloat(wanted) * 16, 0);
      expect(new Set(await textHeights())).toEqual(usual);
      expect(await tops()).toEqual(before);
    },
  );

  it('makes nothing of an answer that could run, style or fetch something', async () => {
    const release = await withoutElements();
    const run = "document.title = 'run'";
    const drawing = [
      'figure',
      { class: 'perf-base', onclick: run, style: 'color: red', 'data-x': '1' },
      ['script', {}, run],
      ['iframe', { src: '/framed' }],
      ['style', {}, '* { color: red }'],
      ['img', { src: '/picture', onerror: run }],
      ['input', { type: 'image', src: '/picture', formaction: '/form' }],
      ['a', { href: 'javascript:alert(1)', 'xlink:href': 'javascript:alert(1)' }, 'Link'],
      ['a', { href: 'https://example.org/' }, 'Good'],
      [
        'svg',
        {},
        ['foreignObject', {}, ['p', {}, 'x']],
        ['use', { href: '/sprite#x' }],
        ['path', { d: 'M0 0' }],
      ],
    ];
    await session.page.route('**/graphql*', (route) =>
      route.fulfill({
        json: { data: { drawings: [{ drawing }], modules: [fixtures.takeUp()] } },
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    await session.open(tag('a'));
    await drawn();
    const made = await session.shown().evaluate((each) =>
      [...each.shadowRoot!.querySelectorAll('*')].map((element) => {
        const names = element
          .getAttributeNames()
          .filter((name) => element.localName !== 'path' || name !== 'd');
        return [element.localName, ...names].join(' ');
      }),
    );
    expect(made).toEqual(['figure class data-x', 'input type', 'a', 'a href', 'svg', 'path']);
    expect(session.site.requests.filter((each) => /framed|picture|sprite/.test(each))).toEqual([]);
    await release();
    await modulesReady(session.page);
    expect(await session.page.title()).toBe('A page');
  });
});

it('what a reader opens stays open, whatever is drawn at that moment', async () => {
  await session.open(tag('a'));
  await modulesReady(session.page);
  const isOpen = await session.shown().evaluate(async (element) => {
    const details = element.shadowRoot!.querySelector('details')!;
    details.open = true;
    const module = element as HTMLElement & { requestUpdate(): void; updateComplete: Promise<unknown> };
    module.requestUpdate();
    await module.updateComplete;
    return details.open;
  });
  expect(isOpen).toBe(true);
  await session.shown().locator('tbody tr').first().waitFor();
});
