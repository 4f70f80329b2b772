/** Rows and columns that a spreadsheet does not show are read, and it is said. */
import { expect, test } from '@jest/globals';
import { readTable } from '../../../../server/ingest/sheets/files/read-table.js';
import { PERMIT, readAll } from './tables.js';
import { workbook } from './workbooks.js';

const text = (at: string, words: string): string => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
const number = (at: string, value: number): string => `<c r="${at}"><v>${value}</v></c>`;

test('hidden rows and columns are read and named', async () => {
  const months = Array.from({ length: 8 }, (_, at) => {
    const cells = text(`A${at + 2}`, `2026-0${at + 1}`) + number(`B${at + 2}`, 5) + number(`C${at + 2}`, 6);
    return `<row r="${at + 2}"${at === 0 ? '' : ' hidden="1"'}>${cells}</row>`;
  });
  const rows = `<row r="1">${text('A1', 'Month')}${text('B1', 'Digital')}${text('C1', 'Phone')}</row>${months.join('')}<row r="20" hidden="1"/>`;
  const after = '<cols><col min="3" max="3" hidden="true"/><col min="9" max="16384" hidden="1"/></cols>';
  const read = readAll(await readTable('figures.xlsx', await workbook({ rows, after })), PERMIT);
  expect(read.lines).toHaveLength(16);
  expect(read.mapping.notes.filter(({ kind }) => kind === 'warning').map((note) => note.text)).toEqual([
    '7 hidden rows are read: 3, 4, 5, 6, 7 and 2 more',
    '1 hidden column is read: C',
  ]);
});

test('nothing is said where nothing is hidden', async () => {
  const rows = `<row r="1">${text('A1', 'Month')}</row><row r="2" hidden="0">${text('A2', '2026-01')}</row>`;
  expect(await readTable('figures.xlsx', await workbook({ rows }))).not.toHaveProperty('hidden');
});
