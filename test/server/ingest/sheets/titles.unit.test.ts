/** What titles say of the window of all values, and what they say of something else. */
import { describe, expect, test } from '@jest/globals';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';
import { asked, dataSet, PERMIT, readAll, table } from './tables.js';

const below = (...titles: TableCell[][]): ReturnType<typeof table> =>
  table([...titles, ['Channel', 'Transactions'], ['Digital', 5], ['Phone', 4]]);

describe('when a file was made is not of when its figures are', () => {
  test.each([
    [['Last updated: January 2026']],
    [['Published in January 2026']],
    [['Last updated:', 'January 2026']],
    [['Transactions'], ['Produced', null, 'Jan 2026']],
    [['Data extracted (January 2026)']],
    [['As at January 2026']],
    [['Report generated – January 2026']],
  ])('%j', (...titles) => expect(asked(below(...titles))).toEqual(['window']));

  test('beside the title that says it', () => {
    const given = below(['Transactions: December 2025'], ['Last updated: January 2026']);
    expect(readAll(given).lines[0]).toContain('month 2025-12-01');
  });
});

test('a window of another length than the data set’s is asked about, and is among the choices', () => {
  const given = below(['Transactions in 2019/20']);
  expect(asked(given)).toEqual(['window']);
  expect(recognise(given, PERMIT).questions[0].choices.map(({ label }) => label)).toContain(
    'April 2019 to March 2020',
  );
  expect(readAll(given, PERMIT, { window: 'year 2019-04-01' }).lines[0]).toContain('year 2019-04-01');
  const yearly = { ...PERMIT, dataSets: [dataSet('renew-a-permit', 'transactions', { cadence: 'year' })] };
  for (const context of [yearly, { ...PERMIT, dataSets: [] }]) {
    expect(readAll(given, context).lines[0]).toContain('year 2019-04-01');
  }
});
