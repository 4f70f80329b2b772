import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ChartController } from '../controllers/chart-controller.js';
import type { DrawnPicture } from '../controllers/drawn-picture.js';
import { SelectionController, type Selection } from '../controllers/selection-controller.js';
import { trackOf } from '../charts/spec/track.js';
import type { ChartSpec } from '../charts/spec/spec-types.js';
import type { Language, ModuleData } from '../formatting/types.js';
import type { ModuleViewOptions, RangeView, ReadingView } from '../view/module-view.types.js';
import { detailsTexts } from '../view/details-texts.js';
import { breakdownTitle, readingView } from '../view/point.js';

type Tip = typeof import('./reading-tip.js');

interface PartHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
  readonly data: ModuleData | null;
  sync: string;
  selectionChanged(selection: Selection): void;
}

let groups = 0;

/** The code that reads points, once a reader turned to a chart. */
let tip: Tip | null = null;

/** The chart of a module and what reads it. */
export class ChartPart {
  /** Not one name for all modules: tools that look into shadow roots would take them for one group. */
  private readonly group = `line-${++groups}`;
  private readonly selection: SelectionController;
  private readonly picture: ChartController;
  private spec: ChartSpec | undefined;
  private named: { data: ModuleData; keys: ReadonlySet<string> } | null = null;
  /** Where the pointer is over the picture. */
  private at: PointerEvent | null = null;
  /** A touch that came before what reads it, or what is read. */
  private isAwaited = false;

  /** @param drawn what the loader drew of the first data */
  constructor(
    private readonly host: PartHost,
    private readonly drawn: DrawnPicture | null,
  ) {
    this.selection = new SelectionController(host);
    this.picture = new ChartController(host, this.follow, this.fetchTip, drawn);
  }

  private readonly fetchTip = (): void => {
    if (tip) return;
    import('./reading-tip.js').then(
      (module) => {
        tip = module;
        if (this.at) this.follow(this.at);
        else this.host.requestUpdate();
      },
      // The slider and the table read every point without it; the next touch tries again.
      () => undefined,
    );
  };

  /** A mouse reads what it is over; of a finger its last touch stays. */
  private readonly follow = (event: PointerEvent): void => {
    const { type, pointerType } = event;
    if (type === 'pointerleave' && pointerType === 'touch') return;
    const isGone = type === 'pointerleave' || type === 'pointercancel';
    this.at = isGone ? null : event;
    if (isGone) return this.selection.leave();
    this.fetchTip();
    this.isAwaited = !tip || !this.spec;
    if (!tip || !this.spec) return;
    const found = tip.pointAt(this.spec, this.picture.box, event);
    if (!found) return this.selection.leave();
    this.selection.point(found.index, type === 'pointerdown' ? found.line : null);
    // The pointer may have moved at the same point.
    this.rendered();
  };

  /** Puts what was rendered where it belongs: the slider under the plot, the reading at its point. */
  rendered(): void {
    const { shadowRoot: root } = this.host;
    if (!root) return;
    this.picture.measure();
    if (this.isAwaited && this.at && tip && this.spec) this.follow(this.at);
    const slider = root.querySelector<HTMLElement>('.perf-slider');
    const track = this.spec ? trackOf(this.spec)?.map((place) => `${place}%`) : this.drawn?.track;
    // Through the CSSOM, which no content security policy forbids.
    slider?.style.setProperty('--_from', track?.[0] ?? null);
    slider?.style.setProperty('--_to', track?.[1] ?? null);
    tip?.dress(root);
    tip?.placePicks(root, this.picture.box);
    const box = root.querySelector<HTMLElement>('.perf-tip');
    const { selected } = this.host.data ? this.chosen(this.host.data) : {};
    if (box && this.spec && selected !== undefined)
      tip?.placeTip(box, this.picture.box, this.spec, { index: selected, at: this.at });
  }

  /** Settles once the chart can be drawn where it stands. */
  get isPlaced(): Promise<void> {
    return this.picture.isPlaced;
  }

  /** Settles once this kind of chart can be drawn, or the code for it failed to come. */
  prepare(data: ModuleData): Promise<void> {
    return this.drawn ? Promise.resolve() : this.picture.prepare(data);
  }

  /** The reader's choice, as options of the views. */
  chosen(data: ModuleData): Pick<ModuleViewOptions, 'selected' | 'line'> {
    return this.selection.chosenIn(data);
  }

  /** Draws the picture that `render` then shows. */
  draw(data: ModuleData, lang: Language): void {
    this.picture.draw(data, lang);
  }

  render(data: ModuleData, options: ModuleViewOptions): TemplateResult | null {
    const chart = this.picture.draw(data, options.lang ?? 'en', options);
    if (!chart) return null;
    this.spec = chart.spec;
    const view = readingView(data, options);
    const title = chart.breakdown && breakdownTitle(data, options.selected, options.lang ?? 'en');
    return html`<div class="perf-show">
      <div class="perf-picture" part="chart" aria-hidden="true">
        ${chart.node}${this.tipTemplate(data, options)}
      </div>
      <div class="perf-captions">${chart.captions.map((text) => html`<p>${text}</p>`)}</div>
      <div class="perf-controls">
        ${view.lines.length ? this.linesTemplate(view, data, options) : nothing}${view.range ? this.rangeTemplate(view.range) : nothing}
      </div>
      ${
        chart.breakdown && title !== null
          ? html`<div class="perf-breakdown" part="breakdown">
              <p class="perf-section-title">${title}</p>
              <div class="perf-picture" aria-hidden="true">${chart.breakdown.node}</div>
              <div class="perf-captions">${chart.breakdown.captions.map((text) => html`<p>${text}</p>`)}</div>
            </div>`
          : nothing
      }
    </div>`;
  }

  /** The values at the point that is read. */
  private tipTemplate(
    data: ModuleData,
    { selected, line, lang = 'en' }: ModuleViewOptions,
  ): TemplateResult | null {
    const { at, spec } = this;
    if (!tip || !spec || selected === undefined || !this.selection.isRead) return null;
    const pointed = at && tip.pointAt(spec, this.picture.box, at);
    return tip.tipTemplate(tip.pointView(data, selected, line, lang), spec, pointed);
  }

  /** The lines that the picture names while none is chosen; '' among them: others share a name. */
  private namesIn(data: ModuleData, chosen: string | undefined): ReadonlySet<string> {
    if (this.named?.data !== data || chosen === undefined) {
      const names = this.picture.box.querySelectorAll<SVGElement>('[data-line]');
      this.named = { data, keys: new Set([...names].map((name) => name.dataset.line!)) };
    }
    return this.named.keys;
  }

  /**
   * The names in the picture as one radio group, laid over them: one tab stop, arrows move. Lines that share a name are its
   * last entry, which lets one choose among them.
   */
  private linesTemplate(
    { linesLabel, lines }: ReadingView,
    data: ModuleData,
    { line: chosen, lang = 'en' }: ModuleViewOptions,
  ): TemplateResult {
    const texts = detailsTexts(lang);
    const names = this.namesIn(data, chosen);
    const others = names.has('') ? lines.filter(({ key }) => !names.has(key)) : [];
    const pick = (line: string, label: string, isSelected: boolean, key = line): TemplateResult =>
      html`<label class="perf-pick perf-unseen" data-line=${line}
        ><input
          type="radio"
          name=${this.group}
          .value=${line}
          .checked=${live(isSelected)}
          @change=${() => this.selection.choose(key)}
        /><span class="perf-unseen">${label}</span></label
      >`;
    const isOther = chosen !== undefined && others.some(({ isSelected }) => isSelected);
    const choose = (event: Event): void => this.selection.choose((event.target as HTMLSelectElement).value);
    return html`<fieldset class="perf-lines">
        <legend class="perf-unseen">${linesLabel}</legend>
        ${lines.map((line) => (others.includes(line) ? nothing : pick(line.key, line.label, line.isSelected)))}
        ${others.length ? pick('', texts.others(others.length), isOther, others[0]!.key) : nothing}
      </fieldset>
      ${
        isOther
          ? html`<label class="perf-others"
              >${texts.whichOther}
              <select @change=${choose}>
                ${others.map(({ key, label, isSelected }) => html`<option value=${key} ?selected=${isSelected}>${label}</option>`)}
              </select></label
            >`
          : nothing
      }`;
  }

  private rangeTemplate(range: RangeView): TemplateResult {
    const onInput = (event: Event): void => {
      this.at = null;
      this.selection.select((event.target as HTMLInputElement).valueAsNumber);
    };
    return html`<div class="perf-range">
      <label for="moment">${range.label}</label>
      <span class="perf-moment" aria-hidden="true">${range.moment}</span>
      <input
        class="perf-slider"
        id="moment"
        type="range"
        step="1"
        min=${range.min}
        max=${range.max}
        .value=${live(String(range.value))}
        aria-valuetext=${range.valueText}
        @input=${onInput}
        @blur=${() => this.selection.leave()}
      />
    </div>`;
  }
}
