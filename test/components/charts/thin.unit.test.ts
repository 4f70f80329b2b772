import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spread } from '../../../components/charts/line/spread-labels.js';
import { segmentsOf } from '../../../components/charts/spec/segments.js';
import { wrapText, textWidth } from '../../../components/charts/spec/text-width.js';
import { thinLine } from '../../../components/charts/spec/thin.js';

const value = fc.integer({ min: -1000, max: 1000 });
/** Lines with no, few or many gaps. */
const line = fc
  .integer({ min: 1, max: 200 })
  .chain((freq) => fc.array(fc.option(value, { freq }), { maxLength: 1500 }));
const cutsOf = fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 3 });

describe('segments', () => {
  test('a gap ends a stretch, and so does a cut', () => {
    expect(segmentsOf([null, 1, 2, null, 3, 4, 5, null], [6])).toEqual([
      { first: 1, last: 2 },
      { first: 4, last: 5 },
      { first: 6, last: 6 },
    ]);
    expect(segmentsOf([])).toEqual([]);
    expect(segmentsOf([null, null])).toEqual([]);
  });
});

describe('thinning', () => {
  test('a short line is left as it is', () => {
    expect(thinLine([1, null, 2, 3], 300)).toEqual([[0], [2, 3]]);
  });

  test('keeps gaps, ends and extremes, and the limit', () => {
    fc.assert(
      fc.property(line, cutsOf, fc.integer({ min: 20, max: 400 }), (values, cuts, limit) => {
        const kept = thinLine(values, limit, cuts);
        const segments = segmentsOf(values, cuts);
        expect(kept.map((indices) => ({ first: indices[0], last: indices.at(-1) }))).toEqual(segments);
        const flat = kept.flat();
        expect(flat).toEqual([...new Set(flat)].sort((a, b) => a - b));
        const drawn = values.filter((item) => item !== null);
        const shown = flat.map((index) => values[index]!);
        if (drawn.length > 0) {
          expect(Math.max(...shown)).toBe(Math.max(...drawn));
          expect(Math.min(...shown)).toBe(Math.min(...drawn));
        }
        expect(flat.length).toBeLessThanOrEqual(Math.max(limit, 2 * segments.length + 2));
      }),
      { numRuns: 300 },
    );
  });

  test('4,000 points become a few hundred, of which most are used', () => {
    const values = Array.from({ length: 4000 }, (_, index) => Math.sin(index / 7) * index);
    const count = thinLine(values, 300).flat().length;
    expect(count).toBeLessThanOrEqual(300);
    expect(count).toBeGreaterThan(250);
  });
});

describe('placing', () => {
  const boxes = fc.array(
    fc.record({ centre: fc.integer({ min: -50, max: 350 }), size: fc.integer({ min: 5, max: 60 }) }),
    { maxLength: 6 },
  );

  test('boxes never overlap, stay in bounds, keep their order, and move only if they must', () => {
    fc.assert(
      fc.property(boxes, (wanted) => {
        const centres = spread(wanted, 0, 300);
        if (wanted.reduce((sum, { size }) => sum + size, 0) > 300) return centres === null;
        const placed = wanted
          .map(({ centre, size }, index) => ({ wish: centre, size, at: centres![index]! }))
          .sort((a, b) => a.at - b.at);
        placed.forEach(({ at, size, wish }, index) => {
          expect(at - size / 2).toBeGreaterThanOrEqual(-1e-6);
          expect(at + size / 2).toBeLessThanOrEqual(300 + 1e-6);
          const before = placed[index - 1];
          if (!before) return;
          expect(at - size / 2).toBeGreaterThanOrEqual(before.at + before.size / 2 - 1e-6);
          expect(wish).toBeGreaterThanOrEqual(before.wish);
        });
        return true;
      }),
      { numRuns: 500 },
    );
    expect(
      spread(
        [
          { centre: 40, size: 10 },
          { centre: 90, size: 10 },
        ],
        0,
        300,
      ),
    ).toEqual([40, 90]);
    expect(
      spread(
        [
          { centre: 100, size: 20 },
          { centre: 100, size: 20 },
        ],
        0,
        300,
      ),
    ).toEqual([90, 110]);
  });

  test('wrapping loses no text, and no line is too wide', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 200 }),
        fc.integer({ min: 40, max: 300 }),
        (text, width) => {
          const lines = wrapText(text, width, 16);
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
          for (const item of lines) expect(textWidth(item, 16)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
