import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from '@jest/globals';
import { modulesReady } from './site.js';
import { Session, tag } from './session.js';

const session = new Session();

describe('reading', () => {
  it('has at most two tab stops before it is opened, three with several lines', async () => {
    await session.open(`${tag('a')}${tag('channels')}<button>after</button>`);
    await modulesReady(session.page, 2);
    const stops: string[] = [];
    for (let press = 0; press < 12; press += 1) {
      await session.page.keyboard.press('Tab');
      const stop = await session.page.evaluate(() => {
        const { activeElement: host } = document;
        const inner = host?.shadowRoot?.activeElement ?? host;
        return `${inner?.tagName} ${inner?.getAttribute('type') ?? ''}`.trim();
      });
      stops.push(stop);
      if (stop === 'BUTTON') break;
    }
    expect(stops).toEqual(['INPUT range', 'SUMMARY', 'INPUT radio', 'INPUT range', 'SUMMARY', 'BUTTON']);
  });

  it('moves through every point by keyboard, and says each in the accessibility tree', async () => {
    await session.open(tag('a'));
    await modulesReady(session.page);
    const protocol = await session.context.newCDPSession(session.page);
    // Chromium's protocol gives name and role of the tree, but a range's value text only as the attribute.
    const spoken = async (): Promise<{ name: unknown; text: string | null }> => {
      const { nodes } = await protocol.send('Accessibility.getFullAXTree');
      const slider = nodes.find(({ role }) => role?.value === 'slider');
      return { name: slider?.name?.value as unknown, text: await range.getAttribute('aria-valuetext') };
    };
    const range = session.shown().getByRole('slider', { name: 'Point in time' });
    await range.focus();
    expect(await spoken()).toEqual({
      name: 'Point in time',
      text: 'March 2014: 56.8%, up 12 points on March 2013',
    });
    await session.page.keyboard.press('ArrowLeft');
    expect(await spoken()).toMatchObject({ text: 'February 2014: 55.6%, up 12.7 points on February 2013' });
    await session.page.keyboard.press('Home');
    const seen = [await range.getAttribute('aria-valuetext')];
    for (let step = 1; step < 15; step += 1) {
      await session.page.keyboard.press('ArrowRight');
      seen.push(await range.getAttribute('aria-valuetext'));
    }
    expect(new Set(seen).size).toBe(15);
    expect(seen[5]).toBe('June 2013: Not provided');
    await session.page.keyboard.press('End');
    expect((await spoken()).text).toBe(seen[14]);
  });

  it('picks a line with the arrows of one radio group', async () => {
    await session.open(tag('channels'));
    await modulesReady(session.page);
    expect(await session.shown().getByRole('group', { name: 'Show values for' }).count()).toBe(1);
    await session.shown().getByRole('radio', { name: 'Digital' }).focus();
    await session.page.keyboard.press('ArrowRight');
    expect(await session.shown().getByRole('radio', { name: 'Phone' }).isChecked()).toBe(true);
    expect(await session.shown().getByRole('slider').getAttribute('aria-valuetext')).toBe(
      'March 2014, Phone: 5,760',
    );
  });

  it('picks a line by its name in the picture, and highlights it there', async () => {
    await session.open(tag('channels'));
    await modulesReady(session.page);
    await session.page.evaluate(() => document.fonts.ready);
    const name = session.shown().locator('svg [data-line=phone]').first();
    const weight = (): Promise<string> => name.evaluate((each) => getComputedStyle(each).fontWeight);
    expect(await weight()).toBe('400');
    await session.shown().hover();
    await session.shown().locator('.perf-pick[data-line=phone]:not(.perf-unseen)').waitFor();
    const { x, y, width, height } = (await name.boundingBox())!;
    await session.page.mouse.click(x + width / 2, y + height / 2);
    expect(await session.shown().getByRole('radio', { name: 'Phone' }).isChecked()).toBe(true);
    expect(await weight()).toBe('700');
    const target = (await session.shown().locator('.perf-pick[data-line=phone]').boundingBox())!;
    expect(target.height).toBeGreaterThanOrEqual(24);
  });

  it('lets one choose a line that shares its name with others, and names it in the picture', async () => {
    await session.open(tag('many'));
    await modulesReady(session.page);
    const module = session.shown();
    expect(await module.getByRole('combobox').count()).toBe(0);
    await module.hover();
    const pick = module.locator('.perf-pick[data-line=""]:not(.perf-unseen)');
    await pick.waitFor();
    // Four lines by name, and one entry for the rest.
    expect(await module.getByRole('radio').count()).toBe(5);
    await pick.click();
    expect(await module.getByRole('radio', { name: '4 others' }).isChecked()).toBe(true);
    const list = module.getByRole('combobox', { name: 'Which of the others' });
    expect(await list.locator('option').allTextContents()).toEqual(['Line 5', 'Line 6', 'Line 7', 'Line 8']);
    await list.selectOption('Line 7');
    const slider = module.getByRole('slider');
    expect(await slider.getAttribute('aria-valuetext')).toContain('Line 7');
    const name = module.locator('svg [data-line="line-7"]').first();
    expect(await name.evaluate((each) => getComputedStyle(each).fontWeight)).toBe('700');
    // By keyboard: the last of the group, and then the list is the next stop.
    await module.getByRole('radio', { name: 'Line 1' }).focus();
    await session.page.keyboard.press('ArrowLeft');
    await session.page.keyboard.press('Tab');
    expect(await list.evaluate((each) => each.matches(':focus'))).toBe(true);
    const { violations } = await new AxeBuilder({ page: session.page }).include('perf-module').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await module.getByRole('radio', { name: 'Line 2' }).check({ force: true });
    expect(await module.getByRole('combobox').count()).toBe(0);
  });

  it('marks the row of the moment, and shares it with elements of the same word', async () => {
    await session.open(tag('a', 'sync="x"') + tag('b', 'sync="x"') + tag('c'));
    await modulesReady(session.page, 3);
    await session.shown().locator('summary').click();
    await session.shown().getByRole('slider').press('Home');
    expect(await session.shown().locator('tr[aria-current] th').textContent()).toBe('January 2013');
    const spoken = [1, 2].map((at) => session.shown(at).getByRole('slider').getAttribute('aria-valuetext'));
    expect(await Promise.all(spoken)).toEqual([
      'January 2013: 41.2%',
      'March 2014: 56.8%, up 12 points on March 2013',
    ]);
  });

  it('shows at the pointer what every line has there, and takes it away with the pointer', async () => {
    await session.open(tag('a'));
    await modulesReady(session.page);
    const picture = session.shown().locator('.perf-picture');
    await picture.hover({ position: { x: 60, y: 100 } });
    const tip = session.shown().locator('.perf-tip');
    expect((await tip.innerText()).split(/\n+/)).toEqual([
      ...['January 2013', 'Digital take-up', '41.2%'],
      ...['A year earlier', 'Not provided'],
    ]);
    await session.shown().locator('canvas').waitFor();
    await picture.hover({ position: { x: 61, y: 100 } });
    await tip.waitFor();
    await session.page.keyboard.press('Escape');
    await tip.waitFor({ state: 'detached' });
    await picture.hover({ position: { x: 62, y: 100 } });
    await tip.waitFor();
    await session.page.mouse.move(5, 5);
    await tip.waitFor({ state: 'detached' });
    await session.shown().evaluate((each) => each.remove());
    expect(session.troubles).toEqual([]);
  });

  it.each(['', 'chart="stacked"'])('needs one touch, and ends with one elsewhere: %s', async (kind) => {
    const context = await session.browser.newContext({
      hasTouch: true,
      viewport: { width: 360, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(session.site.page('/page', { body: tag('channels', kind), head: session.site.script }));
    await modulesReady(page);
    const box = (await page.locator('perf-module .perf-stack').boundingBox())!;
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const tip = page.locator('perf-module .perf-tip');
    await tip.waitFor();
    expect(await tip.locator('b').count()).toBe(3);
    const [left, right] = await tip.evaluate((each) => {
      const bounds = each.getBoundingClientRect();
      return [bounds.left, bounds.right];
    });
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(360);
    await page.touchscreen.tap(box.x + 20, box.y - 120);
    await tip.waitFor({ state: 'detached' });
    await context.close();
  });

  it('keeps the headline as it was whatever is read: pointer, slider, keys, range, another element', async () => {
    await session.open(tag('a', 'sync="x"') + tag('b', 'sync="x"'));
    await modulesReady(session.page, 2);
    const heads = (): Promise<string[]> => session.page.locator('perf-module .perf-say').allInnerTexts();
    const before = await heads();
    const slider = session.shown().getByRole('slider');
    const picture = session.shown().locator('.perf-stack');
    const { width, height } = (await picture.boundingBox())!;
    for (let step = 1; step < 10; step += 1) {
      await picture.hover({ position: { x: (step * width) / 10, y: height / 2 } });
      expect(await heads()).toEqual(before);
    }
    await slider.press('Home');
    await session.shown().locator('.perf-tip').waitFor();
    expect(await heads()).toEqual(before);
    const track = (await slider.boundingBox())!;
    await session.page.mouse.click(track.x + track.width / 2, track.y + track.height / 2);
    expect(await slider.inputValue()).toBe('7');
    expect(await heads()).toEqual(before);
    // The range of the other follows, and nothing else of it.
    expect(await session.shown(1).getByRole('slider').inputValue()).toBe('7');
  });

  it.each(['a', 'channels'])(
    'has a slider as wide as the plot of %s: its thumb stands under the point',
    async (service) => {
      for (const width of [320, 700, 1000]) {
        await session.page.setViewportSize({ width, height: 800 });
        await session.open(tag(service));
        await modulesReady(session.page);
        const slider = session.shown().getByRole('slider');
        const { x, width: size } = (await slider.boundingBox())!;
        const thumb = 24;
        for (const [key, at] of [
          ['Home', x + thumb / 2],
          ['End', x + size - thumb / 2],
        ] as const) {
          await slider.press(key === 'Home' ? 'End' : 'Home');
          await slider.press(key);
          const mark = session.shown().locator('.perf-chart__selection path').first();
          const line = await mark.evaluate((each) => each.getBoundingClientRect().x);
          expect(Math.abs(line - at)).toBeLessThanOrEqual(1.5);
        }
        expect(await session.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
    },
  );

  it('has no fault that axe finds on a phone, closed or open', async () => {
    const width = 320;
    await session.page.setViewportSize({ width, height: 800 });
    await session.open(
      `<main><h1>Page</h1>${['a', 'late', 'missing', 'empty', 'channels'].map((each) => tag(each)).join('')}${tag('a', 'view="table"')}</main>`,
    );
    await modulesReady(session.page, 6);
    expect(await session.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    for (let round = 0; round < 2; round += 1) {
      const { violations } = await new AxeBuilder({ page: session.page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      for (const summary of await session.page.locator('perf-module summary').all()) await summary.click();
    }
  });

  it('reads a press inside a closed shadow root', async () => {
    await session.open('<div></div>');
    await session.page.waitForFunction(() => customElements.get('perf-module'));
    await session.page.evaluate((html) => {
      const root = document.querySelector('div')!.attachShadow({ mode: 'closed' });
      root.append(document.createRange().createContextualFragment(html));
      Object.assign(window, { module: root.querySelector('perf-module') });
    }, tag('a'));
    const place = async (selector: string): Promise<DOMRect | null> =>
      session.page.evaluate((wanted) => {
        const { module } = window as never as { module: Element };
        return module.shadowRoot!.querySelector(wanted)?.getBoundingClientRect() ?? null;
      }, selector);
    const until = (selector: string): Promise<unknown> =>
      session.page.waitForFunction((wanted) => {
        const { module } = window as never as { module: Element };
        return module.shadowRoot!.querySelector(wanted);
      }, selector);
    await until('svg.perf-chart--plot');
    const { x, y, width, height } = (await place('.perf-picture'))!;
    await session.page.mouse.move(x + width / 2, y + height / 2);
    await until('.perf-tip');
    await session.page.mouse.down();
    await session.page.mouse.up();
    await session.page.evaluate(
      () => (window as never as { module: { updateComplete: unknown } }).module.updateComplete,
    );
    expect(await place('.perf-tip')).not.toBeNull();
    await session.page.mouse.click(5, 5);
    await session.page.waitForFunction(
      () => !(window as never as { module: Element }).module.shadowRoot!.querySelector('.perf-tip'),
    );
  });
});
