/** A service with data for every module of the first platform: the built-in measures, some of its own, and its metrics. */
import type { ImportKind } from '../../server/ingest/kinds.js';

export const NOW = '2014-06-15T12:00:00Z';
const DAY = 86_400_000;

interface Sent {
  measure: string;
  /** What it is sent by; each dimension is a split of its own. */
  by?: Readonly<Record<string, readonly string[]>>;
  period: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'minute';
}

const OWN_MEASURES = [
  'key,label,unit,aggregation,dimensions',
  'cases,Cases,count,flow,channel;answer;stage;action;registration-type;area;kind',
  'calls-answered,Calls answered,count,flow,',
  'call-time,Time on the phone,s,flow,reason',
  'payments,Payments,count,flow,"when=on-time late"',
  'spend,Spend,£,flow,supplier-size;sector;lot;kind',
  'spend-so-far,Spend so far,£,exact,supplier-size;sector',
  'session-time,Time spent,s,flow,',
  'events,Events,count,flow,category;detail;destination',
  'website-visitors,Visitors of websites,count,exact,website',
  'waiting-calls,Calls by waiting time,count,flow,waiting-time',
  '',
].join('\n');

const total = (key: string, label: string, measure: string, dimension: string, only: string): string =>
  `- { key: ${key}, owner: office, label: ${label}, formula: { total: { measure: ${measure}, dimension: ${dimension}, only: [${only}] } } }\n`;

const share = (key: string, label: string, measure: string, dimension: string, only: string): string =>
  `- { key: ${key}, owner: office, label: ${label}, unit: "%", direction: higher-is-better, formula: { ratio: { numerator: { measure: ${measure}, dimension: ${dimension}, only: [${only}] }, denominator: { measure: ${measure} }, scale: 100 } } }\n`;

const METRICS = [
  total('cases-online', 'Cases online', 'cases', 'channel', 'digital'),
  total('download-events', 'Downloads', 'events', 'category', 'download'),
  total('start-page-views', 'Views of the start page', 'page-views', 'page', 'start'),
  share('cases-online-share', 'Cases online', 'cases', 'channel', 'digital'),
  share('cases-agreed-share', 'Cases that were agreed', 'cases', 'answer', 'yes'),
  share('cases-decided-share', 'Cases that were decided', 'cases', 'stage', 'decided'),
  share('completed-events-share', 'Events that complete', 'events', 'category', 'submit'),
  share('last-page-share', 'Views of the last page', 'page-views', 'page', 'done'),
  share('small-supplier-share', 'Spend with small suppliers', 'spend', 'supplier-size', 'small'),
  share('paid-on-time', 'Paid on time', 'payments', 'when', 'on-time'),
  '- { key: calls-answered-share, owner: office, label: Calls answered, unit: "%", formula: { ratio: { numerator: { measure: calls-answered }, denominator: { measure: calls }, scale: 100 } } }\n',
  '- { key: session-length, owner: office, label: Time a visit takes, formula: { mean: { sum: session-time, count: visits } } }\n',
].join('');

const PAGES = ['start', 'guide', 'done'];
const SENT: readonly Sent[] = [
  { measure: 'transactions', by: { channel: ['digital', 'paper'] }, period: 'day' },
  { measure: 'cost', period: 'quarter' },
  { measure: 'ratings', by: { rating: ['1', '2', '3', '4', '5'] }, period: 'day' },
  { measure: 'users', by: { stage: ['start', 'done'] }, period: 'week' },
  { measure: 'time-to-outcome', by: { le: ['10', '20', '+Inf'] }, period: 'day' },
  { measure: 'monitored', by: { state: ['up', 'down'] }, period: 'hour' },
  {
    measure: 'visits',
    by: {
      'visitor-type': ['new', 'returning'],
      source: ['search', 'links'],
      'search-term': ['tax', 'forms'],
      'social-network': ['one', 'other'],
    },
    period: 'day',
  },
  {
    measure: 'visitors',
    by: { '': [''], device: ['mobile', 'desktop'], browser: ['one', 'other'], page: PAGES },
    period: 'week',
  },
  { measure: 'page-views', by: { page: PAGES, device: ['mobile', 'desktop'] }, period: 'day' },
  { measure: 'feedback', by: { page: PAGES }, period: 'month' },
  { measure: 'users-now', period: 'minute' },
  { measure: 'calls', by: { reason: ['payment', 'other'] }, period: 'day' },
  { measure: 'calls-answered', period: 'day' },
  { measure: 'call-time', by: { reason: ['payment', 'other'] }, period: 'day' },
  { measure: 'waiting-calls', by: { 'waiting-time': ['short', 'long'] }, period: 'month' },
  {
    measure: 'cases',
    by: {
      channel: ['digital', 'paper'],
      answer: ['yes', 'no'],
      stage: ['open', 'decided'],
      action: ['claim', 'change'],
      'registration-type': ['first', 'again'],
      area: ['north', 'south'],
      kind: ['a', 'b'],
    },
    period: 'day',
  },
  { measure: 'cases', by: { kind: ['a', 'b'], channel: ['digital', 'paper'] }, period: 'quarter' },
  { measure: 'payments', by: { when: ['on-time', 'late'] }, period: 'quarter' },
  { measure: 'payments', by: { when: ['on-time', 'late'] }, period: 'day' },
  {
    measure: 'spend',
    by: {
      'supplier-size': ['small', 'large'],
      sector: ['health', 'other'],
      lot: ['1', '2'],
      kind: ['a', 'b'],
    },
    period: 'month',
  },
  {
    measure: 'spend-so-far',
    by: { 'supplier-size': ['small', 'large'], sector: ['health', 'other'] },
    period: 'month',
  },
  { measure: 'session-time', period: 'day' },
  {
    measure: 'events',
    by: { category: ['submit', 'download'], detail: ['x', 'y'], destination: ['here', 'there'] },
    period: 'day',
  },
  { measure: 'website-visitors', by: { website: ['one', 'other'] }, period: 'week' },
];

const iso = (ms: number): string => new Date(ms).toISOString();
const date = (ms: number): string => iso(ms).slice(0, 10);
const days = (step: number): string[] =>
  Array.from({ length: Math.ceil(77 / step) }, (_, index) =>
    date(Date.UTC(2014, 2, 31) + index * step * DAY),
  ).filter((start) => Date.parse(start) + step * DAY <= Date.parse('2014-06-15'));

const STARTS: Readonly<Record<Sent['period'], readonly string[]>> = {
  minute: ['2014-06-15T11:58:00Z'],
  hour: Array.from({ length: 48 }, (_, hour) => iso(Date.UTC(2014, 5, 13) + hour * 3_600_000)),
  day: days(1),
  week: days(7),
  month: ['2014-03-01', '2014-04-01', '2014-05-01'],
  quarter: ['2013-04-01', '2013-07-01', '2013-10-01', '2014-01-01'],
};

const DIMENSIONS = [...new Set(SENT.flatMap(({ by = {} }) => Object.keys(by)))].filter(Boolean);

function measurementsOf(service: string): string[] {
  return SENT.flatMap(({ measure, by = { '': [''] }, period }) =>
    STARTS[period].flatMap((start, index) =>
      Object.entries(by).flatMap(([dimension, values]) =>
        values.map((value, place) => {
          const cells = DIMENSIONS.map((name) => (name === dimension ? value : ''));
          return [service, measure, period, start, 100 + ((index + place) % 7), ...cells].join(',');
        }),
      ),
    ),
  );
}

/** Transactions and cost are asked for by year and quarter, too. */
const QUARTERS = STARTS.quarter.flatMap((start) =>
  ['digital', 'paper'].map((channel) =>
    [
      'site',
      'transactions',
      'quarter',
      start,
      9000,
      ...DIMENSIONS.map((name) => (name === 'channel' ? channel : '')),
    ].join(','),
  ),
);

export const SITE: Partial<Record<ImportKind, string>> = {
  organisations: 'slug,name,kind\noffice,An office,department\n',
  services: 'slug,name,organisation\nsite,A website,office\nother-site,Another website,office\n',
  groups: 'slug,name,services\nsite-services,The websites,site other-site\n',
  measures: OWN_MEASURES,
  metrics: METRICS,
  'data-sets': [
    'service,measure,cadence,dimension_values',
    'site,users,week,stage=start done',
    'other-site,users,week,stage=start done',
    '',
  ].join('\n'),
  measurements: [
    `service,measure,period,start,value,${DIMENSIONS.join(',')}`,
    ...measurementsOf('site'),
    ...measurementsOf('other-site'),
    ...QUARTERS,
    '',
  ].join('\n'),
  targets: 'subject_type,subject,metric,value\nservice,site,time-to-outcome,20\n',
};
