import { describe, expect, test } from '@jest/globals';
import {
  contrast,
  DARK_PALETTE,
  LIGHT_PALETTE,
  paletteDeclarations,
} from '../../../components/charts/spec/palette.js';
import { CHART_CSS } from '../../../components/charts/svg/svg-styles.js';

const SERIES = ['series-1', 'series-2', 'series-3', 'series-4'] as const;

test('contrast is WCAG’s', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

describe.each([
  ['light', LIGHT_PALETTE],
  ['dark', DARK_PALETTE],
])('%s palette', (_, palette) => {
  test.each([...SERIES, 'other'] as const)('%s is at least 3 : 1 on the ground', (ink) => {
    expect(contrast(palette[ink], palette.ground)).toBeGreaterThanOrEqual(3);
  });

  test.each([0, 1, 2])('neighbours %d and the next are at least 3 : 1', (index) => {
    expect(contrast(palette[SERIES[index]!], palette[SERIES[index + 1]!])).toBeGreaterThanOrEqual(3);
  });

  test.each(['ink', 'muted'] as const)(
    'text in %s is at least 7 : 1 on the ground, 4.5 : 1 on bands',
    (ink) => {
      expect(contrast(palette[ink], palette.ground)).toBeGreaterThanOrEqual(7);
      expect(contrast(palette[ink], palette.band)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette[ink], palette.tint)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

test('the light series colours are the documented ones, in order', () => {
  expect(SERIES.map((ink) => LIGHT_PALETTE[ink])).toEqual(['#12436D', '#28A197', '#801650', '#F46A25']);
});

test('style sheets name every colour by its custom property', () => {
  expect(CHART_CSS).toContain('.perf-s-series-1{stroke:var(--perf-series-1,#12436D)}');
  expect(CHART_CSS).toContain('.perf-f-ground{fill:var(--perf-surface,#ffffff)}');
  expect(CHART_CSS.split('{').length).toBe(CHART_CSS.split('}').length);
  expect(paletteDeclarations(DARK_PALETTE)).toContain('--perf-surface: #0b0c0c;');
});
