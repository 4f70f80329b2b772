import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HeldChange, type HeldStarts } from '../../../server/metrics/held-starts.js';

/** Rows of several series by start; a state is absent, a row without a final value, or one with it. */
type State = 'absent' | 'there' | 'final';
const state = fc.constantFrom<State>('absent', 'there', 'final');
const row = fc.record({ start: fc.integer({ min: 1, max: 6 }), before: state, after: state });

const facts = (one: State): { isThere: boolean; hasFinalValue: boolean } => ({
  isThere: one !== 'absent',
  hasFinalValue: one === 'final',
});

function heldOf(rows: readonly { start: number; is: State }[]): HeldStarts {
  const there = rows.filter(({ is }) => is !== 'absent').map(({ start }) => start);
  const final = rows.filter(({ is }) => is === 'final').map(({ start }) => start);
  const ends = (list: number[]): [number | null, number | null] =>
    list.length ? [Math.min(...list), Math.max(...list)] : [null, null];
  const [first, last] = ends(there);
  return { first, last, latestValue: ends(final)[1] };
}

const changed = (rows: readonly { start: number; before: State; after: State }[]): HeldChange => {
  const change = new HeldChange();
  for (const { start, before, after } of rows) change.add(start, facts(before), facts(after));
  return change;
};

test('what is held after a change is what the rows say, or not known', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.array(row, { maxLength: 4 }), (touched, others) => {
      const rest = others.map(({ start, before }) => ({ start, is: before }));
      const before = heldOf([...touched.map(({ start, before: is }) => ({ start, is })), ...rest]);
      const after = heldOf([...touched.map(({ start, after: is }) => ({ start, is })), ...rest]);
      const applied = changed(touched).applied(before);
      if (applied) expect(applied).toEqual(after);
    }),
  );
});

test('it is always known where nothing goes away', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const order: readonly State[] = ['absent', 'there', 'final'];
      const growing = rows.filter(({ before, after }) => order.indexOf(before) <= order.indexOf(after));
      const before = heldOf(growing.map(({ start, before: is }) => ({ start, is })));
      expect(changed(growing).applied(before)).not.toBeNull();
    }),
  );
});

test.each<[string, { start: number; before: State; after: State }[], HeldStarts | null]>([
  ['the newest row', [{ start: 9, before: 'final', after: 'absent' }], null],
  ['the first row', [{ start: 1, before: 'final', after: 'absent' }], null],
  ['a row between', [{ start: 5, before: 'final', after: 'absent' }], { first: 1, last: 9, latestValue: 9 }],
  ['the newest value, its row stays', [{ start: 9, before: 'final', after: 'there' }], null],
  [
    'the newest row, and a newer one comes',
    [
      { start: 9, before: 'final', after: 'absent' },
      { start: 10, before: 'absent', after: 'there' },
      { start: 11, before: 'absent', after: 'final' },
    ],
    { first: 1, last: 11, latestValue: 11 },
  ],
  [
    'one of two rows of the newest window',
    [
      { start: 9, before: 'final', after: 'absent' },
      { start: 9, before: 'absent', after: 'final' },
    ],
    { first: 1, last: 9, latestValue: 9 },
  ],
])('%s is taken away', (_, rows, expected) => {
  expect(changed(rows).applied({ first: 1, last: 9, latestValue: 9 })).toEqual(expected);
});
