/** What readers see of a window tells no small count, whatever was delivered for it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seriesFacts, type Observation } from '../../../../server/metrics/rows/splits.js';
import { publicRows } from '../../../../server/metrics/rows/suppression.js';
import { dataSet } from '../../../support/engine.js';
import { isCombination } from '../../../support/linear.js';
import { randomCases } from '../../../support/random-cases.js';

/** A value, or that its sender has hidden it. */
const observation = (id: number, key: string, value: number | null): Observation => ({
  series: seriesFacts(id, 1, key),
  value,
  status: value === null ? 'SUPPRESSED' : 'PROVIDED',
  flags: 0,
  submission: 1,
});

describe('whatever was delivered for a window', () => {
  const BELOW = 5;
  const { dataSet: facts } = dataSet('transactions', [], { suppressBelow: BELOW });
  const value = fc.constantFrom(0, 1, 3, 4, 5, 5, 6, 20, 20, 90);
  const table = fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  const SPLITS = [[], ['channel'], ['device'], ['channel', 'device']] as const;
  const delivery = fc.record({
    table,
    splits: fc.subarray([...SPLITS], { minLength: 1 }),
    /** Rows that the sender hid, by their place. */
    sent: fc.subarray(
      Array.from({ length: 16 }, (_, index) => index),
      { maxLength: 2 },
    ),
  });
  const numRuns = randomCases(300);

  /** The sum of some cells of the table, and which these are. */
  interface Delivered {
    row: Observation;
    cells: readonly number[];
  }

  function rowsOf({ table: cells, splits, sent }: typeof delivery extends fc.Arbitrary<infer T> ? T : never) {
    const rows: Delivered[] = [];
    for (const names of splits as readonly (readonly string[])[]) {
      const some = new Map<string, number[]>();
      cells.flat().forEach((_, index) => {
        const at = { channel: `c${Math.floor(index / 3)}`, device: `d${index % 3}` } as const;
        const key = JSON.stringify(
          Object.fromEntries(names.map((name) => [name, at[name as keyof typeof at]])),
        );
        some.set(key, [...(some.get(key) ?? []), index]);
      });
      for (const [key, indices] of some) {
        const sum = indices.reduce((all, index) => all + cells.flat()[index], 0);
        const isSent = sent.includes(rows.length);
        const row = observation(rows.length, key, isSent ? null : sum);
        rows.push({ row, cells: cells.flat().map((_, index) => Number(indices.includes(index))) });
      }
    }
    return rows;
  }

  const published = (rows: readonly Delivered[]): Map<string, Observation> =>
    new Map(
      publicRows(
        rows.map(({ row }) => row),
        facts,
      ).map((row) => [row.series.key, row]),
    );

  test('no suppressed value is the sum or the difference of any that are shown', () => {
    let suppressed = 0;
    let shownBeside = 0;
    fc.assert(
      fc.property(delivery, (delivered) => {
        const rows = rowsOf(delivered);
        const after = published(rows);
        const shown = rows.filter(({ row }) => after.get(row.series.key)!.value !== null);
        for (const { row, cells } of rows) {
          const isSecret = row.value === null || (row.value > 0 && row.value < BELOW);
          if (!isSecret) continue;
          expect(after.get(row.series.key)).toMatchObject({ value: null, status: 'SUPPRESSED' });
          expect(
            isCombination(
              shown.map((one) => one.cells),
              cells,
            ),
          ).toBe(false);
          suppressed++;
          shownBeside += shown.length;
        }
      }),
      { numRuns },
    );
    expect(suppressed).toBeGreaterThan(numRuns);
    expect(shownBeside).toBeGreaterThan(numRuns);
  });

  test('what is shown is what was delivered, all of it where nothing is small', () => {
    fc.assert(
      fc.property(delivery, (delivered) => {
        const rows = rowsOf(delivered);
        const after = published(rows);
        const isAnySecret = rows.some(({ row: { value: of } }) => of === null || (of > 0 && of < BELOW));
        for (const { row } of rows) {
          const now = after.get(row.series.key)!;
          if (!isAnySecret) expect(now).toEqual(row);
          else if (now.value !== null) expect(now.value).toBe(row.value);
        }
      }),
      { numRuns },
    );
  });

  test('what is shown reads the same when it is delivered in its turn', () => {
    fc.assert(
      fc.property(delivery, (delivered) => {
        const once = published(rowsOf(delivered));
        const again = publicRows([...once.values()], facts);
        expect(again).toEqual([...once.values()]);
      }),
      { numRuns },
    );
  });

  test('a small count and the part that is hidden with it could be each other', () => {
    const parts = fc.array(fc.constantFrom<number>(0, 5, 5, 6, 20, 90), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, fc.constantFrom(1, 4), fc.nat(), (others, small, at) => {
        const place = at % (others.length + 1);
        const values = [...others.slice(0, place), small, ...others.slice(place)];
        const sum = values.reduce((all, one) => all + one, 0);
        const read = (of: readonly number[]): (number | null)[] =>
          publicRows([observation(0, '{}', sum), ...of.map(partOf)], facts).map(({ value: shown }) => shown);
        const partOf = (one: number, index: number): Observation =>
          observation(index + 1, JSON.stringify({ channel: `part ${index}` }), one);
        const before = read(values);
        // The total stands last, as its key does.
        const hidden = values.findIndex((one, i) => i !== place && one > 0 && before[i] === null);
        if (hidden < 0) return expect(others.every((one) => one === 0)).toBe(true);
        const swapped = [...values];
        [swapped[place], swapped[hidden]] = [values[hidden], values[place]];
        expect(read(swapped)).toEqual(before);
      }),
      { numRuns },
    );
  });
});
