/** From the file that somebody has to what is stored, and to the cell that a refusal names. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importSources, type ImportOutcome } from '../../../../server/ingest/import.js';
import { applyMapping } from '../../../../server/ingest/sheets/apply.js';
import { sourceCell } from '../../../../server/ingest/sheets/applied.js';
import { readTable } from '../../../../server/ingest/sheets/files/read-table.js';
import { writeXlsx } from '../../../../server/ingest/sheets/files/write-xlsx.js';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';
import { tableSource } from '../../../../server/ingest/source.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { importing, type Importing, observations } from '../importing.js';
import { date, NOW, PERMIT } from './tables.js';

describeOnEachDatabase('a spreadsheet', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept({
      organisations: 'slug,name,kind\ncouncil,Council,department\n',
      services: 'slug,name,organisation\nrenew-a-permit,Renew a permit,council\n',
    });
  });
  afterAll(() => store.close());

  const send = async (rows: TableCell[][]): Promise<{ outcome: ImportOutcome; cells: string[] }> => {
    const table = await readTable('figures.xlsx', await writeXlsx({ rows }));
    const mapping = recognise(table, PERMIT);
    expect(mapping.questions).toEqual([]);
    const applied = applyMapping(table, mapping);
    const source = tableSource('measurements', table.name, applied.header, () => applied.rows);
    const outcome = await importSources(store.dataSource, [source], { now: NOW, source: table.name });
    const cells = outcome.isAccepted ? [] : outcome.problems.map((problem) => sourceCell(applied, problem));
    return { outcome, cells };
  };

  test('is stored as rows that were typed in', async () => {
    const { outcome } = await send([
      ['Transactions'],
      ['Month', 'Online', 'Phone', 'Total'],
      [date(2026, 1, 1), 1200, '300 [p]', 1500],
      [date(2026, 2, 1), 1300, '[x]', 1300],
    ]);
    expect(outcome).toMatchObject({ isAccepted: true, receipt: { total: { received: 4, inserted: 4 } } });
    const stored = await observations(store.dataSource);
    expect(stored.map(({ dimensions, value }) => [dimensions, value])).toEqual([
      ['{"channel":"digital"}', 1200],
      ['{"channel":"digital"}', 1300],
      ['{"channel":"phone"}', 300],
      ['{"channel":"phone"}', null],
    ]);
  });

  test('is refused by the cells that stand in it', async () => {
    const { outcome, cells } = await send([
      ['Transactions'],
      ['Month', 'Online', 'Phone'],
      [date(2026, 1, 1), 'about 12', 300],
      [date(2026, 2, 1), -5, 1],
    ]);
    expect(outcome).toMatchObject({
      isAccepted: false,
      problems: [
        { message: expect.stringMatching(/"about 12" is not a plain number/) },
        { message: expect.stringMatching(/-5 is negative/) },
      ],
    });
    expect(cells).toEqual(['B3', 'B4']);
  });
});
