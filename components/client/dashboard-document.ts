/**
 * What `<perf-dashboard>` asks: which modules a dashboard has. Their figures are asked for by the modules themselves,
 * all in one question. Registered by the server at start: a released text never changes, it gets a successor.
 */
export const DASHBOARD_DOCUMENT = `query Dashboard($slug: String!, $lang: Language, $dashboard: Boolean = false, $service: Boolean = false, $organisation: Boolean = false, $group: Boolean = false, $portfolio: Boolean = false) {
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
    parts {
      ... on DashboardModule {
        slug title(lang: $lang) period from to last by top compareTo sameServices chart view size
        metric { key }
        subject { kind slug }
      }
      ... on DashboardText { text(lang: $lang) size }
    }
  }
}`;
