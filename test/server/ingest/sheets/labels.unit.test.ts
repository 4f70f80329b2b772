/** Rows that say of what they are in few of their cells: blocks, totals, and what only looks like a total. */
import { describe, expect, test } from '@jest/globals';
import { CONTEXT, readAll, table } from './tables.js';

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
