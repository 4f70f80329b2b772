/** Imports in tests: a database of its own, files as text, and all that is stored afterwards. */
import type { DataSource } from 'typeorm';
import { openWriter } from '../../../server/db/index.js';
import {
  compareSources,
  type DryRun,
  importSources,
  type ImportOutcome,
  type ImportReceipt,
} from '../../../server/ingest/import.js';
import type { ImportOptions } from '../../../server/ingest/options.js';
import { isDocument, type ImportKind } from '../../../server/ingest/kinds.js';
import { problemLines } from '../../../server/ingest/problems.js';
import { bytesSource, type ImportSource } from '../../../server/ingest/source.js';
import { freshDatabase, type TestDialect } from '../../support/databases.js';

export type Files = Partial<Record<ImportKind, string>>;

export const NOW = new Date('2014-06-15T12:00:00Z');

export interface Importing {
  dialect: TestDialect;
  /** As in PERF_DATABASE_URL. */
  url: string;
  dataSource: DataSource;
  send(files: Files, options?: Partial<ImportOptions>): Promise<ImportOutcome>;
  /** What importing them would do; they must be acceptable. */
  compare(files: Files, options?: Partial<ImportOptions>): Promise<DryRun>;
  /** Imports what must be accepted. */
  accept(files: Files, options?: Partial<ImportOptions>): Promise<ImportReceipt>;
  /** The lines that a rejected import answers. */
  refuse(files: Files, options?: Partial<ImportOptions>): Promise<string[]>;
  close(): Promise<void>;
}

export async function importing(dialect: TestDialect): Promise<Importing> {
  const database = await freshDatabase(dialect);
  const dataSource = await openWriter(database.url);
  const sourcesOf = (files: Files): ImportSource[] =>
    Object.entries(files).map(([kind, text]) =>
      bytesSource(
        kind as ImportKind,
        `${kind}.${isDocument(kind as ImportKind) ? 'yaml' : 'csv'}`,
        Buffer.from(text),
      ),
    );
  const send: Importing['send'] = (files, options = {}) =>
    importSources(dataSource, sourcesOf(files), { now: NOW, source: 'test', ...options });
  return {
    dialect,
    url: database.url,
    dataSource,
    send,
    compare: async (files, options = {}) => {
      const all = { now: NOW, source: 'test', ...options };
      const outcome = await compareSources(dataSource, sourcesOf(files), all);
      if (!outcome.isAccepted) throw new Error(problemLines(outcome.problems, outcome.rest).join('\n'));
      return outcome;
    },
    accept: async (files, options) => {
      const outcome = await send(files, options);
      if (!outcome.isAccepted) throw new Error(problemLines(outcome.problems, outcome.rest).join('\n'));
      return outcome.receipt;
    },
    refuse: async (files, options) => {
      const outcome = await send(files, options);
      if (outcome.isAccepted) throw new Error('it was accepted');
      return problemLines(outcome.problems, outcome.rest);
    },
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

const TABLES: Record<string, string> = {
  organisation: 'id',
  service: 'id',
  service_group: 'id',
  service_group_member: 'group_id, service_id',
  measure: 'key',
  data_set: 'id',
  series: 'id',
  observation: 'series_id, period, start',
  observation_revision: 'series_id, period, start, replaced_by',
  data_set_extent: 'data_set_id, period',
  submission: 'id',
  annotation: 'id',
  target: 'id',
  dashboard: 'id',
  dashboard_version: 'id',
  module: 'id',
};

/** Every row of every table that an import can touch. */
export async function everything(dataSource: DataSource): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const [table, order] of Object.entries(TABLES)) {
    content[table] = await dataSource.query(`SELECT * FROM ${table} ORDER BY ${order}`);
  }
  return content;
}

export interface StoredRow {
  service: string;
  measure: string;
  dimensions: string;
  period: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
}

/** The observations without the ids that depend on when they came. */
export const observations = (dataSource: DataSource): Promise<StoredRow[]> =>
  dataSource.query(
    `SELECT s.slug AS service, d.measure_key AS measure, x.dimensions, o.period, o.start, o.value, o.status, o.flags
     FROM observation o JOIN series x ON x.id = o.series_id JOIN data_set d ON d.id = x.data_set_id
     JOIN service s ON s.id = d.service_id ORDER BY s.slug, d.measure_key, x.dimensions, o.period, o.start`,
  );

export const BASE: Files = {
  organisations:
    'slug,name,kind,parent\ndwp-agency,An agency,agency,dwp\ndwp,Department for Work,department,\n',
  services:
    'slug,name,organisation\ncarers-allowance,Carer’s Allowance,dwp\ntax-disc,Tax disc,dwp-agency\nlpa,Lasting power of attorney,dwp\n',
};

export const rows = (...lines: string[]): string =>
  ['service,measure,period,start,channel,value', ...lines, ''].join('\n');

/** Something of every kind. */
export const FULL: Files = {
  organisations:
    'slug,name,name_cy,kind,parent,abbreviation\nhmcts,Courts,Llysoedd,agency,moj,\nmoj,Justice,,department,,MoJ\n',
  services:
    'slug,name,organisation,description,url,category,customer_type,business_model,notes_on_costs,other_notes,opened_on\n' +
    'lpa,Lasting power of attorney,moj,"Two\nlines",https://www.gov.uk/lpa,Registering,Individuals,Fees,Some notes,Other,2012-01-01\n' +
    'claims,Money claims,hmcts,,,,,,,,\n',
  groups: 'slug,name,services\njustice,Justice services,lpa claims\n',
  measures: 'key,label,unit,aggregation,dimensions\nletters,Letters,count,flow,"kind=in out;reason"\n',
  'data-sets':
    'service,measure,cadence,dimension_values,grace_days,working_days,suppress_below,state,source\n' +
    'lpa,time-to-outcome,month,le=5 10 +Inf,10,true,5,draft,Case system\nlpa,letters,week,,,,,,\n',
  measurements:
    'service,measure,period,start,le,kind,value\nlpa,time-to-outcome,month,2014-01-01,10,,7\nlpa,time-to-outcome,month,2014-01-01,+Inf,,0\nlpa,letters,week,2014-01-06,,in,3\nclaims,transactions,day,2014-01-06,,,3\n',
  targets:
    'subject_type,subject,metric,value,tolerance,from,to\nportfolio,,digital-take-up,80,1,,\nservice,lpa,completion-rate,90,,2014-01-01,2014-12-31\n',
  annotations:
    'subject_type,subject,measure,kind,from,to,text,text_cy,link\n' +
    'service,claims,transactions,break,2014-01-01,,New system,System newydd,https://www.gov.uk/new\norganisation,moj,,NOTE,2014-02-01,2014-02-03,Strike,,\n',
};
