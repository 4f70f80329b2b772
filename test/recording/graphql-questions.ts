/** Questions to `/graphql`: those of the elements, every field there is, and what is wrong. */
import { splitsOf, subjectOf, type Content, type FigureAddress } from './content.js';
import { LIST_DOCUMENT, METRIC_DOCUMENT, SUBJECT_DOCUMENT, WORKING_DOCUMENT } from './documents.js';
import { RANGES } from './figure-questions.js';
import { hashed, WHOLE, WRONG } from './graphql-fixed.js';
import { projectFile } from './processes.js';
import { gotten, posted, type Asker, type Question } from './questions.js';
import { round, sample } from './sampling.js';

/** The texts of the elements' own questions, as the built elements have them. */
async function elementDocuments(): Promise<readonly [string, string, string]> {
  const built = (await import(projectFile('dist/components/client/documents.js'))) as {
    ELEMENT_DOCUMENTS: readonly [string, string, string];
  };
  return built.ELEMENT_DOCUMENTS;
}

type Variables = Record<string, unknown>;

const kindOf = (subject: Record<string, string | true>): Variables => {
  const [kind, slug] = Object.entries(subject)[0];
  return { slug: slug === true ? '' : slug, [kind]: true };
};

const COMPARISONS = ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR', null];

/** What a module can be asked with. */
function moduleRequests(
  figure: FigureAddress,
  periods: readonly string[],
  starts: readonly string[],
  by: readonly string[],
): Variables[] {
  const own = { ...subjectOf(figure), metric: figure.metric };
  const at = (share: number): string | undefined => starts[Math.floor(starts.length * share)];
  return [
    own,
    { ...own, lang: 'cy', title: 'Teitl', compareTo: 'PREVIOUS_PERIOD' },
    ...periods.map((period, place) => ({ ...own, period, last: 6, compareTo: COMPARISONS[place % 3] })),
    ...by.flatMap((dimension) => [
      { ...own, by: dimension },
      { ...own, by: dimension, top: 2, lang: 'cy-GB' },
    ]),
    ...RANGES.map((range) => ({ ...own, range: range.toUpperCase().replaceAll('-', '_') })),
    { ...own, from: at(0.3), to: at(0.8), compareTo: 'PREVIOUS_YEAR' },
    { ...own, since: at(0.5)?.slice(0, 10) },
    { ...own, until: at(0.5)?.slice(0, 10) },
    { ...own, splitOn: at(0.6)?.slice(0, 10) },
    { ...own, period: 'MINUTE' },
    { ...own, by: 'no-such-part' },
    { ...own, top: 2 },
    { ...own, last: 0 },
    { ...own, since: 'soon' },
  ];
}

const AT_ONCE = 6;

const chunks = <Item>(list: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );

async function figureQuestions(
  asker: Asker,
  { metrics, figures, dashboards }: Content,
  { asOf, others }: GraphqlSizes,
  document: string,
): Promise<Question[]> {
  const questions: Question[] = [];
  const requests: Variables[] = dashboards.flatMap(({ slug, modules }) =>
    modules.flatMap((module) => [
      { dashboard: slug, module },
      { dashboard: slug, module, lang: 'cy', range: 'LAST_3_MONTHS', compareTo: null },
    ]),
  );
  const send = round([gotten, posted]);
  for (const [turn, { key, periods }] of metrics.entries()) {
    const own = figures.filter(({ metric }) => metric === key);
    const subjects = ['services', 'organisations', 'groups', 'portfolio'].flatMap((kind) =>
      sample(
        own.filter((figure) => figure.kind === kind),
        kind !== 'portfolio' ? others : turn % 4 ? 0 : 1,
      ),
    );
    for (const [place, figure] of subjects.entries()) {
      const { starts, dimensions } = await splitsOf(asker, figure);
      const all = moduleRequests(figure, periods, starts, dimensions);
      requests.push(...(place === 0 ? all : sample(all, 3)));
      const kind = kindOf(subjectOf(figure));
      const some = sample(periods, place === 0 ? 4 : 2);
      for (const [at, period] of some.entries()) {
        const by = dimensions[at % (dimensions.length + 1)];
        const compareTo = COMPARISONS[at % 3];
        const variables = { ...kind, metric: key, period, last: 5, by, compareTo: by ? null : compareTo };
        const lang = at % 2 ? 'cy' : 'en';
        questions.push(send()({ query: METRIC_DOCUMENT, variables: { ...variables, lang } }));
      }
      questions.push(
        posted({
          query: WORKING_DOCUMENT,
          variables: { ...kind, metric: key, period: periods[place % periods.length], first: 5 },
        }),
        posted({
          query: METRIC_DOCUMENT,
          variables: { ...kind, metric: key, period: periods.at(-1), last: 2, asOf },
        }),
      );
    }
  }
  const extensions = hashed(document);
  return [
    ...questions,
    ...chunks(requests, AT_ONCE).map((list) => gotten({ extensions, variables: { requests: list } })),
    posted({ query: document, variables: { requests: requests.slice(0, 20) } }),
  ];
}

function listQuestions({ metrics, organisations, groups }: Content, document: string): Question[] {
  const keys = metrics.map(({ key }) => key);
  const columns = sample(keys, 5);
  const filters: Variables[] = [
    {},
    { text: 'driving' },
    { text: 'record' },
    { text: 'zzzzzz' },
    ...sample(organisations, 6).map((organisation) => ({ organisation })),
    ...groups.map((group) => ({ group })),
    ...sample(keys, 6).map((publishes) => ({ publishes })),
    { organisation: 'no-such-organisation' },
    { group: 'no-such-group' },
    { publishes: 'no-such-metric' },
  ];
  const orders: Variables[] = [
    { field: 'NAME' },
    { field: 'NAME', direction: 'DESC' },
    { field: 'ORGANISATION' },
    { field: 'METRIC' },
    { field: 'METRIC', metric: 'no-such-metric' },
    { field: 'METRIC', metric: keys[0], period: 'QUARTER', start: '2025-04-01' },
    { field: 'METRIC', metric: keys[0], period: 'QUARTER', start: '2025-04-02' },
    ...sample(keys, 6).map((metric, at) => ({
      field: 'METRIC',
      metric,
      ...(at % 2 ? { period: 'ROLLING_YEAR' } : { direction: 'DESC' }),
    })),
  ];
  const list = (variables: Variables): Question =>
    gotten({ query: LIST_DOCUMENT, variables: { metrics: columns, first: 20, ...variables } });
  const own = (variables: Variables): Question =>
    gotten({ extensions: hashed(document), variables: { metrics: columns, first: 25, ...variables } });
  return [
    ...filters.map((filter, at) => (at % 2 ? list({ filter }) : own({ filter, lang: 'cy' }))),
    ...orders.map((orderBy, at) => (at % 2 ? own({ orderBy }) : list({ orderBy }))),
    ...chunks(keys, 20).map((all) => list({ metrics: all, first: 5, lang: 'cy' })),
    list({ period: 'YEAR' }),
    list({ metrics: [] }),
    list({ metrics: ['no-such-metric'] }),
    list({ first: 0 }),
    list({ first: 1001 }),
    list({ after: 'nowhere' }),
  ];
}

interface Edge {
  cursor: string;
  node: { id: string };
}
type Cursors = Record<'services' | 'organisations' | 'dashboards', { edges: Edge[] }>;

async function nodeQuestions(asker: Asker): Promise<Question[]> {
  const held = 'edges { cursor node { id } }';
  const found = await asker.graphql<Cursors>(
    `{ services(first: 1000) { ${held} } organisations(first: 1000) { ${held} } dashboards(first: 1000) { ${held} } }`,
  );
  const ids = Object.values(found).flatMap(({ edges }) => sample(edges, 8).map(({ node }) => node.id));
  const query = `query Node($id: ID!) { node(id: $id) { __typename id ... on Subject { slug name kind pageUrl }
    ... on Dashboard { slug title version } } }`;
  const after = (edges: Edge[], part: number): string | undefined =>
    edges[Math.floor(edges.length * part)]?.cursor;
  return [
    ...[...ids, 'nonsense', '', 'U2VydmljZTo5OTk5OTk='].map((id) => gotten({ query, variables: { id } })),
    ...[0.2, 0.5, 0.9].map((part) =>
      posted({
        query: LIST_DOCUMENT,
        variables: { first: 7, after: after(found.services.edges, part), metrics: ['transactions'] },
      }),
    ),
    ...[0.3, 0.6].map((part) =>
      posted({
        query:
          'query($after: String) { organisations(first: 4, after: $after) { totalCount edges { cursor node { slug name parent { slug } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
        variables: { after: after(found.organisations.edges, part) },
      }),
    ),
  ];
}

function subjectQuestions(
  { services, organisations, groups }: Content,
  { subjects }: GraphqlSizes,
  document: string,
): Question[] {
  const named = (kind: string, slugs: readonly string[]): Variables[] =>
    slugs.map((slug) => ({ slug, [kind]: true }));
  const all = [
    ...named('service', [...sample(services, subjects), 'old-service', 'no-such-service']),
    ...named('organisation', [
      ...sample(organisations, subjects / 2),
      'old-organisation',
      'no-such-organisation',
    ]),
    ...named('group', [...groups, 'old-group', 'no-such-group']),
    { slug: '', portfolio: true },
  ];
  return all.flatMap((variables, place) => [
    gotten({ query: SUBJECT_DOCUMENT, variables: { ...variables, lang: place % 2 ? 'cy' : 'en' } }),
    gotten({ extensions: hashed(document), variables: { ...variables, lang: place % 2 ? 'en' : 'cy' } }),
  ]);
}

export interface GraphqlSizes {
  /** Subjects of each kind and metric. */
  others: number;
  /** Services whose facts are asked for. */
  subjects: number;
  /** A day between two submissions. */
  asOf: string;
}

export async function graphqlQuestions(
  asker: Asker,
  content: Content,
  sizes: GraphqlSizes,
): Promise<Question[]> {
  const [modules, dashboard, services] = await elementDocuments();
  return [
    ...WHOLE,
    ...WRONG,
    ...(await figureQuestions(asker, content, sizes, modules)),
    ...listQuestions(content, services),
    ...subjectQuestions(content, sizes, dashboard),
    ...content.dashboards.flatMap(({ slug }) =>
      ['en', 'cy'].map((lang) =>
        gotten({ extensions: hashed(dashboard), variables: { slug, dashboard: true, lang } }),
      ),
    ),
    ...(await nodeQuestions(asker)),
  ];
}
