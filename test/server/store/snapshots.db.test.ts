/** What every request asks first: whether there is a newer version. It must not cost more the more was delivered. */
import { expect, test } from '@jest/globals';
import { rows } from '../../../server/db/index.js';
import { Snapshots } from '../../../server/store/shared-snapshots.js';
import { record } from '../../support/api.js';
import { importing } from '../ingest/importing.js';

/** A month, of a channel of its own. */
const delivered = (channel: string): string =>
  `service,measure,period,start,channel,value\ncarers,transactions,month,2014-01-01,${channel},5\n`;

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

test('while deliveries follow one another, a look reads only what is newer than the look before', async () => {
  const { dataSource, accept, close } = await importing('sqlite');
  await accept({
    organisations: 'slug,name,kind\ndwp,Work,department\n',
    services: 'slug,name,organisation\ncarers,Carers,dwp\n',
    measurements: delivered('digital'),
  });
  const runner = dataSource.createQueryRunner();
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  const looks: unknown[][] = [];
  runner.query = (async (sql: string, parameters: unknown[], ...others: unknown[]) => {
    const answer = await query(sql, parameters, ...others);
    if (!sql.includes('FROM series WHERE id > ')) return answer;
    looks.push(parameters);
    // Two deliveries come while the rest is read.
    if (looks.length < 3) await accept({ measurements: delivered(['phone', 'paper'][looks.length - 1]) });
    return answer;
  }) as typeof runner.query;
  const { version, series } = await new Snapshots(dataSource).newest();
  expect(version).toBe(4);
  expect(looks).toEqual([[0], [1], [2]]);
  expect([...series.values()].flat().map(({ id }) => id)).toEqual([1, 2, 3]);
  await close();
});
