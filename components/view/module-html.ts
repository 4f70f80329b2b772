import { attr, html, jsonForScript, type Markup } from './html.js';
import type { ModuleData } from '../formatting/types.js';
import { headlineClass } from './head.js';
import type {
  ChangeView,
  CompanionView,
  HeadingView,
  HeadlineView,
  ModuleView,
  ReadingView,
  TableView,
} from './module-view.types.js';

export interface ModuleHtmlOptions {
  /** The chart as SVG markup (charts/), hidden from assistive technology here; null = no chart. */
  svg?: Markup | null;
  /** Sentences that belong to the chart. */
  captions?: readonly string[];
  /** The picture of what explains the headline, and its sentences. */
  breakdown?: { title: string; svg: Markup; captions: readonly string[] } | null;
  /** Makes ids unique in the page; default: the module's address, as id characters. */
  id?: string;
  /** True opens the details: the figure's own page shows its table at once. */
  isOpen?: boolean;
  /** The range as it looks in the element, inert until that is there, in place of room for it. */
  isForElement?: boolean;
  /** It keeps the room that was kept for it, which it nearly fills. */
  isHeld?: boolean;
}

/**
 * A module as HTML text, complete without JavaScript: for pages, where it is the light DOM that the element replaces,
 * and for `.html` fragments. The same texts, order and classes as those of elements/head-template.ts, chart-part.ts and details-part.ts (a test compares them);
 * the range and the line picker need JavaScript: for them there is only room.
 */
export function moduleHtml(view: ModuleView, options: ModuleHtmlOptions = {}): Markup {
  const { svg = null, captions = [], breakdown = null } = options;
  const hasChart = view.view === 'chart' && svg !== null && view.state !== 'empty';
  const id = options.id ?? idFrom(view.links[0]?.url ?? view.heading.text);
  const table = view.table && tableHtml(view.table, `${id}-caption`);
  const held = hasChart && options.isHeld && ' perf-is-held';
  return html`<figure class="perf-base perf-is-${view.state}${held}" dir="ltr" lang="${view.lang}">
    <div class="perf-layout${hasChart && ' perf-has-chart'}">
      <div class="perf-say">
        ${headingHtml(view.heading)}
        ${view.description && html`<p class="perf-description">${view.description}</p>`}
        ${view.headline && headlineHtml(view.headline)} ${view.change && changeHtml(view.change)}
        ${view.target && html`<p class="perf-target">${view.target}</p>`} ${companionsHtml(view.companions)}
        ${view.coverage && html`<p class="perf-coverage">${view.coverage}</p>`}
        ${view.notes.map((text) => html`<p class="perf-coverage">${text}</p>`)}
        ${view.notices.map(({ kind, text }) => html`<p class="perf-notice perf-notice-${kind}">${text}</p>`)}
        ${view.summary && html`<p class="perf-summary">${view.summary}</p>`}
      </div>
      ${
        hasChart &&
        html`<div class="perf-show">
          <div class="perf-picture perf-chart-pair" aria-hidden="true">${svg}</div>
          <div class="perf-captions">${captions.map((text) => html`<p>${text}</p>`)}</div>
          ${controlsHtml(view, options.isForElement ?? false)}
          ${
            breakdown &&
            html`<div class="perf-breakdown">
              <p class="perf-section-title">${breakdown.title}</p>
              <div class="perf-picture perf-chart-pair" aria-hidden="true">${breakdown.svg}</div>
              <div class="perf-captions">${breakdown.captions.map((text) => html`<p>${text}</p>`)}</div>
            </div>`
          }
        </div>`
      }
      ${view.view === 'table' && table && html`<div class="perf-wide">${table}</div>`}
      ${detailsHtml(view, table, id, options.isOpen ?? false)}
      ${view.address && html`<p class="perf-address perf-wide">${view.address}</p>`}
      <div class="perf-foot perf-wide">
        ${view.freshness && html`<p class="perf-freshness">${view.freshness}</p>`}
        <div class="perf-footer">${view.publisher.map((line) => html`<p>${line}</p>`)}</div>
      </div>
    </div>
  </figure>`;
}

/**
 * A whole `<perf-module>` for a page of ours: the element takes its data from the script child, without a request, and
 * replaces the HTML without a shift.
 * @param attributes as they stand on the tag, in HTML's names; true = boolean attribute, false and null = absent
 */
export function moduleElementHtml(
  data: ModuleData,
  attributes: Readonly<Record<string, string | number | boolean | null | undefined>>,
  content: Markup,
): Markup {
  return html`<perf-module${Object.entries(attributes).map(([name, value]) => attr(name, value))}>
<script type="application/json">${jsonForScript(data)}</script>
${content}
</perf-module>`;
}

const idFrom = (text: string): string => `perf-${text.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')}`;

function headingHtml({ level, text, subject }: HeadingView): Markup {
  const tag = `h${Math.min(6, Math.max(1, Math.trunc(level)))}`;
  return html`<${tag} class="perf-heading">${text}${subject && html` <span class="perf-subject">${subject}</span>`}</${tag}>`;
}

function headlineHtml({ value, isMissing, period, notes }: HeadlineView): Markup {
  return html`<p class="perf-value ${headlineClass({ value, isMissing })}">
    <strong class="perf-number">${value}</strong>
    <span class="perf-period">${period}</span
    >${notes.map((note) => html` <span class="perf-note">${note}</span>`)}
  </p>`;
}

function changeHtml({ text, arrow, verdict, verdictText }: ChangeView): Markup {
  return html`<p class="perf-change perf-${verdict.toLowerCase()}">
    <span>${arrow && html`<span class="perf-arrow" aria-hidden="true">${arrow}</span> `}${text}</span
    >${verdictText && html` <strong class="perf-verdict">${verdictText}</strong>`}
  </p>`;
}

function companionsHtml(companions: readonly CompanionView[]): Markup | null {
  if (!companions.length) return null;
  return html`<dl class="perf-companions">
    ${companions.map(
      ({ label, value, isMissing, notes }) =>
        html`<div${attr('class', isMissing && 'perf-missing')}>
          <dt>${label}</dt>
          <dd>${value}${notes.map((note) => html` <span class="perf-note">${note}</span>`)}</dd>
        </div>`,
    )}
  </dl>`;
}

/**
 * What the element will put here. On a page it is hidden: inside a `<perf-module>` it takes its room, so that nothing moves
 * later.
 */
function controlsHtml({ range }: ReadingView, isForElement: boolean): Markup {
  return html`<div class="perf-controls" ${isForElement ? 'inert' : 'hidden'}>
    ${
      range &&
      html`<div class="perf-range">
        <label>${range.label}</label> <span class="perf-moment">${range.moment}</span>
        ${
          isForElement
            ? html`<input
                class="perf-slider"
                type="range"
                min="${range.min}"
                max="${range.max}"
                value="${range.value}"
              />`
            : html`<i class="perf-slider"></i>`
        }
      </div>`
    }
  </div>`;
}

/** No window makes such a table scroll: a stop for the keyboard would lead nowhere. The element measures, and knows. */
const alwaysFits = ({ columns, rows }: TableView): boolean => columns.length <= 2 && rows.length <= 8;

function tableHtml(table: TableView, captionId: string): Markup {
  return html`${
      table.explanations.length > 0 &&
      html`<ul class="perf-explanations">
        ${table.explanations.map((line) => html`<li>${line}</li>`)}
      </ul>`
    }
    <div
      class="perf-scroll"
      role="group"
      aria-labelledby="${captionId}"
      ${attr('tabindex', !alwaysFits(table) && 0)}
    >
      <table class="perf-table">
        <caption id="${captionId}">
          <span class="perf-caption">${table.caption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">${table.rowHeading}</th>
            ${table.columns.map((text) => html`<th scope="col">${text}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table.rows.map(
            ({ heading, cells }) =>
              html`<tr>
                <th scope="row">${heading}</th>
                ${cells.map((cell) => html`<td>${cell}</td>`)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`;
}

function detailsHtml(view: ModuleView, table: Markup | null, id: string, isOpen: boolean): Markup | null {
  const inside = view.view === 'table' ? null : table;
  if (!inside && !view.breakdown && !view.definition && !view.links.length) return null;
  return html`<details class="perf-details perf-wide" ${isOpen && 'open'}>
    <summary class="perf-summary-line">${view.detailsLabel}</summary>
    <div class="perf-inside">
      ${inside && html`<div>${inside}</div>`}
      ${view.breakdown && html`<div>${tableHtml(view.breakdown.table, `${id}-breakdown`)}</div>`}
      ${
        view.definition &&
        html`<div class="perf-definition">
          <p class="perf-section-title">${view.definition.heading}</p>
          ${view.definition.paragraphs.map((text) => html`<p>${text}</p>`)}
        </div>`
      }
      ${
        view.links.length > 0 &&
        html`<ul class="perf-links" aria-label="${view.linksLabel}">
          ${view.links.map(({ text, url }) => html`<li><a class="perf-link" href="${url}">${text}</a></li>`)}
        </ul>`
      }
    </div>
  </details>`;
}
