/** The page of an organisation: what its services do together, which stand out, what is late, what belongs to it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, NOW, publicSite, type PublicSite } from './public-site.js';

const SERVICES = ['a', 'b', 'c', 'd', 'tiny'];

/** By service, digital transactions of 10,000 in May 2013 and 2014; a tiny service has 10 of each. */
const SHARES: Record<string, [number, number]> = {
  a: [5000, 9000],
  b: [5000, 5001],
  c: [8000, 7000],
  d: [1000, 1000],
  tiny: [0, 10],
};

describeOnEachDatabase('an organisation’s page', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    const rows = SERVICES.flatMap((slug) =>
      ['2013-05-01', '2014-05-01'].flatMap((start, index) => {
        const digital = SHARES[slug]![index]!;
        const all = slug === 'tiny' ? 10 : 10_000;
        return [
          `${slug},transactions,month,${start},digital,${digital}`,
          `${slug},transactions,month,${start},non-digital,${all - digital}`,
        ];
      }),
    );
    await database.accept(
      {
        organisations:
          'slug,name,kind,parent,closed_on\ndept,Department,department,,\nagency,Agency,agency,dept,\ngone,Gone body,agency,dept,2014-06-14\ngoing,Going body,agency,dept,2014-06-15\n',
        services: `slug,name,organisation,closed_on\n${SERVICES.map((slug) => `${slug},Service ${slug},dept,\n`).join('')}gone,Gone service,gone,2014-06-14\ngoing,Going service,going,2014-06-15\n`,
        'data-sets': 'service,measure,cadence\ngone,transactions,month\n',
        groups: `slug,name,services\nall,All of them,${SERVICES.join(' ')}\nstopped,Stopped,a\nin-time,In time,c\n`,
        measurements: `service,measure,period,start,channel,value\n${rows.join('\n')}\na,completions,month,2013-01-01,,5\nb,completions,month,2014-03-01,,5\n`,
      },
      { now: NOW },
    );
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const text = async (url: string): Promise<string> => {
    const answer = await site.app.inject({ url, headers: { accept: 'text/html' } });
    expect([url, answer.statusCode]).toEqual([url, 200]);
    expectSoundPage(answer.body);
    return answer.body;
  };

  test.each(['/organisations/dept', '/groups/all'])(
    '%s puts services of enough cases in order',
    async (url) => {
      const page = await text(url);
      const section = /id="standing"([\s\S]*?)<\/section>/.exec(page)![1]!;
      const names = [...section.matchAll(/\/services\/([a-z]+)\/digital-take-up/g)].map(([, slug]) => slug);
      expect(names).toEqual(['a', 'c', 'b', 'd', 'a', 'c']);
      expect(section).toMatch(/May 2014, 4 services with at least\s*1,000 transactions/);
      expect(section).toMatch(/\+40 points<\/strong>, better[\s\S]*−10 points<\/strong>, worse/);
    },
  );

  test('what is late is named, with a way to all of it and to what has stopped', async () => {
    const page = await text('/organisations/dept');
    expect(page).toMatch(
      /1 service has\s+not published in time[\s\S]*Service b[\s\S]*Completions\.\s*Late: April 2014 was due by 21 May</,
    );
    expect(page).toMatch(/1 service has\s+stopped publishing figures/);
    expect(page).not.toContain('No new data since');
    expect(page).toContain('href="/performance/status?organisation=dept"');
    expect(page).toContain('href="/performance/status?organisation=dept&amp;state=stopped"');
    expect(page).toMatch(/Agencies and other bodies[\s\S]*Agency/);
  });

  test('where nothing is late, what has stopped is named; where neither is, that', async () => {
    const stopped = await text('/groups/stopped');
    expect(stopped).toMatch(
      /Late data[\s\S]*Service a[\s\S]*Completions\.\s*No new data since January 2013; was due by 21 March 2013/,
    );
    expect(stopped).not.toContain('not published in time');
    const inTime = await text('/groups/in-time');
    expect(inTime).toContain('Nothing is late: 1 data set came when expected.');
    expect(inTime).not.toContain('stopped publishing');
  });

  test('an organisation without services says so and compares nothing', async () => {
    const page = await text('/organisations/agency');
    expect(page).toContain('No service is published here.');
    expect(page).not.toContain('id="standing"');
    expect(page).not.toContain('id="late"');
  });

  test('what has closed is marked, and what will close on its last day or later says when', async () => {
    const page = await text('/organisations/dept');
    for (const what of ['body', 'service']) {
      expect(page).toMatch(new RegExp(`Gone ${what}</a\\s*> <span class="app-muted">\\(closed\\)`));
      expect(page).toMatch(
        new RegExp(`Going ${what}</a\\s*> <span class="app-muted">\\(closes on 15 June 2014\\)`),
      );
    }
    for (const path of ['/organisations', '/services']) {
      expect(await text(`${path}/gone`)).toMatch(/>Closed<[\s\S]*?14 June 2014/);
      expect(await text(`${path}/going`)).toMatch(/>Closes<[\s\S]*?15 June 2014/);
    }
  });

  test('of a closed service that never published nothing was delivered, and nothing is due', async () => {
    const section = /id="indicators"[\s\S]*?<\/section>/.exec(await text('/services/gone'))![0];
    expect(section).toMatch(/Digital take-up<[\s\S]*?Not published<[\s\S]*?No longer updated</);
    expect(section).not.toMatch(/has been delivered|due/);
  });

  test('a service can be taken along as a whole, and compared', async () => {
    const page = await text('/services/a');
    expect(page).toContain('href="/performance/services/a/data.csv"');
    expect(page).toContain('href="/performance/services?s=a"');
  });
});
