/** Tables as people have them → rows, without a question where nothing is open. */
import { describe, expect, test } from '@jest/globals';
import { sourceCell } from '../../../../server/ingest/sheets/applied.js';
import { fingerprint } from '../../../../server/ingest/sheets/mapping.js';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import type { Table } from '../../../../server/ingest/sheets/table.js';
import { CONTEXT, dataSet, date, MEASURES, PERMIT, readAll, table } from './tables.js';

describe('the import format', () => {
  const format = table([
    ['service', 'measure', 'period', 'start', 'channel', 'value', 'flags'],
    ['renew-a-permit', 'transactions', 'month', date(2026, 1, 1), 'digital', 12, 'PROVISIONAL'],
    [],
    ['renew-a-permit', 'transactions', 'month', '2026-02-01', 'digital', '[x]'],
  ]);

  test('is taken as it stands', () => {
    const read = readAll(format);
    expect(read.mapping.shape).toBe('measurements');
    expect(read.header).toEqual(['service', 'measure', 'period', 'start', 'channel', 'value', 'flags']);
    expect(read.lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 12 flags=PROVISIONAL',
      'renew-a-permit transactions month 2026-02-01 channel=digital [x]',
    ]);
    expect(sourceCell(read, { row: 3, column: 6 })).toBe('F4');
    expect(sourceCell(read, { row: 3, column: 0 })).toBe('row 4');
  });

  test('percentages and long numbers are those that are shown', () => {
    const measures = [{ key: 'share', label: 'Share', unit: '%' as const, dimensions: [] }];
    const read = readAll(
      table([
        ['service', 'measure', 'period', 'start', 'value'],
        ['a', 'share', 'month', '2026-01-01', { kind: 'percent', fraction: 0.568 }],
        ['a', 'share', 'month', '2026-02-01', 0.1 + 0.2],
      ]),
      { ...PERMIT, measures },
    );
    expect(read.rows.map((row) => row[4])).toEqual([56.8, 0.3]);
  });
});

describe('tidy tables with other words', () => {
  test('a row for each month and channel', () => {
    const read = readAll(
      table([
        ['Permit figures'],
        ['Month', 'Service', 'Channel', 'Number of transactions'],
        ['Jan 2026', 'Renew a permit', 'Online', '1,234'],
        ['Jan 2026', 'Renew a permit', 'Telephone', '56 [p]'],
        ['Feb 2026', 'RENEW A PERMIT', 'Post', 7],
        ['Source: case system'],
      ]),
    );
    expect(read.mapping.headerRow).toBe(2);
    expect(read.lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 1234',
      'renew-a-permit transactions month 2026-01-01 channel=phone 56 flags=PROVISIONAL',
      'renew-a-permit transactions month 2026-02-01 channel=paper 7',
    ]);
    expect(read.said).toContain('Rows without numbers are left out: 6');
    expect(sourceCell(read, { row: 3, column: read.header.indexOf('channel') + 1 })).toBe('C4');
    expect(sourceCell(read, { row: 3, column: read.header.indexOf('value') + 1 })).toBe('D4');
    expect(sourceCell(read, { row: 1, column: 0 })).toBe('row 2');
  });

  test('a column for each measure, and dates', () => {
    const read = readAll(
      table([
        ['Date', 'Transactions', 'Cost (£)', 'Comments'],
        [date(2026, 1, 1), 10, '£25.70', 'all well'],
        [date(2026, 2, 1), 20, null, null],
      ]),
    );
    expect(read.lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 10',
      'renew-a-permit cost month 2026-01-01 25.7',
      'renew-a-permit transactions month 2026-02-01 20',
    ]);
    expect(read.said).toContain('Column D “Comments” is left out: remarks and references are not taken');
  });

  test('a measure for each row, and blocks of which only the first row says the service', () => {
    const read = readAll(
      table([
        ['Service', 'Measure', 'Period', 'Value'],
        ['Renew a permit', 'Transactions', 'Q1 2025/26', 5],
        [null, 'Completions', 'Q1 2025/26', 4],
        ['Report a fault', 'Transactions', 'Q1 2025/26', 3],
      ]),
      CONTEXT,
    );
    expect(read.lines).toEqual([
      'renew-a-permit transactions quarter 2025-04-01 5',
      'renew-a-permit completions quarter 2025-04-01 4',
      'report-a-fault transactions quarter 2025-04-01 3',
    ]);
    expect(read.said).toContain('An empty cell beside values is what stands above it: so in 1 cells');
  });

  test.each([
    [
      'Year',
      'Month',
      [
        [2026, 'January'],
        [null, 'Feb'],
      ],
      ['month 2026-01-01', 'month 2026-02-01'],
    ],
    [
      'Year',
      'Month',
      [
        [2025, 12],
        [2026, 1],
      ],
      ['month 2025-12-01', 'month 2026-01-01'],
    ],
    [
      'Financial year',
      'Quarter',
      [
        ['2025/26', 'Q1'],
        ['2025/26', 'Q4 (Jan to Mar)'],
      ],
      ['quarter 2025-04-01', 'quarter 2026-01-01'],
    ],
    [
      'Financial year',
      'Month',
      [
        ['2025/26', 'April'],
        ['2025/26', 'March'],
      ],
      ['month 2025-04-01', 'month 2026-03-01'],
    ],
    [
      'Year',
      'Quarter',
      [
        [2026, 'Jan to Mar'],
        [2026, 'Apr - Jun'],
      ],
      ['quarter 2026-01-01', 'quarter 2026-04-01'],
    ],
  ])('%s and %s in two columns: %j', (year, part, rows, windows) => {
    const read = readAll(table([[year, part, 'Transactions'], ...rows.map((row) => [...row, 5])]));
    expect(read.lines).toEqual(windows.map((window) => `renew-a-permit transactions ${window} 5`));
  });

  test('columns of the import format in part', () => {
    const read = readAll(
      table([
        ['measure', 'period', 'start', 'value'],
        ['starts', 'month', '2026-01-01', 5],
      ]),
    );
    expect(read.lines).toEqual(['renew-a-permit starts month 2026-01-01 5']);
  });

  test('labels of a data set', () => {
    const labels = { channel: { digital: 'My account', phone: 'By telephone' } };
    const context = { ...PERMIT, dataSets: [dataSet('renew-a-permit', 'transactions', { labels })] };
    const read = readAll(
      table([
        ['Month', 'Channel', 'Number'],
        ['Jan 2026', 'My account', 1],
        ['Jan 2026', 'by telephone', 2],
      ]),
      context,
    );
    expect(read.lines.map((line) => line.split(' ')[4])).toEqual(['channel=digital', 'channel=phone']);
  });
});

describe('cells that cannot be read', () => {
  test('are named as they stand in the sheet', () => {
    const read = readAll(
      table([
        ['Month', 'Digital'],
        ['Jan 2026', 5],
        ['Spring', 6],
      ]),
    );
    expect(read.problems).toEqual([
      {
        at: 'A3',
        text: 'A3: "Spring" is no month, quarter or other window: write it like 2026-01-01, January 2026, January to March 2026 or 2025/26',
      },
    ]);
  });

  test('a percentage of a count is sent as the number it is, and that is said', () => {
    const read = readAll(
      table([
        ['Month', 'Digital', 'Phone'],
        ['Jan 2026', 5, { kind: 'percent', fraction: 0.5 }],
      ]),
    );
    expect(read.rows.at(-1)?.at(-1)).toBe(0.5);
    expect(read.notes).toContainEqual({
      kind: 'warning',
      text: expect.stringMatching(/shown as percentages.*C2/),
    });
  });
});

test('tables of the same kind have one fingerprint, whatever months they are of', () => {
  const of = (given: Table): string => fingerprint(given, recognise(given, PERMIT));
  const january = of(
    table([
      ['Channel', 'Jan 2026'],
      ['Online', 1],
    ]),
  );
  expect(of(table([['Title'], ['CHANNEL', 'Feb 2026', 'Mar 2026'], ['Phone', 1, 2]]))).toBe(january);
  expect(
    of(
      table([
        ['Service', 'Jan 2026'],
        ['Renew a permit', 1],
      ]),
    ),
  ).not.toBe(january);
});

test('measures that departments declare are found by their labels', () => {
  const letters = {
    key: 'letters',
    label: 'Letters sent',
    unit: 'count' as const,
    dimensions: [{ name: 'kind' }],
  };
  const read = readAll(
    table([
      ['Month', 'Kind', 'Letters sent'],
      ['Jan 2026', 'Reminder', 3],
    ]),
    {
      ...PERMIT,
      measures: [...MEASURES, letters],
    },
  );
  expect(read.lines).toEqual(['renew-a-permit letters month 2026-01-01 kind=Reminder 3']);
});
