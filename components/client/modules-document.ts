/**
 * The one question elements ask. It asks for exactly the fields of ModuleData (components/formatting/types.ts), and is
 * registered by the server at start: a released text never changes, it gets a successor.
 */
export const MODULES_DOCUMENT = `query Modules($requests: [ModuleRequest!]!) {
  modules(requests: $requests) {
    title description
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
      narrative summary
      annotations { kind from to text link }
    }
    chart view
    companions { metric { ...Metric } series { ...Columns } }
    breakdown { metric { ...Metric } chart series { ...Columns } }
    beforeAndAfter {
      day label period
      before { ...Side }
      after { ...Side }
      absolute relative formatted
      interval { low high formatted }
      verdict reason
      matched { ...Coverage }
      leftOut { period { ...Span } windows reason text }
      notes text
    }
    freshness { state lastReceivedAt latestPeriod { ...Span } expectedBy text }
    publisher { name contact licence source }
    dataSets { measure label basis method source }
    url
    error { code argument message }
  }
}
fragment Metric on MetricDefinition { key label description unit direction formula caveats }
fragment Columns on Series {
  period unit by addsUp suppressBelow starts ends
  sameServices { ...Coverage }
  lines { key label role place values numerators denominators shares statuses flags provided expected joined lowerBounds }
}
fragment Side on SideOfDay { mean formatted flags numerator denominator period { ...Span } windows label }
fragment Span on PeriodSpan { period start end label }
fragment Coverage on Coverage { provided expected share }`;
