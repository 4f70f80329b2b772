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
