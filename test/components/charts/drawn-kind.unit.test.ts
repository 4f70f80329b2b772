/** As what a module is drawn, whatever it is asked to be drawn as. */
import { expect, test } from '@jest/globals';
import { drawnKind } from '../../../components/charts/spec/drawn-kind.js';
import type { ChartKind } from '../../../components/formatting/types.js';
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
