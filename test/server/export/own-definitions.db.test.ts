/** Measures and metrics that were made or changed here, exported and imported into an empty database. */
import { expect, test } from '@jest/globals';
import { In } from 'typeorm';
import { migrateUp } from '../../../server/db/index.js';
import { Measure } from '../../../server/entities/index.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, FULL, importing } from '../ingest/importing.js';
import { roundTrips } from './exporting.js';

describeOnEachDatabase('an export', (dialect) => {
  test('of measures that were made or changed here has them, whatever is built in under their keys', async () => {
    const database = await importing(dialect);
    try {
      await database.accept(BASE);
      // As it was before `visitors` and `feedback` were built in.
      await database.dataSource.manager.delete(Measure, { key: In(['visitors', 'feedback']) });
      await database.accept({
        measures: [
          'key,label,label_cy,unit,aggregation,dimensions',
          'visitors,Callers at the desk,,count,flow,desk',
          'feedback,Points,,%,stock,',
          'cost,Money,Arian,£,flow,',
          '',
        ].join('\n'),
        'data-sets': 'service,measure,cadence\nlpa,visitors,month\n',
        measurements: 'service,measure,period,start,desk,value\nlpa,visitors,month,2014-01-01,north,3\n',
      });
      await migrateUp(database.url);
      const { first, others } = await roundTrips(database);
      expect(first['measures.csv']).toMatch(/^cost,Money,Arian,£,flow,\nfeedback,.*\nvisitors,/m);
      for (const other of others) expect(other).toEqual(first);
    } finally {
      await database.close();
    }
  });

  test('of more metrics than a file may hold is several files', async () => {
    const metricOf = (n: number, companion: string): string =>
      `- { key: m${n}, owner: moj, label: M, description: { en: ${'x'.repeat(19_000)}, cy: ${'y'.repeat(19_000)} }, ` +
      `formula: { total: { measure: letters } }, story: { companions: [${companion}] } }\n`;
    const some = (from: number, to: number, companion: string): string =>
      Array.from({ length: to - from }, (_, i) => metricOf(from + i, companion)).join('');
    const database = await importing(dialect);
    try {
      await database.accept(FULL);
      await database.accept({ metrics: some(20, 40, 'letters') });
      // What is in the first file refers to what is in the second.
      await database.accept({ metrics: some(10, 20, 'm39') });
      const { first, others } = await roundTrips(database);
      expect(Object.keys(first).filter((name) => name.startsWith('metrics'))).toEqual([
        'metrics.yaml',
        'metrics-2.yaml',
      ]);
      for (const other of others) expect(other).toEqual(first);
    } finally {
      await database.close();
    }
  });
});
