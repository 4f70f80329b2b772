import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DeliveredRows } from '../../../../server/submissions/rows/delivered-rows.js';
import type { DeliveredObservation } from '../../../../server/submissions/rows/observation-columns.js';
import { statusCode } from '../../../../server/metrics/status.js';

const WITHDRAWN = statusCode('WITHDRAWN');
/** The data set of each series. */
const DATA_SETS = [1, 0, 1, 2, 0];

const row = fc.record({
  series: fc.integer({ min: 0, max: DATA_SETS.length - 1 }),
  period: fc.integer({ min: 0, max: 2 }),
  start: fc.integer({ min: -3, max: 3 }),
  value: fc.double({ noNaN: true }),
  status: fc.constantFrom(0, 1, WITHDRAWN),
  flags: fc.integer({ min: 0, max: 40_000 }),
});

type Given = Omit<DeliveredObservation, 'source' | 'line'>;

/** Two sources, one after the other. */
function delivered(rows: readonly Given[], pieceRows: number): DeliveredRows {
  const all = new DeliveredRows(pieceRows);
  all.dataSets.push(...[0, 1, 2].map((i) => ({ service: 'lpa', measure: `m${i}` })));
  for (const [i, dataSet] of DATA_SETS.entries()) all.seriesList.push({ dataSet, dimensions: `${i}` });
  for (const given of placed(rows)) all.add(given);
  return all;
}

const placed = (rows: readonly Given[]): DeliveredObservation[] =>
  rows.map((given, i) => ({ ...given, source: i < rows.length / 2 ? 0 : 1, line: 100 + i }));

function piecesOf(rows: DeliveredRows): DeliveredObservation[][] {
  const pieces: DeliveredObservation[][] = [];
  for (const piece of rows.pieces()) {
    const { length, series, period, start, value, status, flags, source, line } = piece;
    pieces.push(
      Array.from({ length }, (_, i) => ({
        ...{ series: series[i], period: period[i], start: start[i], value: value[i] },
        ...{ status: status[i], flags: flags[i], source: source[i], line: line[i] },
      })),
    );
    // A piece belongs to whoever asked: the next reading does not see what became of it.
    piece.add({ ...pieces[0][0], value: -1 });
  }
  return pieces;
}

const windowOf = ({ series, period, start }: Given): string => `${DATA_SETS[series]} ${period} ${start}`;

test('rows come back in the order of their windows, in pieces that divide no window', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (rows, pieceRows) => {
      const all = delivered(rows, pieceRows);
      const expected = placed(rows).sort(
        (a, b) =>
          DATA_SETS[a.series] - DATA_SETS[b.series] ||
          a.period - b.period ||
          a.start - b.start ||
          a.line - b.line,
      );
      const pieces = piecesOf(all);
      expect(pieces.flat()).toEqual(expected);
      expect(piecesOf(all)).toEqual(pieces);
      const windows = pieces.flatMap((piece) => [...new Set(piece.map(windowOf))]);
      expect(new Set(windows).size).toBe(windows.length);
      for (const piece of pieces) {
        const last = piece.filter((each) => windowOf(each) === windowOf(piece.at(-1)!)).length;
        if (rows.length > pieceRows) expect(piece.length - last).toBeLessThan(pieceRows);
      }
      all.close();
    }),
  );
});

test('what was sent of each series is counted', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const all = delivered(rows, 10);
      for (const series of DATA_SETS.keys()) {
        const own = rows.filter((each) => each.series === series);
        expect(all.isSent(series)).toBe(own.some(({ status }) => status !== WITHDRAWN));
        for (const period of [0, 1, 2]) {
          expect(all.count(series, period)).toBe(own.filter((each) => each.period === period).length);
        }
      }
      all.close();
    }),
  );
});

test('there may be more series than it has room for at first', () => {
  const all = new DeliveredRows();
  all.dataSets.push({ service: 'lpa', measure: 'starts' });
  for (let series = 0; series < 5_000; series++) {
    all.seriesList.push({ dataSet: 0, dimensions: `${series}` });
    all.add({ series, period: 6, start: 1, value: 1, status: 0, flags: 0, source: 0, line: series + 1 });
  }
  expect([all.count(0, 6), all.count(4_999, 6), all.isSent(4_999), all.length]).toEqual([1, 1, true, 5_000]);
});
