/**
 * Questions of elements that were built before: copies on other people’s pages still ask them by their hashes. A text here
 * never changes (a test holds its hash), and the server answers it as long as the schema can.
 */
export const EARLIER_DOCUMENTS: readonly string[] = [
  // Without descriptions and data sets.
  `query Modules($requests: [ModuleRequest!]!) {
  modules(requests: $requests) {
    title
    metric { ...Metric }
    subject { kind slug name pageUrl }
    figure {
      period { ...Span }
      value status flags formatted numerator denominator
      coverage { ...Coverage }
      change {
        comparedWith { ...Span }
        current previous absolute relative
        matched { ...Coverage }
        formatted verdict reason
      }
      target { value formatted met }
    }
    series {
      ...Columns
      changes { absolutes relatives verdicts reasons }
      narrative
      annotations { kind from to text link }
    }
    chart view
    companions { metric { ...Metric } series { ...Columns } }
    breakdown { metric { ...Metric } chart series { ...Columns } }
    freshness { state lastReceivedAt latestPeriod { ...Span } expectedBy text }
    publisher { name contact licence source }
    url
    error { code argument message }
  }
}
fragment Metric on MetricDefinition { key label description unit direction formula caveats }
fragment Columns on Series {
  period unit by suppressBelow starts ends
  lines { key label role values numerators denominators shares statuses flags provided expected lowerBounds }
}
fragment Span on PeriodSpan { period start end label }
fragment Coverage on Coverage { provided expected share }`,
  // Without texts and sizes.
  `query Dashboard($slug: String!, $lang: Language, $dashboard: Boolean = false, $service: Boolean = false, $organisation: Boolean = false, $group: Boolean = false, $portfolio: Boolean = false) {
  dashboard(slug: $slug) @include(if: $dashboard) { ...Dashboard }
  service(slug: $slug) @include(if: $service) { dashboard { ...Dashboard } }
  organisation(slug: $slug) @include(if: $organisation) { dashboard { ...Dashboard } }
  group: serviceGroup(slug: $slug) @include(if: $group) { dashboard { ...Dashboard } }
  portfolio @include(if: $portfolio) { dashboard { ...Dashboard } }
}
fragment Dashboard on Dashboard {
  slug title(lang: $lang) description(lang: $lang) pageUrl
  sections {
    title(lang: $lang)
    modules {
      slug title(lang: $lang) period from to last by top compareTo sameServices chart view
      metric { key }
      subject { kind slug }
    }
  }
}`,
];
