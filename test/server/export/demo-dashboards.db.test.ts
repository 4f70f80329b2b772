/** The dashboards of the demonstration as files: the same after an import, and one of them the example of the documents. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { dayOf } from '../../../server/demo/rhythm.js';
import { DEFINITIONS } from '../../../server/demo/services/index.js';
import { catalogueSources } from '../../../server/demo/sources.js';
import { importSources } from '../../../server/ingest/import.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importing, NOW } from '../ingest/importing.js';
import { roundTrips } from './exporting.js';

const EXAMPLE = join(__dirname, '../../../docs/examples/carers-allowance-applications.yaml');

describeOnEachDatabase('an export of the demonstration', (dialect) => {
  test('has all its dashboards, and is the same after it was imported into an empty database', async () => {
    const database = await importing(dialect);
    try {
      const sources = catalogueSources(DEFINITIONS, dayOf('2014-06-01'));
      expect(await importSources(database.dataSource, sources, { now: NOW, source: 'demo' })).toMatchObject({
        isAccepted: true,
      });
      const { first, others } = await roundTrips(database);
      for (const other of others) expect(other).toEqual(first);
      const all = first['dashboards.yaml']!.split(/^(?=- slug: )/m);
      expect(all).toHaveLength(DEFINITIONS.dashboards.length);
      const example = all.find((one) => one.startsWith('- slug: carers-allowance-applications\n'))!;
      if (process.env.UPDATE_DOCS) writeFileSync(EXAMPLE, example);
      const isStale = readFileSync(EXAMPLE, 'utf8') !== example;
      expect(isStale ? `${EXAMPLE} is out of date: UPDATE_DOCS=1 npx jest demo-dashboards` : '').toBe('');
    } finally {
      await database.close();
    }
  });
});
