import { html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { DASHBOARD_HASH } from '../client/dashboard-hash.js';
import { withChoice, type ModuleOutcome } from '../client/request.js';
import {
  dashboardAnswer,
  dashboardVariables,
  type DashboardData,
  type DashboardVariables,
} from '../client/dashboard.js';
import { CHOICE_ATTRIBUTES, tellChoice } from '../controllers/range-choice.js';
import type { Trouble } from '../controllers/data-controller.js';
import { QuestionController } from '../controllers/question-controller.js';
import { emit, tellTrouble } from '../events.js';
import type { ModuleData } from '../formatting/types.js';
import { notComparedView } from '../view/not-compared.js';
import { publisherLines } from '../view/head.js';
import { mergePublishers } from '../view/publishers.js';
import { DASHBOARD_CSS } from '../styles/dashboard-css.js';
import { HEAD_CSS } from '../styles/head-css.js';
import { HOST_CSS } from '../styles/host-css.js';
import { PICKER_CSS } from '../styles/picker-css.js';
import { ROWS_CSS } from '../styles/rows-css.js';
import {
  BEFORE_AND_AFTER,
  BETWEEN_DATES,
  choiceQuery,
  pickedChoice,
  pickerView,
  type RangeChoice,
} from '../view/picker.js';
import { failureText } from '../view/texts.js';
import { headingTemplate, pickerTemplate, sectionTemplate } from './dashboard-template.js';
import { PerfElement, type ElementProperty } from './perf-element.js';

const CHOICE = Object.keys(CHOICE_ATTRIBUTES) as (keyof RangeChoice)[];
const FRAMED = 'perf-module, perf-figure';

/**
 * A dashboard: the modules of a stored one, or of a subject's, with a picker of range and comparison for all of them.
 * Around modules that the page's author wrote it is their frame: what is chosen replaces their own range and comparison.
 *
 * @tagname perf-dashboard
 * @summary All figures of a dashboard, with one picker for all.
 *
 * @slot - Modules to frame; or the fallback, shown until a dashboard's sections are there. A `<form class="perf-picker">`
 *   of the page is taken over in place of the element's own, and the page's address then follows the choice.
 * @slot heading - Replaces the title of the dashboard.
 *
 * @fires perf-range-change - The reader, or a script, chose another range or comparison.
 * @fires perf-error - The dashboard is not there, an attribute cannot be understood, or the server could not be reached.
 *
 * @csspart base - All that the element shows.
 * @csspart heading - The headings of the dashboard and of its sections.
 * @csspart text - A text between the figures.
 * @csspart picker - The form.
 * @csspart button - The form's button.
 * @csspart notice - Which figures cannot be compared before and after a day.
 * @csspart footer - Who publishes the figures, below all of them.
 */
export class PerfDashboard extends PerfElement {
  static override styles = [HOST_CSS, HEAD_CSS, PICKER_CSS, ROWS_CSS, DASHBOARD_CSS].map((css) =>
    unsafeCSS(css),
  );

  static override properties: Record<string, ElementProperty> = {
    dashboard: {},
    service: {},
    organisation: {},
    group: {},
    portfolio: { type: Boolean },
    range: { word: true, reflect: true },
    since: { reflect: true },
    until: { reflect: true },
    compareTo: { attribute: 'compare-to', word: true, reflect: true },
    splitOn: { attribute: 'split-on', reflect: true },
    headingLevel: { attribute: 'heading-level', type: Number },
    lang: {},
    endpoint: {},
    sync: {},
    noPicker: { attribute: 'no-picker', type: Boolean },
  };

  /** Slug of the dashboard. */
  dashboard = '';
  /** Slug of the service whose dashboard is shown. */
  service = '';
  /** Slug of the organisation whose dashboard is shown. */
  organisation = '';
  /** Slug of the service group whose dashboard is shown. */
  group = '';
  /** The dashboard of all services is shown. */
  portfolio = false;
  /** `last-3-months`, `last-12-months`, `last-3-years` or `all`; each module's own if absent. */
  range = '';
  /** First day of the range, any; in place of `range`. */
  since = '';
  /** Last day of the range, any and included. */
  until = '';
  /** `previous-period`, `previous-year` or `none`; each module's own if absent. */
  compareTo = '';
  /** A day: what came after it is compared with as long before it; in place of `compare-to`. */
  splitOn = '';
  /** Level of the title's heading, 1 to 6; sections and modules follow below it. */
  headingLevel = 2;
  /** Language of the texts; inherited from the page. */
  override lang = '';
  /** Address of the GraphQL endpoint; the page's `<meta name="perf-endpoint">` or the script's host if absent. */
  endpoint = '';
  /** Elements elsewhere on the page with the same word share range, comparison and selection. */
  sync = '';
  /** Leaves out the picker. */
  noPicker = false;

  readonly #source = new QuestionController<DashboardVariables, DashboardData>(
    this,
    {
      hash: DASHBOARD_HASH,
      text: async () => (await import('../client/dashboard-document.js')).DASHBOARD_DOCUMENT,
    },
    dashboardAnswer,
  );
  #pageForm: HTMLFormElement | null = null;
  #status = '';
  #isShown = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#pageForm = this.querySelector<HTMLFormElement>('form.perf-picker');
    for (const name of ['submit', 'change']) this.#pageForm?.addEventListener(name, this.#pick);
    this.addEventListener('perf-data', this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const name of ['submit', 'change']) this.#pageForm?.removeEventListener(name, this.#pick);
    this.removeEventListener('perf-data', this.#hear);
  }

  /** Asks the server again which modules there are, past every cache. */
  refresh(): void {
    this.#source.refresh();
  }

  /** @internal */
  question(): ModuleOutcome<DashboardVariables | null> {
    return this.querySelector(FRAMED) ? { value: null } : dashboardVariables(this, this.language);
  }

  /** @internal */
  answerChanged(): void {
    this.requestUpdate();
  }

  /** @internal */
  troubleChanged(trouble: Trouble): void {
    tellTrouble(this, trouble);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isFirst = !this.#isShown;
    this.#isShown = true;
    const hasChosen = CHOICE.some((name) => changed.has(name) && (changed.get(name) ?? '') !== this[name]);
    if (!hasChosen && !(changed.has('sync') && this.sync)) return;
    // The attributes say it by now: that is where framed modules read it.
    tellChoice(this.sync, this.#choice);
    if (!hasChosen || isFirst) return;
    emit(this, 'perf-range-change', {
      from: this.since || null,
      to: this.until || null,
      choice: this.#choice,
    });
  }

  protected override render(): TemplateResult {
    const [{ data, trouble }, lang] = [this.#source, this.language];
    const hasPicker = !this.noPicker && !this.#pageForm && (data || this.querySelector(FRAMED));
    const picker = hasPicker
      ? pickerTemplate(pickerView(this.#choice, lang, data?.title), this.#pick)
      : nothing;
    const status = html`<p class="perf-status" role="status">${this.#status}</p>`;
    const notice =
      trouble && html`<p class="perf-notice perf-notice-failed">${failureText(trouble, lang)}</p>`;
    if (data) {
      return html`<div class="perf-base perf-board" part="base" dir="ltr" lang=${lang}>
        <slot name="heading">${headingTemplate(this.headingLevel, data.title, 'perf-title')}</slot>
        ${data.description && html`<p class="perf-lede">${data.description}</p>`} ${picker}${status}${notice}
        ${this.#notCompared()} ${this.#sections(data)}
      </div>`;
    }
    // What the page's author wrote keeps the page's looks.
    return html`${picker}${status}${this.#notCompared()}<slot></slot> ${
        notice ? html`<div class="perf-base" part="base" dir="ltr" lang=${lang}>${notice}</div>` : nothing
      }`;
  }

  #sections({ sections }: DashboardData): TemplateResult {
    const shared = { lang: this.lang, endpoint: this.endpoint, sync: this.sync };
    const placed = sections.map((section) =>
      sectionTemplate(
        {
          ...section,
          parts: section.parts.map((each) =>
            each.words ? { ...each, words: withChoice(each.words, this.#choice) } : each,
          ),
        },
        this.headingLevel + 1,
        shared,
      ),
    );
    return html`<div>${placed}</div>
      ${mergePublishers(this.#publishers).map(
        (publisher) =>
          html`<p class="perf-publishers" part="footer">
            ${publisherLines(publisher, this.language).join('. ')}
          </p>`,
      )}`;
  }

  /** What the modules show, those that it placed and those that it frames. */
  get #shown(): ModuleData[] {
    const framed = this.querySelectorAll<Element & { data?: ModuleData | null }>(FRAMED);
    return [...this.renderRoot.querySelectorAll('perf-module'), ...framed].flatMap(({ data }) => data ?? []);
  }

  /** Who publishes what the modules show: said once, below all of them. */
  get #publishers(): NonNullable<ModuleData['publisher']>[] {
    return this.#shown.flatMap(({ publisher }) => publisher ?? []);
  }

  /** Which figures cannot be compared before and after the day: said once, above all of them. */
  #notCompared(): TemplateResult | typeof nothing {
    const view = notComparedView(this.#shown, this.language);
    if (!view) return nothing;
    return html`<div class="perf-base perf-notice perf-notice-day" part="notice" dir="ltr">
      <p>${view.heading}:</p>
      <ul>
        ${view.items.map((text) => html`<li>${text}</li>`)}
      </ul>
    </div>`;
  }

  /** What the page says of its own is for those without scripts. */
  readonly #hear = (): void => {
    this.querySelector('.perf-not-compared')?.remove();
    this.requestUpdate();
  };

  get #choice(): RangeChoice {
    const words = CHOICE.flatMap((name) => (this[name] ? [[name, this[name]]] : []));
    return Object.fromEntries(words) as RangeChoice;
  }

  /** A list takes effect at once; dates when the form is sent, because they are typed in parts. */
  readonly #pick = (event: Event): void => {
    const form = event.currentTarget as HTMLFormElement;
    const isSent = event.type === 'submit';
    if (isSent) event.preventDefault();
    else {
      const field = event.target as HTMLInputElement | HTMLSelectElement;
      if (field.type === 'date' || field.value === BETWEEN_DATES || field.value === BEFORE_AND_AFTER) return;
    }
    const fields = new FormData(form);
    const choice = pickedChoice((name) => fields.get(name) as string | null);
    for (const name of CHOICE) this[name] = choice[name] ?? '';
    this.#status = this.#statusOf(form);
    this.requestUpdate();
    if (form === this.#pageForm)
      history.replaceState(history.state, '', form.action.replace(/[?#].*$/, '') + choiceQuery(choice));
  };

  /** What was chosen, for those who do not see the figures change. */
  #statusOf(form: HTMLFormElement): string {
    const lists = [...form.querySelectorAll('select')];
    return lists
      .map((list) => `${list.labels[0]?.firstElementChild?.textContent}: ${list.selectedOptions[0]?.text}`)
      .join('. ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'perf-dashboard': PerfDashboard;
  }
}
