/** Clients keep what they were answered by type and id: nothing that they kept may stand for something else. */
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { buildSchema, introspectionFromSchema, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { type Platform, platformOf } from '../../support/platform.js';

const FILES = {
  organisations: 'slug,name,name_cy,kind\nmoj,Justice,Cyfiawnder,department\ndwp,Work,Gwaith,department\n',
  services:
    'slug,name,name_cy,organisation\nlpa,Attorney,Atwrneiaeth,moj\nclaims,Claims,Hawliadau,moj\ntax-disc,Discs,Disgiau,dwp\n',
  groups: 'slug,name,services\nall,Everything,lpa claims tax-disc\nsome,Some of it,lpa claims\n',
  measurements: `service,measure,period,start,channel,value\n${['lpa', 'claims', 'tax-disc']
    .flatMap((service, i) =>
      ['2025-01-01', '2025-02-01', '2025-03-01'].flatMap((start, j) => [
        `${service},transactions,month,${start},digital,${100 * (i + 1) + 7 * j}`,
        `${service},transactions,month,${start},phone,${50 + i + j}`,
        `${service},starts,month,${start},,${300 * (i + 1) + 11 * j}`,
        `${service},completions,month,${start},,${200 * (i + 1) + 5 * j}`,
      ]),
    )
    .join('\n')}\n`,
};

const METRICS = ['transactions', 'digital-take-up', 'completion-rate'];
const FIGURES = [
  'latest { value period { start } }',
  'latest(compareTo: PREVIOUS_PERIOD) { value change { absolute } }',
  'figure(period: MONTH, start: "2025-01-01") { value numerator }',
  'figure(period: MONTH, start: "2025-02-01") { value denominator }',
  'figure(period: QUARTER, start: "2025-01-01") { value }',
  'figure(period: MONTH, start: "2025-01-01", asOf: "2025-01-15T00:00:00Z") { value status }',
  'series(period: MONTH, last: 2) { latest { value } }',
  'series(period: MONTH, from: "2025-01-01", to: "2025-02-01") { latest { value } }',
];
const SUBJECTS = [
  'service(slug: "lpa")',
  'service(slug: "claims")',
  'organisation(slug: "moj")',
  'serviceGroup(slug: "all")',
  'serviceGroup(slug: "some")',
  'portfolio',
  'portfolio(filter: { organisation: "moj" })',
  'portfolio(filter: { organisation: "dwp" })',
  'portfolio(filter: { text: "nothing has this name" })',
];
const SUBJECT_ID = ['Service', 'Organisation', 'ServiceGroup', 'Portfolio']
  .map((type) => `... on ${type} { id }`)
  .join(' ');
const DEFINITION = 'definition { id key label description }';

/** Each asks for something else, and for no more than one thing, so that the answers meet in the caches only. */
const QUESTIONS = [
  ...SUBJECTS.flatMap((subject) =>
    METRICS.flatMap((metric) =>
      FIGURES.map(
        (figure) => `{ ${subject} { id metric(key: "${metric}") { id ${DEFINITION} ${figure} } } }`,
      ),
    ),
  ),
  ...SUBJECTS.map((subject) => `{ ${subject} { id name metrics { id ${DEFINITION} } } }`),
  ...SUBJECTS.map((subject) => `{ ${subject} { id name(lang: cy) metrics { id } } }`),
  ...SUBJECTS.map((subject) => `{ ${subject} { id dashboard { id title subject { ${SUBJECT_ID} name } } } }`),
  ...SUBJECTS.filter((subject) => subject.startsWith('portfolio')).map(
    (subject) => `{ ${subject} { id totalCount } }`,
  ),
  ...['en', 'cy'].flatMap((lang) => [
    `{ service(slug: "lpa") { id metric(key: "transactions") { id dataSets(lang: ${lang}) { id measure label } } } }`,
    `{ service(slug: "lpa") { id dashboard { id sections { id title modules { id slug metric(lang: ${lang}) { id key label } } } } } }`,
    `{ modules(requests: [{ service: "lpa", metric: "completion-rate", lang: "${lang}" }]) {
       metric { id key label } dataSets { id measure label } } }`,
  ]),
  '{ metrics { id key label unit } }',
  '{ services(filter: { organisation: "moj" }) { portfolio { id totalCount } edges { node { id slug } } } }',
];

let platform: Platform;
beforeAll(async () => {
  platform = await platformOf(FILES);
});
afterAll(() => platform.stop());

/** What the server says to somebody without a cache. */
async function asked(query: string): Promise<unknown> {
  const response = await fetch(`${platform.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const withoutTypes = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, each: unknown) => (name === '__typename' ? undefined : each)));

const SCHEMA = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** The types that have no id are parts of those that they stand in. */
function partTypes(): Record<string, () => null> {
  const parts = Object.values(SCHEMA.getTypeMap()).filter(
    (type) => isObjectType(type) && !('id' in type.getFields()),
  );
  return Object.fromEntries(parts.map(({ name }) => [name, () => null]));
}

interface Kept {
  ask(query: string): Promise<unknown>;
  /** From the cache alone. */
  recall(query: string): Promise<unknown>;
}

const CLIENTS: Record<string, () => Kept> = {
  'Apollo Client': () => {
    const client = new ApolloClient({
      link: new HttpLink({ uri: `${platform.url}/graphql` }),
      cache: new InMemoryCache(),
    });
    return {
      ask: async (query) => (await client.query({ query: gql(query) })).data,
      recall: async (query) => client.readQuery({ query: gql(query) }),
    };
  },
  urql: () => {
    const client = new Client({
      url: `${platform.url}/graphql`,
      preferGetMethod: false,
      exchanges: [
        cacheExchange({ schema: introspectionFromSchema(SCHEMA), keys: partTypes() }),
        fetchExchange,
      ],
    });
    return {
      ask: async (query) => (await client.query(query, {}).toPromise()).data as unknown,
      recall: async (query) =>
        (await client.query(query, {}, { requestPolicy: 'cache-only' }).toPromise()).data as unknown,
    };
  },
};

describe.each(Object.keys(CLIENTS))('the normalised cache of %s', (name) => {
  test('gives back to each question what it was answered, after all the others', async () => {
    const kept = CLIENTS[name]();
    for (const question of QUESTIONS) await kept.ask(question);
    for (const question of QUESTIONS) {
      const recalled = withoutTypes(await kept.recall(question));
      expect({ question, answer: recalled }).toEqual({ question, answer: await asked(question) });
    }
  }, 120_000);
});

test('the same thing has the same id, wherever it is met', async () => {
  const { data, list } = (await asked(
    `{ data: service(slug: "lpa") { metric(key: "transactions") { id definition { id } } metrics { id definition { id key } } }
       list: metrics { id key } }`,
  )) as {
    data: {
      metric: { id: string; definition: { id: string } };
      metrics: { id: string; definition: { id: string; key: string } }[];
    };
    list: { id: string; key: string }[];
  };
  const met = data.metrics.find(({ definition }) => definition.key === 'transactions')!;
  expect(met).toMatchObject(data.metric);
  expect(list.find(({ key }) => key === 'transactions')!.id).toBe(met.definition.id);
  expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
});
