import { describe, expect, test } from '@jest/globals';
import { xOf, yOf } from '../../../components/charts/axes/scale.js';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { LineChartSpec } from '../../../components/charts/spec/spec-types.js';
import { shorten } from '../../../components/charts/svg/svg-tree.js';
import type { ModuleData, Period, Unit } from '../../../components/formatting/types.js';
import { splitOnDay } from '../fixtures/before-and-after.js';
import { line, sample, samples, type Values } from './samples.js';

const specOf = (module: ModuleData, width = 640): LineChartSpec =>
  chartSpec(module, { kind: 'LINE', lang: 'en', width }) as LineChartSpec;

const labelsOf = (axis: LineChartSpec['x'] | LineChartSpec['y']): string[] =>
  axis.ticks.map(({ lines }) => lines.join(' '));

describe('value axis', () => {
  test.each<[string, Unit, Values, string[]]>([
    ['counts begin at 0', 'count', [52_000, 71_000], ['0', '20k', '40k', '60k', '80k']],
    ['counts have no halves', 'count', [0, 1, 2], ['0', '1', '2']],
    ['billions', 'count', [1.2e9, 1.71e9], ['0', '0.5bn', '1bn', '1.5bn', '2bn']],
    ['near a million', 'count', [200_000, 999_500], ['0', '0.2m', '0.4m', '0.6m', '0.8m', '1m']],
    ['money with pence', '£', [0.4, 1.9], ['£0', '£0.50', '£1.00', '£1.50', '£2.00']],
    ['money below 0', '£', [-120, 260], ['−£200', '−£100', '£0', '£100', '£200', '£300']],
    ['percentages end at 100', '%', [12, 99.6], ['0%', '20%', '40%', '60%', '80%', '100%']],
    ['above 100 % is shown', '%', [20, 104], ['0%', '25%', '50%', '75%', '100%', '125%']],
    ['only zeros', '%', [0, 0], ['0%', '20%', '40%', '60%', '80%', '100%']],
    ['a flat line does not zoom', 'count', [40, 40], ['0', '10', '20', '30', '40']],
    ['close values zoom', '%', [79.2, 82.5], ['78%', '80%', '82%', '84%']],
    ['but noise stays small', '%', [79.6, 79.7], ['76%', '78%', '80%', '82%', '84%']],
    ['availability', '%', [99.61, 99.98], ['99%', '99.2%', '99.4%', '99.6%', '99.8%', '100%']],
    ['minutes', 's', [300, 1270], ['0s', '5m', '10m', '15m', '20m', '25m']],
    ['hours', 's', [4000, 16_000], ['0s', '1h', '2h', '3h', '4h', '5h']],
    ['milliseconds in seconds', 'ms', [500, 1320], ['0s', '0.5s', '1s', '1.5s']],
    ['days', 'days', [1, 9], ['0 days', '2 days', '4 days', '6 days', '8 days', '10 days']],
  ])('%s', (_, unit, values, expected) => {
    expect(labelsOf(specOf(sample([line('L', values)], { unit })).y)).toEqual(expected);
  });

  test('an axis that does not begin at 0 says so', () => {
    const spec = specOf(samples['zoomed']!);
    expect(spec.y.hasZero).toBe(false);
    expect(spec.captions).toContain(`The vertical axis starts at ${spec.y.ticks[0]!.lines[0]!}, not at 0.`);
    expect(specOf(samples['gap']!).captions.join()).not.toContain('vertical axis');
  });
});

describe('time axis', () => {
  test.each<[string, Period, string, number, string[], number]>([
    ['months of a year', 'MONTH', '2014-01-01', 13, ['Jan 2014', 'Apr', 'Jul', 'Oct', 'Jan 2015'], 1],
    [
      'quarters',
      'QUARTER',
      '2012-07-01',
      6,
      ['Jul to Sep 2012', 'Oct to Dec', 'Jan to Mar 2013', 'Apr to Jun', 'Jul to Sep', 'Oct to Dec'],
      3,
    ],
    [
      'rolling years at their last month, a year apart',
      'ROLLING_YEAR',
      '2012-07-01',
      18,
      ['Sep 2013', 'Sep 2014', 'Sep 2015', 'Sep 2016', 'Sep 2017'],
      3,
    ],
    [
      'financial years',
      'FINANCIAL_YEAR',
      '2014-04-01',
      3,
      ['2014 to 2015', '2015 to 2016', '2016 to 2017'],
      12,
    ],
    ['Mondays', 'DAY', '2014-03-01', 30, ['3 Mar 2014', '10 Mar', '17 Mar', '24 Mar'], 0],
    [
      'London clocks across the change to summer time',
      'HOUR',
      '2026-03-28T00:00:00Z',
      72,
      [
        'midnight 28 Mar',
        'midday',
        'midnight 29 Mar',
        'midday',
        'midnight 30 Mar',
        'midday',
        'midnight 31 Mar',
      ],
      0,
    ],
    ['one point', 'MONTH', '2014-03-01', 1, ['Mar 2014'], 1],
  ])('%s', (_, period, first, count, expected, stepMonths) => {
    const values = Array.from({ length: count }, (_unused, index) => index + 1);
    const options = { period, first, stepMonths };
    expect(labelsOf(specOf(sample([line('L', values)], options)).x)).toEqual(expected);
  });

  test('rolling years stand at their end, and the chart says that they overlap', () => {
    const spec = specOf(samples['rolling']!);
    expect(spec.x.positions[0]).toBe(Date.UTC(2013, 6, 1) / 86_400_000);
    expect(spec.captions.join()).toContain('neighbouring points share 9 of them');
  });
});

describe('lines and names', () => {
  test('one line is named by the title: its end shows its newest value', () => {
    const [label, ...rest] = specOf(samples['gap']!).labels;
    expect(rest).toEqual([]);
    expect(label).toMatchObject({ lines: ['72,116'], bold: true, kind: 'end' });
  });

  test('the newest value is the figure as it is formatted everywhere, short where it would take the room', () => {
    expect(specOf(samples['huge']!, 320).labels[0]!.lines).toEqual(['1.25bn']);
    const module = samples['onlyWindow']!;
    const { starts, ends, period } = module.series!;
    const figure = {
      period: { period, start: starts[0]!, end: ends[0]!, label: '' },
      value: 248_351,
      status: 'PROVIDED' as const,
      flags: [],
      formatted: '>248,351',
      numerator: null,
      denominator: null,
      coverage: { provided: 1, expected: 1, share: null },
      change: null,
      target: null,
    };
    expect(specOf({ ...module, figure }).labels[0]!.lines).toEqual(['>248,351']);
  });

  test('a newest value above the last bound is shown with ">", also where it is short or not the figure', () => {
    const ending = (lowerBounds: boolean[], width = 640): readonly string[] =>
      specOf(sample([line('L', [1, 248_351], { lowerBounds })]), width).labels[0]!.lines;
    expect(ending([false, true])).toEqual(['>248,351']);
    expect(ending([true, false])).toEqual(['248,351']);
    expect(ending([false, true], 280)).toEqual(['>248k']);
  });

  test('ticks have the separators of every number', () => {
    const labels = labelsOf(specOf(sample([line('L', [0, 4_000_000])], { unit: 'days' })).y);
    expect(labels.at(-1)).toMatch(/^4m days$/);
    expect(labelsOf(specOf(sample([line('L', [0, 8_000])], { unit: '£' })).y)).toContain('£8,000');
    expect(labelsOf(specOf(sample([line('L', [0, 0.9])], { unit: '£' })).y)).toContain('£0.20');
    expect(labelsOf(specOf(sample([line('L', [0, 2e-7])])).y).at(-1)).not.toContain('e');
  });

  test('four lines by colour and marker, the rest thin and grey under one name', () => {
    const spec = specOf(samples['split']!);
    const inks = new Map(spec.lines.map(({ key, ink, marker }) => [key, `${ink} ${marker}`]));
    expect(inks.get('digital')).toBe('series-1 circle');
    expect(inks.get('face to face')).toBe('series-4 diamond');
    expect(inks.get('assisted digital')).toBe('other none');
    expect(spec.labels.map(({ lines }) => lines.join(' '))).toEqual([
      'Digital',
      'Phone',
      'Paper',
      'Face to face',
      '2 others',
    ]);
  });

  test('the line that was chosen is thicker, on top and named, even if it is one of the others', () => {
    const spec = chartSpec(samples['split']!, { lang: 'en', line: 'assisted digital' }) as LineChartSpec;
    expect(spec.lines.at(-1)).toMatchObject({ key: 'assisted digital', ink: 'ink', width: 4.5 });
    const label = spec.labels.find(({ key }) => key === 'assisted digital');
    expect(label).toMatchObject({ bold: true, lines: ['Assisted digital'] });
  });

  test('a comparison with the window before is not drawn: it is the line itself, a step later', () => {
    const shifted = line('The month before', [5, 1, 2], { key: 'comparison', role: 'COMPARISON' });
    expect(specOf(sample([line('A', [1, 2, 3]), shifted])).lines).toHaveLength(1);
  });

  test('comparison dashed, target dotted and never cut; with a split a comparison has its line’s colour', () => {
    const [target, comparison, primary] = specOf(samples['comparison']!).lines;
    expect(primary).toMatchObject({ role: 'PRIMARY', ink: 'series-1', dash: [] });
    expect(comparison).toMatchObject({ role: 'COMPARISON', ink: 'muted', dash: [6, 4] });
    expect(target).toMatchObject({ role: 'TARGET', ink: 'ink', dash: [1.5, 4], cuts: [] });
    const split = specOf(
      sample([
        line('A', [1, 2]),
        line('B', [2, 1]),
        line('A year earlier', [2, 2], { key: 'b', role: 'COMPARISON' }),
      ]),
    );
    expect(split.lines[0]).toMatchObject({ ink: 'series-2', dash: [6, 4] });
    expect(split.captions).toContain('Dashed lines: a year earlier.');
    expect(split.labels.map(({ lines }) => lines.join(' '))).toEqual(['A', 'B']);
  });

  test('names that have no room at the ends become a key, whole', () => {
    const spec = specOf(samples['longLabels']!, 320);
    expect(spec.labels.every(({ kind }) => kind === 'key')).toBe(true);
    expect(spec.labels[0]!.lines.join(' ')).toBe(samples['longLabels']!.series!.lines[0]!.label);
  });
});

describe('gaps, breaks, notes', () => {
  test('a wide gap says why in the chart, narrow ones in a caption', () => {
    const spec = specOf(samples['one']!);
    expect(spec.bands.map(({ kind, text }) => [kind, text])).toEqual([
      ['missing', 'Not provided'],
      ['missing', null],
    ]);
    expect(spec.captions).toContain('Grey: not provided.');
  });

  test('provisional and unfinished values are marked', () => {
    expect(specOf(samples['notes']!).captions).toContain('Blue: period not over or provisional.');
  });

  test('a break cuts the line between two points; its words stand above the plot', () => {
    const spec = specOf(samples['notes']!);
    const cut = samples['notes']!.series!.starts.indexOf('2015-01-01');
    expect(spec.lines[0]!.cuts).toEqual([cut]);
    expect(spec.marks.map(({ kind, lines }) => [kind, lines.join(' ')])).toEqual([
      ['NOTE', '1 April 2013: New online form'],
      ['BREAK', '1 January 2015: Caseload counted in a new way'],
    ]);
  });

  test('where words have no room, numbers stand for them', () => {
    const spec = specOf(samples['notes']!, 320);
    expect(spec.marks.map(({ lines }) => lines)).toEqual([['1'], ['2']]);
    expect(spec.captions).toContain('2: 1 January 2015: Caseload counted in a new way');
  });

  test('a break that only flags tell of is one break, however long the flag lasts', () => {
    const flags = [[], [], ['BREAK' as const], ['BREAK' as const], []];
    const spec = specOf(sample([line('L', [1, 2, 3, 4, 5], { flags })]));
    expect(spec.lines[0]!.cuts).toEqual([2]);
    expect(spec.marks.map(({ lines }) => lines)).toEqual([['Break in the series']]);
  });

  test('notes outside the span are left out, and a break before the first point', () => {
    const annotation = (kind: 'NOTE' | 'BREAK', from: string) => ({
      kind,
      from,
      to: null,
      text: 'x',
      link: null,
    });
    const annotations = [
      annotation('NOTE', '2011-01-01'),
      annotation('NOTE', '2030-01-01'),
      annotation('BREAK', '2012-07-01'),
    ];
    expect(specOf(sample([line('L', [1, 2, 3])], { annotations })).marks).toEqual([]);
  });

  test('a note covers its last day', () => {
    const annotations = [
      { kind: 'NOTE' as const, from: '2014-01-03', to: '2014-01-05', text: 'x', link: null },
    ];
    const spec = specOf(
      sample([line('L', [1, 2, 3, 4, 5, 6, 7, 8])], { period: 'DAY', first: '2014-01-01', annotations }),
    );
    const [band] = spec.bands.filter(({ kind }) => kind === 'note');
    const xs = spec.x.positions.map((position) => xOf(spec, position));
    expect([band!.left, band!.right]).toEqual([(xs[1]! + xs[2]!) / 2, (xs[4]! + xs[5]!) / 2]);
  });

  test('the means before and after a day are level lines over their windows, with the interval', () => {
    const spec = chartSpec(splitOnDay(), { lang: 'en' }) as LineChartSpec;
    const { plot } = spec;
    const y = (value: number): number => yOf(spec, value);
    const xs = spec.x.positions.map((position) => xOf(spec, position));
    const levels = spec.beneath.filter(({ attributes }) => attributes['class'] === 'perf-s-ink');
    expect(levels.map(({ attributes }) => attributes['d'])).toEqual([
      `M${shorten(xs[8]!)} ${shorten(y(50))}L${shorten(xs[10]!)} ${shorten(y(50))}`,
      `M${shorten(xs[12]!)} ${shorten(y(55))}L${shorten(xs[14]!)} ${shorten(y(55))}`,
    ]);
    expect(spec.beneath.flatMap(({ children }) => children)).toEqual(['50%', '55%']);
    const band = spec.beneath.find(({ tag }) => tag === 'rect')!.attributes;
    expect([band['y'], band['height']]).toEqual([y(58), y(52) - y(58)].map(shorten));
    expect(Number(band['x'])).toBeGreaterThan(plot.left);
    expect(spec.captions).toContain(
      'Level lines: the means before and after. Blue: the mean before and the 95% interval of the difference.',
    );
    const refused = chartSpec(splitOnDay('there are no values'), { lang: 'en' }) as LineChartSpec;
    expect(refused.beneath).toEqual([]);
  });

  test('nothing to draw says so, without marks; no series is no chart', () => {
    const none = samples['none']!;
    const noted = { ...none.series!, annotations: samples['notes']!.series!.annotations };
    const spec = specOf({ ...none, series: noted });
    expect([spec.emptyText, spec.marks, spec.bands]).toEqual(['No figures to show', [], []]);
    expect(specOf(sample([])).emptyText).toBe('No figures to show');
    expect(chartSpec({ ...samples['gap']!, series: null }, { kind: 'LINE', lang: 'en' })).toBeNull();
  });
});
