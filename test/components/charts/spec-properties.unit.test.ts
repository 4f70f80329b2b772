import { expect, describe, test } from '@jest/globals';
import fc from 'fast-check';
import { yOf } from '../../../components/charts/axes/scale.js';
import { lineSpec } from '../../../components/charts/line/line-spec.js';
import type { LineChartSpec } from '../../../components/charts/spec/spec-types.js';
import { widestLine } from '../../../components/charts/spec/text-width.js';
import type { ModuleData, Period, Unit } from '../../../components/formatting/types.js';
import { line, sample } from './samples.js';
import { randomCases } from '../../support/random-cases.js';

const specOf = (data: ModuleData, width = 640): LineChartSpec =>
  lineSpec(data, data.series!, { lang: 'en', width });

const period = fc.constantFrom<Period>(
  'HOUR',
  'DAY',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
  'FINANCIAL_YEAR',
  'ROLLING_YEAR',
);
const unit = fc.constantFrom<Unit>('count', '£', '%', 'per 1,000', 's', 'ms', 'days');
const magnitude = fc.integer({ min: -1, max: 10 }).map((power) => 10 ** power);
const values = fc
  .tuple(
    magnitude,
    fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 6 }), {
      minLength: 1,
      maxLength: 90,
    }),
  )
  .map(([size, shares]) => shares.map((share) => (share === null ? null : share * size)));
const answer = fc
  .record({ period, unit, values, others: fc.integer({ min: 0, max: 5 }) })
  .map(({ others, values: own, ...options }) =>
    sample(
      [
        line('Line 1', own),
        ...Array.from({ length: others }, (_, index) =>
          line(
            `Line ${index + 2}`,
            own.map((value) => (value === null ? null : (value * (index + 1)) / 7)),
          ),
        ),
      ],
      {
        ...options,
        first: options.period === 'HOUR' ? '2014-10-25T00:00:00Z' : '2012-04-01',
        stepMonths:
          options.period.endsWith('YEAR') && options.period !== 'ROLLING_YEAR'
            ? 12
            : options.period === 'MONTH'
              ? 1
              : 3,
      },
    ),
  );

describe('properties', () => {
  test('value ticks rise, cover every value, and have different labels', () => {
    fc.assert(
      fc.property(answer, fc.constantFrom(320, 640), (data, width) => {
        const { y, lines } = specOf(data, width);
        const drawn = lines.flatMap((item) => item.values.filter((value) => value !== null));
        if (drawn.length === 0) return y.ticks.length === 0;
        const ticks = y.ticks.map(({ value }) => value);
        expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect([y.min, y.max]).toEqual([ticks[0], ticks.at(-1)]);
        const slack = (y.max - y.min) * 1e-6;
        expect(Math.min(...drawn)).toBeGreaterThanOrEqual(y.min - slack);
        expect(Math.max(...drawn)).toBeLessThanOrEqual(y.max + slack);
        expect(new Set(y.ticks.map(({ lines }) => lines.join())).size).toBe(ticks.length);
        return true;
      }),
      { numRuns: randomCases(150) },
    );
  });

  test('time ticks stand at points, rise, and their labels neither overlap nor leave the picture', () => {
    fc.assert(
      fc.property(answer, fc.integer({ min: 280, max: 900 }), (data, width) => {
        const { x, plot, fontSize } = specOf(data, width);
        const scale = (plot.right - plot.left) / (x.max - x.min);
        let free = 0;
        expect(x.ticks.length).toBeGreaterThanOrEqual(1);
        for (const { value, lines } of x.ticks) {
          expect(x.positions).toContain(value);
          const half = widestLine(lines, fontSize) / 2;
          const at = plot.left + (value - x.min) * scale;
          expect(at - half).toBeGreaterThanOrEqual(free);
          free = at + half;
        }
        expect(free).toBeLessThanOrEqual(width);
      }),
      { numRuns: randomCases(150) },
    );
  });

  test('names of lines never overlap and stay inside the picture', () => {
    fc.assert(
      fc.property(answer, fc.constantFrom(320, 640), (data, width) => {
        const { labels, fontSize, height, lines, plot } = specOf(data, width);
        const rows = labels
          .flatMap((label) =>
            label.lines.map((text, row) => ({ label, bottom: label.y + row * fontSize * 1.2, text })),
          )
          .sort((a, b) => a.bottom - b.bottom);
        rows.forEach(({ label, bottom, text }, index) => {
          const before = rows[index - 1];
          const isBeside = before && label.kind === 'key' && Math.abs(before.bottom - bottom) < 1;
          if (before && !isBeside) expect(bottom - before.bottom).toBeGreaterThanOrEqual(fontSize);
          expect(label.x + widestLine([text], fontSize, label.bold)).toBeLessThanOrEqual(width + 1);
          expect(bottom).toBeLessThanOrEqual(height);
          expect(bottom - fontSize).toBeGreaterThanOrEqual(-fontSize * 0.3);
        });
        expect(plot.bottom - plot.top).toBeGreaterThan(height / 3);
        expect(lines.length).toBe(data.series!.lines.length);
      }),
      { numRuns: randomCases(100) },
    );
  });

  test('values keep their places: nothing is filled in', () => {
    fc.assert(
      fc.property(answer, (data) => {
        const spec = specOf(data);
        for (const item of spec.lines) {
          expect(item.values).toEqual(data.series!.lines.find(({ key }) => key === item.key)!.values);
          for (const value of item.values) {
            if (value !== null) expect(Number.isFinite(yOf(spec, value))).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
