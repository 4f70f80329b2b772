import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { figureCsv } from '../../../components/formatting/csv.js';
import type { ModuleData, SeriesData, SeriesLineData } from '../../../components/formatting/types.js';

const HEADER =
  'subject_type,subject,name,metric,period,start,end,label,value,unit,formatted,numerator,denominator,status,flags,provided,expected,share,updated';

const line: SeriesLineData = {
  key: 'total',
  label: 'Total',
  role: 'PRIMARY',
  values: [47.4, null],
  numerators: [117718, null],
  denominators: [248351, null],
  shares: [100, null],
  statuses: ['PROVIDED', 'INCOMPLETE'],
  flags: [['PROVISIONAL', 'REVISED'], []],
  provided: [4, 3],
  expected: [4, 4],
};
const series: SeriesData = {
  period: 'ROLLING_YEAR',
  unit: '%',
  starts: ['2013-10-01', '2014-01-01'],
  ends: ['2014-10-01', '2015-01-01'],
  lines: [line],
  changes: null,
  narrative: '',
  annotations: [],
};
const answer: ModuleData = {
  title: null,
  metric: {
    key: 'digital-take-up',
    label: 'Digital take-up',
    description: '',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
    formula: '',
    caveats: [],
  },
  subject: {
    kind: 'SERVICE',
    slug: 'carers-allowance',
    name: 'Carer’s Allowance: "new", claims',
    pageUrl: '',
  },
  figure: {
    period: {
      period: 'ROLLING_YEAR',
      start: '2014-01-01',
      end: '2015-01-01',
      label: '12 months to December 2014',
    },
    value: 47.4,
    status: 'PROVIDED',
    flags: ['BREAK'],
    formatted: '47.4%',
    numerator: 117718,
    denominator: 248351,
    coverage: { provided: 4, expected: 4, share: 100 },
    change: null,
    target: null,
  },
  series,
  chart: 'LINE',
  view: 'CHART',
  companions: [],
  breakdown: null,
  freshness: {
    state: 'FRESH',
    lastReceivedAt: '2015-01-20T09:00:00.000Z',
    latestPeriod: null,
    expectedBy: null,
    text: '',
  },
  publisher: null,
  url: null,
  error: null,
};

const rowsOf = (text: string): Record<string, string>[] =>
  parse(text, { columns: true, recordDelimiter: '\n' });

describe('figureCsv', () => {
  test('has the fixed columns, a row a point, LF', () => {
    expect(figureCsv(answer)).toBe(
      [
        HEADER,
        'service,carers-allowance,"Carer’s Allowance: ""new"", claims",digital-take-up,rolling-year,2013-10-01,2014-09-30,12 months to September 2014,47.4,%,47.4%,117718,248351,PROVIDED,PROVISIONAL REVISED,4,4,100,2015-01-20T09:00:00.000Z',
        'service,carers-allowance,"Carer’s Allowance: ""new"", claims",digital-take-up,rolling-year,2014-01-01,2014-12-31,12 months to December 2014,,%,Incomplete: 3 of 4 quarters,,,INCOMPLETE,,3,4,,2015-01-20T09:00:00.000Z',
        '',
      ].join('\n'),
    );
  });

  test('has numbers of at most 15 significant digits', () => {
    const values = [700 / 9, 0.1 + 0.2];
    const rows = rowsOf(figureCsv({ ...answer, series: { ...series, lines: [{ ...line, values }] } }));
    expect(rows.map(({ value }) => value)).toEqual(['77.7777777777778', '0.3']);
  });

  test('of a figure alone has its one row', () => {
    const [row, ...more] = rowsOf(figureCsv({ ...answer, series: null }));
    expect(more).toEqual([]);
    expect(row).toMatchObject({ start: '2014-01-01', end: '2014-12-31', value: '47.4', flags: 'BREAK' });
  });

  test('of an error has only the header', () => {
    const error = { code: 'NOT_FOUND', argument: 'metric', message: 'No such metric.' };
    const empty = {
      ...answer,
      metric: null,
      subject: null,
      figure: null,
      series: null,
      freshness: null,
      error,
    };
    expect(figureCsv(empty)).toBe(HEADER + '\n');
  });

  test('of a split has a column named like the dimension, line after line; other lines are left out', () => {
    const lines: SeriesLineData[] = [
      { ...line, key: 'digital' },
      { ...line, key: 'comparison', role: 'COMPARISON' },
      { ...line, key: 'phone', values: [1, 2] },
      { ...line, key: 'target', role: 'TARGET' },
    ];
    const text = figureCsv({ ...answer, series: { ...series, by: 'channel', lines } });
    expect(text.split('\n')[0]).toBe(HEADER.replace('label,', 'label,channel,'));
    expect(rowsOf(text).map(({ channel, start }) => [channel, start])).toEqual([
      ['digital', '2013-10-01'],
      ['digital', '2014-01-01'],
      ['phone', '2013-10-01'],
      ['phone', '2014-01-01'],
    ]);
  });

  test.each([
    ['value', 'dimension_value'],
    ['label', 'dimension_label'],
    ['le', 'le'],
  ])('a dimension called %s has the column %s', (by, column) => {
    const header = figureCsv({ ...answer, series: { ...series, by } }).split('\n')[0];
    expect(header).toBe(HEADER.replace('label,', `label,${column},`));
    expect(new Set(header.split(',')).size).toBe(20);
  });

  test('hours end with their last second', () => {
    const hours = {
      ...series,
      period: 'HOUR' as const,
      starts: ['2014-05-04T10:00:00Z', '2014-05-04T11:00:00Z'],
      ends: ['2014-05-04T11:00:00Z', '2014-05-04T12:00:00Z'],
    };
    expect(rowsOf(figureCsv({ ...answer, series: hours }))[0]).toMatchObject({
      period: 'hour',
      start: '2014-05-04T10:00:00Z',
      end: '2014-05-04T10:59:59Z',
      label: '11am to midday on 4 May 2014',
    });
  });

  test.each([
    ['2012-02-01', '2012-03-01', '2012-02-29'],
    ['2013-12-01', '2014-01-01', '2013-12-31'],
  ])('the month of %s ends on its last day', (start, end, last) => {
    const months = { ...series, period: 'MONTH' as const, starts: [start], ends: [end] };
    expect(rowsOf(figureCsv({ ...answer, series: months }))[0].end).toBe(last);
  });

  test('suppressed and lower limits are said like everywhere', () => {
    const bounded: SeriesLineData = {
      ...line,
      values: [1800, null],
      statuses: ['PROVIDED', 'SUPPRESSED'],
      lowerBounds: [true, false],
    };
    const text = figureCsv({
      ...answer,
      series: { ...series, unit: 's', suppressBelow: 10, lines: [bounded] },
    });
    expect(rowsOf(text).map(({ formatted }) => formatted)).toEqual(['>30m', 'Suppressed (fewer than 10)']);
  });

  test('texts never begin a formula; numbers stay numbers', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      const subject = { ...answer.subject!, name: `${start}1+1` };
      expect(rowsOf(figureCsv({ ...answer, subject }))[0].name).toBe(`'${start}1+1`);
    }
    const negative = { ...line, values: [-5.25, 0] };
    const rows = rowsOf(figureCsv({ ...answer, series: { ...series, unit: '£', lines: [negative] } }));
    expect(rows.map(({ value, formatted }) => [value, formatted])).toEqual([
      ['-5.25', '−£5.25'],
      ['0', '£0'],
    ]);
    expect(
      rowsOf(figureCsv({ ...answer, series: { ...series, by: 'le', lines: [{ ...line, key: '+Inf' }] } }))[0]
        .le,
    ).toBe("'+Inf");
  });

  test('reads back: texts as they are, values to the last digit', () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), value, (name, key, some) => {
        const one = { ...series, by: 'topic', starts: ['2014-01-01'], ends: ['2015-01-01'] };
        const text = figureCsv({
          ...answer,
          subject: { ...answer.subject!, name },
          series: { ...one, lines: [{ ...line, key, values: [some] }] },
        });
        const guarded = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
        const rows = rowsOf(text);
        expect(rows).toHaveLength(1);
        expect(rows[0].name).toBe(guarded(name));
        expect(rows[0].topic).toBe(guarded(key));
        expect(rows[0].value === '' ? null : Number(rows[0].value)).toBe(
          some === null ? null : Number(some.toPrecision(15)) + 0,
        );
      }),
    );
  });
});
