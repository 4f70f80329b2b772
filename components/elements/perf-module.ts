import { html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { drawnPictureIn } from '../controllers/drawn-picture.js';
import { inOwnTask } from '../controllers/own-task.js';
import type { Selection } from '../controllers/selection-controller.js';
import { emit } from '../events.js';
import type { ModuleData } from '../formatting/types.js';
import { headView } from '../view/head.js';
import type { ModuleViewOptions } from '../view/module-view.types.js';
import { ChartPart } from './chart-part.js';
import { DetailsPart } from './details-part.js';
import { moduleTemplate } from './head-template.js';
import { ModuleElement } from './module-element.js';
import { MODULE_SHEETS } from './module-sheets.js';
import { watchOverflow } from './table-template.js';

/**
 * One metric of one subject: headline figure with change and coverage, sentence, chart, table, freshness, definition,
 * downloads. All modules that connect in one frame ask their data in one request; until the data is there, and again if it
 * never comes, the element shows its content.
 *
 * @tagname perf-module
 * @summary One figure of a public service, live and with its whole story.
 *
 * @slot - The fallback: shown until the data is there. On our pages the whole module as HTML, with its data in a
 *   `<script type="application/json">` child, which is then not asked for.
 * @slot heading - Replaces the heading.
 * @slot footer - Stands below publisher and licence.
 *
 * @fires perf-ready - The data is shown for the first time.
 * @fires perf-data - New data is shown.
 * @fires perf-error - An attribute cannot be understood, the server refused the question, or it could not be reached.
 * @fires perf-stale - The data could not be renewed; the last stays, marked with its age.
 * @fires perf-select - The reader chose a point in time or a line.
 * @fires perf-range-change - Another range of time is shown.
 * @fires perf-view-change - Another view is shown, or the details were opened or closed.
 * @fires perf-download - A download begins; cancelable.
 *
 * @csspart base - The figure.
 * @csspart heading - The heading.
 * @csspart value - The headline figure with its period.
 * @csspart change - The change and its verdict.
 * @csspart companions - Other metrics beside the headline.
 * @csspart breakdown - What explains the headline, as a picture.
 * @csspart summary - The sentence.
 * @csspart chart - The picture.
 * @csspart table - The table.
 * @csspart freshness - How far the data goes, when it was received and what is due.
 * @csspart footer - Publisher, contact, licence.
 * @csspart button - What opens the details, and the button that saves the CSV.
 *
 * @cssprop --perf-ink - Colour of text.
 * @cssprop --perf-muted - Colour of lesser text; keep 7:1 on the surface.
 * @cssprop --perf-surface - The ground; colours that a page does not name are made from it and the ink.
 * @cssprop --perf-series-1 - Colour of the first line; likewise `--perf-series-2` to `--perf-series-4`.
 * @cssprop --perf-good - Colour of a change for the better.
 * @cssprop --perf-bad - Colour of a change for the worse.
 * @cssprop --perf-grid - Colour of rules and of the lines across charts.
 * @cssprop --perf-link - Colour of links.
 * @cssprop --perf-focus - Ground of what has the focus; keep 7:1 to #0b0c0c.
 * @cssprop --perf-font - Font family.
 * @cssprop --perf-space - Space between the parts.
 * @cssprop --perf-chart-height - Height of the chart.
 */
export class PerfModule extends ModuleElement {
  static override styles = MODULE_SHEETS.map((css) => unsafeCSS(css));

  #chartPart: ChartPart | null = null;
  /** Settles when the parts that are wanted can be shown. */
  #parts: Promise<unknown> = Promise.resolve();
  /** Whether those can that were wanted first. */
  #hasParts = false;
  #wanted = '';
  #isOpen = false;
  /** What stood in the shadow root before: the loader's room, or its drawing. */
  #early: ChildNode[] = [];
  #isDrawn = false;
  #isShown = false;
  /** Whether it keeps the room that its drawing had, so that nothing below it on the screen moves. */
  #isHeld = false;
  #shownRange = '';
  #redrawn: { of: ModuleData; as: ModuleData } | null = null;
  readonly #paper = matchMedia('print');

  /** The data as CSV, in the platform's one shape; empty while there is none. */
  async toCSV(): Promise<string> {
    const { csv } = await import('./take-along.js');
    return this.data ? csv(this.data, this.language) : '';
  }

  /** The chart as SVG text, with title, description and source; empty while there is none. */
  async toSVG(): Promise<string> {
    const { pictureText } = await import('./take-along.js');
    return this.data ? pictureText(this.data, this.language) : '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#paper.addEventListener('change', this.#repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#paper.removeEventListener('change', this.#repaint);
  }

  readonly #repaint = (): void => this.requestUpdate();

  protected override get drawn(): Promise<unknown> {
    return this.updateComplete.then(() => this.#parts);
  }

  /** @internal */
  selectionChanged(selection: Selection): void {
    emit(this, 'perf-select', selection);
  }

  /** What the loader drew stays in the shadow root until the element shows the same. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#early = [...root.childNodes];
    this.#isDrawn = root.querySelector('figure') !== null;
    this.#isHeld = root.querySelector('.perf-is-held') !== null;
    // Lit puts its own behind it, for what it renders before must stay.
    this.renderOptions.renderBefore = null;
    return root;
  }

  get #keepsDrawing(): boolean {
    return this.#isDrawn && !this.source.trouble && !(this.data && this.#hasParts);
  }

  /** In the same task as the element's own first rendering: nothing of it is seen. */
  #dropDrawing(): void {
    const focused = this.#isDrawn && this.shadowRoot?.activeElement;
    const selector =
      focused &&
      (focused.localName === 'a' ? `a[href="${focused.getAttribute('href')}"]` : focused.localName);
    for (const node of this.#early.splice(0)) node.remove();
    this.#isDrawn = false;
    if (selector) this.shadowRoot?.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#early.length && !this.#keepsDrawing) this.#dropDrawing();
    this.#makeParts();
    this.#chartPart?.rendered();
    watchOverflow(this.renderRoot);
    if (changed.get('view') !== undefined && this.data) this.#tellView();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#keepsDrawing) return nothing;
    const data = this.#drawnData();
    const [chartPart, detailsPart] = [this.#chartPart, this.#detailsPart];
    const { isFromPage } = this.source;
    const options: ModuleViewOptions = {
      lang: this.language,
      view: this.kind,
      headingLevel: this.headingLevel,
      noTable: this.noTable,
      noDownload: this.noDownload,
      staleMs: this.staleMs,
      isInDashboard: this.isInDashboard,
      ...(data && chartPart?.chosen(data)),
    };
    const isWaiting = !this.#hasParts;
    // Our pages hold the whole module as HTML: it stays until nothing is missing, so that nothing moves.
    if (!data || (isFromPage && isWaiting)) return this.#fallback(isFromPage);
    // What stands open in the page's HTML, or was opened while waiting, stays open.
    if (!this.#isShown)
      this.#isOpen ||= (this.#isDrawn ? this.renderRoot : this).querySelector('details')?.open ?? false;
    this.#isHeld &&= this.#isShown || this.getBoundingClientRect().bottom < innerHeight;
    this.#isShown = true;
    const isOpen = this.#isOpen || this.#paper.matches;
    const head = headView(data, options);
    const hasPicture = this.hasChart && head.state !== 'empty';
    const body = {
      chart: hasPicture && chartPart ? chartPart.render(data, options) : null,
      companions: head.state !== 'empty' ? detailsPart.companions(data, options) : null,
      // It stands below the chart: shown before it, it would move.
      details: this.kind !== 'figure' && this.#hasParts ? detailsPart.render(data, options, isOpen) : null,
    };
    const room = isWaiting ? `perf-is-loading perf-for-${this.kind}` : this.#isHeld ? 'perf-is-held' : '';
    return moduleTemplate(head, body, room, isWaiting);
  }

  /** The data, drawn as the tag says; the same object for the same two, because charts and tables are made once an object. */
  #drawnData(): ModuleData | null {
    const { data } = this;
    const chart = (this.chart.toUpperCase() as ModuleData['chart']) || data?.chart;
    const hasOwnScales = this.scale === 'own';
    if (!data || !chart || (chart === data.chart && !hasOwnScales)) return data;
    const { of, as } = this.#redrawn ?? {};
    if (of !== data || as?.chart !== chart || as.hasOwnScales !== hasOwnScales)
      this.#redrawn = { of: data, as: { ...data, chart, hasOwnScales } };
    return this.#redrawn!.as;
  }

  /** Loading, or failed: the page's own content, with room for what is to come. */
  #fallback(isWhole: boolean): TemplateResult {
    const { trouble } = this.source;
    // What did not come at once may not come for hours: its room is then the page's again.
    const isWaiting = !trouble && !isWhole;
    const room = isWaiting ? `perf-is-loading perf-for-${this.kind}` : '';
    return html`<div class="perf-base ${room}" part="base" aria-busy=${isWaiting ? 'true' : nothing}>
      <slot></slot>
      ${trouble && html`<p class="perf-notice perf-notice-failed">${this.failureText(trouble)}</p>`}
    </div>`;
  }

  /** The chart is drawn once it is known where it stands, and the details are made after it. */
  #makeParts(): void {
    const wanted = String(this.hasChart);
    if (wanted === this.#wanted || !this.isConnected || (this.source.isFromPage && !this.data)) return;
    this.#wanted = wanted;
    this.#parts = Promise.resolve(this.hasChart && !this.#chartPart && this.#placeChart()).then(() => {
      this.#hasParts = true;
      this.requestUpdate();
      return this.updateComplete;
    });
  }

  async #placeChart(): Promise<void> {
    const part = new ChartPart(this, this.#isDrawn ? drawnPictureIn(this.renderRoot) : null);
    await part.isPlaced;
    const data = this.#drawnData();
    if (data) await part.prepare(data);
    // In a task before that of the rest: it is most of the work.
    if (data) part.draw(data, this.language);
    await inOwnTask();
    this.#chartPart = part;
  }

  protected override tellData(data: ModuleData): boolean {
    const { starts = [], ends = [] } = data.series ?? {};
    const [from, to] = [starts[0] ?? null, ends.at(-1) ?? null];
    const isFirst = super.tellData(data);
    if (!isFirst && `${from} ${to}` !== this.#shownRange) emit(this, 'perf-range-change', { from, to });
    this.#shownRange = `${from} ${to}`;
    return isFirst;
  }

  #tellView(): void {
    emit(this, 'perf-view-change', { view: this.kind, isOpen: this.#isOpen });
  }

  readonly #detailsPart = new DetailsPart({
    toggle: (isOpen) => {
      if (isOpen === this.#isOpen || this.#paper.matches) return;
      this.#isOpen = isOpen;
      this.requestUpdate();
      this.#tellView();
    },
    download: (format, url) => emit(this, 'perf-download', { format, url }, true),
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'perf-module': PerfModule;
  }
}
