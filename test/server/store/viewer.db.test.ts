/** Who asks decides what an answer may know of: the snapshot is the same for all. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MOST_WORK, ReadStore, type Reading } from '../../../server/loaders/reading.js';
import { parseWindow } from '../../../server/metrics/periods.js';
import { windowValues } from '../../../server/store/observations.js';
import { ANONYMOUS, draftReader, type Viewer } from '../../../server/store/viewer.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, NOW, rows, type Importing } from '../ingest/importing.js';

const EDITOR = draftReader([{}]);

describeOnEachDatabase('a draft', (dialect) => {
  let database: Importing;
  let store: ReadStore;
  const begin = (viewer: Viewer): Promise<Reading> => store.begin({ viewer, now: NOW });
  beforeAll(async () => {
    database = await importing(dialect);
    store = new ReadStore(database.dataSource, MOST_WORK);
    await database.accept(BASE);
    await database.accept({
      'data-sets': 'service,measure,cadence,state\nlpa,starts,month,draft\nlpa,completions,month,published\n',
      measurements: rows('lpa,starts,month,2014-01-01,,10', 'lpa,completions,month,2014-01-01,,5'),
      annotations:
        'subject_type,subject,measure,kind,from,to,text,link\nservice,lpa,starts,NOTE,2014-01-10,,Of the draft,\n',
    });
  });
  afterAll(() => database.close());

  /** What a reading says about the service that has a draft. */
  async function said(reading: Reading): Promise<unknown> {
    const { catalogue } = reading;
    const subject = catalogue.subject('SERVICE', 'lpa')!;
    const metric = catalogue.metric('completion-rate')!;
    const latest = await reading.latest({ subject, metric, period: 'MONTH' });
    return {
      measures: catalogue.dataSetsOf(subject.services[0]!.id).map(({ facts }) => facts.measure),
      remarks: catalogue.annotations(subject, ['starts']).length,
      latest: latest?.value ?? null,
      freshness: reading.freshness(subject, metric).state,
    };
  }

  test('is there for whoever may see it, and for nobody else', async () => {
    expect(await said(await begin(EDITOR))).toEqual({
      measures: ['starts', 'completions'],
      remarks: 1,
      latest: 50,
      freshness: 'LATE',
    });
    expect(await said(await begin(ANONYMOUS))).toEqual({
      measures: ['completions'],
      remarks: 0,
      latest: null,
      freshness: 'NEVER',
    });
  });

  test('is not read for whoever may not see it, even where it is asked for', async () => {
    const readFor = async (viewer: Viewer): Promise<boolean> => {
      const { catalogue } = await begin(EDITOR);
      const { facts } = catalogue.dataSet(catalogue.service('lpa')!.id, 'starts')!;
      const { snapshot } = await begin(viewer);
      const window = parseWindow('MONTH', '2014-01-01')!;
      const read = [{ dataSets: [facts], windows: [window] }];
      const options = { snapshot, asOf: snapshot.version, usesRollups: true, kept: store.kept };
      const values = await windowValues(database.dataSource, read, options);
      return values.get(facts.id)!.content(window).splits !== null;
    };
    expect(await readFor(EDITOR)).toBe(true);
    expect(await readFor(ANONYMOUS)).toBe(false);
  });

  test('raises no version that others see', async () => {
    const seen = async (): Promise<unknown[]> => {
      const reading = await begin(ANONYMOUS);
      await said(reading);
      return [reading.dataVersion, ...reading.basis.versions];
    };
    const before = await seen();
    const old = (await begin(ANONYMOUS)).snapshot.version;
    await database.accept({ measurements: rows('lpa,starts,month,2014-02-01,,12') });
    expect((await begin(ANONYMOUS)).snapshot.version).toBe(old + 1);
    expect(await seen()).toEqual(before);
  });
});
