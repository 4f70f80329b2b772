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
    expect(await session.shown().locator('.perf-number').textContent()).toBe('55.6%');
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
    await session.shown().getByRole('radio', { name: 'Digital' }).focus();
    await session.page.keyboard.press('ArrowRight');
    expect(await session.shown().getByRole('radio', { name: 'Phone' }).isChecked()).toBe(true);
    expect(await session.shown().locator('.perf-period').textContent()).toBe('Phone, March 2014');
  });

  it('marks the row of the moment, and shares it with elements of the same word', async () => {
    await session.open(tag('a', 'sync="x"') + tag('b', 'sync="x"') + tag('c'));
    await modulesReady(session.page, 3);
    await session.shown().locator('summary').click();
    await session.shown().getByRole('slider').press('Home');
    expect(await session.shown().locator('tr[aria-current] th').textContent()).toBe('January 2013');
    expect(await session.shown(1).locator('.perf-number').textContent()).toBe('41.2%');
    expect(await session.shown(2).locator('.perf-number').textContent()).toBe('56.8%');
  });

  it('follows the pointer on the chart', async () => {
    await session.open(tag('a'));
    await modulesReady(session.page);
    const picture = session.shown().locator('.perf-picture');
    await picture.hover();
    await session.shown().locator('canvas').waitFor();
    await picture.hover({ position: { x: 60, y: 100 } });
    await session.page.waitForFunction(
      () =>
        document.querySelector('perf-module')?.shadowRoot?.querySelector('.perf-number')?.textContent ===
        '41.2%',
    );
    await session.shown().evaluate((each) => each.remove());
    expect(session.troubles).toEqual([]);
  });

  it.each([320, 1280])('has no fault that axe finds at %d px, closed or open', async (width) => {
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
});
