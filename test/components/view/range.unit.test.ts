/** A module whose figure is of its whole range: what is said of it, and what is read beside it. */
import { describe, expect, it } from '@jest/globals';
import { breakdownSpec } from '../../../components/charts/spec/svg-only-spec.js';
import { formatCoverage } from '../../../components/formatting/coverage.js';
import type { ColumnsData, ModuleData } from '../../../components/formatting/types.js';
import { moduleView } from '../../../components/view/module-view.js';
import { pointView } from '../../../components/view/point-view.js';
import { byChannel, takeUp } from '../fixtures/modules.js';

/** The windows of a series with all of them as one more, which is 1,000 of everything. */
function withRange(series: ColumnsData): ColumnsData {
  const { period, unit, by } = series;
  return {
    ...{ period, unit, by },
    starts: [...series.starts, series.starts[0]!],
    ends: [...series.ends, series.ends.at(-1)!],
    lines: series.lines.map((line) => ({
      ...line,
      values: [...line.values, 1000],
      numerators: [...line.numerators, null],
      denominators: [...line.denominators, null],
      shares: [...line.shares, null],
      statuses: [...line.statuses, 'PROVIDED' as const],
      flags: [...line.flags, []],
      provided: [...line.provided, 15],
      expected: [...line.expected, 15],
    })),
  };
}

function ofRange(): ModuleData {
  const data = takeUp();
  const parts = withRange(byChannel().series!);
  const { starts, ends } = data.series!;
  const period = { period: 'MONTH' as const, start: starts[0]!, end: ends.at(-1)!, label: '15 months' };
  return {
    ...data,
    figure: {
      ...data.figure!,
      period,
      coverage: { provided: 14, expected: 15, share: null },
      change: { ...data.figure!.change!, comparedWith: { ...period, label: 'the 15 months before' } },
    },
    companions: [{ metric: byChannel().metric!, series: { ...parts, lines: parts.lines.slice(0, 1) } }],
    breakdown: { metric: byChannel().metric!, chart: 'BAR', series: parts },
  };
}

describe('a figure of a whole range', () => {
  const data = ofRange();
  const view = moduleView(data);

  it('is the headline, with what of its range is there', () => {
    expect(view.headline?.period).toBe('15 months');
    expect(view.change?.text).toContain('the 15 months before');
    expect(view.coverage).toBe('Based on 14 of 15 months');
  });

  it('has beside it what is of the same range', () => {
    expect(view.companions.map(({ value }) => value)).toEqual(['1,000']);
    expect(view.breakdown?.table.rows.map(({ cells }) => cells[0])).toEqual(['1,000', '1,000', '1,000']);
    expect(view.breakdown?.title).toBe('Transactions, January 2013 to March 2014');
  });

  it('leaves a point that is read what is of that point', () => {
    const { starts, lines } = data.series!;
    const read = moduleView(data, { selected: 0 });
    expect(read.companions).toEqual(view.companions);
    expect(read.breakdown?.title).toBe('Transactions, January 2013');
    // What the range is compared with says nothing of it.
    expect(pointView(data, starts.length - 1, undefined, 'en')?.change).not.toContain('compared with');
    expect(read.table?.rows).toHaveLength(lines[0]!.values.length);
  });

  it('draws what explains it without its windows, and these without it', () => {
    const textOf = (selected?: number): string =>
      JSON.stringify(breakdownSpec(data, { lang: 'en', width: 600, selected }));
    expect(textOf()).toContain('January 2013 to March 2014');
    expect(textOf()).not.toContain('9,000');
    expect(textOf(0)).toContain('9,000');
    expect(textOf(0)).not.toContain('1,000 ');
  });

  it('reads the newest point of its chart where none is chosen', () => {
    expect(view.range?.value).toBe(data.series!.starts.length - 1);
  });
});

it.each([
  ['DAY', 24, '1 of 24 days'],
  ['HOUR', 48, '1 of 48 hours'],
  ['MONTH', 30, '1 of 30 months'],
  ['QUARTER', 3, '1 of 3 quarters'],
  ['WEEK', 13, '1 of 13 parts'],
] as const)('counts the windows of a range of %s', (period, expected, text) => {
  expect(formatCoverage({ provided: 1, expected }, { kind: 'SERVICE', period, isRange: true })).toBe(text);
});
