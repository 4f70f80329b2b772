/** Templates: filled in they come back as what they were made for, without a question. */
import { describe, expect, test } from '@jest/globals';
import type { SheetContext } from '../../../../server/ingest/sheets/context.js';
import { readTable } from '../../../../server/ingest/sheets/files/read-table.js';
import { writeXlsx } from '../../../../server/ingest/sheets/files/write-xlsx.js';
import { templateCsv, templateXlsx } from '../../../../server/ingest/sheets/template.js';
import { readWindow, windowHeading } from '../../../../server/ingest/sheets/windows/window-column.js';
import { CONTEXT, dataSet, readAll } from './tables.js';

const due: SheetContext = {
  ...CONTEXT,
  dataSets: [
    dataSet('renew-a-permit', 'transactions', {
      due: [
        { period: 'month', start: '2026-09-01' },
        { period: 'month', start: '2026-10-01' },
      ],
      labels: { channel: { digital: 'Online account' } },
      lastRows: [
        { dimensions: { channel: 'digital' }, value: 120 },
        { dimensions: { channel: 'phone' }, value: null },
      ],
    }),
    dataSet('renew-a-permit', 'ratings', {
      due: [{ period: 'month', start: '2026-10-01' }],
      declared: { rating: ['1', '2', '3', '4', '5'] },
    }),
    dataSet('report-a-fault', 'cost', {
      cadence: 'quarter',
      due: [{ period: 'quarter', start: '2026-07-01' }],
    }),
    dataSet('report-a-fault', 'transactions'),
  ],
};

test('as CSV in the import format, without values', () => {
  expect(templateCsv(due)).toBe(
    [
      'service,measure,period,start,channel,rating,value',
      'renew-a-permit,transactions,month,2026-09-01,digital,,',
      'renew-a-permit,transactions,month,2026-10-01,digital,,',
      'renew-a-permit,transactions,month,2026-09-01,phone,,',
      'renew-a-permit,transactions,month,2026-10-01,phone,,',
      ...[1, 2, 3, 4, 5].map((rating) => `renew-a-permit,ratings,month,2026-10-01,,${rating},`),
      'report-a-fault,cost,quarter,2026-07-01,,,',
      '',
    ].join('\n'),
  );
});

test('as a workbook, with the names that people know', async () => {
  const { rows } = await readTable('template.xlsx', await templateXlsx(due));
  expect(rows.slice(0, 3)).toEqual([
    [
      ...['Service', 'Measure', 'Channel', 'Rating'],
      ...['September 2026', 'October 2026', 'July to September 2026', 'Last sent (for comparison)'],
    ],
    ['Renew a permit', 'Transactions', 'Online account', null, null, null, null, 120],
    ['Renew a permit', 'Transactions', 'phone'],
  ]);
});

test('filled in it is read without a question', async () => {
  const template = await readTable('template.xlsx', await templateXlsx(due));
  const filled = template.rows.map((row, at) =>
    at === 0
      ? row
      : [0, 1, 2, 3, 4, 5, 6].map((column) => (column < 4 ? (row[column] ?? null) : at * 10 + column)),
  );
  const made = await readTable('figures.xlsx', await writeXlsx({ rows: filled }));
  const read = readAll(made, due);
  expect(read.lines).toHaveLength(8 * 3);
  expect(read.lines).toContain('renew-a-permit transactions month 2026-09-01 channel=digital 14');
  expect(read.lines).toContain('renew-a-permit ratings month 2026-10-01 rating=5 75');
  expect(read.lines).toContain('report-a-fault cost quarter 2026-07-01 86');
});

test('as it is it has no values, and asks nothing', async () => {
  expect(readAll(await readTable('template.xlsx', await templateXlsx(due)), due).rows).toEqual([]);
});

describe('names of windows read as what they are', () => {
  test.each([
    ['month', '2026-01-01', 'January 2026'],
    ['quarter', '2026-01-01', 'January to March 2026'],
    ['year', '2026-01-01', 'January to December 2026'],
    ['year', '2025-04-01', 'April 2025 to March 2026'],
    ['week', '2026-03-09', 'Week commencing 9 March 2026'],
    ['day', '2026-03-09', 'On 9 March 2026'],
  ] as const)('%s %s', (period, start, heading) => {
    expect(windowHeading({ period, start })).toBe(heading);
    expect(readWindow(heading, {})).toEqual({ period, start });
  });
});
