/** What a table leaves open is asked, and what is answered is done. */
import { describe, expect, test } from '@jest/globals';
import { useOfText, useText } from '../../../../server/ingest/sheets/mapping.js';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import { asked, CONTEXT, dataSet, PERMIT, readAll, table } from './tables.js';

describe('what is open is asked, and answered', () => {
  test('the service, the measure and the window', () => {
    const given = table([
      ['Channel', 'Number'],
      ['Online', 5],
    ]);
    expect(asked(given, CONTEXT)).toEqual(['service', 'window']);
    const [, window] = recognise(given, CONTEXT).questions;
    expect(window.choices.slice(0, 2)).toEqual([
      { value: 'month 2026-11-01', label: 'November 2026' },
      { value: 'month 2026-10-01', label: 'October 2026' },
    ]);
    expect(window.choices.at(-1)).toEqual({ value: 'year 2024-04-01', label: 'April 2024 to March 2025' });
    const answers = { service: 'report-a-fault', window: 'month 2026-03-01' };
    expect(readAll(given, CONTEXT, answers).lines).toEqual([
      'report-a-fault transactions month 2026-03-01 channel=digital 5',
    ]);
    expect(
      asked(
        table([
          ['Month', 'Number'],
          ['Jan 2026', 5],
        ]),
      ),
    ).toEqual(['measure']);
  });

  test('a title that says another measure than the columns', () => {
    const given = table([['Cost of the service'], ['Month', 'Digital', 'Phone'], ['Jan 2026', 5, 4]]);
    expect(asked(given)).toEqual(['measure']);
    expect(readAll(given, PERMIT, { measure: 'transactions' }).lines).toHaveLength(2);
    const empty = table([['Cost'], ['Month', 'Channel', 'Value'], ['Jan 2026', null, 5]]);
    expect(readAll(empty).lines).toEqual(['renew-a-permit cost month 2026-01-01 5']);
  });

  test('the order of days and months, quarters, and what dates stand for', () => {
    const context = { ...PERMIT, dataSets: [dataSet('renew-a-permit', 'transactions', { cadence: 'day' })] };
    const days = table([
      ['Date', 'Transactions'],
      ['1/2/2026', 5],
      ['2/2/2026', 5],
    ]);
    expect(asked(days, context)).toEqual(['order', 'dates']);
    expect(readAll(days, context, { order: 'month-first', dates: 'day' }).lines).toEqual([
      'renew-a-permit transactions day 2026-01-02 5',
      'renew-a-permit transactions day 2026-02-02 5',
    ]);
    const quarters = table([
      ['', 'Q1 2026', 'Q2 2026'],
      ['Transactions', 5, 6],
    ]);
    expect(asked(quarters)).toEqual(['quarters']);
    expect(readAll(quarters, PERMIT, { quarters: 'financial' }).lines).toEqual([
      'renew-a-permit transactions quarter 2026-04-01 5',
      'renew-a-permit transactions quarter 2026-07-01 6',
    ]);
  });

  test('words in the place of numbers', () => {
    const given = table([
      ['Month', 'Digital', 'Phone'],
      ['Jan 2026', 5, '-'],
      ['Feb 2026', 'n/a', '-'],
    ]);
    expect(asked(given)).toEqual(['word:-', 'word:n/a']);
    const read = readAll(given, PERMIT, { 'word:-': '0', 'word:n/a': '[x]' });
    expect(read.rows.map((row) => row.at(-1))).toEqual([5, 0, '[x]', 0]);
    expect(read.said).toContain('Words in the place of numbers are sent as what they stand for: C2, B3, C3');
  });

  test('a column of numbers that nothing is known of', () => {
    const given = table([
      ['Month', 'Digital', 'Phone', 'Webchat'],
      ['Jan 2026', 5, 4, 3],
    ]);
    expect(asked(given)).toEqual(['column:webchat']);
    const [question] = recognise(given, PERMIT).questions;
    expect(question.choices.map(({ value }) => value)).toContain('values|channel=other');
    const answers = { 'column:webchat': 'values|channel=other' };
    expect(readAll(given, PERMIT, answers).lines.at(-1)).toBe(
      'renew-a-permit transactions month 2026-01-01 channel=other 3',
    );
    expect(readAll(given, PERMIT, { 'column:webchat': 'left-out' }).lines).toHaveLength(2);
  });

  test('texts that are no channel and no service', () => {
    const given = table([
      ['Service', 'Channel', 'Jan 2026'],
      ['Renew a permit', 'Webchat', 5],
      ['Renew permits', 'Online', 6],
    ]);
    expect(asked(given)).toEqual(['value:service=renew permits', 'value:channel=webchat']);
    const answers = { 'value:service=renew permits': 'renew-a-permit', 'value:channel=webchat': 'left-out' };
    expect(readAll(given, PERMIT, answers).lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 6',
    ]);
  });

  test('the row of the header', () => {
    expect(asked(table([[1], [2]]))).toEqual(['header-row']);
    const given = table([
      ['Month', 'Digital'],
      ['Month', 'Phone'],
      ['Jan 2026', 5],
    ]);
    expect(readAll(given, PERMIT, { 'header-row': '2' }).lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=phone 5',
    ]);
  });

  test('a column can be said to be something else', () => {
    const given = table([
      ['Month', 'Digital', 'Phone'],
      ['Jan 2026', 5, 6],
    ]);
    const read = readAll(given, PERMIT, { 'column:phone': 'left-out' });
    expect(read.lines).toHaveLength(1);
    expect(read.said).toContain('Column C “Phone” is left out: you left it out');
  });

  test('uses are written as texts and read back', () => {
    const uses = [
      { use: 'window' },
      { use: 'total' },
      { use: 'dimension', dimension: 'channel' },
      { use: 'values', of: {} },
      {
        use: 'values',
        of: {
          service: 'a',
          measure: 'b',
          window: { period: 'month', start: '2026-01-01' },
          dimensions: { c: 'd=e' },
        },
      },
    ] as const;
    for (const use of uses) expect(useOfText(useText(use))).toEqual(use);
    expect(useOfText('anything')).toBeUndefined();
  });
});
