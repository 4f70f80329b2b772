/** What holds of every chart that is SVG only, whatever the figures are. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pickWindow } from '../../../components/charts/svg/hit-zones.js';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import { chartNode } from '../../../components/charts/svg/svg-chart.js';
import { svgText } from '../../../components/charts/svg/svg.js';
import { textWidth } from '../../../components/charts/spec/text-width.js';
import type { ChartKind, ModuleData, Unit } from '../../../components/formatting/types.js';
import { flat } from './nodes.js';
import { line, sample } from './samples.js';
import { randomCases } from '../../support/random-cases.js';

interface Box {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where each text stands, by the widths of Arial; the layout reckons with a little more. */
function boxesOf({ nodes, fontSize }: SvgOnlySpec): Box[] {
  return flat(nodes)
    .filter(({ tag }) => tag === 'text')
    .map(({ attributes, children }) => {
      const text = children.join('');
      const size = Number(attributes['font-size'] ?? fontSize);
      const width = textWidth(text, size, attributes['font-weight'] === 'bold') / 1.06;
      const x = Number(attributes['x']);
      const anchor = attributes['text-anchor'];
      const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
      const y = Number(attributes['y']);
      return { text, left, right: left + width, top: y - 0.72 * size, bottom: y + 0.2 * size };
    });
}

const kinds: readonly ChartKind[] = ['STACKED', 'SHARE', 'BAR', 'FUNNEL', 'MULTIPLES', 'UPTIME'];

/** Only percentages fall short of 100%. */
const fitting = (kind: ChartKind, { series, ...data }: ModuleData): ModuleData => ({
  ...data,
  series: series && (kind === 'UPTIME' ? { ...series, unit: '%' } : series),
});

const label = fc.constantFrom(
  'Digital',
  'Phone',
  'Application by post with the help of an adviser of the department',
  'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  'Up to 1m',
  '5',
);
const answer = fc
  .record({
    unit: fc.constantFrom<Unit>('count', '£', '%', 'per 1,000', 's', 'ms', 'days'),
    size: fc.integer({ min: -1, max: 9 }).map((power) => 10 ** power),
    count: fc.integer({ min: 0, max: 40 }),
    lowest: fc.constantFrom(0, 0, 0, -1),
    labels: fc.array(label, { minLength: 0, maxLength: 16 }),
    by: fc.constantFrom(null, 'rating', 'le', 'channel'),
    hasTarget: fc.boolean(),
    seed: fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 5 }), {
      minLength: 7,
      maxLength: 60,
    }),
  })
  .map(({ unit, size, count, lowest, labels, by, hasTarget, seed }): ModuleData => {
    const valuesOf = (row: number): (number | null)[] =>
      Array.from({ length: count }, (_, index) => {
        const share = seed[(row * 13 + index * 7) % seed.length]!;
        return share === null ? null : (share + lowest * 0.4) * size;
      });
    const target = valuesOf(3).map(() => size / 2);
    const data = sample(
      [
        ...labels.map((name, row) => line(name, valuesOf(row), { key: `line-${row}` })),
        ...labels
          .slice(0, 3)
          .map((name, row) =>
            line(`${name} before`, valuesOf(row + 1), { key: `line-${row}`, role: 'COMPARISON' }),
          ),
        ...(hasTarget ? [line('Target', target, { key: 'target', role: 'TARGET' })] : []),
      ],
      { unit, period: 'MONTH', first: '2014-01-01' },
    );
    const series = data.series!;
    const windows = sample([line('', valuesOf(0))], { period: 'MONTH', first: '2014-01-01' }).series!;
    return { ...data, series: { ...series, starts: windows.starts, ends: windows.ends, by } };
  });

describe.each(kinds)('%s', (kind) => {
  test('nothing leaves the picture, no text lies on another, every number is one', () => {
    fc.assert(
      fc.property(answer, fc.constantFrom(280, 320, 640, 900), fc.nat(45), (data, width, selected) => {
        const spec = chartSpec(fitting(kind, data), { kind, lang: 'en', width, selected }) as SvgOnlySpec;
        expect(svgText(chartNode(spec))).not.toMatch(/NaN|Infinity|undefined|null/);
        const boxes = boxesOf(spec);
        boxes.forEach((box, index) => {
          expect(box.left).toBeGreaterThanOrEqual(-1);
          expect({ ...box, isInside: box.right <= width + 1 }).toMatchObject({ isInside: true });
          expect({
            ...box,
            height: spec.height,
            isInside: box.top >= -1 && box.bottom <= spec.height + 2,
          }).toMatchObject({
            isInside: true,
          });
          for (const other of boxes.slice(index + 1)) {
            const isApart =
              box.right <= other.left ||
              other.right <= box.left ||
              box.bottom <= other.top + 1 ||
              other.bottom <= box.top + 1;
            expect(isApart ? null : [box, other]).toBeNull();
          }
        });
        for (const { tag, attributes } of flat(spec.nodes)) {
          if (tag !== 'rect') continue;
          const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => Number(attributes[name]));
          expect(Math.min(w!, h!)).toBeGreaterThanOrEqual(0);
          expect([x! >= -3, x! + w! <= width + 3, y! >= -3, y! + h! <= spec.height + 3]).toEqual([
            true,
            true,
            true,
            true,
          ]);
        }
        for (const { left, top, centres } of spec.zones) {
          const picked = pickWindow(spec, left + 1, top + 1);
          if (picked && centres.length > 0) expect(picked.index).toBeLessThan(data.series!.starts.length);
        }
      }),
      { numRuns: randomCases(15) },
    );
  });

  test('numbers that are wider than a panel of a small picture stay inside it', () => {
    const lines = ['one', 'two'].map((key) => line('Digital', [-4_000_000], { key }));
    const data = sample(lines, { unit: 'per 1,000', period: 'MONTH', first: '2014-01-01' });
    const spec = chartSpec(data, { kind, lang: 'en', width: 280, selected: 0 }) as SvgOnlySpec;
    for (const box of boxesOf(spec)) expect(box.right).toBeLessThanOrEqual(281);
  });

  test('a thousand lines are a picture of a page, not of a mile', () => {
    const lines = Array.from({ length: 1000 }, (_, index) =>
      line(`Service ${index}`, [index, index + 1, null, index], { key: `s${index}` }),
    );
    const spec = chartSpec(fitting(kind, sample(lines, { period: 'MONTH', first: '2014-01-01' })), {
      ...{ kind, lang: 'en' as const, width: 320 },
    })!;
    expect(spec.height).toBeLessThan(1600);
    expect(svgText(chartNode(spec)).length).toBeLessThan(60_000);
  });
});
