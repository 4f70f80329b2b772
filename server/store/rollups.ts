/** Months of daily rows that can be read already added up, and those whose days must be read themselves. */
import { ROLLED_PERIOD } from '../entities/index.js';
import { addMonths } from '../metrics/calendar.js';
import { positionFrom, type SeriesColumns } from '../metrics/rows/columns.js';
import { statusCode } from '../metrics/status.js';
import type { StartRange } from './read-plans.js';

/** `alike`: the sums say all that the days do; `odd`: the days must be read; `nothing`: all of them were taken back. */
type Month = 'alike' | 'odd' | 'nothing';

/**
 * What the roll-ups of a data set say of one month. They say the same as its rows where every day has the same series of
 * one split, each with a value: then each rule that looks at a day finds the same in all of them.
 */
function monthAt(start: number, some: readonly SeriesColumns[], positions: readonly number[]): Month {
  const length = addMonths(start, 1) - start;
  let split: string | null = null;
  for (let index = 0; index < some.length; index++) {
    const { series, rows } = some[index];
    const at = positions[index];
    if (rows.starts[at] !== start || rows.statuses[at] === 0) continue;
    if (rows.statuses[at] !== length || Number.isNaN(rows.values[at])) return 'odd';
    if (split !== null && split !== series.split) return 'odd';
    split = series.split;
  }
  return split === null ? 'nothing' : 'alike';
}

export interface MonthsOfDays {
  /** Sums as values, for the months that can be used. */
  columns: SeriesColumns[];
  /** The first days of those. */
  whole: Set<number>;
  /** Stretches of the days that must be read themselves. */
  days: StartRange[];
}

const PROVIDED = statusCode('PROVIDED');
const WITHDRAWN = statusCode('WITHDRAWN');

/** A roll-up reads as a value, or as nothing where all of its days were taken back. */
const asValues = ({ series, rows }: SeriesColumns): SeriesColumns => ({
  series,
  rows: { ...rows, statuses: rows.statuses.map((days) => (days === 0 ? WITHDRAWN : PROVIDED)) },
});

/**
 * What the roll-ups of one data set are good for in some stretches of days, which begin and end with months.
 *
 * @param some the roll-ups by series: `values` are sums (NaN = none), `statuses` how many days of the month have a row
 */
export function monthsOfDays(some: readonly SeriesColumns[], ranges: readonly StartRange[]): MonthsOfDays {
  const whole = new Set<number>();
  const days: StartRange[] = [];
  for (const { from, to } of ranges) {
    const positions = some.map(({ rows }) => positionFrom(rows, from));
    for (;;) {
      const start = nextStart(some, positions);
      if (start >= to) break;
      const month = monthAt(start, some, positions);
      if (month === 'alike') whole.add(start);
      else if (month === 'odd') putMonth(days, start);
      for (let at = 0; at < some.length; at++)
        if (some[at].rows.starts[positions[at]] === start) positions[at]++;
    }
  }
  return { columns: whole.size ? some.map(asValues) : [], whole, days };
}

/** The first start at which any of the series goes on from its position. */
function nextStart(some: readonly SeriesColumns[], positions: readonly number[]): number {
  let next = Infinity;
  for (let at = 0; at < some.length; at++) {
    const { starts } = some[at].rows;
    if (positions[at] < starts.length && starts[positions[at]] < next) next = starts[positions[at]];
  }
  return next;
}

function putMonth(days: StartRange[], start: number): void {
  const to = addMonths(start, 1);
  const last = days.at(-1);
  if (last?.to === start) last.to = to;
  else days.push({ period: ROLLED_PERIOD, from: start, to });
}
