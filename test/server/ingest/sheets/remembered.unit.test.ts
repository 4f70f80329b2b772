/** What was said of an earlier file with the same headers holds for the next one only as far as that does not say it itself. */
import { expect, test } from '@jest/globals';
import type { SaidOfSheet } from '../../../../server/access/sheet-answers.js';
import { readSheet, type ReadSheet } from '../../../../server/ingest/requests/read-sheet.js';
import { PERMIT, table } from './tables.js';

const WORDS = { question: 'A question', answer: 'An answer' };

/** A table after another was answered so. */
function readAfter(
  rows: Parameters<typeof table>[0],
  answers: SaidOfSheet['answers'],
  name?: string,
): Promise<ReadSheet> {
  const words = Object.fromEntries(Object.keys(answers).map((key) => [key, WORDS]));
  const read = table(rows);
  const file = { table: name === undefined ? read : { ...read, name } };
  return readSheet({ file, context: PERMIT, answers: null }, () =>
    Promise.resolve({ answers, words, at: '2026-10-01T09:00:00.000Z' }),
  );
}
const asked = ({ mapping }: ReadSheet): string[] => mapping.questions.map(({ key }) => key);

const CHANNELS = [
  ['Channel', 'Number'],
  ['Digital', 5],
];
const SAID = { measure: 'transactions', window: 'month 2026-09-01' };

test('a window that an older version kept is asked anew, and the rest holds', async () => {
  const read = await readAfter(CHANNELS, SAID);
  expect(asked(read)).toEqual(['window']);
  expect(read.remembered).toEqual({
    answers: { measure: 'transactions' },
    words: { measure: WORDS },
    at: '2026-10-01T09:00:00.000Z',
  });
  const titled = await readAfter([['October 2026'], ...CHANNELS], SAID);
  expect(titled.made?.csv).toContain('month,2026-10-01');
  const only = await readAfter([['Channel', 'Transactions'], CHANNELS[1]], { window: SAID.window });
  expect(asked(only)).toEqual(['window']);
  expect(only.remembered).toBeNull();
});

test('a column that was said to be of a window is asked anew', async () => {
  const wide = [
    ['Channel', 'Oct 2026', 'Latest'],
    ['Digital', 5, 6],
    ['Phone', 7, 8],
  ];
  const key = 'column:latest';
  const read = await readAfter(wide, { [key]: 'values|measure=transactions|window=month 2026-09-01' });
  expect(asked(read)).toContain(key);
  expect(asked(await readAfter(wide, { [key]: 'left-out' }))).not.toContain(key);
});

test('what a title counts goes before what was said to be counted', async () => {
  const months = [
    ['Month', 'Number'],
    ['Jan 2026', 5],
  ];
  const measures = async (titles: string[], name?: string): Promise<unknown> => {
    const read = await readAfter([...titles.map((title) => [title]), ...months], SAID, name);
    return read.made?.csv.split('\n')[1].split(',')[1] ?? asked(read);
  };
  expect(await measures([])).toBe('transactions');
  expect(await measures(['Transactions'])).toBe('transactions');
  expect(await measures(['Cost'])).toBe('cost');
  expect(await measures([], 'cost.csv')).toBe('cost');
  // The title says another measure than the columns can be of.
  expect(asked(await readAfter([['Cost'], ['Month', ''], ['Jan 2026', 5]], {}))).not.toContain('measure');
  const digital = [['Cost'], ['Month', 'Digital', 'Phone'], ['Jan 2026', 5, 4]];
  expect(asked(await readAfter(digital, { measure: 'transactions' }))).toEqual(['measure']);
});
