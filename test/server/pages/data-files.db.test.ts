/** What can be taken along: everything public, in the import format, and nothing that is not. */
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { CatalogueFile } from '../../../server/export/catalogue-files.js';
import { describeColumns } from '../../../server/export/dictionary.js';
import { COLUMNS } from '../../../server/ingest/catalogue/columns.js';
import type { ImportKind } from '../../../server/ingest/kinds.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { importing, type Files, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite, type PublicSite } from './public-site.js';

/** A small count beside its total, a draft, remarks, targets, Welsh texts, a corrected and a withdrawn value. */
const MORE: Files = {
  organisations: 'slug,name,name_cy,kind\ndwp,Department for Work,Adran Gwaith,department\n',
  'data-sets':
    'service,measure,cadence,suppress_below,state,dimension_values,dimension_labels,dimension_labels_cy,absent_parts,best_rating\n' +
    'tax-disc,calls,month,5,published,"reason=help ""no form"" other","reason=help:""Help, asked for"" ""no form"":""Form: missing""","reason=help:Cymorth",missing,\n' +
    'tax-disc,ratings,month,0,published,,"rating=1:""Very good"" 5:""Very poor""",,zero,1\n' +
    'silent,errors,month,0,draft,,,,,\n',
  measurements: [
    'service,measure,period,start,reason,error,value,status,flags',
    'tax-disc,calls,month,2014-03-01,,,103,,',
    'tax-disc,calls,month,2014-03-01,help,,3,,',
    'tax-disc,calls,month,2014-03-01,no form,,40,,PROVISIONAL',
    'tax-disc,calls,month,2014-03-01,other,,60,,',
    'tax-disc,calls,month,2014-04-01,,,4,,',
    'tax-disc,calls,month,2014-05-01,,,40,,ESTIMATED UNFINISHED LOW_RELIABILITY BREAK',
    'silent,errors,month,2014-04-01,,secret word,4,,',
    '',
  ].join('\n'),
  annotations:
    'subject_type,subject,measure,kind,from,text\n' +
    'service,tax-disc,calls,NOTE,2014-03-01,"A strike, ""long"""\n' +
    'service,silent,errors,NOTE,2014-03-01,secret remark\n' +
    'portfolio,,,BREAK,2013-06-01,New rules\n',
  targets:
    'subject_type,subject,metric,value,from\nservice,carers,digital-take-up,80,2014-01-01\nportfolio,,digital-take-up,90,\n',
};
const CORRECTED: Files = {
  measurements:
    'service,measure,period,start,value,status\n' +
    'tax-disc,transactions,month,2014-05-01,7000,\ntax-disc,transactions,month,2014-02-01,,NOT_PROVIDED\n',
};

const KINDS: readonly ImportKind[] = [
  'organisations',
  'services',
  'groups',
  'measures',
  'data-sets',
  'targets',
  'annotations',
];

const bodyOf = async (site: PublicSite, url: string): Promise<Buffer> => {
  const answer = await site.app.inject(url);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.rawPayload;
};

async function allFiles(site: PublicSite): Promise<{ files: Files; bytes: Buffer[] }> {
  const names = [...KINDS, 'measurements-dwp'];
  const bytes = await Promise.all(names.map((name) => bodyOf(site, `/data/${name}.csv.gz`)));
  const files = bytes.map((body, index) => [KINDS[index] ?? 'measurements', gunzipSync(body).toString()]);
  return { files: Object.fromEntries(files) as Files, bytes };
}

const FIGURES = [
  '/services/carers/transactions.json?by=channel',
  '/services/carers/cost-per-transaction.json',
  '/services/carers/digital-take-up.json?period=quarter&compare-to=previous-year',
  '/services/tax-disc/transactions.json',
  '/services/tax-disc/calls.json?period=month',
  '/services/tax-disc/calls.json?period=month&by=reason',
  '/organisations/agency/transactions.json',
  '/groups/caring/transactions.json?period=quarter',
  '/portfolio/digital-take-up.json',
  '/portfolio/calls.json?period=month',
];

async function figures(site: PublicSite): Promise<unknown[]> {
  const answers = await Promise.all(FIGURES.map((url) => site.app.inject(url)));
  return answers.map((answer) => {
    const { figure, series, subject, publisher } = answer.json<ModuleData>();
    // The sentence speaks of lateness, too: of a count that is confidential the copy cannot know that it came.
    return { figure, series: { ...series, narrative: '' }, subject, publisher };
  });
}

describeOnEachDatabase('files to take along', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(FILES, { now: NOW });
    await database.accept(MORE, { now: NOW });
    await database.accept(CORRECTED, { now: NOW });
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  test('a platform that is made of them has the same figures and files', async () => {
    const { files, bytes } = await allFiles(site);
    const copy = await importing(dialect);
    await copy.accept(files, { now: NOW });
    const copied = await publicSite(copy.dataSource);
    try {
      expect(await figures(copied)).toEqual(await figures(site));
      expect((await allFiles(copied)).bytes.map((body) => body.toString('hex'))).toEqual(
        bytes.map((body) => body.toString('hex')),
      );
    } finally {
      await copied.app.close();
      await copy.close();
    }
  });

  test('small counts, and what would give them away, are not in them', async () => {
    const csv = (await bodyOf(site, '/services/tax-disc/data.csv')).toString();
    const rows = (parse(csv, { columns: true }) as Record<string, string>[]).filter(
      ({ measure }) => measure === 'calls',
    );
    expect(rows.map(({ start, reason, value, status }) => [start, reason, value, status])).toEqual([
      ['2014-03-01', 'help', '', 'SUPPRESSED'],
      ['2014-03-01', 'no form', '', 'SUPPRESSED'],
      ['2014-03-01', 'other', '60', 'PROVIDED'],
      ['2014-03-01', '', '103', 'PROVIDED'],
      ['2014-04-01', '', '', 'SUPPRESSED'],
      ['2014-05-01', '', '40', 'PROVIDED'],
    ]);
  });

  test('labels are written as they are read, and are those of lines', async () => {
    const csv = gunzipSync(await bodyOf(site, '/data/data-sets.csv.gz')).toString();
    const found = (parse(csv, { columns: true }) as Record<string, string>[]).filter(
      ({ service, measure }) => service === 'tax-disc' && ['calls', 'ratings'].includes(measure!),
    );
    const columns = ['dimension_labels', 'dimension_labels_cy', 'absent_parts', 'best_rating'];
    expect(found.map((row) => columns.map((name) => row[name]))).toEqual([
      ['reason=help:"Help, asked for" "no form":"Form: missing"', 'reason=help:Cymorth', 'missing', ''],
      ['rating=1:"Very good" 5:"Very poor"', '', 'zero', '1'],
    ]);
    const answer = await site.app.inject('/services/tax-disc/calls.json?period=month&by=reason');
    const { series } = answer.json<ModuleData>();
    expect(series!.lines.map(({ key, label }) => [key, label])).toEqual([
      ['help', 'Help, asked for'],
      ['no form', 'Form: missing'],
      ['other', 'Other'],
    ]);
  });

  test('what was taken back is in none of them, nor is a column for it; what came early says so', async () => {
    const store = await importing(dialect);
    const before = (text: string) => store.accept({ measurements: text }, { now: NOW });
    await store.accept({ organisations: FILES.organisations, services: FILES.services });
    await before(
      'service,measure,period,start,device,value\n' +
        'tax-disc,visits,month,2014-05-01,,5\ntax-disc,visits,month,2014-05-01,mobile,3\ntax-disc,visits,month,2014-06-01,,2\n',
    );
    const own = await publicSite(store.dataSource);
    const file = async (): Promise<string> => (await bodyOf(own, '/services/tax-disc/data.csv')).toString();
    try {
      expect(await file()).toBe(
        'service,measure,period,start,device,value,status,flags\n' +
          'tax-disc,visits,month,2014-05-01,mobile,3,PROVIDED,\n' +
          'tax-disc,visits,month,2014-05-01,,5,PROVIDED,\n' +
          'tax-disc,visits,month,2014-06-01,,2,PROVIDED,UNFINISHED\n',
      );
      await before(
        'service,measure,period,start,device,value\ntax-disc,visits,month,2014-05-01,mobile,[-]\n',
      );
      expect(await file()).toBe(
        'service,measure,period,start,value,status,flags\n' +
          'tax-disc,visits,month,2014-05-01,5,PROVIDED,\n' +
          'tax-disc,visits,month,2014-06-01,2,PROVIDED,UNFINISHED\n',
      );
      expect((await store.accept({ measurements: await file() }, { now: NOW })).total).toMatchObject({
        unchanged: 2,
        received: 2,
      });
      await before(
        'service,measure,period,start,value\ntax-disc,visits,month,2014-05-01,[-]\ntax-disc,visits,month,2014-06-01,[-]\n',
      );
      expect(await file()).toBe('service,measure,period,start,value,status,flags\n');
    } finally {
      await own.app.close();
      await store.close();
    }
  });

  test('drafts are in none of them: neither values nor names nor remarks', async () => {
    const { files } = await allFiles(site);
    const all = Object.values(files).join('\n');
    expect(all).not.toContain('secret');
    expect(all).not.toMatch(/silent,errors/);
    expect((await bodyOf(site, '/services/silent/data.csv')).toString()).toBe(
      'service,measure,period,start,value,status,flags\n',
    );
    expect((await bodyOf(site, '/data/')).toString()).not.toContain('Errors met by users');
  });

  test('a file that is known is a 304; what is not there is a 404 that says where to look', async () => {
    const first = await site.app.inject('/data/services.csv.gz');
    expect(first.headers['content-type']).toBe('application/gzip');
    expect(first.headers['content-disposition']).toBe('attachment; filename="services.csv.gz"');
    expect(first.headers['access-control-allow-origin']).toBe('*');
    const again = await site.app.inject({
      url: '/data/services.csv.gz',
      headers: { 'if-none-match': first.headers.etag as string },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const none = await site.app.inject('/data/secrets.csv.gz');
    expect([none.statusCode, none.body]).toEqual([404, expect.stringContaining('/performance/data/')]);
    expect((await site.app.inject('/services/nobody/data.csv')).statusCode).toBe(404);
  });

  test('the page lists every file and says what each column is', async () => {
    const page = (await bodyOf(site, '/data/')).toString();
    expectSoundPage(page);
    for (const name of [...KINDS, 'measurements-dwp']) expect(page).toContain(`/data/${name}.csv.gz"`);
    expect(page).not.toContain('measurements-empty');
  });
});

describe('the data dictionary', () => {
  test.each(Object.keys(COLUMNS).filter((kind) => kind !== 'aliases') as CatalogueFile[])(
    'has words for each column of %s',
    (kind) => {
      for (const { name, text } of describeColumns(kind))
        expect([name, text]).toEqual([name, expect.any(String)]);
      // A slug that is to be changed stands in what is sent, never in what is published.
      const published = COLUMNS[kind].map(({ name }) => name).filter((name) => name !== 'new_slug');
      expect(describeColumns(kind).map(({ name }) => name)).toEqual(published);
    },
  );
});
