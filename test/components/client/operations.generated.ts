/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What a remark says. */
export type AnnotationKind =
  /** Values from then on cannot be compared with earlier ones. */
  | 'BREAK'
  /** Something that helps to read the values. */
  | 'NOTE'
  /** The service did not work, or not as usual: left out where a before and an after are compared. */
  | 'OUTAGE';

/** How a module is drawn. */
export type ChartKind =
  /** The values of one window as bars. */
  | 'BAR'
  /** The stages of one window, each as a share of the first. */
  | 'FUNNEL'
  /** A line over time. */
  | 'LINE'
  /** A small line chart for each line. */
  | 'MULTIPLES'
  /** The parts of each window as shares of 100%. */
  | 'SHARE'
  /** The parts of each window, one on the other. */
  | 'STACKED'
  /** A strip with a cell for each window, darker the further its percentage falls short of 100%, with its incidents. */
  | 'UPTIME';

/** What a window is compared with. */
export type Comparison =
  /** The window of the same length that ends where this one begins. */
  | 'PREVIOUS_PERIOD'
  /** The window a year earlier. */
  | 'PREVIOUS_YEAR';

/** Which way of a metric is good. */
export type Direction =
  /** Higher is better. */
  | 'HIGHER_IS_BETTER'
  /** Lower is better. */
  | 'LOWER_IS_BETTER'
  /** Neither: a change is neither good nor bad. */
  | 'NEUTRAL';

/** Whether data is up to date. */
export type FreshnessState =
  /** A period has ended; its value is not late yet. */
  | 'DUE'
  /** No more values are expected. */
  | 'ENDED'
  /** Nothing has ended since the newest value. */
  | 'FRESH'
  /** A period has ended, and so has the time to deliver its value. */
  | 'LATE'
  /** There never was a value. */
  | 'NEVER'
  /** Late by four periods or more (two if yearly), and by at least 90 days. */
  | 'STOPPED';

/** A language of texts. */
export type Language =
  /** Welsh; English where there is no Welsh text. */
  | 'cy'
  /** English. */
  | 'en';

/** Why windows beside a day count on neither of its sides. */
export type LeftOutReason =
  /** They hold the day. */
  | 'DAY'
  /** They have values from fewer than half as many services as the best window. */
  | 'FEW_SERVICES'
  /** They have no value. */
  | 'NO_VALUE'
  /** They lie under an annotation of an outage. */
  | 'OUTAGE'
  /** Their value was received before they ended. */
  | 'UNFINISHED';

/** What a line of a series shows. */
export type LineRole =
  /** The values of the windows that they are compared with. */
  | 'COMPARISON'
  /** The values themselves. */
  | 'PRIMARY'
  /** The target that holds in each window. */
  | 'TARGET';

/** The length of a window of time. */
export type Period =
  /** A day in the time zone of the data. */
  | 'DAY'
  /** Twelve months from 1 April. */
  | 'FINANCIAL_YEAR'
  /** An hour, in UTC. */
  | 'HOUR'
  /** A minute; only for measures of the moment. */
  | 'MINUTE'
  /** A calendar month. */
  | 'MONTH'
  /** Three months from 1 January, April, July or October. */
  | 'QUARTER'
  /** Twelve months from the first day of any month. */
  | 'ROLLING_YEAR'
  /** A week, from Monday. */
  | 'WEEK'
  /** A calendar year. */
  | 'YEAR';

/** Which services. All conditions must hold. */
export type ServiceFilter = {
  /** The slug of a service group. */
  group?: string | null | undefined;
  /** The slug of an organisation: its services and those below it. */
  organisation?: string | null | undefined;
  /** The key of a metric that the service has data for. */
  publishes?: string | null | undefined;
  /** Words of the name or the description. */
  text?: string | null | undefined;
};

/** How services are sorted. */
export type ServiceOrder = {
  /** For CHANGE: what the window is compared with; the year before if nobody says. */
  compareTo?: Comparison | null | undefined;
  /** Which end comes first. */
  direction?: SortDirection;
  /** By what. */
  field: ServiceOrderField;
  /** For METRIC and CHANGE: the key of the metric. */
  metric?: string | null | undefined;
  /** For METRIC and CHANGE: the period; that of the list’s column of the metric if nobody says. */
  period?: Period | null | undefined;
  /** For METRIC and CHANGE: the window; each service’s own latest if there is none. */
  start?: string | null | undefined;
};

/** What services are sorted by. */
export type ServiceOrderField =
  /** The change of a figure, in percent, of percentages in points; services without one come last. */
  | 'CHANGE'
  /** A figure; services without one come last. */
  | 'METRIC'
  /** Their names. */
  | 'NAME'
  /** The names of their organisations, then their own. */
  | 'ORGANISATION';

/** How much of a row of a dashboard something takes. */
export type Size =
  /** All of it. */
  | 'FULL'
  /** Half of it: two stand beside each other. */
  | 'HALF'
  /** A third: three stand beside each other. */
  | 'THIRD'
  /** Two thirds. */
  | 'TWO_THIRDS';

/** Which end comes first. */
export type SortDirection =
  /** The smallest, or first in the alphabet; of changes the worst, of a metric without a direction the largest fall. */
  | 'ASC'
  /** The largest, or last in the alphabet; of changes the best, of a metric without a direction the largest rise. */
  | 'DESC';

/** What kind of thing has metrics. */
export type SubjectKind =
  /** Closely related services. */
  | 'GROUP'
  /** The services of an organisation and of all below it. */
  | 'ORGANISATION'
  /** All services, or those that match a filter. */
  | 'PORTFOLIO'
  /** A service. */
  | 'SERVICE';

/** What a reader must know about a value. */
export type ValueFlag =
  /** Parts of the window cannot be compared with each other. */
  | 'BREAK'
  /** Rests on a data set that is not published: nobody sees it but tokens that may read drafts. */
  | 'DRAFT'
  /** Was estimated, not counted. */
  | 'ESTIMATED'
  /** What was delivered contradicts itself: parts of more than the whole. */
  | 'INCONSISTENT'
  /** Rests on too few answers to be compared. */
  | 'LOW_RELIABILITY'
  /** Adds caseloads to counts of transactions. */
  | 'MIXED'
  /** Fewer than half of the services expected, or less than half of the volume, is in it. */
  | 'PARTIAL'
  /** May still change. */
  | 'PROVISIONAL'
  /** Replaces a value that was published before. */
  | 'REVISED'
  /** The window is not over, or was not when the value came. */
  | 'UNFINISHED';

/** Whether there is a value, and if not why. */
export type ValueStatus =
  /** Some of the parts that the value needs are missing. */
  | 'INCOMPLETE'
  /** There is nothing to have a value of. */
  | 'NOT_APPLICABLE'
  /** No value was provided. */
  | 'NOT_PROVIDED'
  /** There is a value. */
  | 'PROVIDED'
  /** The value, or one that it needs, is too small to be published. */
  | 'SUPPRESSED';

/** What a change means. */
export type Verdict =
  /** A change for the better. */
  | 'BETTER'
  /** A change that is neither good nor bad. */
  | 'NEUTRAL'
  /** No more than half a percent, or 0.05 points. */
  | 'SAME'
  /** No change can be shown, or it is within what chance would make of such samples. */
  | 'UNCLEAR'
  /** A change for the worse. */
  | 'WORSE';

/** What of a module is shown. */
export type ViewKind =
  /** The figure, its chart, and the table to open. */
  | 'CHART'
  /** The figure alone. */
  | 'FIGURE'
  /** The figure and its table. */
  | 'TABLE';

export type DashboardQueryVariables = Exact<{
  slug: string;
  lang?: Language | null | undefined;
  dashboard?: boolean | null | undefined;
  service?: boolean | null | undefined;
  organisation?: boolean | null | undefined;
  group?: boolean | null | undefined;
  portfolio?: boolean | null | undefined;
}>;


export type DashboardQuery = { dashboard?: { slug: string | null, title: string, description: string, pageUrl: string, sections: Array<{ title: string, parts: Array<
        | { slug: string, title: string | null, period: Period | null, from: string | null, to: string | null, last: number | null, by: string | null, top: number | null, compareTo: Comparison | null, sameServices: boolean | null, chart: ChartKind | null, view: ViewKind | null, size: Size | null, metric: { key: string }, subject:
            | { kind: SubjectKind, slug: string }
            | { kind: SubjectKind, slug: string }
            | { kind: SubjectKind, slug: string }
            | { kind: SubjectKind, slug: string }
           }
        | { text: string, size: Size | null }
      > }> } | null, service?: { dashboard: { slug: string | null, title: string, description: string, pageUrl: string, sections: Array<{ title: string, parts: Array<
          | { slug: string, title: string | null, period: Period | null, from: string | null, to: string | null, last: number | null, by: string | null, top: number | null, compareTo: Comparison | null, sameServices: boolean | null, chart: ChartKind | null, view: ViewKind | null, size: Size | null, metric: { key: string }, subject:
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
             }
          | { text: string, size: Size | null }
        > }> } } | null, organisation?: { dashboard: { slug: string | null, title: string, description: string, pageUrl: string, sections: Array<{ title: string, parts: Array<
          | { slug: string, title: string | null, period: Period | null, from: string | null, to: string | null, last: number | null, by: string | null, top: number | null, compareTo: Comparison | null, sameServices: boolean | null, chart: ChartKind | null, view: ViewKind | null, size: Size | null, metric: { key: string }, subject:
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
             }
          | { text: string, size: Size | null }
        > }> } } | null, group?: { dashboard: { slug: string | null, title: string, description: string, pageUrl: string, sections: Array<{ title: string, parts: Array<
          | { slug: string, title: string | null, period: Period | null, from: string | null, to: string | null, last: number | null, by: string | null, top: number | null, compareTo: Comparison | null, sameServices: boolean | null, chart: ChartKind | null, view: ViewKind | null, size: Size | null, metric: { key: string }, subject:
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
             }
          | { text: string, size: Size | null }
        > }> } } | null, portfolio?: { dashboard: { slug: string | null, title: string, description: string, pageUrl: string, sections: Array<{ title: string, parts: Array<
          | { slug: string, title: string | null, period: Period | null, from: string | null, to: string | null, last: number | null, by: string | null, top: number | null, compareTo: Comparison | null, sameServices: boolean | null, chart: ChartKind | null, view: ViewKind | null, size: Size | null, metric: { key: string }, subject:
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
              | { kind: SubjectKind, slug: string }
             }
          | { text: string, size: Size | null }
        > }> } } };

export type DashboardFragment = { slug: string | null, title: string, description: string, pageUrl: string, sections: Array<{ title: string, parts: Array<
      | { slug: string, title: string | null, period: Period | null, from: string | null, to: string | null, last: number | null, by: string | null, top: number | null, compareTo: Comparison | null, sameServices: boolean | null, chart: ChartKind | null, view: ViewKind | null, size: Size | null, metric: { key: string }, subject:
          | { kind: SubjectKind, slug: string }
          | { kind: SubjectKind, slug: string }
          | { kind: SubjectKind, slug: string }
          | { kind: SubjectKind, slug: string }
         }
      | { text: string, size: Size | null }
    > }> };

export type ServicesQueryVariables = Exact<{
  filter?: ServiceFilter | null | undefined;
  orderBy?: ServiceOrder | null | undefined;
  first?: number | null | undefined;
  metrics: Array<string> | string;
  period?: Period | null | undefined;
  lang?: Language | null | undefined;
  changeOf?: Array<string> | string;
  compareTo?: Comparison | null | undefined;
}>;


export type ServicesQuery = { services: { totalCount: number, columns: Array<{ note: string | null, definition: { key: string, label: string, unit: string }, period: { period: Period, start: string, label: string } | null, total: { formatted: string, value: number | null, coverage: { provided: number, expected: number, share: number | null } } | null }>, changeColumns: Array<{ definition: { key: string, label: string, direction: Direction }, period: { period: Period } | null, total: { change: { formatted: string, verdict: Verdict, comparedWith: { label: string }, matched: { provided: number, expected: number, share: number | null } | null } | null } | null }>, edges: Array<{ node: { slug: string, name: string, pageUrl: string, closedOn: string | null, organisation: { name: string, abbreviation: string | null, pageUrl: string } }, figures: Array<{ value: number | null, status: ValueStatus, flags: Array<ValueFlag>, isLowerBound: boolean } | null>, changes: Array<{ change: { formatted: string, verdict: Verdict } | null } | null> }> } };

export type ModulesQueryVariables = Exact<{ [key: string]: never; }>;


export type ModulesQuery = { modules: Array<{ title: string | null, description: string | null, chart: ChartKind, view: ViewKind, url: string | null, metric: { key: string, label: string, description: string, unit: string, direction: Direction, formula: string, caveats: Array<string> } | null, subject:
      | { kind: SubjectKind, slug: string, name: string, pageUrl: string }
      | { kind: SubjectKind, slug: string, name: string, pageUrl: string }
      | { kind: SubjectKind, slug: string, name: string, pageUrl: string }
      | { kind: SubjectKind, slug: string, name: string, pageUrl: string }
     | null, figure: { value: number | null, status: ValueStatus, flags: Array<ValueFlag>, formatted: string, numerator: number | null, denominator: number | null, period: { period: Period, start: string, end: string, label: string }, coverage: { provided: number, expected: number, share: number | null }, change: { current: number | null, previous: number | null, absolute: number | null, relative: number | null, formatted: string, verdict: Verdict, reason: string | null, comparedWith: { period: Period, start: string, end: string, label: string }, matched: { provided: number, expected: number, share: number | null } | null } | null, target: { value: number, formatted: string, met: boolean | null } | null } | null, series: { narrative: string, summary: string, period: Period, unit: string, by: string | null, addsUp: boolean, suppressBelow: number | null, starts: Array<string>, ends: Array<string>, changes: { absolutes: Array<number | null>, relatives: Array<number | null>, verdicts: Array<Verdict>, reasons: Array<string | null> } | null, annotations: Array<{ kind: AnnotationKind, from: string, to: string | null, text: string, link: string | null }>, sameServices: { provided: number, expected: number, share: number | null } | null, lines: Array<{ key: string, label: string, role: LineRole, place: number | null, values: Array<number | null>, numerators: Array<number | null>, denominators: Array<number | null>, shares: Array<number | null>, statuses: Array<ValueStatus>, flags: Array<Array<ValueFlag>>, provided: Array<number>, expected: Array<number>, joined: Array<boolean>, lowerBounds: Array<boolean> | null }> } | null, companions: Array<{ metric: { key: string, label: string, description: string, unit: string, direction: Direction, formula: string, caveats: Array<string> }, series: { period: Period, unit: string, by: string | null, addsUp: boolean, suppressBelow: number | null, starts: Array<string>, ends: Array<string>, sameServices: { provided: number, expected: number, share: number | null } | null, lines: Array<{ key: string, label: string, role: LineRole, place: number | null, values: Array<number | null>, numerators: Array<number | null>, denominators: Array<number | null>, shares: Array<number | null>, statuses: Array<ValueStatus>, flags: Array<Array<ValueFlag>>, provided: Array<number>, expected: Array<number>, joined: Array<boolean>, lowerBounds: Array<boolean> | null }> } }>, breakdown: { chart: ChartKind, metric: { key: string, label: string, description: string, unit: string, direction: Direction, formula: string, caveats: Array<string> }, series: { period: Period, unit: string, by: string | null, addsUp: boolean, suppressBelow: number | null, starts: Array<string>, ends: Array<string>, sameServices: { provided: number, expected: number, share: number | null } | null, lines: Array<{ key: string, label: string, role: LineRole, place: number | null, values: Array<number | null>, numerators: Array<number | null>, denominators: Array<number | null>, shares: Array<number | null>, statuses: Array<ValueStatus>, flags: Array<Array<ValueFlag>>, provided: Array<number>, expected: Array<number>, joined: Array<boolean>, lowerBounds: Array<boolean> | null }> } } | null, beforeAndAfter: { day: string, label: string, period: Period | null, absolute: number | null, relative: number | null, formatted: string, verdict: Verdict, reason: string | null, notes: Array<string>, text: string, before: { mean: number | null, formatted: string, flags: Array<ValueFlag>, numerator: number | null, denominator: number | null, windows: number, label: string, period: { period: Period, start: string, end: string, label: string } } | null, after: { mean: number | null, formatted: string, flags: Array<ValueFlag>, numerator: number | null, denominator: number | null, windows: number, label: string, period: { period: Period, start: string, end: string, label: string } } | null, interval: { low: number, high: number, formatted: string } | null, matched: { provided: number, expected: number, share: number | null } | null, leftOut: Array<{ windows: number, reason: LeftOutReason, text: string, period: { period: Period, start: string, end: string, label: string } }> } | null, freshness: { state: FreshnessState, lastReceivedAt: string | null, expectedBy: string | null, text: string, latestPeriod: { period: Period, start: string, end: string, label: string } | null } | null, publisher: { name: string, contact: string | null, licence: string, source: string | null } | null, dataSets: Array<{ measure: string, label: string, basis: string | null, method: string | null, source: string | null }>, error: { code: string, argument: string | null, message: string } | null }> };

export type MetricFragment = { key: string, label: string, description: string, unit: string, direction: Direction, formula: string, caveats: Array<string> };

export type ColumnsFragment = { period: Period, unit: string, by: string | null, addsUp: boolean, suppressBelow: number | null, starts: Array<string>, ends: Array<string>, sameServices: { provided: number, expected: number, share: number | null } | null, lines: Array<{ key: string, label: string, role: LineRole, place: number | null, values: Array<number | null>, numerators: Array<number | null>, denominators: Array<number | null>, shares: Array<number | null>, statuses: Array<ValueStatus>, flags: Array<Array<ValueFlag>>, provided: Array<number>, expected: Array<number>, joined: Array<boolean>, lowerBounds: Array<boolean> | null }> };

export type SideFragment = { mean: number | null, formatted: string, flags: Array<ValueFlag>, numerator: number | null, denominator: number | null, windows: number, label: string, period: { period: Period, start: string, end: string, label: string } };

export type SpanFragment = { period: Period, start: string, end: string, label: string };

export type CoverageFragment = { provided: number, expected: number, share: number | null };
