import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ObservationColumns } from '../../../../server/submissions/rows/observation-columns.js';

const row = fc.record({
  series: fc.integer({ min: 0, max: 4 }),
  period: fc.integer({ min: 0, max: 6 }),
  start: fc.integer({ min: -30, max: 30 }),
});

function columnsOf(rows: { series: number; period: number; start: number }[]): ObservationColumns {
  const columns = new ObservationColumns();
  for (let i = 0; i < 5; i++) columns.seriesList.push({ dataSet: 0, dimensions: `${i}` });
  const rest = { status: 0, flags: 0, source: 0 };
  rows.forEach((row, i) => columns.add({ ...row, ...rest, value: i, line: i + 1 }));
  return columns;
}

test('rows are put in the order of rank, period and start; equal keys stay as they came', () => {
  const ranks = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), ranks, (rows, rank) => {
      const expected = rows
        .map((_, i) => i)
        .sort((a, b) => {
          const [x, y] = [rows[a], rows[b]];
          return rank[x.series] - rank[y.series] || x.period - y.period || x.start - y.start || a - b;
        });
      expect([...columnsOf(rows).order(Int32Array.from(rank))]).toEqual(expected);
    }),
  );
});

test('every row whose key has come before is found, with the first of that key', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const first = new Map<string, number>();
      const expected: { row: number; first: number }[] = [];
      rows.forEach((each, i) => {
        const key = JSON.stringify(each);
        const before = first.get(key);
        if (before === undefined) first.set(key, i);
        else expected.push({ row: i, first: before });
      });
      const found = [...columnsOf(rows).duplicates()];
      expect(found.toSorted((a, b) => a.row - b.row)).toEqual(expected);
    }),
  );
});

test('it grows', () => {
  const columns = columnsOf([]);
  for (let i = 0; i < 5_000; i++) {
    columns.add({
      series: i % 5,
      period: 2,
      start: i,
      value: i / 2,
      status: 1,
      flags: 3,
      source: 2,
      line: i,
    });
  }
  expect(columns.length).toBe(5_000);
  expect([columns.start[4_999], columns.value[4_999], columns.flags[4_999], columns.line[1_023]]).toEqual([
    4_999, 2_499.5, 3, 1_023,
  ]);
});
