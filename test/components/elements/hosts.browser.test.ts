/** What pages, their tools and their readers do to elements. */
import { describe, expect, test } from '@jest/globals';
import * as fixtures from '../fixtures/modules.js';
import { modulesReady } from './site.js';
import { Session, tag } from './session.js';

const session = new Session();

describe('a translator', () => {
  /** As translators of browsers do: each text goes into an element of theirs. */
  const translate = (): Promise<void> =>
    session.shown().evaluate((element) => {
      const walker = document.createTreeWalker(element.shadowRoot!, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts.filter(
        ({ data, parentElement }) => data.trim() && parentElement!.closest('svg') === null,
      )) {
        const font = document.createElement('font');
        font.textContent = `[${text.data.trim()}]`;
        text.replaceWith(font);
      }
    });

  test('leaves no text of an old state under a new one', async () => {
    await session.open(tag('a'));
    await modulesReady(session.page);
    await translate();
    expect(await session.shown().locator('.perf-number').textContent()).toBe('[56.8%]');
    session.site.answer = () => fixtures.missingModule();
    const fresh = session.page.evaluate(
      () => new Promise((told) => document.addEventListener('perf-data', () => told(true), { once: true })),
    );
    await session.shown().evaluate((each: HTMLElementTagNameMap['perf-module']) => each.refresh());
    await fresh;
    expect(await session.shown().locator('.perf-number').allTextContents()).toEqual(['Not provided']);
    expect(await session.shown().locator('font').count()).toBe(0);
    expect(session.troubles).toEqual([]);
  });

  test('takes nobody’s focus', async () => {
    await session.open(tag('a'));
    await modulesReady(session.page);
    const slider = session.shown().getByRole('slider');
    await slider.focus();
    await translate();
    await session.shown().evaluate((each: HTMLElementTagNameMap['perf-module']) => (each.headingLevel = 4));
    await session.shown().getByRole('heading', { level: 4 }).waitFor();
    expect(await slider.evaluate((each) => (each.getRootNode() as ShadowRoot).activeElement === each)).toBe(
      true,
    );
  });
});

test('a page that puts toJSON on every array asks what any other asks', async () => {
  const asked: unknown[] = [];
  session.site.answer = (request) => (asked.push(request), fixtures.takeUp());
  const head = `<script>Array.prototype.toJSON = String.prototype.toJSON = function () { return 'polluted' }</script>${session.site.script}`;
  await session.open(tag('a'), { head });
  await modulesReady(session.page);
  expect(asked).toEqual([
    { service: 'a', metric: 'digital-take-up', period: 'MONTH', compareTo: 'PREVIOUS_YEAR' },
  ]);
  expect(session.site.count('/graphql')).toBe(1);
});

test('from a frame links lead out of it, and files are saved', async () => {
  const { context, page, site } = session;
  await context.route('https://performance.example/**', (route) => route.fulfill({ body: 'The figure' }));
  const inner = site.page('/inner', { body: tag('a'), head: site.script });
  await page.goto(
    site.page('/outer', { body: `<iframe src="${inner}" width="900" height="1500"></iframe>` }),
  );
  const module = page.frames()[1]!.locator('perf-module');
  await module.locator('summary').click();
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    module
      .getByRole('link', { name: /page|about/i })
      .first()
      .click(),
  ]);
  expect(opened.url()).toContain('/services/carers-allowance/digital-take-up');
  expect(page.frames()[1]!.url()).toBe(inner);
  const files = await module
    .locator('.perf-links a')
    .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
  expect(files.filter((each) => each.endsWith('download'))).toHaveLength(4);
});

describe('a page that scales its parts', () => {
  test.each(['zoom: 2; width: 460px', 'transform: scale(.5); transform-origin: 0 0', 'zoom: .5'])(
    'has what is read beside its point, and the choice of a line over its name: %s',
    async (style) => {
      await session.open(`<div id="scaled">${tag('channels')}</div>`, {
        head: `${session.site.script}<style>#scaled { ${style} }</style>`,
      });
      await modulesReady(session.page);
      const picture = session.shown().locator('svg.perf-chart');
      await picture.scrollIntoViewIfNeeded();
      const box = (await picture.boundingBox())!;
      const pointer = { x: box.x + box.width * 0.3, y: box.y + box.height / 2 };
      await session.page.mouse.move(pointer.x, pointer.y);
      await session.shown().locator('canvas').waitFor();
      await session.page.mouse.move(pointer.x, pointer.y + 1);
      await session.shown().locator('.perf-tip').waitFor();
      const tip = (await session.shown().locator('.perf-tip').boundingBox())!;
      // Half the way from one of the 15 points to the next one, and the gap.
      const near = box.width / 20 + 40;
      expect(Math.min(Math.abs(tip.x - pointer.x), Math.abs(tip.x + tip.width - pointer.x))).toBeLessThan(
        near,
      );
      expect([tip.y < pointer.y, tip.y + tip.height > pointer.y]).toEqual([true, true]);
      const name = (await picture.locator('[data-line=phone]').first().boundingBox())!;
      const pick = (await session.shown().locator('.perf-pick[data-line=phone]').boundingBox())!;
      expect(Math.abs(pick.x - name.x)).toBeLessThan(2);
      expect(Math.abs(pick.y - name.y)).toBeLessThan(2);
      expect(Math.abs(pick.width - name.width)).toBeLessThan(2);
    },
  );
});

describe('paper', () => {
  const far = '<div style="height: 5000px"></div>';

  test('has the charts of what is far below, and of what the page shows on paper alone', async () => {
    await session.open(`${far}${tag('a')}<div class="paper">${tag('b')}</div>`, {
      head: `${session.site.script}<style>@media screen { .paper { display: none } }</style>`,
    });
    await modulesReady(session.page, 2);
    const hasChart = (): Promise<boolean[]> =>
      session.page
        .locator('perf-module')
        .evaluateAll((all) => all.map((each) => each.shadowRoot!.querySelector('svg path[d]') !== null));
    expect(await hasChart()).toEqual([false, false]);
    await session.page.pdf();
    expect(await hasChart()).toEqual([true, true]);
  });

  test('has no room for a chart whose code did not come, and its table', async () => {
    await session.page.route(/svg-only-spec/, (route) => route.abort());
    // The loader has none of the seventh drawn.
    await session.open(far + tag('a').repeat(6) + tag('stacked'));
    await modulesReady(session.page, 7);
    await session.page.emulateMedia({ media: 'print' });
    await session.shown(6).locator('table').waitFor();
    expect(await session.shown(6).locator('svg.perf-chart').isVisible()).toBe(false);
  });
});
