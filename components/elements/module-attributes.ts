import {
  CHART_WORDS,
  checkSeconds,
  checkWord,
  COMPARISON_WORDS,
  COUNT,
  DAY,
  FLAG,
  INSTANT,
  moduleRequest,
  oneOf,
  PERIOD_WORDS,
  RANGE_WORDS,
  START,
  TEXT,
  withChoice,
  VIEW_WORDS,
  type ModuleRequest,
  type ModuleWords,
  type ModuleOutcome,
  type WordDeclaration,
} from '../client/request.js';
import { choiceFor } from '../controllers/range-choice.js';
import type { ModuleData } from '../formatting/types.js';
import type { ViewKind } from '../view/module-view.types.js';
import { PerfElement, type ElementProperty } from './perf-element.js';

/** The attributes of `<perf-module>` and what they ask for. Each is a property; booleans are false by default. */
export abstract class ModuleAttributes extends PerfElement {
  // Those with `ask` are words of the request, as server/modules/request-words.ts has them.
  // Not by decorators: two dozen calls of one are most of a kilobyte, and each reader would fetch it.
  static override properties: Record<string, ElementProperty & WordDeclaration> = {
    service: {},
    organisation: {},
    group: {},
    portfolio: { type: Boolean },
    metric: {},
    dashboard: {},
    module: {},
    period: { word: true, ask: oneOf(PERIOD_WORDS) },
    from: { ask: START },
    to: { ask: START },
    since: { ask: DAY },
    until: { ask: DAY },
    last: { ask: COUNT },
    range: { word: true, ask: oneOf(RANGE_WORDS) },
    by: { ask: TEXT },
    top: { ask: COUNT },
    compareTo: { attribute: 'compare-to', word: true, ask: oneOf(COMPARISON_WORDS) },
    splitOn: { attribute: 'split-on', ask: DAY },
    sameServices: { attribute: 'same-services', type: Boolean, ask: FLAG },
    asOf: { attribute: 'as-of', ask: INSTANT },
    view: { word: true },
    chart: { word: true, ask: oneOf(CHART_WORDS) },
    scale: { word: true },
    headingLevel: { attribute: 'heading-level', type: Number },
    lang: {},
    endpoint: {},
    refreshEvery: { attribute: 'refresh-every', type: Number },
    sync: {},
    noChart: { attribute: 'no-chart', type: Boolean },
    noTable: { attribute: 'no-table', type: Boolean },
    noDownload: { attribute: 'no-download', type: Boolean },
    data: { attribute: false, noAccessor: true },
  };

  /** Slug of the service that the figure is about. */
  service = '';
  /** Slug of the organisation that the figure is about. */
  organisation = '';
  /** Slug of the service group that the figure is about. */
  group = '';
  /** The figure is about all services. */
  portfolio = false;
  /** Key of the metric. */
  metric = '';
  /** Slug of the dashboard that holds the module; with `module`, in place of subject and metric. */
  dashboard = '';
  /** Slug of the module in the dashboard. */
  module = '';
  /** `minute`, `hour`, `day`, `week`, `month`, `quarter`, `year`, `financial-year` or `rolling-year`. */
  period = '';
  /** First start of the range, such as `2014-01-01`. */
  from = '';
  /** Start after the last of the range. */
  to = '';
  /** First day of the range, any: only periods that begin on it or later. */
  since = '';
  /** Last day of the range, any and included: only periods that end by then. */
  until = '';
  /** How many of the newest periods are shown. */
  last: string | number = '';
  /** `last-3-months`, `last-12-months`, `last-3-years` or `all`; in place of `from`, `to`, `since`, `until`, `last`. */
  range = '';
  /** Dimension that divides the figure. */
  by = '';
  /** Of a split, how many lines with the largest values; the others are one more. */
  top: string | number = '';
  /** `previous-period` or `previous-year`. */
  compareTo = '';
  /** A day: what came after it is compared with as long before it; in place of `compare-to`. */
  splitOn = '';
  /** Every point is of the services that have a value at all of them. */
  sameServices = false;
  /** A date or instant: the figures as they were known then. */
  asOf = '';
  /** `chart`, `table` or `figure`; as the module is stored if absent, else `chart`. */
  view = '';
  /** `line`, `stacked`, `share`, `bar`, `funnel`, `multiples` or `uptime`; as the module is stored if absent, else what suits it. */
  chart = '';
  /** `own`: small charts (`chart="multiples"`) have a scale each; they share one if absent. */
  scale = '';
  /** Level of the heading, 1 to 6. */
  headingLevel = 2;
  /** Language of the texts; inherited from the page. */
  override lang = '';
  /** Address of the GraphQL endpoint; the page's `<meta name="perf-endpoint">` or the script's host if absent. */
  endpoint = '';
  /** Seconds between questions; 0 = asks once. */
  refreshEvery = 0;
  /** Elements with the same word share the selection. */
  sync = '';
  /** Leaves out the chart. */
  noChart = false;
  /** Leaves out the table. */
  noTable = false;
  /** Leaves out the downloads. */
  noDownload = false;

  abstract get data(): ModuleData | null;

  /** @internal */
  question(): ModuleOutcome<ModuleRequest> {
    const wrong =
      checkWord('view', this.view, VIEW_WORDS) ??
      checkWord('scale', this.scale, ['own', 'shared']) ??
      checkWord('heading-level', String(this.headingLevel), ['1', '2', '3', '4', '5', '6']) ??
      checkSeconds(this.refreshEvery);
    if (wrong) return { error: wrong };
    const { properties } = ModuleAttributes;
    const words = Object.keys(properties).map((name) => [name, this[name as keyof this]]);
    return moduleRequest(
      withChoice(Object.fromEntries(words) as ModuleWords, choiceFor(this)),
      properties,
      this.language,
    );
  }

  protected get kind(): ViewKind {
    const word = this.view || this.data?.view.toLowerCase();
    return VIEW_WORDS.find((each) => each === word) ?? 'chart';
  }

  protected get hasChart(): boolean {
    return this.kind === 'chart' && !this.noChart;
  }
}
