/** As what a module is drawn, whatever it is asked to be drawn as. */
import { expect, test } from '@jest/globals';
import { drawnKind } from '../../../components/charts/spec/drawn-kind.js';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import type { ChartKind } from '../../../components/formatting/types.js';
import { textsOf } from './nodes.js';
import { line, sample } from './samples.js';

const { series } = sample([line('A', [60, 70]), line('B', [80, 90])]);
const drawn = (chart: ChartKind, addsUp?: boolean): ChartKind =>
  drawnKind({ chart, series: { ...series!, by: 'device', addsUp } });

test('lines that do not add up are neither stacked nor shares of a whole', () => {
  for (const kind of ['STACKED', 'SHARE'] as const) {
    expect([drawn(kind), drawn(kind, true), drawn(kind, false)]).toEqual([kind, kind, 'LINE']);
  }
  expect([drawn('BAR', false), drawn('MULTIPLES', false)]).toEqual(['BAR', 'MULTIPLES']);
});

test('bars of what does not add up have no shares of its sum', () => {
  const bars = (addsUp: boolean): string[] => {
    const data = sample([line('A', [3]), line('B', [1])]);
    const ofPeople = { ...data, series: { ...data.series!, by: 'stage', addsUp } };
    return textsOf(chartSpec(ofPeople, { kind: 'BAR', lang: 'en' }) as SvgOnlySpec);
  };
  expect(bars(true)).toEqual(['A', '3 (75%)', 'B', '1 (25%)']);
  expect(bars(false)).toEqual(['A', '3', 'B', '1']);
});
