import { LitElement, type PropertyDeclarations } from 'lit';
import {
  CHART_WORDS,
  checkWord,
  moduleRequest,
  VIEW_WORDS,
  type ModuleRequest,
  type Outcome,
} from '../client/request.js';
import type { Language } from '../formatting/types.js';
import type { ViewKind } from '../view/module-view.types.js';

/** The attributes of `<perf-module>` and what they ask for. Each is a property; booleans are false by default. */
export abstract class ModuleAttributes extends LitElement {
  // Not by decorators: two dozen calls of one are most of a kilobyte, and each reader would fetch it.
  static override properties: PropertyDeclarations = {
    service: {},
    organisation: {},
    group: {},
    portfolio: { type: Boolean },
    metric: {},
    dashboard: {},
    module: {},
    period: {},
    from: {},
    to: {},
    last: {},
    by: {},
    compareTo: { attribute: 'compare-to' },
    asOf: { attribute: 'as-of' },
    view: {},
    chart: {},
    headingLevel: { attribute: 'heading-level', type: Number },
    lang: {},
    endpoint: {},
    refreshEvery: { attribute: 'refresh', type: Number },
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
  /** How many of the newest periods are shown. */
  last: string | number = '';
  /** Dimension that divides the figure. */
  by = '';
  /** `previous-period` or `previous-year`. */
  compareTo = '';
  /** A date or instant: the figures as they were known then. */
  asOf = '';
  /** `chart`, `table` or `figure`. */
  view = '';
  /** `line`; other charts are drawn as lines until they come. */
  chart = '';
  /** Level of the heading, 1 to 6. */
  headingLevel = 2;
  /** Language of the texts; inherited from the page. */
  override lang = '';
  /** Address of the GraphQL endpoint; the page's `<meta name="perf-endpoint">` or the script's host if absent. */
  endpoint = '';
  /** Seconds between questions (attribute `refresh`); 0 = asks once. */
  refreshEvery = 0;
  /** Elements with the same word share the selection. */
  sync = '';
  /** Leaves out the chart. */
  noChart = false;
  /** Leaves out the table. */
  noTable = false;
  /** Leaves out the downloads. */
  noDownload = false;

  /** @internal */
  question(): Outcome<ModuleRequest> {
    const wrong =
      checkWord('view', this.view, VIEW_WORDS) ??
      checkWord('chart', this.chart, CHART_WORDS) ??
      checkWord('heading-level', String(this.headingLevel), ['1', '2', '3', '4', '5', '6']);
    return wrong ? { error: wrong } : moduleRequest(this, this.language);
  }

  protected get kind(): ViewKind {
    return (VIEW_WORDS as readonly string[]).includes(this.view) ? (this.view as ViewKind) : 'chart';
  }

  protected get hasChart(): boolean {
    return this.kind === 'chart' && !this.noChart;
  }

  protected get language(): Language {
    const lang = this.lang || this.closest<HTMLElement>('[lang]')?.lang;
    return lang?.toLowerCase().startsWith('cy') ? 'cy' : 'en';
  }
}
