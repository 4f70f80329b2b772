/** Pictures of their own: a module as a whole, and a figure alone. */
import { describe, expect, test } from '@jest/globals';
import { pictureOf } from '../../../components/charts/picture/picture.js';
import type { SvgNode } from '../../../components/charts/svg/svg-tree.js';
import { svgText } from '../../../components/charts/svg/svg.js';
import { textWidth } from '../../../components/charts/spec/text-width.js';
import type { FigureData, ModuleData } from '../../../components/formatting/types.js';
import { flat } from './nodes.js';
import { line, sample } from './samples.js';

const wordsOf = (picture: SvgNode | null): string[] =>
  flat([picture!])
    .filter(({ tag }) => tag === 'text')
    .map(({ children }) => children.join(''));

const figure: FigureData = {
  period: { period: 'MONTH', start: '2014-02-01', end: '2014-03-01', label: 'February 2014' },
  value: 75,
  status: 'PROVIDED',
  flags: [],
  formatted: '75',
  numerator: null,
  denominator: null,
  coverage: { provided: 1, expected: 1, share: null },
  change: null,
  target: { value: 80, formatted: '80', met: false },
};
const monthly = { period: 'MONTH', first: '2014-01-01' } as const;
const ratings = sample([line('Good', [1, 30]), line('Bad', [3, 10])], { ...monthly, metric: 'Ratings' });
const score: ModuleData = {
  ...sample([line('Score', [25, 75])], { ...monthly, metric: 'Satisfaction score' }),
  figure,
  companions: [
    {
      metric: { ...ratings.metric!, label: 'Responses' },
      series: sample([line('Responses', [4, 1234])], monthly).series!,
    },
    {
      metric: { ...ratings.metric!, label: 'Satisfied' },
      series: sample([line('S', [1, null])], monthly).series!,
    },
  ],
  breakdown: { metric: ratings.metric!, chart: 'BAR', series: ratings.series! },
};

describe('a module', () => {
  test('has what belongs beside the headline under its title, and what explains it under its chart', () => {
    const words = wordsOf(pictureOf(score, { lang: 'en' }));
    expect(words).toContain('Responses: 1,234 · Satisfied: Not provided');
    const order = ['Satisfaction score', 'Ratings', 'Good', '30 (75%)'].map((text) => words.indexOf(text));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  test('says of a companion above the last bound that it is', () => {
    const [first] = score.companions;
    const series = sample([line('90%', [60, 900], { lowerBounds: [false, true] })], {
      ...monthly,
      unit: 's',
    });
    const data = { ...score, companions: [{ ...first!, series: series.series! }] };
    expect(wordsOf(pictureOf(data, { lang: 'en' }))).toContain('Responses: >15m');
  });

  test('is drawn as it says, or as it is asked for', () => {
    expect(wordsOf(pictureOf({ ...ratings, chart: 'BAR' }, { lang: 'en' }))).toContain('30 (75%)');
    expect(wordsOf(pictureOf(ratings, { lang: 'en', kind: 'BAR' }))).toContain('30 (75%)');
  });
});

describe('a figure alone', () => {
  test('is shown where the module shows that, or has no history', () => {
    for (const data of [
      { ...score, view: 'FIGURE' as const },
      { ...score, series: null },
    ]) {
      const picture = pictureOf(data, { lang: 'en' })!;
      expect(picture.attributes['viewBox']).toBe('0 0 600 315');
      expect(wordsOf(picture)).toEqual([
        ...['Satisfaction score', 'Carer’s Allowance: new claims', '75', 'February 2014'],
        ...[
          'Target 80',
          'Department for Work and Pensions',
          'Data to February 2014, received 11 March; next due by 21 April 2014',
        ],
      ]);
    }
    // A range without a window has no figure, and still a frame.
    const bare = sample([line('Score', [])], monthly);
    expect(pictureOf({ ...bare, view: 'FIGURE' }, { lang: 'en' })!.tag).toBe('svg');
    expect(pictureOf({ ...score, figure: null, series: null }, { lang: 'en' })).toBeNull();
  });

  test('says of how many services it is, and what weakens it', () => {
    const data: ModuleData = {
      ...score,
      view: 'FIGURE',
      subject: { ...score.subject!, kind: 'PORTFOLIO' },
      figure: {
        ...figure,
        flags: ['UNFINISHED', 'PARTIAL'],
        coverage: { provided: 142, expected: 734, share: 61.5 },
      },
    };
    const words = wordsOf(pictureOf(data, { lang: 'en' })).join(' ');
    expect(words).toContain(
      'February 2014 142 of 734 services, 61.5% of the volume · period not finished Target 80',
    );
    const own = { ...data, subject: { ...score.subject!, kind: 'SERVICE' as const } };
    const parts = { ...own, figure: { ...figure, coverage: { provided: 3, expected: 31, share: null } } };
    expect(wordsOf(pictureOf(parts, { lang: 'en' })).join(' ')).toContain('3 of 31 days');
  });

  test('keeps long names and numbers inside its frame', () => {
    const long =
      'Applications received by telephone with the help of an adviser, by region and by language '.repeat(4);
    const data: ModuleData = {
      ...score,
      subject: { ...score.subject!, kind: 'PORTFOLIO' },
      title: long,
      view: 'FIGURE',
      figure: {
        ...figure,
        formatted: 'Suppressed (fewer than 10)',
        period: { ...figure.period, label: long },
        flags: ['UNFINISHED', 'MIXED', 'REVISED', 'PROVISIONAL'],
      },
      publisher: { ...score.publisher!, name: long },
    };
    const picture = pictureOf(data, { lang: 'en' })!;
    expect(svgText(picture)).not.toMatch(/NaN|undefined/);
    const rows = flat([picture]).filter(({ tag }) => tag === 'text');
    for (const { attributes, children } of rows) {
      const size = Number(attributes['font-size']);
      const width = textWidth(children.join(''), size, attributes['font-weight'] === 'bold') / 1.06;
      expect(Number(attributes['x']) + width).toBeLessThanOrEqual(600);
      expect(Number(attributes['y'])).toBeLessThanOrEqual(315);
      expect(size).toBeGreaterThanOrEqual(12);
    }
    const ys = rows.map(({ attributes }) => Number(attributes['y']));
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
  });
});
