/**
 * What the demonstration has not: Welsh texts, hidden small counts, all kinds of missing values, caseloads, minutes, a
 * service without data, a closed one, a draft, and modules in every chart and view.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ORGANISATIONS = `slug,name,name_cy,kind,abbreviation,parent,contact
records-office,Records Office,Swyddfa Gofnodion,department,RO,,records@example.org
records-archive,Records Archive,Archif Gofnodion,agency,RA,records-office,`;

const SERVICES = `slug,name,name_cy,organisation,description,description_cy,url,opened_on,closed_on,category,notes_on_costs
order-record,"Order a <record> & copy",Archebu cofnod,records-archive,Copies of records.,Copïau o gofnodion.,https://example.org/order,2023-01-01,,Requesting,"Costs <br/> of ""post"""
search-records,Search records,Chwilio cofnodion,records-archive,,,,2023-01-01,,,
lend-records,Lend records,,records-office,Lending until 2025.,,,2022-01-01,2025-03-31,,
keep-records,Keep records,Cadw cofnodion,records-office,Never published anything.,,,,,,
plan-records,Plan records,,records-office,Its figures are a draft.,,,,,,`;

const GROUPS = `slug,name,name_cy,services
records,Records,Cofnodion,order-record search-records lend-records keep-records`;

const DATA_SETS = `service,measure,cadence,aggregation,grace_days,suppress_below,source,method,state,ends_on
order-record,transactions,month,flow,30,10,Monthly return,Counted by hand,published,
order-record,cost,month,flow,60,,Ledger,,published,
search-records,transactions,month,stock,30,,Register,,published,
search-records,users-now,minute,exact,1,,Counter,,published,
lend-records,transactions,month,flow,30,,Ledger,,published,2025-03-31
plan-records,transactions,month,flow,30,,Ledger,,draft,`;

const TARGETS = `subject_type,subject,metric,value,tolerance,from
service,order-record,digital-take-up,60,5,2025-01-01
organisation,records-office,digital-take-up,70,,2025-06-01`;

const ANNOTATIONS = `subject_type,subject,kind,from,to,text,text_cy,measure,link
service,order-record,BREAK,2025-05-01,,Counted in another way.,Cyfrif mewn ffordd arall.,transactions,https://example.org/why
service,order-record,NOTE,2025-08-01,2025-09-30,"Strike, <many> late.",Streic.,,`;

const month = (index: number): string =>
  `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;

/** 26 months from January 2024; some are missing, some small, some flagged. */
function measurements(): string {
  const rows = ['service,measure,period,start,channel,value,flags'];
  const missing: Readonly<Record<number, string>> = { 5: '[x]', 9: '[z]', 13: '[c]' };
  for (let index = 0; index < 26; index++) {
    const start = month(index);
    const flags = index === 25 ? 'PROVISIONAL' : index === 20 ? 'ESTIMATED' : '';
    const add = (service: string, measure: string, channel: string, value: number | string): void =>
      void rows.push(`${service},${measure},month,${start},${channel},${value},${flags}`);
    add('order-record', 'transactions', 'digital', missing[index] ?? 40 + index * 3);
    add('order-record', 'transactions', 'paper', index % 8 === 3 ? 4 : 30 - index);
    if (index !== 17) add('order-record', 'cost', '', 1_000.5 + 10 * index);
    add('search-records', 'transactions', '', 5_000 - 60 * index);
    if (index < 15) add('lend-records', 'transactions', '', index === 7 ? 0 : 12 + (index % 5));
    add('plan-records', 'transactions', '', 99);
  }
  for (let minute = 0; minute < 90; minute++) {
    const start = `2026-03-14T${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`;
    rows.push(`search-records,users-now,minute,${start},,${20 + ((minute * 7) % 13)},`);
  }
  return rows.join('\n');
}

const CHARTS = ['line', 'stacked', 'share', 'bar', 'multiples', 'uptime'];
const VIEWS = ['chart', 'table', 'figure'];

function dashboards(): string {
  const charts = CHARTS.map(
    (chart) => `
        - { slug: ${chart}, title: { en: As ${chart}, cy: Fel ${chart} }, metric: transactions, by: channel, chart: ${chart} }
        - { slug: ${chart}-of-services, metric: transactions, subject: group/records, by: service, top: 2, chart: ${chart} }`,
  );
  const views = VIEWS.flatMap((view) =>
    ['previous-year', 'previous-period'].map(
      (compared) => `
        - { slug: ${view}-${compared}, metric: digital-take-up, view: ${view}, compare-to: ${compared}, period: quarter, last: 6 }`,
    ),
  );
  return `- slug: records
  title: { en: Records, cy: Cofnodion }
  description: { en: Every chart and view., cy: Pob siart. }
  subject: service/order-record
  is-own-page: true
  owner: records-office
  sections:
    - title: { en: Charts, cy: Siartiau }
      modules:${charts.join('')}
    - title: Views
      modules:${views.join('')}
    - title: Others
      modules:
        - { slug: now, metric: users-now, subject: service/search-records, last: 30 }
        - { slug: range, metric: transactions, period: month, from: 2025-01-01, to: 2025-07-01, description: Half a year. }
        - { slug: none, metric: completion-rate }
- slug: all-records
  title: All records
  subject: organisation/records-office
  is-own-page: true
  sections:
    - title: Use
      modules:
        - { slug: use, metric: transactions, by: service }
`;
}

/** Writes the files; gives the arguments of `perfplat import`. */
export function writeExtras(directory: string): string[] {
  const files: readonly (readonly [string, string])[] = [
    ['organisations', ORGANISATIONS],
    ['services', SERVICES],
    ['groups', GROUPS],
    ['data-sets', DATA_SETS],
    ['measurements', measurements()],
    ['targets', TARGETS],
    ['annotations', ANNOTATIONS],
    ['dashboards', dashboards()],
  ];
  return files.flatMap(([kind, text]) => {
    const path = join(directory, `${kind}.${kind === 'dashboards' ? 'yaml' : 'csv'}`);
    writeFileSync(path, `${text.trimEnd()}\n`);
    return [`--${kind}`, path];
  });
}
