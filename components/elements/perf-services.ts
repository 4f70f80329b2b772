import { html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import type { ModuleOutcome } from '../client/request.js';
import {
  MOST_SERVICES,
  servicesAnswer,
  servicesVariables,
  type ServicesVariables,
} from '../client/services.js';
import { SERVICES_HASH } from '../client/services-hash.js';
import type { Trouble } from '../controllers/data-controller.js';
import { QuestionController } from '../controllers/question-controller.js';
import { tellTrouble } from '../events.js';
import { isDayOver } from '../formatting/closing.js';
import { HEAD_CSS } from '../styles/head-css.js';
import { HOST_CSS } from '../styles/host-css.js';
import { PICKER_CSS } from '../styles/picker-css.js';
import { SERVICES_CSS } from '../styles/services-css.js';
import { changedMetric } from '../view/services-change.js';
import { servicesView, type ServicesData } from '../view/services-list.js';
import { listTexts } from '../view/services-texts.js';
import { headTexts } from '../view/texts.js';
import { headingTemplate } from './dashboard-template.js';
import { PerfElement, type ElementProperty } from './perf-element.js';
import { listTemplate, searchTemplate, type ListActions } from './services-template.js';

/**
 * A list of services with their figures side by side, all of a column in one window, and the figures of all that match
 * together with how many services they cover. Readers search it and sort it by any column.
 *
 * @tagname perf-services
 * @summary The list of services, to search, sort and compare.
 *
 * @slot - The fallback: shown until the list is there, and again if it never comes.
 * @slot heading - Replaces the heading.
 *
 * @fires perf-error - An attribute cannot be understood, the server refused the question, or it could not be reached.
 *
 * @csspart base - All that the element shows.
 * @csspart heading - The heading.
 * @csspart picker - The search.
 * @csspart table - The table.
 * @csspart button - The button of the search, and the one that shows more services.
 *
 * @cssprop --perf-ink - Colour of text.
 * @cssprop --perf-muted - Colour of lesser text; keep 7:1 on the surface.
 * @cssprop --perf-surface - The ground; colours that a page does not name are made from it and the ink.
 * @cssprop --perf-grid - Colour of rules and of the lines across charts.
 * @cssprop --perf-link - Colour of links.
 * @cssprop --perf-focus - Ground of what has the focus; keep 7:1 to #0b0c0c.
 * @cssprop --perf-font - Font family.
 */
export class PerfServices extends PerfElement {
  static override styles = [HOST_CSS, HEAD_CSS, PICKER_CSS, SERVICES_CSS].map((css) => unsafeCSS(css));

  static override properties: Record<string, ElementProperty> = {
    text: { reflect: true },
    organisation: {},
    group: {},
    publishes: {},
    metrics: {},
    period: { word: true },
    orderBy: { attribute: 'order-by', reflect: true },
    direction: { word: true, reflect: true },
    compareTo: { attribute: 'compare-to', word: true },
    first: { type: Number },
    headingLevel: { attribute: 'heading-level', type: Number },
    lang: {},
    endpoint: {},
    noSearch: { attribute: 'no-search', type: Boolean },
  };

  /** Words of the name or the description. */
  text = '';
  /** Slug of the organisation: its services and those below it. */
  organisation = '';
  /** Slug of the service group. */
  group = '';
  /** Key of a metric: only services that have data for it. */
  publishes = '';
  /** Keys of the metrics that have columns, with spaces between them; the usual ones if absent. */
  metrics = '';
  /** Period of all columns, such as `month`; each metric's own if absent. */
  period = '';
  /** `name`, `organisation`, the key of a metric, or `<key>.change`: by its change, the worst first. */
  orderBy = 'name';
  /** `ascending` or `descending`. */
  direction = 'ascending';
  /** What changes are against: `previous-year` (if absent) or `previous-period`. */
  compareTo = '';
  /** How many services are shown at first, and with each asking for more: 1 to 1,000. */
  first = 50;
  /** Level of the heading, 1 to 6. */
  headingLevel = 2;
  /** Language of the texts; inherited from the page. */
  override lang = '';
  /** Address of the GraphQL endpoint; the page's `<meta name="perf-endpoint">` or the script's host if absent. */
  endpoint = '';
  /** Leaves out the search. */
  noSearch = false;

  readonly #source = new QuestionController<ServicesVariables, ServicesData>(
    this,
    {
      hash: SERVICES_HASH,
      text: async () => (await import('../client/services-document.js')).SERVICES_DOCUMENT,
    },
    servicesAnswer,
  );
  /** How often the reader asked for more. */
  #times = 1;
  #isAsking = false;
  #status = '';
  /** What the shown rows are an answer to: another order shows in heads and caption when its rows are there. */
  #shown = { orderBy: '', isDescending: false, text: '' };
  /** The row that comes first of those that the reader asked for. */
  #nextRow: number | null = null;

  /** Asks the server again, past every cache. */
  refresh(): void {
    this.#source.refresh();
  }

  /** @internal */
  get changed(): string | null {
    return changedMetric(this.orderBy);
  }

  /** @internal */
  question(): ModuleOutcome<ServicesVariables | null> {
    const first = Math.min(this.first * this.#times, this.#times > 1 ? MOST_SERVICES : Infinity);
    return servicesVariables(this, first, this.language, this.#source.data?.columns);
  }

  /** @internal */
  answerChanged(): void {
    const { orderBy, direction, text } = this;
    this.#shown = { orderBy, isDescending: direction === 'descending', text };
    if (this.#isAsking) this.#status = this.#view()?.caption ?? '';
    this.#isAsking = false;
    this.requestUpdate();
    const row = this.#nextRow;
    this.#nextRow = null;
    if (row !== null) void this.updateComplete.then(() => this.#rows[row]?.focus());
  }

  /** @internal */
  troubleChanged(trouble: Trouble): void {
    this.#isAsking = false;
    this.#nextRow = null;
    tellTrouble(this, trouble);
  }

  protected override render(): TemplateResult {
    const { trouble } = this.#source;
    const [view, texts] = [this.#view(), listTexts(this.language)];
    const notice =
      trouble && html`<p class="perf-notice perf-notice-failed">${this.#troubleText(trouble)}</p>`;
    // What the page's author wrote keeps the page's looks.
    if (!view)
      return html`<slot></slot
        >${notice ? html`<div class="perf-base" part="base">${notice}</div>` : nothing}`;
    return html`<div class="perf-base" part="base" dir="ltr" lang=${this.language}>
      <slot name="heading">${headingTemplate(this.headingLevel, texts.heading, 'perf-title')}</slot>
      ${this.noSearch ? nothing : searchTemplate(view, this.text, this.#actions)}
      <p class="perf-status" role="status">${this.#status}</p>
      ${notice}
      ${view.empty ? html`<p class="perf-notice">${view.empty}</p>` : listTemplate(view, this.#isAsking && this.#source.isAsking, this.#actions)}
    </div>`;
  }

  #view(): ReturnType<typeof servicesView> | null {
    const { data } = this.#source;
    const { metrics, first } = this;
    const comparison = this.compareTo || undefined;
    const isOver = (day: string): boolean => isDayOver(day, Date.now());
    const options = { lang: this.language, ...this.#shown, comparison, metrics, step: first, isOver };
    return data && servicesView(data, options);
  }

  #troubleText({ isRetrying }: Trouble): string {
    const lang = this.language;
    return isRetrying ? headTexts(lang).failedRetrying : listTexts(lang).failed;
  }

  readonly #actions: ListActions = {
    search: (event) => {
      event.preventDefault();
      this.text = String(new FormData(event.target as HTMLFormElement).get('text') ?? '').trim();
      this.#ask(1);
    },
    sort: ({ key, isDescendingFirst }) => {
      const isSame = (this.orderBy || 'name') === key;
      const isDescending = isSame ? this.direction !== 'descending' : isDescendingFirst;
      this.orderBy = key;
      this.direction = isDescending ? 'descending' : 'ascending';
      this.#ask(this.#times);
    },
    more: () => {
      this.#ask(this.#times + 1, this.#source.data?.edges.length);
    },
  };

  #ask(times: number, nextRow: number | null = null): void {
    this.#times = times;
    this.#nextRow = nextRow;
    this.#isAsking = true;
    this.requestUpdate();
  }

  get #rows(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('tbody:not(.perf-totals) th a')];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'perf-services': PerfServices;
  }
}
