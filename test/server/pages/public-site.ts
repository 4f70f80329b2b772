/** The pages over a small imported database, asked without a socket; and what every page must hold to. */
import { expect } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { createApp } from '../../../server/app.js';
import type { PinnedMoment } from '../../../server/context.js';
import { servePages } from '../../../server/http/pages.js';
import { MOST_WORK, ReadStore, type Reading } from '../../../server/loaders/reading.js';
import { createLog } from '../../../server/log.js';
import { errorPage } from '../../../server/pages/frame/problem-pages.js';
import { pageRoutes } from '../../../server/pages/routes.js';
import { ANONYMOUS } from '../../../server/store/viewer.js';
import type { Site } from '../../../server/pages/frame/site.js';
import { WITHOUT } from '../../support/shortcuts.js';
import type { Files } from '../ingest/importing.js';

export const NOW = new Date('2014-06-15T12:00:00Z');

export const SITE: Site = {
  base: 'https://example.org/performance',
  path: '/performance',
  licence: 'Open Government Licence v3.0',
  contact: 'platform@example.org',
  styles: ['/assets/page.css'],
  loaderIntegrity: 'sha384-loader',
  sheetsPath: 'embed/1/sheets.js',
};

const months = (year: number, most: number): string[] =>
  Array.from({ length: most }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}-01`);

/** Two years of months of one service with cost and channels, one service without a split, one without data. */
export const FILES: Files = {
  organisations:
    'slug,name,kind,parent,abbreviation,description\ndwp,Department for Work,department,,DWP,Helps people into work.\nagency,Agency <One>,agency,dwp,,\nempty,Department of Nothing,department,,,\n',
  services:
    'slug,name,organisation,description,url,notes_on_costs,other_notes\n' +
    `carers,"Carer's ""Allowance"" & more",dwp,Money for carers<br/>who care,https://www.gov.uk/carers,Costs differ,\n` +
    'tax-disc,Tax disc renewal,agency,,,,\n' +
    'silent,Silent service,dwp,,,,\n',
  groups: 'slug,name,services\ncaring,Caring services,carers tax-disc\n',
  'data-sets': 'service,measure,cadence,source\ncarers,transactions,month,Case system\n',
  measurements: [
    'service,measure,period,start,channel,value',
    ...[...months(2013, 12), ...months(2014, 5)].flatMap((start, index) => [
      `carers,transactions,month,${start},digital,${600 + 10 * index}`,
      `carers,transactions,month,${start},non-digital,${400 - 10 * index}`,
      `tax-disc,transactions,month,${start},,${5000 + index}`,
    ]),
    'carers,cost,year,2013-01-01,,24000',
    '',
  ].join('\n'),
};

export interface PublicSite {
  app: FastifyInstance;
  begin(now: Date): Promise<Reading>;
}

export async function publicSite(dataSource: DataSource, now = (): Date => NOW): Promise<PublicSite> {
  const store = new ReadStore(dataSource, MOST_WORK, WITHOUT);
  const begin = (at: Date): Promise<Reading> => store.begin({ viewer: ANONYMOUS, now: at });
  const app = await createApp<PinnedMoment>({
    log: createLog('silent'),
    store: {
      ping: () => Promise.resolve(),
      dataVersion: async () => (await store.snapshots.newest()).version,
    },
    pathPrefix: SITE.path,
    // No limit: a sample taken while the test holds the loop has nothing to measure, which counts as endless.
    limits: { requestsPerMinute: 0, eventLoopLagMs: 0 },
    registerPages: (fastify) =>
      servePages(fastify, {
        routes: pageRoutes(),
        site: SITE,
        begin: (asking) => store.begin(asking),
        edition: 'test',
        keepsAnswers: !WITHOUT.has('answers'),
        now,
      }),
    errorPage: (answer) => errorPage(SITE, answer),
  });
  return { app: app.fastify, begin };
}

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found!);

/** What holds for each page: one h1, ids once, references that lead somewhere, nothing that the policy would refuse. */
export function expectSoundPage(html: string): void {
  const outside = html.replace(/<script type="application\/(?:ld\+)?json">[\s\S]*?<\/script>/g, '');
  const ids = matches(outside, /\sid="([^"]*)"/g);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(matches(outside, /<(h1)\b/g)).toHaveLength(1);
  expect(outside).toMatch(/^<!doctype html>\s*<html lang="en"/);
  expect(matches(outside, /<(main)\b/g)).toHaveLength(1);
  expect(outside).not.toMatch(/\sstyle="|<style|\son[a-z]+="|javascript:/i);
  expect(matches(outside, /<script(?![^>]*\bsrc=)([^>]*)>/g)).toEqual([]);
  const refs = matches(outside, /\s(?:aria-labelledby|aria-describedby|for)="([^"]*)"/g);
  for (const id of refs.flatMap((list) => list.split(' '))) expect(ids).toContain(id);
  for (const path of matches(outside, /\s(?:href|action|src)="(\/[^"]*)"/g)) {
    expect(path.startsWith(`${SITE.path}/`)).toBe(true);
  }
  for (const table of matches(outside, /<table([\s\S]*?)<\/table>/g)) {
    expect(table).toMatch(/<caption/);
    expect(table).not.toMatch(/<th(?![^>]*\bscope=)[\s>]/);
  }
}
