/** Values that were received before their window ended are flagged UNFINISHED: they are shown, and stand for nothing. */
import { describe, expect, test } from '@jest/globals';
import { finished, usable } from '../../../../server/metrics/figure.js';
import {
  changeFor,
  dataSet,
  figureOf,
  lineOf,
  one,
  service,
  split,
  steps,
  type Row,
  type Service,
} from '../../../support/engine.js';

const MONTH = { metric: 'transactions', period: 'MONTH', start: '2013-11-01' } as const;
const m = (start: string, value: number, isEarly = false): Row =>
  isEarly ? ['month', start, {}, value, 'UNFINISHED'] : ['month', start, {}, value];
/** October whole, November early or whole. */
const counted = (before: number, now: number, isEarly = false): Service =>
  one('transactions', [m('2013-10-01', before), m('2013-11-01', now, isEarly)]);
const NONE = { current: null, previous: null, absolute: null, relative: null, verdict: 'UNCLEAR' } as const;

describe('a window with an early value', () => {
  test('is flagged, whatever the day is, and has its value', () => {
    expect(figureOf(counted(100, 40, true), MONTH)).toMatchObject({ value: 40, flags: ['UNFINISHED'] });
    expect(figureOf(counted(100, 40), MONTH).flags).toEqual([]);
  });

  test('makes every window of which it is a part unfinished', () => {
    const rows = [m('2013-10-01', 1), m('2013-11-01', 2, true), m('2013-12-01', 4)];
    for (const [period, start, value] of [
      ['QUARTER', '2013-10-01', 7],
      ['ROLLING_YEAR', '2013-10-01', 52],
    ] as const) {
      const year = steps('quarter', '2014-01-01', {}, [15, 15, 15]);
      const figure = figureOf(one('transactions', [...rows, ...year]), { ...MONTH, period, start });
      expect(figure).toMatchObject({ value, flags: ['UNFINISHED'] });
    }
  });

  test('makes every figure of it unfinished: a ratio by either input, a part of a split, a quantile', () => {
    const starts = dataSet('starts', [m('2013-11-01', 10, true)]);
    const ratio = service([starts, dataSet('completions', [m('2013-11-01', 5)])]);
    expect(figureOf(ratio, { ...MONTH, metric: 'completion-rate' }).flags).toEqual(['UNFINISHED']);
    const early: Row[] = split('channel', { phone: 5 }, ['month', '2013-11-01']).map(
      ([period, start, dimensions, value]) => [period, start, dimensions, value, 'UNFINISHED'],
    );
    const parts = one('transactions', [
      ...split('channel', { digital: 9 }, ['month', '2013-11-01']),
      ...early,
    ]);
    const line = (channel: string) => figureOf(parts, { ...MONTH, by: lineOf('channel', channel) }).flags;
    expect(figureOf(parts, MONTH).flags).toEqual(['UNFINISHED']);
    expect([line('digital'), line('phone')]).toEqual([[], ['UNFINISHED']]);
    const times: Row[] = ['10', '+Inf'].map((le) => ['month', '2013-11-01', { le }, 3, 'UNFINISHED']);
    const timed = one('time-to-complete', times);
    expect(figureOf(timed, { ...MONTH, metric: 'time-to-complete' }).flags).toEqual(['UNFINISHED']);
  });

  test('is not one with an early value that is not used', () => {
    const rows: Row[] = [...steps('quarter', '2013-10-01', {}, [9]), m('2013-11-01', 2, true)];
    expect(
      figureOf(one('transactions', rows), { ...MONTH, period: 'QUARTER', start: '2013-10-01' }).flags,
    ).toEqual([]);
  });

  test('of one service flags all together, and counts there', () => {
    const figure = figureOf([counted(100, 110), counted(100, 40, true)], MONTH);
    expect(figure).toMatchObject({ value: 150, coverage: { provided: 2 }, flags: ['UNFINISHED'] });
    expect(finished(usable(figure.outcomes)).map(({ value }) => value)).toEqual([110]);
  });
});

describe('the change of an early value', () => {
  test('is none, on either side', () => {
    expect(changeFor(counted(100, 40, true), MONTH)).toMatchObject({
      ...NONE,
      reason: { code: 'UNFINISHED' },
    });
    const before = one('transactions', [m('2013-10-01', 40, true), m('2013-11-01', 100)]);
    expect(changeFor(before, MONTH)).toMatchObject({ ...NONE, reason: { code: 'UNFINISHED' } });
  });

  test('of several services is over those whose values are final on both sides', () => {
    const change = changeFor([counted(100, 110), counted(50, 20, true), counted(40, 44)], MONTH);
    expect(change).toMatchObject({
      current: 154,
      previous: 140,
      relative: 10,
      matched: { provided: 2, expected: 3 },
      reason: null,
    });
  });

  test('of several services needs half of what is final', () => {
    const services = [counted(10, 11), counted(90, 20, true)];
    expect(changeFor(services, MONTH)).toMatchObject({
      ...NONE,
      reason: { code: 'FEW_MATCHED', share: 10, window: 'previous' },
    });
  });

  test('of several services says that they are early, where all are', () => {
    const now = [counted(10, 11, true), counted(90, 20, true)];
    expect(changeFor(now, MONTH)).toMatchObject({ ...NONE, reason: { code: 'UNFINISHED' } });
    const before = [one('transactions', [m('2013-10-01', 40, true), m('2013-11-01', 100)])];
    expect(changeFor(before, MONTH)).toMatchObject({ ...NONE, reason: { code: 'UNFINISHED' } });
    const none = [one('transactions', [m('2013-10-01', 40)])];
    expect(changeFor(none, MONTH).reason).toEqual({ code: 'CURRENT_MISSING' });
  });
});
