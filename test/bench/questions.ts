/** The questions that are timed: as the API is asked, and as the reference is. */
import { MODULES_DOCUMENT } from '../../components/client/modules-document.js';
import { DAILY, LIST_START, MONTHLY, SERVICES as COUNT } from './data.js';
import { requestBytes } from './http-client.js';

/** What the reference is asked: the path says which of its queries. */
export interface ReferenceParameters {
  service?: string;
  last?: number;
  isWhole?: boolean;
  start?: string;
  requests?: readonly ModuleParameters[];
}

export interface ModuleParameters {
  service: string;
  metric: string;
  period: 'MONTH' | 'QUARTER';
  last: number;
  compareTo: 'PREVIOUS_YEAR' | null;
}

export interface TimedQuestion {
  name: string;
  /** The bytes of an uncached request to the server. */
  ours: Buffer;
  reference: Buffer;
}

const JSON_BODY = { 'content-type': 'application/json' };

/** Whoever signs gets an answer that was made for them: nothing of it is kept. */
const SIGNED = { ...JSON_BODY, authorization: 'Bearer nobody' };

export const graphqlBytes = (query: string, variables: object): Buffer =>
  requestBytes('POST', '/graphql', SIGNED, JSON.stringify({ query, variables }));

export const referenceBytes = (path: string, parameters: ReferenceParameters): Buffer =>
  requestBytes('POST', path, JSON_BODY, JSON.stringify(parameters));

/** All columns, as an element asks for them; or only what a line needs. */
const COLUMNS = {
  whole: `period unit starts ends
    lines { key label role values numerators denominators shares statuses flags provided expected }`,
  values: 'starts lines { key values }',
};

const seriesDocument = (columns: keyof typeof COLUMNS): string =>
  `query Series($service: String!, $last: Int!) {
    service(slug: $service) { metric(key: "transactions") { series(period: DAY, last: $last) { ${COLUMNS[columns]} } } }
  }`;

const series = (last: number, columns: keyof typeof COLUMNS): TimedQuestion => ({
  name: `series of ${last.toLocaleString('en-GB')} points, ${columns === 'whole' ? 'all columns' : 'starts and values'}`,
  ours: graphqlBytes(seriesDocument(columns), { service: DAILY, last }),
  reference: referenceBytes('/series', { service: DAILY, last, isWhole: columns === 'whole' }),
});

const modulesBytes = (requests: readonly ModuleParameters[]): Buffer =>
  graphqlBytes(MODULES_DOCUMENT, { requests });

const DASHBOARD_METRICS = ['transactions', 'digital-take-up', 'completion-rate', 'user-satisfaction'];

/** What a dashboard of three services asks for. */
export const dashboardRequests = (): ModuleParameters[] =>
  MONTHLY.flatMap((service) =>
    DASHBOARD_METRICS.map((metric): ModuleParameters => ({
      service,
      metric,
      period: 'MONTH',
      last: 24,
      compareTo: 'PREVIOUS_YEAR',
    })),
  );

function modules(): TimedQuestion {
  const requests = dashboardRequests();
  return {
    name: '12 modules of 24 points with figures, changes, coverage, narrative',
    ours: modulesBytes(requests),
    reference: referenceBytes('/modules', { requests }),
  };
}

const LIST_METRICS = ['transactions', 'digital-take-up', 'cost-per-transaction', 'total-cost'];

const listFields = LIST_METRICS.map(
  (metric) =>
    `${metric.replaceAll('-', '_')}: metric(key: "${metric}") { figure(period: ROLLING_YEAR, start: $start) { ...Cell } }`,
).join('\n');

const SERVICES = `query Services($start: PeriodStart!, $first: Int!) {
  services(
    first: $first
    orderBy: { field: METRIC, metric: "transactions", period: ROLLING_YEAR, start: $start, direction: DESC }
  ) {
    totalCount
    edges { node { slug name ...Figures } }
    portfolio { ...Figures }
  }
}
fragment Figures on Subject { ${listFields} }
fragment Cell on Figure {
  value status flags formatted numerator denominator coverage { provided expected share }
}`;

const services = (): TimedQuestion => ({
  name: 'list of 734 services with 4 figures, sorted by one, with totals and coverage',
  ours: graphqlBytes(SERVICES, { start: LIST_START, first: COUNT }),
  reference: referenceBytes('/services', { start: LIST_START }),
});

const PAGE_MODULES = 100;

/** A page of modules, no two of which are the same. */
function page(): TimedQuestion {
  const kinds = dashboardRequests();
  const requests = Array.from({ length: PAGE_MODULES }, (_, index): ModuleParameters => ({
    ...kinds[index % kinds.length],
    last: 8 + Math.floor(index / kinds.length),
  }));
  return {
    name: `page of ${PAGE_MODULES} modules in one request`,
    ours: modulesBytes(requests),
    reference: referenceBytes('/modules', { requests }),
  };
}

export interface Timed {
  question: TimedQuestion;
  /** So often it is asked before anything counts. */
  warmUpRuns: number;
  /** The ratio to reach where the values are in memory, and where they are read anew; null = not measured. */
  target: { inMemory: { most: number }; anew: { most: number } | null };
}

/** With the ratio that each is to reach. */
export const TIMED: readonly Timed[] = [
  {
    question: series(4000, 'whole'),
    warmUpRuns: 300,
    target: { inMemory: { most: 1.5 }, anew: { most: 2 } },
  },
  {
    question: series(4000, 'values'),
    warmUpRuns: 300,
    target: { inMemory: { most: 1.5 }, anew: { most: 2 } },
  },
  {
    question: series(90, 'whole'),
    warmUpRuns: 3000,
    target: { inMemory: { most: 4.5 }, anew: { most: 5 } },
  },
  { question: modules(), warmUpRuns: 300, target: { inMemory: { most: 2.5 }, anew: null } },
  { question: page(), warmUpRuns: 100, target: { inMemory: { most: 3 }, anew: null } },
  { question: services(), warmUpRuns: 50, target: { inMemory: { most: 3 }, anew: { most: 6 } } },
];
