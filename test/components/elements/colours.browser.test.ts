/** The colours of an element on a surface of the page's own. */
import { describe, expect, test } from '@jest/globals';
import { contrast } from '../../../components/charts/spec/palette.js';
import { modulesReady } from './site.js';
import { Session, tag } from './session.js';

const session = new Session();

/** As `#rrggbb`, whatever function a style sheet made them with. */
const colours = (
  selectors: Readonly<Record<string, readonly [selector: string, property: string]>>,
): Promise<Record<string, string>> =>
  session.page.evaluate((wanted) => {
    const root = document.querySelector('perf-module')!.shadowRoot!;
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const hex = (colour: string): string => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
      return `#${[r, g, b].map((each) => each!.toString(16).padStart(2, '0')).join('')}`;
    };
    return Object.fromEntries(
      Object.entries(wanted).map(([name, [selector, property]]) => [
        name,
        hex(getComputedStyle(root.querySelector(selector)!).getPropertyValue(property)),
      ]),
    );
  }, selectors);

const TEXTS = {
  ink: ['.perf-number', 'color'],
  muted: ['.perf-period', 'color'],
  good: ['.perf-arrow', 'color'],
  link: ['summary', 'color'],
  'text of the chart': ['.perf-f-muted', 'fill'],
} as const;
const LINES = { 'series-1': ['.perf-s-series-1', 'stroke'] } as const;

async function open(styles: string): Promise<void> {
  await session.open(tag('a'), { head: `<style>${styles}</style>${session.site.script}` });
  await modulesReady(session.page);
}

describe.each([
  '#000000',
  '#0b0c0c',
  '#1d1d2b',
  '#0a2540',
  '#2d3436',
  '#ffffff',
  '#f4f1ea',
  '#e8f0fe',
  '#ffffe0',
])('on the surface %s', (surface) => {
  const ink = contrast(surface, '#000000') > 10 ? '#111111' : '#f0f0f0';

  test.each([
    ['surface and ink', `perf-module { --perf-surface: ${surface}; --perf-ink: ${ink} }`],
    ['the surface alone', `body { --perf-surface: ${surface} }`],
  ])('%s: texts have 7 : 1 and lines 3 : 1', async (_, styles) => {
    await open(styles);
    const texts = await colours(TEXTS);
    for (const [name, colour] of Object.entries(texts))
      expect([name, colour, contrast(colour, surface) >= 7]).toEqual([name, colour, true]);
    const { 'series-1': line } = await colours(LINES);
    expect(contrast(line!, surface)).toBeGreaterThanOrEqual(3);
    const { base } = await colours({ base: ['.perf-base', 'background-color'] });
    expect(base).toBe(surface);
  });
});

test('without a surface of the page’s own they are those of its colour scheme', async () => {
  await open('');
  expect(await colours(TEXTS)).toMatchObject({
    ink: '#0b0c0c',
    muted: '#484949',
    good: '#00582e',
    link: '#114b85',
  });
  await open(':root { color-scheme: dark }');
  expect(await colours(TEXTS)).toMatchObject({
    ink: '#f3f4f5',
    muted: '#c4cacd',
    good: '#7fe0aa',
    link: '#a6cdf2',
  });
});

test('a page may name links, lines and the focus', async () => {
  await open('body { --perf-link: #123456; --perf-grid: #00ff00; --perf-focus: #abcdef }');
  await session.shown().locator('summary').focus();
  const told = {
    link: ['.perf-details', 'border-top-color'],
    grid: ['.perf-s-grid', 'stroke'],
    focus: ['summary', 'background-color'],
  } as const;
  expect(await colours(told)).toEqual({ link: '#00ff00', grid: '#00ff00', focus: '#abcdef' });
  await session.page.keyboard.press('Tab');
  await session.shown().locator('summary').blur();
  expect(await colours({ link: ['summary', 'color'] })).toEqual({ link: '#123456' });
});
