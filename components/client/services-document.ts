/**
 * What `<perf-services>` asks: a page of a list of services, with their figures in columns. Registered by the server at
 * start: a released text never changes, it gets a successor.
 */
export const SERVICES_DOCUMENT = `query Services($filter: ServiceFilter, $orderBy: ServiceOrder, $first: Int, $metrics: [String!]!, $period: Period, $lang: Language, $changeOf: [String!]! = [], $compareTo: Comparison) {
  services(filter: $filter, orderBy: $orderBy, first: $first) {
    totalCount
    columns(metrics: $metrics, period: $period, lang: $lang) {
      definition { key label unit }
      period { period start label }
      note
      total { formatted(lang: $lang) value coverage { provided expected share } }
    }
    changeColumns: columns(metrics: $changeOf, period: $period, compareTo: $compareTo, lang: $lang) {
      definition { key label direction }
      period { period }
      total { change { formatted verdict comparedWith { label } matched { provided expected share } } }
    }
    edges {
      node {
        slug name(lang: $lang) pageUrl closedOn
        organisation { name(lang: $lang) abbreviation pageUrl }
      }
      figures(metrics: $metrics, period: $period) { value status flags isLowerBound }
      changes: figures(metrics: $changeOf, period: $period, compareTo: $compareTo) { change { formatted verdict } }
    }
  }
}`;
