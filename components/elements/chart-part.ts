import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ChartController } from '../controllers/chart-controller.js';
import { SelectionController, type Selection } from '../controllers/selection-controller.js';
import type { Language, ModuleData } from '../formatting/types.js';
import type { ModuleViewOptions, RangeView, ReadingView } from '../view/module-view.types.js';
import { breakdownTitle, pointView, readingView, type PointView } from '../view/point.js';

interface PartHost extends ReactiveControllerHost, HTMLElement {
  readonly data: ModuleData | null;
  sync: string;
  selectionChanged(selection: Selection): void;
}

let groups = 0;

/** The chart of a module and what reads it. */
export class ChartPart {
  /** Not one name for all modules: tools that look into shadow roots would take them for one group. */
  private readonly group = `line-${++groups}`;
  private readonly selection: SelectionController;
  private readonly picture: ChartController;

  constructor(host: PartHost) {
    this.selection = new SelectionController(host);
    this.picture = new ChartController(host, (index, line) => this.selection.point(index, line));
  }

  /** Settles once the chart can be drawn where it stands. */
  get isPlaced(): Promise<void> {
    return this.picture.isPlaced;
  }

  /** The reader's choice, as options of the views. */
  chosen(data: ModuleData): Pick<ModuleViewOptions, 'selected' | 'line'> {
    return this.selection.chosenIn(data);
  }

  /** What the reader chose to read in place of the figure. */
  point(data: ModuleData, { selected, line, lang = 'en' }: ModuleViewOptions): PointView | null {
    return selected === undefined ? null : pointView(data, selected, line, lang);
  }

  /** Draws the picture that `render` then shows. */
  draw(data: ModuleData, lang: Language): void {
    this.picture.draw(data, lang, null);
  }

  render(data: ModuleData, options: ModuleViewOptions): TemplateResult | null {
    const chart = this.picture.draw(data, options.lang ?? 'en', options.selected ?? null);
    if (!chart) return null;
    const view = readingView(data, options);
    const title = chart.breakdown && breakdownTitle(data, options.selected, options.lang ?? 'en');
    return html`<div class="perf-show">
      <div class="perf-picture" part="chart" aria-hidden="true">${chart.node}</div>
      <div class="perf-captions">${chart.captions.map((text) => html`<p>${text}</p>`)}</div>
      <div class="perf-controls">
        ${view.lines.length ? this.linesTemplate(view) : nothing}${view.range ? this.rangeTemplate(view.range) : nothing}
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

  /** Direct labels as one radio group: one tab stop, arrows move. */
  private linesTemplate({ linesLabel, lines }: ReadingView): TemplateResult {
    return html`<fieldset class="perf-lines">
      <legend>${linesLabel}</legend>
      ${lines.map(
        ({ key, label, isSelected }) =>
          html`<label
            ><input
              type="radio"
              name=${this.group}
              .value=${key}
              .checked=${live(isSelected)}
              @change=${() => this.selection.choose(key)}
            />${label}</label
          >`,
      )}
    </fieldset>`;
  }

  private rangeTemplate(range: RangeView): TemplateResult {
    const onInput = (event: Event): void =>
      this.selection.select((event.target as HTMLInputElement).valueAsNumber);
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
      />
    </div>`;
  }
}
