import { html, nothing, type TemplateResult } from 'lit';
import { headlineClass } from '../view/head.js';
import type { ChangeView, HeadingView, HeadlineView, HeadView } from '../view/module-view.types.js';

/** What stands between head and foot, once its code is there. */
export interface Body {
  chart: TemplateResult | null;
  details: TemplateResult | null;
  companions: TemplateResult | null;
}

/**
 * The element's template: the same texts in the same order and classes as view/module-html.ts.
 * @param room classes for the room that is kept
 * @param isWaiting whether a part is on its way: the foot stands below it, and comes with it, so that it never moves
 */
export function moduleTemplate(
  view: HeadView,
  { chart, details, companions }: Body,
  room: string,
  isWaiting: boolean,
): TemplateResult {
  return html`<figure class="perf-base perf-is-${view.state} ${room}" part="base" dir="ltr" lang=${view.lang}>
    <div class="perf-layout ${chart ? 'perf-has-chart' : ''}">
      <div class="perf-say">
        <slot name="heading">${headingTemplate(view.heading)}</slot>
        ${view.description && html`<p class="perf-description">${view.description}</p>`}
        ${view.headline && headlineTemplate(view.headline)} ${view.change && changeTemplate(view.change)}
        ${view.target && html`<p class="perf-target">${view.target}</p>`} ${companions}
        ${view.coverage && html`<p class="perf-coverage">${view.coverage}</p>`}
        ${view.notes.map((text) => html`<p class="perf-coverage">${text}</p>`)}
        ${view.notices.map(({ kind, text }) => html`<p class="perf-notice perf-notice-${kind}">${text}</p>`)}
        ${view.summary && html`<p class="perf-summary" part="summary">${view.summary}</p>`}
      </div>
      ${chart} ${details}
      ${
        isWaiting
          ? nothing
          : html`<div class="perf-foot perf-wide">
              ${view.freshness && html`<p class="perf-freshness" part="freshness">${view.freshness}</p>`}
              <div class="perf-footer" part="footer">
                ${view.publisher.map((line) => html`<p>${line}</p>`)}<slot name="footer"></slot>
              </div>
            </div>`
      }
    </div>
  </figure>`;
}

function headingTemplate({ level, text, subject }: HeadingView): TemplateResult {
  const inside = html`${text}${subject ? html` <span class="perf-subject">${subject}</span>` : nothing}`;
  switch (level) {
    case 1:
      return html`<h1 class="perf-heading" part="heading">${inside}</h1>`;
    case 3:
      return html`<h3 class="perf-heading" part="heading">${inside}</h3>`;
    case 4:
      return html`<h4 class="perf-heading" part="heading">${inside}</h4>`;
    case 5:
      return html`<h5 class="perf-heading" part="heading">${inside}</h5>`;
    case 6:
      return html`<h6 class="perf-heading" part="heading">${inside}</h6>`;
    default:
      return html`<h2 class="perf-heading" part="heading">${inside}</h2>`;
  }
}

export function headlineTemplate({ value, isMissing, period, notes }: HeadlineView): TemplateResult {
  return html`<p class="perf-value ${headlineClass({ value, isMissing })}" part="value">
    <strong class="perf-number">${value}</strong> <span class="perf-period">${period}</span>
    ${notes.map((note) => html` <span class="perf-note">${note}</span>`)}
  </p>`;
}

export function changeTemplate({ text, arrow, verdict, verdictText }: ChangeView): TemplateResult {
  return html`<p class="perf-change perf-${verdict.toLowerCase()}" part="change">
    <span
      >${arrow ? html`<span class="perf-arrow" aria-hidden="true">${arrow}</span> ` : nothing}${text}</span
    >
    ${verdictText ? html`<strong class="perf-verdict">${verdictText}</strong>` : nothing}
  </p>`;
}
