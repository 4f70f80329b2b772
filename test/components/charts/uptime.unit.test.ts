/** Uptime: a strip of windows, each darker the further it falls short of 100%. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import { trackOf } from '../../../components/charts/spec/track.js';
import { pickWindow } from '../../../components/charts/svg/hit-zones.js';
import { gradeOf } from '../../../components/charts/uptime/grades.js';
import type {
  AnnotationData,
  ModuleData,
  Period,
  ValueStatus,
} from '../../../components/formatting/types.js';
import { moduleTable } from '../../../components/view/table.js';
import { flat, pathsOf, textsOf } from './nodes.js';
import { line, sample, type Values } from './samples.js';
import { randomCases } from '../../support/random-cases.js';

const outage = (from: string, to: string | null = null): AnnotationData => ({
  ...{ kind: 'OUTAGE', from, to, link: null },
  text: 'The sign-in did not work.',
});

interface Made {
  period?: Period;
  first?: string;
  statuses?: readonly ValueStatus[];
  annotations?: readonly AnnotationData[];
}

function uptime(
  values: Values,
  { period = 'DAY', first = '2026-08-01', statuses, annotations }: Made = {},
): ModuleData {
  const made = sample([line('Availability', values, { statuses })], {
    ...{ period, first, annotations, unit: '%', metric: 'Availability' },
  });
  return { ...made, chart: 'UPTIME' };
}

const specOf = (data: ModuleData, width = 640, selected?: number): SvgOnlySpec =>
  chartSpec(data, { lang: 'en', width, selected }) as SvgOnlySpec;

const days = (count: number, short: Readonly<Record<number, number | null>> = {}): (number | null)[] =>
  Array.from({ length: count }, (_, index) => (index in short ? short[index]! : 100));

test.each([
  [100, 0],
  [99.999, 1],
  [99.9, 1],
  [99.896, 1],
  [99.89, 2],
  [98.996, 2],
  [98.99, 3],
  [95, 3],
  [94.99, 4],
  [0, 4],
])('%d is short by %d quarters: as it is written', (value, grade) => {
  expect(gradeOf(value, 'availability')).toBe(grade);
});

describe.each([320, 640])('at %d', (width) => {
  test('90 days are one row, whose key has what there is and nothing else', () => {
    const values = days(90, { 10: 99.95, 38: 73.1, 60: null, 61: null });
    const statuses = values.map((value): ValueStatus => (value === null ? 'SUPPRESSED' : 'PROVIDED'));
    const spec = specOf(uptime(values, { statuses, annotations: [outage('2026-09-08')] }), width);
    const texts = textsOf(spec);
    expect(texts.slice(0, 4)).toEqual(['100%', '99.9% or more', 'Less than 95%', 'Suppressed']);
    expect(texts).toContain('1');
    expect(spec.captions).toEqual(['1: 8 September 2026: The sign-in did not work.']);
    expect(spec.zones).toHaveLength(1);
    // Half of the slider's thumb lies beyond the first and the last cell, and under the picture.
    const [from, to] = trackOf(spec)!.map((share) => (share * width) / 100);
    expect(from).toBeGreaterThanOrEqual(12);
    expect(width - to!).toBeGreaterThanOrEqual(12);
  });

  test('an incident stands over all of its days, its last one too', () => {
    const data = uptime(days(30), { annotations: [outage('2026-08-04', '2026-08-06')] });
    const spec = specOf(data, width);
    const step = spec.zones[0]!.centres[1]! - spec.zones[0]!.centres[0]!;
    const [bracket] = pathsOf(spec).filter(({ attributes }) => attributes['stroke-width'] === '5');
    const [, left, , right] = bracket!.attributes['d']!.split(/[ ML]+/).map(Number);
    expect((Number(right) - left!) / step).toBeCloseTo(3, 1);
  });

  test('what is short is told by height, not by colour alone', () => {
    const spec = specOf(uptime([100, 99.95, 99.5, 97, 50]), width);
    const dark = pathsOf(spec).findLast(({ attributes }) => attributes['class'] === 'perf-f-scale-low')!;
    const heights = [...dark.attributes['d']!.matchAll(/v([\d.]+)/g)].map(([, height]) => Number(height));
    expect(heights).toEqual([11, 22, 33, 44]);
  });

  test('each reason for a missing figure has a look of its own', () => {
    const statuses = ['NOT_PROVIDED', 'SUPPRESSED', 'INCOMPLETE', 'NOT_APPLICABLE'] as const;
    const looks = statuses.map((status) => {
      const spec = specOf(uptime([100, null], { statuses: ['PROVIDED', status] }), width);
      return flat(spec.nodes)
        .filter(({ tag }) => tag !== 'text')
        .map(({ tag, attributes }) => [tag, attributes['class'], attributes['d']?.length])
        .join(' ');
    });
    expect(new Set(looks).size).toBe(4);
  });

  test('a year of days has a row a month, and every day can be pointed at', () => {
    const data = uptime(days(365, { 200: 98 }), { first: '2025-11-15' });
    const spec = specOf(data, width, 200);
    expect(textsOf(spec)).toEqual(expect.arrayContaining(['Nov 2025', 'Feb 2026', 'Nov 2026', '1', '29']));
    expect(spec.zones).toHaveLength(13);
    expect(trackOf(spec)).toBeNull();
    const picked = spec.zones.flatMap(({ centres, top }) =>
      centres.map((x) => pickWindow(spec, x, top + 1)?.index),
    );
    expect(picked).toEqual(Array.from({ length: 365 }, (_, index) => index));
    // The 15th stands under the 15th.
    expect(spec.zones[0]!.centres[0]).toBeCloseTo(spec.zones[1]!.centres[14]!, 5);
  });

  test('a month of hours has a row a day, also where a day has 25 of them', () => {
    const values = Array.from({ length: 30 * 24 }, () => 100);
    const spec = specOf(uptime(values, { period: 'HOUR', first: '2026-10-01T00:00:00Z' }), width);
    const picked = spec.zones.flatMap(({ centres, top }) =>
      centres.map((x) => pickWindow(spec, x, top + 1)?.index),
    );
    expect(picked).toEqual(Array.from({ length: 720 }, (_, index) => index));
    expect(Math.max(...spec.zones.map(({ centres }) => centres.length))).toBe(25);
  });

  test.each([
    ['two', 'autumn', '2026-10-24T23:00:00Z', 24],
    ['no', 'spring', '2026-03-28T00:00:00Z', 48],
  ])('an hour stands under its hour also on the day that has %s 1am, in %s', (_, __, first, before) => {
    const values = Array.from({ length: 30 * 24 }, () => 100);
    const [one, other, third] = specOf(uptime(values, { period: 'HOUR', first }), width).zones;
    const [changed, usual] = before === 24 ? [one!, other!] : [other!, third!];
    expect(usual.centres).toHaveLength(24);
    expect(changed.centres.slice(-22)).toEqual(usual.centres.slice(-22));
    const [midnight, ...hours] = changed.centres.slice(0, -22);
    const [left, at, right] = usual.centres as [number, number, number];
    expect(midnight).toBe(left);
    const halves = [-0.25, 0.25].map((part) => at + part * (right - at));
    expect(hours).toHaveLength(before === 24 ? 2 : 0);
    hours.forEach((x, half) => expect(x).toBeCloseTo(halves[half]!, 5));
  });

  test('cells of the hour that comes twice share its place, and none is drawn in that which does not come', () => {
    const edgesOf = (first: string): number[][] => {
      const values = Array.from({ length: 30 * 24 }, () => 99);
      const spec = specOf(uptime(values, { period: 'HOUR', first }), width);
      const rows = pathsOf(spec).filter(({ attributes }) => attributes['class'] === 'perf-f-scale-low');
      // The first is that of the key.
      return [...rows[1]!.attributes['d']!.matchAll(/M([\d.]+) [\d.]+h([\d.]+)/g)].map(([, left, wide]) => [
        Number(left),
        Number(left) + Number(wide),
      ]);
    };
    const autumn = edgesOf('2026-10-24T23:00:00Z');
    expect(autumn).toHaveLength(25);
    autumn.slice(1).forEach(([left], at) => expect(left).toBeGreaterThanOrEqual(autumn[at]![1]!));
  });

  test('what is missing is not drawn across an hour that does not come', () => {
    const values = Array.from({ length: 30 * 24 }, (_, index) => (index < 2 ? null : 100));
    const spec = specOf(uptime(values, { period: 'HOUR', first: '2026-03-29T00:00:00Z' }), width);
    const [midnight, two] = spec.zones[0]!.centres as [number, number];
    const gaps = flat(spec.nodes).filter(({ tag }) => tag === 'rect');
    // The first is that of the key.
    expect(gaps.slice(1).map(({ attributes }) => Number(attributes['x']) > midnight)).toEqual([false, true]);
    expect(Number(gaps[2]!.attributes['x'])).toBeGreaterThan((midnight + two) / 2);
  });

  test('several services have a row each, with the number of the window that is read', () => {
    const names = ['Licence', 'Passport', 'Tax disc'];
    const made = sample(
      names.map((name, at) => line(name, days(400, { 399: 99 - at }))),
      { unit: '%', period: 'DAY', first: '2025-08-01', metric: 'Availability' },
    );
    const spec = specOf({ ...made, chart: 'UPTIME' }, width);
    expect(textsOf(spec)).toEqual(expect.arrayContaining([...names, '99%', '98%', '97%']));
    expect(spec.captions.join(' ')).toMatch(/the worst of \d+ neighbouring periods/);
  });

  test('numbers of incidents stay apart and inside, however many there are', () => {
    const day = fc
      .integer({ min: 0, max: 120 })
      .map((at) => new Date(Date.UTC(2026, 7, 1 + at)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.array(day, { maxLength: 60 }), fc.integer({ min: 1, max: 400 }), (froms, count) => {
        const annotations = [...froms].sort().map((from) => outage(from));
        const spec = specOf(uptime(days(count), { annotations }), width);
        const numbers = flat(spec.nodes).filter(
          ({ tag, children }) => tag === 'text' && /^\d+(, \d+|–\d+)?$/.test(children.join('')),
        );
        for (const { attributes, children } of numbers) {
          const text = children.join('');
          const x = Number(attributes['x']);
          expect(x).toBeGreaterThanOrEqual(0);
          if (!attributes['text-anchor']) expect(x + text.length * 5).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: randomCases(25) },
    );
  });
});

test('what is no percentage is drawn as a line', () => {
  const data = { ...sample([line('Transactions', [1, 2, 3])]), chart: 'UPTIME' as const };
  expect(chartSpec(data, { lang: 'en' })!.kind).toBe('LINE');
});

test('picture and table agree on what is short, missing and noted', () => {
  const values = days(40, { 3: 99.2, 8: null, 38: 73.1 });
  const seconds = values.map((value) => value && value * 864);
  const { series, ...data } = uptime(values, { annotations: [outage('2026-09-08')] });
  const [only] = series!.lines;
  const timed = { ...only!, numerators: seconds, denominators: values.map((value) => value && 86_400) };
  const made: ModuleData = { ...data, series: { ...series!, lines: [timed] } };
  const { columns, rows, explanations } = moduleTable(made, 'en')!;
  expect(columns).toEqual(['Availability', 'Time down']);
  expect(explanations).toEqual(['[x] not available', '8 September 2026: The sign-in did not work.']);
  const cellsAt = (at: number): readonly string[] => rows.find(({ index }) => index === at)!.cells;
  expect(cellsAt(38)).toEqual(['73.10%', '6h 27m']);
  expect(cellsAt(8)).toEqual(['[x]', '[x]']);
  expect(cellsAt(4)).toEqual(['100%', '0s']);
});
