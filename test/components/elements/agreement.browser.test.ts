/** What a real pointer reads at points of the picture is what the table says of them. */
import { expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { randomFrom } from '../../support/random-figures.js';
import { Session, tag } from './session.js';
import { atRest, modulesReady } from './site.js';

const session = new Session();
const POINTS = 25;

interface Reading {
  period: string;
  rows: { label: string; value: string }[];
}

/** The reading at the pointer; null where nothing is to be read. */
const readingOf = (module: Locator): Promise<Reading | null> =>
  module.evaluate((host) => {
    const tip = host.shadowRoot!.querySelector('.perf-tip');
    if (!tip) return null;
    const rows = [...tip.querySelectorAll('.perf-tip-rows > div')].map((row) => ({
      label: row.querySelector('span')!.textContent,
      value: row.querySelector('b')!.textContent,
    }));
    return { period: tip.querySelector('.perf-tip-period')!.textContent, rows };
  });

/** The cells of the table, by the heading of their row and that of their column. */
const tableOf = (module: Locator): Promise<Record<string, Record<string, string>>> =>
  module.evaluate((host) => {
    const table = host.shadowRoot!.querySelector('table')!;
    const columns = [...table.querySelectorAll('thead th')].slice(1).map((cell) => cell.textContent);
    const rows = [...table.querySelectorAll('tbody tr')].map((row) => {
      const cells = [...row.querySelectorAll('td')].map((cell, at) => [columns[at], cell.textContent]);
      return [row.querySelector('th')!.textContent, Object.fromEntries(cells)];
    });
    return Object.fromEntries(rows) as Record<string, Record<string, string>>;
  });

/** Without the share of a part and the marks of a cell; what is missing is told in words at the point. */
const number = (text: string): string =>
  /\d/.test(text) ? text.replace(/\s*[([].*$/, '').trim() : 'missing';

it.each([
  ['a', ''],
  ['a', 'chart="uptime"'],
  ['channels', ''],
  ['channels', 'chart="stacked"'],
  ['channels', 'chart="share"'],
  ['channels', 'chart="bar"'],
  ['channels', 'chart="multiples"'],
  ['missing', ''],
])('has the numbers of the table’s row at random points: %s %s', async (service, more) => {
  await session.open(tag(service, more));
  await modulesReady(session.page);
  const module = session.shown();
  await module.locator('summary').click();
  const table = await tableOf(module);
  const picture = module.locator('.perf-stack');
  await picture.hover();
  await session.page.waitForLoadState('networkidle');
  const { x, y, width, height } = (await picture.boundingBox())!;
  const random = randomFrom(11);
  const seen = new Set<string>();
  let compared = 0;
  for (let tries = 0; tries < POINTS * 8 && compared < POINTS; tries += 1) {
    await session.page.mouse.move(x + random() * width, y + random() * height);
    await atRest(session.page);
    const reading = await readingOf(module);
    if (!reading) continue;
    compared += 1;
    seen.add(reading.period);
    expect(reading.rows.length).toBeGreaterThan(0);
    for (const { label, value } of reading.rows) {
      const cell = table[reading.period]?.[label];
      expect({ ...reading, label, value: number(value) }).toMatchObject({ value: number(cell ?? '') });
      expect(cell).toBeDefined();
    }
  }
  expect(compared).toBe(POINTS);
  // Bars show one window, all others several.
  expect(seen.size).toBeGreaterThanOrEqual(more.includes('bar') ? 1 : 4);
});
