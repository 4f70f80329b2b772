/** Values as people leave them: read where they are certain, left as they stand where they are not. */
import { describe, expect, test } from '@jest/globals';
import type { Unit } from '../../../../server/metrics/definitions.js';
import { readValue } from '../../../../server/ingest/cells/value-cells.js';
import { ColumnProblem } from '../../../../server/ingest/cells/cells.js';
import { type Amount, isUnclearWord, readAmount } from '../../../../server/ingest/sheets/amounts.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';

const read = (cell: TableCell, unit: Unit = 'count'): Amount | null => readAmount(cell, unit, {});

describe('numbers', () => {
  test.each([
    ['1234', 'count', 1234],
    ['1,234', 'count', 1234],
    ['1,234,567.5', 's', 1234567.5],
    ['1,234.5', 'ms', 1234.5],
    ['1 234 567', 's', 1234567],
    ['1\u00a0234', 's', 1234],
    ['-5', '%', -5],
    ['\u22125', '%', -5],
    ['£2.57', '£', 2.57],
    ['£1,234', '£', 1234],
    ['-£5', '£', -5],
    ['12%', '%', 12],
    ['12.5 %', '%', 12.5],
    [' 7 ', 'count', 7],
    [0.1 + 0.2, 's', 0.3],
    [1e21, 'count', 1e21],
  ] as [TableCell, Unit, number][])('%j of a measure in %s', (cell, unit, value) =>
    expect(read(cell, unit)).toEqual({ value, flags: [] }),
  );

  test.each([
    ['123 [p]', 123, ['PROVISIONAL']],
    ['1,234(r)', 1234, ['REVISED']],
    ['123 p', 123, ['PROVISIONAL']],
    ['123 [p] [r]', 123, ['REVISED', 'PROVISIONAL']],
    ['123[e]', 123, ['ESTIMATED']],
  ])('%j has flags', (cell, value, flags) => expect(read(cell)).toEqual({ value, flags }));

  test.each(['1,234*', '1234†', '1,234¹', '1234 [note 2]', '1234 [1]'])('%j has a footnote', (cell) =>
    expect(read(cell)).toEqual({ value: 1234, flags: [], remark: 'footnote' }),
  );

  test('percentages of a workbook are fractions', () => {
    const cell: TableCell = { kind: 'percent', fraction: 0.568 };
    expect(read(cell, '%')).toEqual({ value: 56.8, flags: [], remark: 'percentage' });
    expect(read(cell)).toEqual({ value: 0.568, flags: [], remark: 'fraction' });
  });
});

describe('words', () => {
  test.each([
    ['[x]', '[x]', undefined],
    ['[C]', '[c]', undefined],
    ['[-]', '[-]', undefined],
    ['not applicable', '[z]', 'word'],
    ['no data', '[x]', 'word'],
    ['Suppressed', 'Suppressed', undefined],
    ['confidential', '[c]', 'word'],
  ])('%s', (cell, value, remark) =>
    expect(read(cell)).toEqual({ value, flags: [], ...(remark && { remark }) }),
  );

  test.each(['n/a', 'N/A', '-', '–', '..', ':', 'nil', '*'])('%s is asked about', (cell) => {
    expect(isUnclearWord(cell)).toBe(true);
    expect(readAmount(cell, 'count', { [cell.toLowerCase()]: '0' })).toMatchObject({ value: 0 });
    expect(readAmount(cell, 'count', { [cell.toLowerCase()]: '[z]' })).toMatchObject({ value: '[z]' });
    expect(readAmount(cell, 'count', { [cell.toLowerCase()]: 'left-out' })).toBeNull();
  });

  test.each([null, '', '  ', '\u200b'])('%j is nothing', (cell) => expect(read(cell)).toBeNull());
});

describe('what is not certain stays as it is, and is refused with what to write', () => {
  test.each([
    ['1,234', 's', /write 1234 if the comma separates thousands, 1.234 if/],
    ['18500,50', 'count', /a comma is no decimal point: write 18500.50/],
    ['£5', 'count', /write 5/],
    ['12%', 'count', /percentages are written without %/],
    ['$5', '£', /amounts are in pounds/],
    ['(5)', 'count', /begins with a minus sign/],
    ['<5', 'count', /write the number itself, or \[c\]/],
    ['about 12', 'count', /not a plain number/],
    ['#REF!', 'count', /a formula of the spreadsheet failed/],
    ['1234 (12)', 'count', /write the number alone/],
    ['12,34', 'count', /a comma is no decimal point/],
    ['0,123', 'count', /a comma is no decimal point/],
    [true, 'count', /not a plain number/],
  ] as [TableCell, Unit, RegExp][])('%j of a measure in %s', (cell, unit, message) => {
    const amount = read(cell, unit)!;
    expect(typeof amount.value).toBe('string');
    const checked = readValue(amount.value, null);
    expect(checked).toBeInstanceOf(ColumnProblem);
    expect((checked as ColumnProblem).message).toMatch(message);
  });
});
