import { html, noChange, nothing, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { IDENTITY, type ModuleWords } from '../client/request.js';
import type { DashboardData } from '../client/dashboard.js';
import { linkedParagraphs } from '../formatting/paragraphs.js';
import { sizeClass } from '../formatting/row-size.js';
import type { PickerView } from '../view/picker.js';
import { ModuleAttributes } from './module-attributes.js';

/**
 * The same fields in the same order and classes as view/picker.ts. They are written when the choice changes: what a reader is
 * typing stays, whatever else is drawn anew.
 */
export function pickerTemplate(view: PickerView, apply: (event: Event) => void): TemplateResult {
  return html`<form
    class="perf-base perf-picker"
    part="picker"
    dir="ltr"
    aria-label=${view.label}
    @submit=${apply}
    @change=${apply}
  >
    ${selectTemplate('range', view.range)}
    <span class="perf-dates perf-range-dates"
      >${dateTemplate('since', view.since)} ${dateTemplate('until', view.until)}</span
    >
    ${selectTemplate('compare-to', view.compareTo)}
    <span class="perf-dates perf-split-dates">${dateTemplate('split-on', view.splitOn)}</span>
    <button type="submit" part="button">${view.submit}</button>
  </form>`;
}

const selectTemplate = (name: string, { label, choices }: PickerView['range']): TemplateResult =>
  html`<label class="perf-field"
    ><span>${label}</span
    ><select name=${name}>
      ${choices.map(
        ({ value, text, isChosen }) => html`<option value=${value} .selected=${isChosen}>${text}</option>`,
      )}
    </select></label
  >`;

const dateTemplate = (name: string, { label, value }: PickerView['since']): TemplateResult =>
  html`<label class="perf-field"
    ><span>${label}</span><input type="date" name=${name} .value=${value}
  /></label>`;

export function headingTemplate(
  level: number,
  text: string | TemplateResult,
  className: string,
): TemplateResult {
  switch (Math.min(level, 6)) {
    case 1:
      return html`<h1 class=${className} part="heading">${text}</h1>`;
    case 2:
      return html`<h2 class=${className} part="heading">${text}</h2>`;
    case 3:
      return html`<h3 class=${className} part="heading">${text}</h3>`;
    case 4:
      return html`<h4 class=${className} part="heading">${text}</h4>`;
    case 5:
      return html`<h5 class=${className} part="heading">${text}</h5>`;
    default:
      return html`<h6 class=${className} part="heading">${text}</h6>`;
  }
}

/** A section with what stands in it; `level` is that of its heading. */
export function sectionTemplate(
  { title, parts }: DashboardData['sections'][number],
  level: number,
  shared: { lang: string; endpoint: string; sync: string },
): TemplateResult {
  const isAlone = parts.filter(({ words }) => words).length === 1;
  return html`<section class="perf-section perf-rows">
    ${headingTemplate(level, title, 'perf-section-heading')}
    ${parts.map((part) => (part.words ? moduleTemplate(part, level + 1, isAlone, shared) : textTemplate(part)))}
  </section>`;
}

const textTemplate = ({ text, size }: { text: string; size: string }): TemplateResult =>
  html`<div class="perf-text ${sizeClass(size, true)}" part="text">
    ${linkedParagraphs(text).map(
      (pieces) =>
        html`<p>
          ${pieces.map(({ text: words, url }) => (url ? html`<a href=${url}>${words}</a>` : words))}
        </p>`,
    )}
  </div>`;

const ASKED = Object.entries(ModuleAttributes.properties).flatMap(([name, { ask }]) => (ask ? [name] : []));

/** Every word of a request, not set. */
const UNSET: ModuleWords = Object.fromEntries(
  // Of a flag an empty text is true, as an attribute's is.
  [...IDENTITY, ...ASKED].map((name) => [
    name,
    ModuleAttributes.properties[name]?.type === Boolean ? false : '',
  ]),
);

/** Sets all words of the element and clears those not given: Lit may reuse the element of another module. */
class AskFor extends Directive {
  override update({ element }: ElementPart, [words]: [ModuleWords]): unknown {
    Object.assign(element, { ...UNSET, ...words });
    return this.render(words);
  }

  render(_words: ModuleWords): unknown {
    return noChange;
  }
}
const askFor = directive(AskFor);

function moduleTemplate(
  { words, title, view, size }: { words: ModuleWords; title: string | null; view: string; size: string },
  level: number,
  isAlone: boolean,
  { lang, endpoint, sync }: { lang: string; endpoint: string; sync: string },
): TemplateResult {
  return html`<perf-module
    class=${sizeClass(size, isAlone)}
    ${askFor(words)}
    .view=${view}
    .headingLevel=${Math.min(level, 6)}
    .lang=${lang}
    .endpoint=${endpoint}
    .sync=${sync}
    exportparts="value, change, companions, breakdown, summary, chart, table, freshness, footer"
    >${title ? html`<span slot="heading">${headingTemplate(level, title, 'perf-heading')}</span>` : nothing}</perf-module
  >`;
}
