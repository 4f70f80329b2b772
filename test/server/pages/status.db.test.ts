/** Whose data is late, due, never there or has ended. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite, type PublicSite } from './public-site.js';

describeOnEachDatabase('the status of the data', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(FILES, { now: NOW });
    await database.accept(
      {
        'data-sets':
          'service,measure,cadence,state,ends_on\n' +
          'silent,ratings,month,published,\nsilent,errors,month,draft,\ntax-disc,visits,month,published,2014-01-31\n',
        measurements: 'service,measure,period,start,value\ncarers,completions,month,2014-01-01,7\n',
      },
      { now: NOW },
    );
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const get = (url: string) => site.app.inject({ url, headers: { accept: 'text/html' } });
  const text = async (url: string): Promise<string> => {
    const answer = await get(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    expectSoundPage(answer.body);
    return answer.body;
  };
  const counts = (page: string): Record<string, number> =>
    Object.fromEntries(
      [...page.matchAll(/app-counts__number">(\d+)<\/strong>\s*([a-z ]+)</g)].map(([, n, label]) => [
        label!,
        Number(n),
      ]),
    );

  test('every published data set is in one state; drafts are in none', async () => {
    expect(counts(await text('/status'))).toEqual({
      late: 1,
      stopped: 0,
      due: 0,
      'up to date': 3,
      'never provided': 1,
      ended: 1,
    });
    expect(counts(await text('/status?organisation=agency'))).toEqual({
      late: 0,
      stopped: 0,
      due: 0,
      'up to date': 1,
      'never provided': 0,
      ended: 1,
    });
  });

  test('what is late is named with its newest data and since when, and leads to its figure', async () => {
    const page = await text('/status');
    expect(page).toMatch(
      /Carer[\s\S]*Completions<[\s\S]*January 2014[\s\S]*Late: February 2014 was due by 21 March/,
    );
    expect(page).toContain('Version of the data');
    expect(page).toContain(
      '<meta name="description" content="1 data set is late, 0 have stopped, 0 are due, 3 are up to date."',
    );
    expect(await text('/status?state=never')).toMatch(/Silent service[\s\S]*None/);
    expect(await text('/status?state=due')).toContain('Nothing is due.');
    expect(await text('/status?state=stopped')).toContain('No data set has stopped.');
  });

  test.each([
    ['/status?state=lost', 'state'],
    ['/status?page=7', 'page'],
    ['/status?organisation=nowhere', 'organisation'],
  ])('%s: 400 that names %s', async (url, parameter) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(`<strong>${parameter}</strong>`);
  });
});
