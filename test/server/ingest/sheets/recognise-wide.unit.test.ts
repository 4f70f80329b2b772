/** Tables with a column for each period, channel or rating → rows, with the totals that stand in them. */
import { describe, expect, test } from '@jest/globals';
import { sourceCell } from '../../../../server/ingest/sheets/applied.js';
import { CONTEXT, date, readAll, table } from './tables.js';

describe('wide tables', () => {
  test.each([
    [
      ['Jan 2026', 'Feb 2026'],
      ['month 2026-01-01', 'month 2026-02-01'],
    ],
    [
      ['2026-01', '2026-02'],
      ['month 2026-01-01', 'month 2026-02-01'],
    ],
    [
      ['Q1 2025/26', 'Q2 2025/26'],
      ['quarter 2025-04-01', 'quarter 2025-07-01'],
    ],
    [
      ['2024/25', '2025/26'],
      ['year 2024-04-01', 'year 2025-04-01'],
    ],
    [
      ['January to March 2026', 'April to June 2026'],
      ['quarter 2026-01-01', 'quarter 2026-04-01'],
    ],
    [
      [date(2026, 1, 1), date(2026, 2, 1)],
      ['month 2026-01-01', 'month 2026-02-01'],
    ],
  ])('a column for each period: %j', (headers, windows) => {
    const read = readAll(
      table([
        ['Channel', ...headers],
        ['Online', 1, 2],
        ['Phone', 3, null],
      ]),
    );
    expect(read.lines).toEqual([
      `renew-a-permit transactions ${windows[0]} channel=digital 1`,
      `renew-a-permit transactions ${windows[1]} channel=digital 2`,
      `renew-a-permit transactions ${windows[0]} channel=phone 3`,
    ]);
  });

  test('rows of services, with titles above, notes below and totals around', () => {
    const read = readAll(
      table([
        ['Transactions by service', null, null, null],
        ['Published 12 October 2026'],
        [],
        ['', 'Jan 2026', 'Feb 2026', 'Total'],
        ['Renew a permit', 10, 20, 30],
        ['Report a fault', 1, 2, 3],
        ['Total', 11, 22, 33],
        [],
        ['Notes'],
        ['1. Figures are provisional.'],
      ]),
      CONTEXT,
    );
    expect(read.lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 10',
      'renew-a-permit transactions month 2026-02-01 20',
      'report-a-fault transactions month 2026-01-01 1',
      'report-a-fault transactions month 2026-02-01 2',
    ]);
    expect(read.said).toContain('Column D “Total” is a total: it is checked and not sent');
    expect(read.said).toContain('4 totals are left out: each is the sum of its parts');
    expect(sourceCell(read, { row: 3, column: read.header.indexOf('value') + 1 })).toBe('C5');
    expect(sourceCell(read, { row: 3, column: read.header.indexOf('start') + 1 })).toBe('row 5');
  });

  test('a column for each channel', () => {
    const read = readAll(
      table([
        ['Month', 'Digital', 'Phone', 'Paper', 'All channels', 'Digital take-up (%)'],
        ['Jan-26', 10, 5, 1, 16, 62.5],
        ['Feb-26', '[c]', 5, 2, 16, '[c]'],
        ['Total', 10, 10, 3, 32, null],
      ]),
    );
    expect(read.lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 10',
      'renew-a-permit transactions month 2026-01-01 channel=phone 5',
      'renew-a-permit transactions month 2026-01-01 channel=paper 1',
      'renew-a-permit transactions month 2026-02-01 channel=digital [c]',
      'renew-a-permit transactions month 2026-02-01 channel=phone 5',
      'renew-a-permit transactions month 2026-02-01 channel=paper 2',
    ]);
    expect(read.said).toContain(
      'Column F “Digital take-up (%)” is left out: figures are computed and not sent',
    );
    expect(read.said).toContain('3 totals are left out: each is the sum of its parts');
    expect(read.said).toContain('2 totals are left out and could not be checked: not all parts are numbers');
  });

  test('marks behind headers', () => {
    const read = readAll(
      table([
        ['Channel [note 1]', 'Jan 2026 [r]', 'Feb 2026 (provisional)', 'Mar 2026*'],
        ['Online¹', 1, '2 [e]', 3],
      ]),
    );
    expect(read.lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 1 flags=REVISED',
      'renew-a-permit transactions month 2026-02-01 channel=digital 2 flags=PROVISIONAL ESTIMATED',
      'renew-a-permit transactions month 2026-03-01 channel=digital 3',
    ]);
  });

  test('two rows of headers', () => {
    const read = readAll(
      table([
        ['Figures of 2026'],
        [null, 'Jan 2026', null, null, 'Feb 2026'],
        ['Service', 'Online', 'Phone', 'Total', 'Online', 'Phone', 'Total'],
        ['Renew a permit', 1, 2, 3, 4, 5, 9],
      ]),
    );
    expect(read.lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 1',
      'renew-a-permit transactions month 2026-01-01 channel=phone 2',
      'renew-a-permit transactions month 2026-02-01 channel=digital 4',
      'renew-a-permit transactions month 2026-02-01 channel=phone 5',
    ]);
    expect(read.said).toContain('2 totals are left out: each is the sum of its parts');
  });

  test('a column for each rating, in words', () => {
    const read = readAll(
      table([
        ['Month', 'Very satisfied', 'Satisfied', 'Neither', 'Dissatisfied', 'Very dissatisfied'],
        ['Jan 2026', 5, 4, 3, 2, 1],
      ]),
    );
    expect(read.lines).toEqual(
      [5, 4, 3, 2, 1].map((rating) => `renew-a-permit ratings month 2026-01-01 rating=${rating} ${rating}`),
    );
  });

  test('a header that names a channel and the measure', () => {
    const read = readAll(
      table([
        ['Month', 'Online transactions', 'Transactions (phone)', 'Total transactions'],
        ['Jan 2026', 5, 4, 9],
      ]),
    );
    expect(read.lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 5',
      'renew-a-permit transactions month 2026-01-01 channel=phone 4',
    ]);
  });

  test('a total that nothing calls so, and one that is not the sum', () => {
    const read = readAll(
      table([
        ['Month', 'Digital', 'Phone', 'Together'],
        ['Jan 2026', 5, 4, 9],
        ['Feb 2026', 6, 4, 10],
        [null, 11, 8, 19],
      ]),
    );
    expect(read.lines).toHaveLength(4);
    expect(read.said).toContain('Column D “Together” is a total: it is checked and not sent');
    const wrong = readAll(
      table([
        ['Month', 'Digital', 'Phone', 'Total'],
        ['Jan 2026', 5, 4, 12],
        ['Total', 5, 5, 12],
      ]),
    );
    expect(wrong.notes.filter(({ kind }) => kind === 'warning')).toEqual([
      expect.objectContaining({
        at: 'D2',
        text: expect.stringMatching(/^D2 says 12, and its parts add up to 9/),
      }),
      expect.objectContaining({
        at: 'C3',
        text: expect.stringMatching(/^C3 says 5, and its parts add up to 4/),
      }),
    ]);
    expect(wrong.lines).toHaveLength(2);
  });

  test('a year beside its months, and totals beside other measures', () => {
    const months = table([
      ['Channel', 'Apr 2025', 'May 2025', '2025/26', '2024/25'],
      ['Online', 1, 2, 3, 40],
      ['Phone', 4, 5, 9, 50],
    ]);
    expect(readAll(months).lines).toHaveLength(6);
    expect(readAll(months).said).toContain(
      'Column D “2025/26” is left out: it is the sum of shorter windows beside it, which are sent',
    );
    const read = readAll(
      table([
        ['Month', 'Digital', 'Phone', 'Total', 'Cost', 'Starts'],
        ['Jan 2026', 5, 4, 9, 100, 12],
      ]),
    );
    expect(read.lines).toHaveLength(4);
    expect(read.said).toContain('1 total is left out: each is the sum of its parts');
  });

  test('totals within blocks', () => {
    const read = readAll(
      table([
        ['Service', 'Channel', 'Jan 2026'],
        ['Renew a permit', 'Online', 1],
        [null, 'Phone', 2],
        [null, 'Total', 3],
        ['Report a fault', 'Online', 10],
        [null, 'Phone', 20],
        [null, 'Total', 30],
        ['Total', null, 33],
      ]),
      CONTEXT,
    );
    expect(read.lines).toHaveLength(4);
    expect(read.said).toContain('3 totals are left out: each is the sum of its parts');
  });

  test('what the title and the sheet say holds for all', () => {
    const read = readAll(
      table([['Renew a permit: starts'], ['Page', 'Number'], ['/start', 5], ['/help', 6]], {
        sheet: 'January 2026',
      }),
      CONTEXT,
    );
    expect(read.lines).toEqual([
      'renew-a-permit starts month 2026-01-01 page=/start 5',
      'renew-a-permit starts month 2026-01-01 page=/help 6',
    ]);
    expect(read.said).toContain('All values are of the month that begins on 2026-01-01');
  });
});
