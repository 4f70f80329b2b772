/** What a window's value is, by what was observed. */
import type { Aggregation } from '../../../server/metrics/definitions.js';
import type { Period } from '../../../server/metrics/periods.js';
import type { ValueStatus } from '../../../server/metrics/status.js';
import { quarters, steps, type Row } from '../../support/engine.js';

export interface WindowCase {
  name: string;
  rows: readonly Row[];
  aggregation?: Aggregation;
  period?: Period;
  start?: string;
  value: number | ValueStatus;
  /** Parts that counted, of those the window has. */
  parts: [number, number];
}

const days = (start: string, count: number): Row[] => steps('day', start, {}, Array<number>(count).fill(2));
export const hours = (start: string, count: number): Row[] =>
  steps('hour', start, {}, Array<number>(count).fill(3));
const months = (start: string, values: (number | undefined)[]): Row[] => steps('month', start, {}, values);

export const CASES: WindowCase[] = [
  {
    name: 'exactly that window',
    rows: [['year', '2013-10-01', {}, 100]],
    value: 100,
    parts: [1, 1],
  },
  {
    name: 'its own observation, never added to its parts',
    rows: [['year', '2013-10-01', {}, 100], ...quarters('2013-10-01', {}, [10, 20, 30, 40])],
    value: 100,
    parts: [1, 1],
  },
  {
    name: 'its own observation, even where that says there is none',
    rows: [['year', '2013-10-01', {}, 'NOT_APPLICABLE'], ...quarters('2013-10-01', {}, [10, 20, 30, 40])],
    value: 'NOT_APPLICABLE',
    parts: [0, 1],
  },
  {
    name: 'missing where its own observation says so, whatever its parts',
    rows: [['year', '2013-10-01', {}, 'NOT_PROVIDED'], ...quarters('2013-10-01', {}, [10, 20, 30, 41])],
    value: 'NOT_PROVIDED',
    parts: [0, 1],
  },
  {
    name: 'four quarters',
    rows: quarters('2013-10-01', {}, [10, 20, 30, 40]),
    value: 100,
    parts: [4, 4],
  },
  {
    name: 'three of four quarters: incomplete',
    rows: quarters('2013-10-01', {}, [10, undefined, 30, 40]),
    value: 'INCOMPLETE',
    parts: [3, 4],
  },
  {
    name: 'no quarter inside: not provided',
    rows: quarters('2012-10-01', {}, [10, 20, 30, 40]),
    value: 'NOT_PROVIDED',
    parts: [0, 4],
  },
  {
    name: 'a quarter from its months beside three quarters',
    rows: [...quarters('2013-10-01', {}, [10, 20, 30]), ...months('2014-07-01', [1, 2, 4])],
    value: 67,
    parts: [4, 4],
  },
  {
    name: 'a quarter, not its months beside it',
    rows: [...quarters('2013-10-01', {}, [10, 20, 30, 40]), ...months('2014-07-01', [1, 2, 4])],
    value: 100,
    parts: [4, 4],
  },
  {
    name: 'a quarter with two months: that quarter is incomplete, and so the year',
    rows: [...quarters('2013-10-01', {}, [10, 20, 30]), ...months('2014-07-01', [1, 2])],
    value: 'INCOMPLETE',
    parts: [3, 4],
  },
  {
    name: '12 months, for a year that starts on no quarter',
    rows: months('2013-02-01', Array<number>(12).fill(5)),
    start: '2013-02-01',
    value: 60,
    parts: [12, 12],
  },
  {
    name: 'quarters do not fill a year that starts on no quarter',
    rows: quarters('2013-01-01', {}, [1, 1, 1, 1, 1]),
    start: '2013-02-01',
    value: 'NOT_PROVIDED',
    parts: [0, 12],
  },
  {
    name: 'another year, 3 months on, is not this one',
    rows: [['year', '2014-01-01', {}, 100]],
    value: 'NOT_PROVIDED',
    parts: [0, 1],
  },
  {
    name: 'a leap February of 29 days',
    rows: days('2016-02-01', 29),
    period: 'MONTH',
    start: '2016-02-01',
    value: 58,
    parts: [29, 29],
  },
  {
    name: '28 days of a leap February: the leap day is missing',
    rows: days('2016-02-01', 28),
    period: 'MONTH',
    start: '2016-02-01',
    value: 'INCOMPLETE',
    parts: [28, 29],
  },
  {
    name: 'a leap year from its days',
    rows: days('2016-01-01', 366),
    period: 'YEAR',
    start: '2016-01-01',
    value: 732,
    parts: [4, 4],
  },
  {
    name: 'week 53 from its days',
    rows: days('2015-12-28', 7),
    period: 'WEEK',
    start: '2015-12-28',
    value: 14,
    parts: [7, 7],
  },
  {
    name: 'a month does not consist of weeks',
    rows: steps('week', '2016-02-01', {}, [1, 1, 1, 1, 1]),
    period: 'MONTH',
    start: '2016-02-01',
    value: 'NOT_PROVIDED',
    parts: [0, 1],
  },
  {
    name: 'a week does not consist of hours but by its days',
    rows: hours('2014-01-06T00:00:00Z', 7 * 24),
    period: 'WEEK',
    start: '2014-01-06',
    value: 504,
    parts: [7, 7],
  },
  {
    name: 'the 23 hours of the day on which the clocks go forward',
    rows: hours('2014-03-30T00:00:00Z', 23),
    period: 'DAY',
    start: '2014-03-30',
    value: 69,
    parts: [23, 23],
  },
  {
    name: 'the 25 hours of the day on which the clocks go back',
    rows: hours('2014-10-25T23:00:00Z', 25),
    period: 'DAY',
    start: '2014-10-26',
    value: 75,
    parts: [25, 25],
  },
  {
    name: '24 of those 25 hours',
    rows: hours('2014-10-25T23:00:00Z', 24),
    period: 'DAY',
    start: '2014-10-26',
    value: 'INCOMPLETE',
    parts: [24, 25],
  },
  {
    name: 'a summer day begins an hour earlier than in UTC',
    rows: hours('2014-07-01T00:00:00Z', 24),
    period: 'DAY',
    start: '2014-07-01',
    value: 'INCOMPLETE',
    parts: [23, 24],
  },
  {
    name: 'a month from days, one of them from hours',
    rows: [...days('2014-02-01', 27), ...hours('2014-02-28T00:00:00Z', 24)],
    period: 'MONTH',
    start: '2014-02-01',
    value: 126,
    parts: [28, 28],
  },
  {
    name: 'an hour does not consist of minutes',
    rows: steps('minute', '2014-02-28T00:00:00Z', {}, Array<number>(60).fill(1)),
    period: 'HOUR',
    start: '2014-02-28T00:00:00Z',
    value: 'NOT_PROVIDED',
    parts: [0, 1],
  },
  {
    name: 'zeros are values',
    rows: quarters('2013-10-01', {}, [0, 0, 0, 0]),
    value: 0,
    parts: [4, 4],
  },
  {
    name: 'stock: the mean of the parts, not their sum',
    rows: quarters('2013-10-01', {}, [10, 20, 30, 40]),
    aggregation: 'stock',
    value: 25,
    parts: [4, 4],
  },
  {
    name: 'stock: its own observation, not a mean',
    rows: [['year', '2013-10-01', {}, 7], ...quarters('2013-10-01', {}, [10, 20, 30, 40])],
    aggregation: 'stock',
    value: 7,
    parts: [1, 1],
  },
  {
    name: 'stock: a quarter is the mean of its months, and the year the mean of the quarters',
    rows: [...quarters('2013-10-01', {}, [10, 20, 30]), ...months('2014-07-01', [1, 2, 6])],
    aggregation: 'stock',
    value: 15.75,
    parts: [4, 4],
  },
  {
    name: 'stock: a missing quarter is not left out of the mean',
    rows: quarters('2013-10-01', {}, [10, 20, 30, undefined]),
    aggregation: 'stock',
    value: 'INCOMPLETE',
    parts: [3, 4],
  },
  {
    name: 'exact: only an observation of exactly that window',
    rows: quarters('2013-10-01', {}, [10, 20, 30, 40]),
    aggregation: 'exact',
    value: 'NOT_PROVIDED',
    parts: [0, 4],
  },
  {
    name: 'exact: such an observation',
    rows: [['year', '2013-10-01', {}, 7], ...quarters('2013-10-01', {}, [10, 20, 30, 40])],
    aggregation: 'exact',
    value: 7,
    parts: [1, 1],
  },
];
