/** Whatever was counted: laid out as a sheet, written, read and recognised, it is the same rows. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTable } from '../../../../server/ingest/sheets/files/read-table.js';
import { writeXlsx } from '../../../../server/ingest/sheets/files/write-xlsx.js';
import { MOST_COLUMNS } from '../../../../server/ingest/delivery-limits.js';
import { cellWords, type TableCell } from '../../../../server/ingest/sheets/table.js';
import { windowHeading } from '../../../../server/ingest/sheets/windows/window-column.js';
import { CONTEXT, date, readAll } from './tables.js';
import { randomCases } from '../../../support/random-cases.js';

const CHANNELS = { digital: 'Online', phone: 'Telephone', paper: 'Post', 'face-to-face': 'In person' };
const SERVICES = { 'renew-a-permit': 'Renew a permit', 'report-a-fault': 'Report a fault' };

interface Count {
  service: keyof typeof SERVICES;
  channel: keyof typeof CHANNELS;
  month: number;
  value: number;
}

const line = ({ service, channel, month, value }: Count): string =>
  `${service} transactions month 2026-${String(month).padStart(2, '0')}-01 channel=${channel} ${value}`;

const counts = fc
  .uniqueArray(
    fc.record({
      service: fc.constantFrom(...(Object.keys(SERVICES) as (keyof typeof SERVICES)[])),
      channel: fc.constantFrom(...(Object.keys(CHANNELS) as (keyof typeof CHANNELS)[])),
      month: fc.integer({ min: 1, max: 10 }),
      value: fc.oneof(
        fc.nat(),
        fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => Number(value.toPrecision(15))),
      ),
    }),
    { minLength: 1, maxLength: 60, selector: line },
  )
  .map((all) => [...new Map(all.map((one) => [line({ ...one, value: 0 }), one])).values()]);

const heading = (month: number): string =>
  windowHeading({ period: 'month', start: `2026-${String(month).padStart(2, '0')}-01` });

type Layout = (all: readonly Count[]) => TableCell[][];

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];

const LAYOUTS: Record<string, Layout> = {
  tidy: (all) => [
    ['Month', 'Service', 'Channel', 'Number of transactions'],
    ...all.map(({ month, service, channel, value }) => [
      heading(month),
      SERVICES[service],
      CHANNELS[channel],
      value,
    ]),
  ],
  'a column for each month': (all) => {
    const months = unique(all.map(({ month }) => month));
    const keys = unique(all.map(({ service, channel }) => `${service} ${channel}`));
    return [
      ['Transactions in 2026, as far as they are known'],
      [],
      ['Service', 'Channel', ...months.map(heading)],
      ...keys.map((key) => {
        const own = all.filter(({ service, channel }) => `${service} ${channel}` === key);
        const { service, channel } = own[0];
        const values = months.map((month) => own.find((one) => one.month === month)?.value ?? null);
        return [SERVICES[service], CHANNELS[channel], ...values];
      }),
      [],
      ['Source: the case system'],
    ];
  },
  'a column for each channel': (all) => {
    const channels = unique(all.map(({ channel }) => channel));
    const keys = unique(all.map(({ service, month }) => `${service} ${month}`));
    return [
      ['Month', 'Service', ...channels.map((channel) => CHANNELS[channel]), 'Total'],
      ...keys.map((key) => {
        const own = all.filter(({ service, month }) => `${service} ${month}` === key);
        const { service, month } = own[0];
        const values = channels.map((channel) => own.find((one) => one.channel === channel)?.value ?? null);
        const total = values.reduce((sum: number, value) => sum + (value ?? 0), 0);
        return [heading(month), SERVICES[service], ...values, total];
      }),
    ];
  },
};

test.each(Object.entries(LAYOUTS))('%s', async (_, layout) => {
  await fc.assert(
    fc.asyncProperty(counts, async (all) => {
      const table = await readTable('figures.xlsx', await writeXlsx({ rows: layout(all) }));
      const read = readAll(table, CONTEXT);
      expect(read.lines.toSorted()).toEqual(all.map(line).toSorted());
      expect(read.notes.filter(({ kind }) => kind === 'warning')).toEqual([]);
    }),
    { numRuns: randomCases(20) },
  );
});

const cell: fc.Arbitrary<TableCell> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary' }).filter((text) => cellWords(text) !== ''),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc
    .record({ day: fc.integer({ min: -25_000, max: 100_000 }), minute: fc.integer({ min: 0, max: 1439 }) })
    .map(({ day, minute }) => ({ kind: 'date' as const, day, minute })),
  fc
    .integer({ min: 0, max: 10_000 })
    .map((value) => ({ kind: 'percent' as const, fraction: value / 10_000 })),
);

test('any table is what was written, cell by cell', async () => {
  const trimmed = (rows: readonly (readonly TableCell[])[]): TableCell[][] => {
    const short = rows.map((row) => row.slice(0, row.findLastIndex((each) => each !== null) + 1));
    return short.slice(0, short.findLastIndex((row) => row.length > 0) + 1);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 }), async (rows) => {
      const read = await readTable('a.xlsx', await writeXlsx({ rows }));
      expect(read.rows).toEqual(trimmed(rows));
    }),
    { numRuns: randomCases(70) },
  );
});

test('thousands of rows, and all columns that are read', async () => {
  const wide = [Array.from({ length: MOST_COLUMNS }, (_, at) => at)];
  expect((await readTable('a.xlsx', await writeXlsx({ rows: wide }))).rows).toEqual(wide);
  const rows: TableCell[][] = [
    ['Date', 'Number of transactions'],
    ...Array.from({ length: 20_000 }, (_, at): TableCell[] => [date(2026, 1, 1 + (at % 300)), at]),
  ];
  const table = await readTable('a.xlsx', await writeXlsx({ rows }));
  expect(table.rows).toHaveLength(20_001);
});
