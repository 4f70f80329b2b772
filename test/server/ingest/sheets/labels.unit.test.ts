/** Rows that say of what they are in few of their cells: blocks, totals, and what only looks like a total. */
import { describe, expect, test } from '@jest/globals';
import { asked, CONTEXT, dataSet, PERMIT, readAll, table } from './tables.js';

const HEADERS = ['Service', 'Month', 'Channel', 'Transactions'];

describe('an empty cell is what stands above it', () => {
  test('be it in a row that is a total, and not sent', () => {
    const given = table([
      HEADERS,
      ['Renew a permit', 'Jan 2026', 'Digital', 60],
      ['Report a fault', 'Feb 2026', 'Total', 100],
      [null, null, 'Phone', 40],
    ]);
    expect(readAll(given, CONTEXT).lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 60',
      'report-a-fault transactions month 2026-02-01 channel=phone 40',
    ]);
  });

  test('be it in a row that was left out', () => {
    const given = table([
      HEADERS,
      ['Renew a permit', 'Jan 2026', 'Digital', 60],
      ['Report a fault', 'Feb 2026', 'Webchat', 1],
      [null, null, 'Phone', 40],
    ]);
    expect(readAll(given, CONTEXT, { 'value:channel=webchat': 'left-out' }).lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 60',
      'report-a-fault transactions month 2026-02-01 channel=phone 40',
    ]);
  });

  test('be it in a row of its own without values', () => {
    const given = table([
      HEADERS,
      ['Renew a permit'],
      [null, 'Jan 2026', 'Digital', 60],
      ['Report a fault'],
      [null, 'Jan 2026', 'Digital', 40],
    ]);
    expect(readAll(given, CONTEXT).lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 channel=digital 60',
      'report-a-fault transactions month 2026-01-01 channel=digital 40',
    ]);
  });

  test('below the total of all services are the totals of channels', () => {
    const given = table([
      HEADERS,
      ['Renew a permit', 'Jan 2026', 'Digital', 60],
      [null, null, 'Phone', 10],
      ['Report a fault', 'Jan 2026', 'Digital', 40],
      [null, null, 'Phone', 5],
      ['All services', 'Jan 2026', 'Digital', 100],
      [null, null, 'Phone', 15],
    ]);
    const read = readAll(given, CONTEXT);
    expect(read.rows.map((row) => row.at(-1))).toEqual([60, 10, 40, 5]);
    expect(read.said).toContain('2 totals are left out: each is the sum of its parts');
  });
});

describe('what begins as a total does', () => {
  const measures = PERMIT.measures.map((each) =>
    each.key === 'calls'
      ? { ...each, dimensions: [{ name: 'reason', values: ['All other reasons', 'Lost card'] }] }
      : each,
  );
  const context = { ...PERMIT, measures };
  const free = { ...PERMIT, dataSets: [dataSet('renew-a-permit', 'calls')] };
  const reasons = table([
    ['Month', 'Reason', 'Calls'],
    ['Jan 2026', 'Lost card', 60],
    ['Jan 2026', 'All other reasons', 40],
    ['Jan 2026', 'Total', 100],
  ]);
  const LINES = [
    'renew-a-permit calls month 2026-01-01 reason=Lost card 60',
    'renew-a-permit calls month 2026-01-01 reason=All other reasons 40',
  ];

  test('is a value where it is a known one, in rows and in columns', () => {
    expect(readAll(reasons, context).lines).toEqual(LINES);
    const wide = table([
      ['Month', 'Lost card', 'All other reasons', 'All reasons'],
      ['Jan 2026', 60, 40, 100],
    ]);
    const read = readAll(wide, context, { measure: 'calls' });
    expect(read.lines).toEqual(LINES);
    expect(read.said).toContain('Column D “All reasons” is a total: it is checked and not sent');
  });

  test('is asked about where it may be either', () => {
    const key = 'value:reason=all other reasons';
    expect(asked(reasons, free)).toEqual([key]);
    expect(readAll(reasons, free, { [key]: 'All other reasons' }).lines).toEqual(LINES);
    expect(readAll(reasons, free, { [key]: 'left-out' }).lines).toEqual(LINES.slice(0, 1));
    const wide = table([
      ['Month', 'Digital', 'Phone', 'Overall delays', 'Overall volume'],
      ['Jan 2026', 60, 40, 7, 100],
    ]);
    expect(asked(wide)).toEqual(['column:overall delays']);
  });

  test.each(['Total', 'Grand total', 'Sub-total', 'ALL', 'All reasons', 'Overall', 'Total (all reasons)'])(
    '“%s” is a total',
    (text) => {
      const given = table([...reasons.rows.slice(0, 2), ['Jan 2026', text, 60]]);
      const read = readAll(given, free);
      expect(read.lines).toEqual(LINES.slice(0, 1));
      expect(read.said).toContain('1 total is left out: each is the sum of its parts');
    },
  );

  test('no month is called so', () => {
    const given = table([
      ['Month', 'Transactions'],
      ['Jan 2026', 5],
      ['Feb 2026', 6],
      ['Total for the year', 11],
    ]);
    expect(readAll(given).lines).toHaveLength(2);
  });
});

test('words of the language that this is written in are no answers', () => {
  const given = table([
    ['Month', 'Topic', 'Visits'],
    ['Jan 2026', 'constructor', 5],
    ['Jan 2026', 'toString', '6'],
    ['Jan 2026', 'x', 'constructor'],
  ]);
  const context = { ...PERMIT, dataSets: [dataSet('renew-a-permit', 'visits')] };
  const own = {
    ...context,
    measures: [{ ...PERMIT.measures[0], key: 'visits', label: 'Visits', dimensions: [{ name: 'topic' }] }],
  };
  expect(readAll(given, own).lines).toEqual([
    'renew-a-permit visits month 2026-01-01 topic=constructor 5',
    'renew-a-permit visits month 2026-01-01 topic=toString 6',
    'renew-a-permit visits month 2026-01-01 topic=x constructor',
  ]);
});

describe('a row without a value that says why', () => {
  test('is sent without one, as in the import format', () => {
    const given = table([
      ['Service', 'Month', 'Transactions', 'Status'],
      ['Renew a permit', 'Jan 2026', 5, null],
      [null, 'Feb 2026', null, 'NOT_PROVIDED'],
      ['Report a fault', 'Jan 2026', null, 'suppressed'],
      [null, 'Feb 2026', null, 'WITHDRAWN'],
      [null, 'Mar 2026', null, 'to come'],
      [null, 'Apr 2026', null, null],
    ]);
    const { lines, said } = readAll(given, CONTEXT);
    expect(lines).toEqual([
      'renew-a-permit transactions month 2026-01-01 5',
      'renew-a-permit transactions month 2026-02-01 status=NOT_PROVIDED',
      'report-a-fault transactions month 2026-01-01 status=suppressed',
      'report-a-fault transactions month 2026-02-01 status=WITHDRAWN',
    ]);
    expect(said).toContain('Rows without numbers are left out: 6, 7');
  });

  test('beside values it says so of the empty cells', () => {
    const given = table([
      ['Month', 'Digital', 'Phone', 'Status'],
      ['Jan 2026', 5, 6, null],
      ['Feb 2026', null, null, 'SUPPRESSED'],
    ]);
    expect(readAll(given).lines.slice(2)).toEqual([
      'renew-a-permit transactions month 2026-02-01 channel=digital status=SUPPRESSED',
      'renew-a-permit transactions month 2026-02-01 channel=phone status=SUPPRESSED',
    ]);
  });
});
