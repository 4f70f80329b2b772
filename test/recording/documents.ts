/** GraphQL documents that ask for every field there is. */
const SPAN = 'fragment Span on PeriodSpan { period start end label }';
const COVERAGE = 'fragment Coverage on Coverage { provided expected share }';
const DEFINITION = `fragment Definition on MetricDefinition {
  key label description unit direction formula caveats inputs defaultPeriod periods
}`;
const FIGURE = `fragment Figure on Figure {
  period { ...Span } value status flags formatted(lang: $lang) numerator denominator isLowerBound reason
  coverage { ...Coverage }
  change {
    comparedWith { ...Span } current previous absolute relative matched { ...Coverage } formatted verdict reason
  }
  target { value formatted met }
}`;
const SERIES = `fragment Series on Series {
  period unit by suppressBelow starts ends narrative(lang: $lang)
  lines { key label role values numerators denominators shares statuses flags provided expected lowerBounds }
  changes { absolutes relatives verdicts reasons }
  annotations { kind from to text link }
  latest { ...Figure }
}`;
const FRESHNESS = `fragment Freshness on Freshness {
  state lastReceivedAt latestPeriod { ...Span } expectedBy text(lang: $lang)
  counts { due ended fresh late never }
}`;
const SUBJECT = `fragment Subject on Subject {
  __typename kind slug name(lang: $lang) pageUrl
  metrics { definition { key } }
  dashboard { ...Board }
}`;
const BOARD = `fragment Board on Dashboard {
  id slug title(lang: $lang) description(lang: $lang) isDefault pageUrl publishedAt version owner { slug }
  subject { kind slug }
  sections {
    title(lang: $lang)
    modules {
      slug title(lang: $lang) description(lang: $lang) metric(lang: $lang) { key label }
      period from to last by top compareTo chart view subject { kind slug name(lang: $lang) }
    }
  }
}`;

const subjectField = `
  service(slug: $slug) @include(if: $service) { ...Answer }
  organisation(slug: $slug) @include(if: $organisation) { ...Answer }
  serviceGroup(slug: $slug) @include(if: $group) { ...Answer }
  portfolio @include(if: $portfolio) { ...Answer }`;
const KINDS =
  '$service: Boolean = false, $organisation: Boolean = false, $group: Boolean = false, $portfolio: Boolean = false';

/** A metric of any subject in one period. */
export const METRIC_DOCUMENT = `query Metric($slug: String!, $metric: String!, $period: Period!, $last: Int, $by: String, $from: PeriodStart, $to: PeriodStart, $compareTo: Comparison, $asOf: DateTime, $lang: Language, ${KINDS}) {${subjectField}
}
fragment Answer on Subject {
  metric(key: $metric) {
    definition { ...Definition }
    freshness { ...Freshness }
    latest(period: $period, compareTo: $compareTo, asOf: $asOf) { ...Figure }
    series(period: $period, last: $last, by: $by, from: $from, to: $to, compareTo: $compareTo, asOf: $asOf) { ...Series }
  }
}
${[SPAN, COVERAGE, DEFINITION, FIGURE, SERIES, FRESHNESS].join('\n')}`;

/** How the newest figure was made. */
export const WORKING_DOCUMENT = `query Working($slug: String!, $metric: String!, $period: Period!, $first: Int, $asOf: DateTime, ${KINDS}) {${subjectField}
}
fragment Answer on Subject {
  metric(key: $metric) {
    latest(period: $period, asOf: $asOf) {
      value
      working(first: $first) {
        calculation formula totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges {
          cursor
          node {
            service { slug } status used value numerator denominator reason
            observations { measure period start end value status flags receivedAt source dimensions { name value } }
          }
        }
      }
    }
  }
}`;

export const SUBJECT_DOCUMENT = `query Subject($slug: String!, $lang: Language, ${KINDS}) {${subjectField}
}
fragment Answer on Subject {
  ...Subject
  ... on Service {
    id description(lang: $lang) url category customerType businessModel contact openedOn closedOn
    organisation { slug name(lang: $lang) abbreviation }
  }
  ... on Organisation {
    id abbreviation organisationKind parent { slug }
    children(first: 5) { totalCount edges { cursor node { slug } } }
    services(first: 5) { totalCount edges { cursor node { slug } } pageInfo { hasNextPage endCursor } }
  }
  ... on ServiceGroup { id services { totalCount edges { node { slug } } } }
  ... on Portfolio { totalCount }
}
${SUBJECT}
${BOARD}`;

export const LIST_DOCUMENT = `query List($first: Int, $after: String, $filter: ServiceFilter, $orderBy: ServiceOrder, $metrics: [String!]!, $period: Period, $lang: Language) {
  services(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    columns(metrics: $metrics, period: $period, lang: $lang) {
      definition { key label } period { ...Span } total { value formatted(lang: $lang) coverage { ...Coverage } }
    }
    edges { cursor node { slug name(lang: $lang) } figures(metrics: $metrics, period: $period) { value status flags } }
    portfolio { totalCount }
  }
}
${SPAN}
${COVERAGE}`;

export const DASHBOARDS_DOCUMENT = `query Boards($lang: Language, $filter: DashboardFilter, $first: Int, $after: String) {
  dashboards(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ...Board } }
  }
}
${BOARD}`;
