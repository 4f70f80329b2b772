/**
 * The modules of the first performance platform's dashboards, written as modules of this one. Each row of their list is a
 * kind: what module, of which value, divided by what, for which period, drawn how.
 */

/** A row of the list. */
export interface Row {
  module_type: string;
  value: string;
  split_by: string;
  period: string;
  options: string;
  count: string;
}

/** A module as YAML has it, or why there is none. */
export type Expression = Readonly<Record<string, string | number>> | { cannot: string };

/** Tabs stand around modules: of these each period is a module by itself. */
export const isModule = ({ module_type: type }: Row): boolean => type !== 'tab';

/** What readers are told in docs/dashboards.md, word for word. */
export const REASONS = {
  TWO_SPLITS: 'A table of a rate by two dimensions at once: a module is divided by one.',
};

/** Names of values → the metric that is shown. */
const METRICS: Readonly<Record<string, string>> = {
  number_of_transactions: 'transactions',
  total_cost: 'total-cost',
  cost_per_transaction: 'cost-per-transaction',
  digital_takeup: 'digital-take-up',
  satisfaction_sorn: 'user-satisfaction',
  satisfaction_tax_disc: 'user-satisfaction',
  'satisfaction:sum': 'user-satisfaction',
  payment_on_time: 'paid-on-time',
  measure_rate: 'cases-online-share',
  cost: 'total-cost',
  'cost:sum': 'total-cost',
  'pageviews:sum': 'page-views',
  'uniquePageviews:sum': 'page-views',
  'visitors:sum': 'visitors',
  'entrances:sum': 'visits',
  'comment_count:sum': 'feedback',
  count: 'cases',
  value: 'cases',
  'count:sum': 'cases',
  'volume:sum': 'cases',
  'value:sum': 'cases',
  'rate:sum': 'waiting-calls',
  'duration:sum': 'call-time',
  'amount:sum': 'spend',
  'monthly_spend:sum': 'spend',
  'cumulative_spend:sum': 'spend-so-far',
  'avgSessionDuration:sum': 'session-length',
  'call_handle_rate:sum': 'calls-answered-share',
  'uniqueEvents:sum': 'events',
};

/** Names of splits → the dimension that it is divided by. */
const DIMENSIONS: Readonly<Record<string, string>> = {
  pageTitle: 'page',
  pagePath: 'page',
  url: 'page',
  deviceCategory: 'device',
  'browser+browserVersion': 'browser',
  visitorType: 'visitor-type',
  sourceMedium: 'source',
  keyword: 'search-term',
  socialNetwork: 'social-network',
  service_slug: 'service',
  service: 'service',
  website: 'website',
  rating: 'rating',
  channel: 'channel',
  is_digital: 'channel',
  value: 'answer',
  stage: 'stage',
  action: 'action',
  registration_type: 'registration-type',
  geography: 'area',
  ward: 'area',
  type: 'kind',
  call_dimension: 'reason',
  queue_time_range: 'waiting-time',
  sme_large: 'supplier-size',
  sector: 'sector',
  lot: 'lot',
  receipts: 'kind',
  eventDetail: 'detail',
  eventDestination: 'destination',
  reason: 'reason',
  dataType: 'page',
};

const TABLES: Readonly<Record<string, string>> = {
  pageTitle: 'page-views',
  sourceMedium: 'visits',
  keyword: 'visits',
  socialNetwork: 'visits',
  url: 'feedback',
  service_slug: 'transactions',
  reason: 'calls',
  eventDetail: 'events',
  eventDestination: 'events',
  ward: 'cases',
};

/** Metrics that a value is only where it is divided by that. */
const DIVIDED: Readonly<Record<string, string>> = {
  // People are sent for a website by itself: nothing adds them up.
  'visitors:sum website': 'website-visitors',
  'count:sum call_dimension': 'calls',
};

const named = (table: Readonly<Record<string, string>>, key: string): string => {
  const name = table[key];
  if (name === undefined) throw new Error(`nothing stands for ${JSON.stringify(key)}`);
  return name;
};

const only = (module: Readonly<Record<string, string | number | undefined>>): Expression =>
  Object.fromEntries(
    Object.entries(module).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );

/** Several lines: as parts of 100 %, or on one another, so that the top is the total. */
function grouped({ value, split_by: split, period, options }: Row): Expression {
  const by = named(DIMENSIONS, split);
  const isPeople = value === 'visitors:sum';
  const chart = options.includes('100 %') ? 'share' : 'stacked';
  return only({
    metric: DIVIDED[`${value} ${split}`] ?? named(METRICS, value),
    by,
    period,
    // The same people may be in several parts: their lines stand side by side.
    chart: isPeople || value === 'cumulative_spend:sum' ? 'line' : chart,
    ...(by === 'service' && { subject: 'group/site-services' }),
    ...(options.includes('52 weeks earlier') && { 'compare-to': 'previous-year' }),
  });
}

/** One line; where it was one category of many, a metric that counts that category. */
function single({ value, split_by: split, period, options }: Row): Expression {
  if (options.includes('numerator/denominator')) return { metric: 'completed-events-share', period };
  if (value === 'uniqueEvents:sum') return { metric: 'download-events', period };
  if (value === 'uniquePageviews:sum') return { metric: 'start-page-views', period };
  // What it was divided by says whose it is.
  void split;
  return only({ metric: named(METRICS, value), period });
}

/** A share of all categories, by the one that tells them apart: a metric of one's own. */
const COMPLETION: Readonly<Record<string, string>> = {
  'count:sum channel': 'cases-online-share',
  'count:sum is_digital': 'cases-online-share',
  'volume:sum channel': 'cases-online-share',
  'count:sum value': 'cases-agreed-share',
  'count:sum stage': 'cases-decided-share',
  'uniqueEvents:sum eventCategory': 'completed-events-share',
  'uniqueEvents:sum eventLabel': 'completed-events-share',
  'uniqueEvents:sum eventAction': 'completed-events-share',
  'users:sum eventAction': 'completed-events-share',
  'uniquePageviews:sum pagePath': 'last-page-share',
  'monthly_spend:sum sme_large': 'small-supplier-share',
};

/** @throws where nobody has thought of a kind. */
export function expressionOf(row: Row): Expression {
  const { module_type: type, value, split_by: split, period } = row;
  switch (type) {
    case 'kpi':
      return split
        ? { metric: 'cases-online', view: 'figure' }
        : { metric: named(METRICS, value), view: 'figure' };
    case 'bar_chart_with_number':
      return { metric: named(METRICS, value), period: 'quarter', last: 8 };
    case 'table':
      return only({
        metric: named(TABLES, split),
        by: named(DIMENSIONS, split),
        period: period || undefined,
        top: 10,
        view: 'table',
        ...(split === 'service_slug' && { subject: 'group/site-services' }),
      });
    case 'grouped_timeseries':
      return grouped(row);
    case 'single_timeseries':
      return single(row);
    case 'availability':
      return { metric: 'availability', period, last: period === 'hour' ? 24 : 30 };
    case 'realtime':
      return { metric: 'users-now' };
    case 'journey':
      return { metric: 'journey', by: 'stage', chart: 'funnel', period: 'week' };
    case 'user_satisfaction_graph':
      return { metric: 'ratings', by: 'rating', chart: 'share', period };
    case 'user_satisfaction':
      return { metric: named(METRICS, value), last: 12 };
    case 'completion_rate':
      return { metric: named(COMPLETION, `${value} ${split}`), period };
    case 'applications':
      return { metric: 'time-to-outcome-within-target', period };
    case 'completion_table':
      return { cannot: REASONS.TWO_SPLITS };
    case 'list':
      return { text: '[A page](https://www.gov.uk/a)\n[Another](https://www.gov.uk/b)' };
    default:
      throw new Error(`nobody has thought of ${type}`);
  }
}
