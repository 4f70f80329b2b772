/** What every request asks first: whether there is a newer version. It must not cost more the more was delivered. */
import { expect, test } from '@jest/globals';
import { rows } from '../../../server/db/index.js';
import { Snapshots } from '../../../server/store/shared-snapshots.js';
import { importing } from '../ingest/importing.js';
import { record } from '../../support/api.js';

test('the newest version is looked up in an index, however many deliveries there are', async () => {
  const { dataSource, close } = await importing('sqlite');
  const statements = record(dataSource);
  const snapshots = new Snapshots(dataSource);
  await snapshots.newest();
  const first = statements.splice(0);
  await snapshots.newest();
  expect(statements).toEqual([first[0]]);
  const plans: string[] = [];
  for (const statement of first.slice(0, 2)) {
    const plan = await rows<{ detail: string }>(dataSource, `EXPLAIN QUERY PLAN ${statement}`);
    plans.push(...plan.map(({ detail }) => detail).filter((detail) => detail.includes('submission')));
  }
  // The largest id of all is the last of the table.
  expect(plans).toEqual([
    'SEARCH submission',
    'SEARCH submission',
    expect.stringMatching(/^SEARCH submission USING COVERING INDEX .*\(changes_catalogue=\?\)$/),
  ]);
  await close();
});
