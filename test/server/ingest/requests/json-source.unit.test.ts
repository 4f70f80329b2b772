/** Rows of JSON: a key that a row does not have is an empty cell. */
import { expect, test } from '@jest/globals';
import { Problems } from '../../../../server/ingest/problems.js';
import { jsonSource } from '../../../../server/ingest/requests/json-source.js';

test('a column that is called as something of every object is', async () => {
  const problems = new Problems();
  const bytes = new TextEncoder().encode('[{"a":1,"constructor":"x"},{"a":2}]');
  const batches = [];
  for await (const { records } of jsonSource('rows.json', bytes, 'json').read(problems))
    batches.push(...records);
  expect(batches).toEqual([
    ['a', 'constructor'],
    [1, 'x'],
    [2, null],
  ]);
  expect(problems.count).toBe(0);
});
