import { html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { ownCuts } from '../charts/axes/cuts.js';
import { sparklineNode } from '../charts/svg/sparkline.js';
import { svgElement } from '../charts/svg/svg.js';
import { checkWord, type ModuleRequest, type ModuleOutcome } from '../client/request.js';
import type { ModuleData } from '../formatting/types.js';
import { FIGURE_CSS } from '../styles/figure-css.js';
import { HEAD_CSS } from '../styles/head-css.js';
import { headView } from '../view/head.js';
import type { HeadView } from '../view/module-view.types.js';
import { safeUrl } from '../view/links.js';
import { headTexts } from '../view/texts.js';
import { headingTemplate } from './dashboard-template.js';
import { changeTemplate, headlineTemplate } from './head-template.js';
import { ModuleElement } from './module-element.js';
import type { ElementProperty } from './perf-element.js';

export const LAYOUT_WORDS = ['card', 'inline'] as const;

/**
 * The headline figure alone: as a card, or in the middle of a sentence. It takes what `<perf-module>` takes to say which
 * figure, and asks in the same request.
 *
 * @tagname perf-figure
 * @summary One number of a public service, live, with its age and what it leaves out.
 *
 * @slot - The fallback: shown until the data is there, and again if it never comes.
 *
 * @fires perf-ready - The data is shown for the first time.
 * @fires perf-data - New data is shown.
 * @fires perf-error - An attribute cannot be understood, the server refused the question, or it could not be reached.
 * @fires perf-stale - The data could not be renewed; the last stays, marked with its age.
 *
 * @csspart base - All of it.
 * @csspart heading - The name of the figure, on a card.
 * @csspart value - The figure with its period.
 * @csspart change - The change and its verdict, on a card.
 * @csspart chart - The sparkline.
 * @csspart freshness - How far the data goes, when it was received and what is due, on a card.
 *
 * @cssprop --perf-ink - Colour of text.
 * @cssprop --perf-muted - Colour of lesser text; keep 7:1 on the surface.
 * @cssprop --perf-surface - The ground of a card.
 * @cssprop --perf-series-1 - Colour of the sparkline.
 * @cssprop --perf-good - Colour of a change for the better.
 * @cssprop --perf-bad - Colour of a change for the worse.
 * @cssprop --perf-focus - Ground of what has the focus; keep 7:1 to #0b0c0c.
 * @cssprop --perf-font - Font family of a card; in a sentence the sentence's.
 * @cssprop --perf-space - Space between the parts of a card.
 */
export class PerfFigure extends ModuleElement {
  static override styles = [HEAD_CSS, FIGURE_CSS].map((css) => unsafeCSS(css));

  static override properties: Record<string, ElementProperty> = {
    ...ModuleElement.properties,
    layout: { word: true },
    sparkline: { type: Boolean },
  };

  /** `card`, or `inline` in the middle of a sentence. */
  layout = 'card';
  /** Shows how the figure moved, as a small line. */
  sparkline = false;
  /** Always the figure alone. */
  override view = 'figure';

  /** @internal */
  override question(): ModuleOutcome<ModuleRequest> {
    const wrong = checkWord('layout', this.layout, LAYOUT_WORDS);
    return wrong ? { error: wrong } : super.question();
  }

  protected override render(): TemplateResult {
    const { data } = this;
    const { staleMs } = this;
    const { trouble } = this.source;
    if (!data)
      return html`<slot></slot>${
          trouble
            ? html` <span class="perf-inline-note" part="base">(${this.failureText(trouble)})</span>`
            : nothing
        }`;
    const options = {
      lang: this.language,
      view: 'figure',
      headingLevel: this.headingLevel,
      staleMs,
      isInDashboard: this.isInDashboard,
    } as const;
    const whole = headView(data, options);
    // In place of a number stands that there is no data: once is enough.
    const view = { ...whole, notices: whole.notices.filter(({ kind }) => kind !== 'empty') };
    return this.layout === 'inline' ? this.#inline(view, data) : this.#card(view, data);
  }

  /** A number in a sentence: its period, what is weak about it, and the way to all of it. */
  #inline(view: HeadView, data: ModuleData): TemplateResult {
    const { headline, coverage, notices, lang } = view;
    const value = headline?.value ?? headTexts(lang).noData;
    const told = notices.map(({ text }) => text);
    const said = [headline?.period, coverage, ...(headline?.notes ?? []), ...told].filter(Boolean);
    return html`<span class="perf-inline" part="base" dir="ltr" lang=${lang}
      ><a class="perf-inline-value" part="value" href=${safeUrl(data.url) ?? nothing}>${value}</a>${
        said.length ? html` <span class="perf-inline-note">(${said.join('; ')})</span>` : nothing
      }${this.#spark(data, 72, 20)}</span
    >`;
  }

  #card(view: HeadView, data: ModuleData): TemplateResult {
    const { heading, headline, change, target, coverage, notes, notices, freshness, lang } = view;
    const title = html`<a class="perf-card-link" href=${safeUrl(data.url) ?? nothing}>${heading.text}</a>${
        heading.subject ? html`<span class="perf-subject">${heading.subject}</span>` : nothing
      }`;
    return html`<div class="perf-base perf-card perf-is-${view.state}" part="base" dir="ltr" lang=${lang}>
      ${headingTemplate(heading.level, title, 'perf-heading')}
      ${headline ? headlineTemplate(headline) : html`<p class="perf-value perf-missing" part="value"><strong class="perf-number">${headTexts(lang).noData}</strong></p>`}
      ${this.#spark(data, 240, 48)} ${change && changeTemplate(change)}
      ${target && html`<p class="perf-target">${target}</p>`}
      ${coverage && html`<p class="perf-coverage">${coverage}</p>`}
      ${notes.map((text) => html`<p class="perf-coverage">${text}</p>`)}
      ${notices.map(({ kind, text }) => html`<p class="perf-notice perf-notice-${kind}">${text}</p>`)}
      ${freshness && html`<p class="perf-freshness perf-foot" part="freshness">${freshness}</p>`}
    </div>`;
  }

  #spark({ series, figure }: ModuleData, width: number, height: number): unknown {
    const line = this.sparkline && series?.lines.find(({ role }) => role === 'PRIMARY');
    if (!series || !line) return nothing;
    const { flags } = line;
    const picture = sparklineNode(line.values, {
      ...{ width, height, flags, target: figure?.target?.value },
      cuts: ownCuts(series, line, this.language),
    });
    return picture
      ? html`<span class="perf-spark" part="chart">${svgElement(picture, document)}</span>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'perf-figure': PerfFigure;
  }
}
