/** What a page says that a column is, and what it offers instead. */
import { expect, test } from '@jest/globals';
import { columnChoices, useWords } from '../../../../server/ingest/sheets/column-words.js';
import { useOfText } from '../../../../server/ingest/sheets/mapping.js';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import { PERMIT, table } from './tables.js';

const mapping = recognise(
  table([
    ['Month', 'Digital', 'Remarks'],
    ['Jan 2026', 5, 'none'],
  ]),
  PERMIT,
);

test('in words', () => {
  expect(mapping.columns.map(({ is }) => useWords(is, PERMIT))).toEqual([
    'The day, week, month, quarter or year',
    'Values: Transactions, channel digital',
    'Left out',
  ]);
  const of = { service: 'a', measure: 'starts', window: { period: 'month', start: '2026-01-01' } } as const;
  expect(useWords({ use: 'values', of }, PERMIT)).toBe('Values: a, Starts, month from 2026-01-01');
});

test('every choice is an answer, and what a column is can be kept', () => {
  for (const { is } of mapping.columns) {
    const values = columnChoices(is, mapping, PERMIT).map(({ value }) => value);
    for (const value of values) expect([value, useOfText(value)]).toEqual([value, expect.anything()]);
    expect(new Set(values).size).toBe(values.length);
  }
  const [, digital] = mapping.columns;
  expect(columnChoices(digital.is, mapping, PERMIT)[0]).toEqual({
    value: 'values|measure=transactions|channel=digital',
    label: 'Values: Transactions, channel digital',
  });
  const values = columnChoices(digital.is, { shape: 'responses' }, PERMIT).slice(1);
  expect(values.map(({ value }) => value)).toEqual(['rating', 'date', 'left-out']);
});
