/** Questions to `/graphql` that need to know nothing of the database. */
import { createHash } from 'node:crypto';
import { getIntrospectionQuery } from 'graphql';
import { DASHBOARDS_DOCUMENT } from './documents.js';
import { gotten, posted, type Question } from './questions.js';

/** How a document that the server knows is named. */
export const hashed = (document: string): object => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(document).digest('hex') },
});

/** Each is refused, or answered with an error. */
export const WRONG: readonly Question[] = [
  ...[
    '{ services { nothing } }',
    '{ service { slug } }',
    '{ service(slug: "order-record") }',
    '{ services(',
    '',
    'mutation { nothing }',
    'subscription { nothing }',
    '{ portfolio { metric(key: "no-such-metric") { definition { key } } } }',
    '{ portfolio { metric(key: "transactions") { latest(period: FORTNIGHT) { value } } } }',
    '{ portfolio { metric(key: "transactions") { latest(period: MINUTE) { value } } } }',
    '{ portfolio { metric(key: "transactions") { figure(period: MONTH, start: "2025-01-02") { value } } } }',
    '{ portfolio { metric(key: "transactions") { figure(period: MONTH, start: "2025-01-01", compareTo: PREVIOUS_YEAR) { formatted change { formatted } } } } }',
    '{ portfolio { metric(key: "transactions") { series(period: MONTH, from: "2025-06-01", to: "2025-01-01") { starts } } } }',
    '{ portfolio { metric(key: "transactions") { series(period: MONTH, by: "no-such-part") { starts } } } }',
    '{ portfolio { metric(key: "transactions") { series(period: DAY, last: 100000) { starts } } } }',
    '{ portfolio { metric(key: "transactions") { latest(asOf: "once") { value } } } }',
    '{ services(first: 1000) { edges { node { metrics { freshness { text } latest { working(first: 1000) { totalCount } } } } } } }',
    '{ a: organisation(slug: "x") { parent { parent { parent { parent { parent { parent { parent { parent { parent { slug } } } } } } } } } } }',
    `{ ${Array.from({ length: 40 }, (_, index) => `a${index}: metrics { key }`).join(' ')} }`,
  ].flatMap((query) => [gotten({ query }), posted({ query })]),
  gotten({ extensions: hashed('{ never { asked } }') }),
  posted({ query: 'query A { metrics { key } } query B { metrics { unit } }', operationName: 'B' }),
  posted({ query: 'query A { metrics { key } } query B { metrics { unit } }' }),
  { ...posted({}), body: '{"query":' },
  { ...posted({}), body: '[{"query":"{ metrics { key } }"}]' },
  { ...posted({ query: '{ metrics { key } }' }), headers: { 'content-type': 'text/plain' } },
  {
    ...posted({ query: '{ metrics { key } }' }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  posted({ query: `{ metrics { key } } #${'x'.repeat(100_001)}` }),
  posted({ query: '{ metrics { key } }', variables: { long: 'x'.repeat(256_001) } }),
  {
    method: 'OPTIONS',
    path: '/graphql',
    headers: { origin: 'https://example.org', 'access-control-request-method': 'POST' },
  },
];

export const WHOLE: readonly Question[] = [
  posted({ query: getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }) }),
  gotten({
    query:
      '{ metrics { key label description unit direction formula caveats inputs defaultPeriod periods } }',
  }),
  ...[
    {},
    { isDepartment: true },
    { isDepartment: false },
    { text: 'record' },
    { parent: 'records-office' },
    { parent: 'dft' },
  ].map((filter) =>
    gotten({
      query:
        'query($filter: OrganisationFilter) { organisations(first: 100, filter: $filter) { totalCount edges { node { slug name abbreviation organisationKind parent { slug } children(first: 3) { totalCount } services(first: 2) { totalCount } } } } }',
      variables: { filter },
    }),
  ),
  ...[
    {},
    { owner: 'records-office' },
    { text: 'record' },
    { text: 'zzzzzz' },
    { owner: 'no-such-organisation' },
  ].map((filter) => gotten({ query: DASHBOARDS_DOCUMENT, variables: { filter, lang: 'cy' } })),
  posted({ query: DASHBOARDS_DOCUMENT, variables: { first: 2, lang: 'en' } }),
];
