/** 24,664 published observations of 734 services, laid out as a department would, with names in the place of slugs. */
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedPeriod } from '../../../../server/metrics/periods.js';
import { readTable } from '../../../../server/ingest/sheets/files/read-table.js';
import { writeXlsx } from '../../../../server/ingest/sheets/files/write-xlsx.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';
import { windowHeading } from '../../../../server/ingest/sheets/windows/window-column.js';
import { dataSet, MEASURES, NOW, readAll } from './tables.js';

const FOLDER = join(__dirname, '../../../../../shared/data/government-services');
const isThere = existsSync(FOLDER);
if (!isThere) console.warn(`Skipped: there is no ${FOLDER}`);

type Line = Record<string, string>;
const read = (file: string): Line[] => parse(readFileSync(join(FOLDER, file)), { columns: true, bom: true });

(isThere ? test : test.skip).each([
  ['transactions', 'quarter', 20_706],
  ['transactions', 'year', 1_915],
  ['cost', 'year', 2_043],
] as [string, RecordedPeriod, number][])('%s with a column for each %s', async (measure, period, count) => {
  const services = read('services.csv').map(({ slug, name }) => ({ slug, name }));
  const names = new Map(services.map(({ slug, name }) => [slug, name]));
  const own = read('measurements.csv').filter((line) => line.measure === measure && line.period === period);
  const starts = [...new Set(own.map(({ start }) => start))].sort();
  const byRow = new Map<string, Line[]>();
  for (const each of own) {
    const key = `${each.service} ${each.channel}`;
    byRow.set(key, [...(byRow.get(key) ?? []), each]);
  }
  const rows: TableCell[][] = [
    [`${measure} of government services`],
    [],
    ['Service', 'Channel', ...starts.map((start) => windowHeading({ period, start }))],
    ...[...byRow.values()].map((lines): TableCell[] => {
      const values = new Map(lines.map(({ start, value }) => [start, Number(value)]));
      const { service, channel } = lines[0];
      return [names.get(service)!, channel || null, ...starts.map((start) => values.get(start) ?? null)];
    }),
  ];
  const table = await readTable('figures.xlsx', await writeXlsx({ rows }));
  const dataSets = services.map(({ slug }) => dataSet(slug, measure, { cadence: 'quarter' }));
  const { lines, notes } = readAll(table, { services, measures: MEASURES, dataSets, now: NOW });
  const line = ({ service, start, channel, value }: Line): string =>
    `${service} ${measure} ${period} ${start}${channel ? ` channel=${channel}` : ''} ${Number(Number(value).toPrecision(15))}`;
  expect(lines).toHaveLength(count);
  expect(lines.toSorted()).toEqual(own.map(line).toSorted());
  expect(notes).toEqual([]);
});
