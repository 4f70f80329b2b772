import { html, nothing, type TemplateResult } from 'lit';
import type { Language, ModuleData } from '../formatting/types.js';
import { detailsView } from '../view/details.js';
import { companionViews } from '../view/breakdown.js';
import type { DetailsView, LinkView, ModuleViewOptions, TableView } from '../view/module-view.types.js';
import { isOfOneWindow, moduleTable } from '../view/table.js';
import { companionsTemplate, tableTemplate } from './table-template.js';

/** What the reader can do here; the element decides what it means. */
export interface DetailsActions {
  toggle(isOpen: boolean): void;
  /** A link to a file was followed; false if a listener cancelled the download. */
  download(format: 'csv' | 'json' | 'svg' | 'png', url: string | null): boolean;
}

/** Table, definition and downloads of a module. */
export class DetailsPart {
  private table: { key: string; of: ModuleData; view: TableView | null } | null = null;

  constructor(private readonly actions: DetailsActions) {}

  /** Other metrics beside the headline. */
  companions(data: ModuleData, { lang = 'en' }: ModuleViewOptions): TemplateResult | null {
    return companionsTemplate(companionViews(data, lang));
  }

  /** Rows are written only while they can be seen: a closed table of 4,000 rows costs more than the chart. */
  render(data: ModuleData, options: ModuleViewOptions, isOpen: boolean): TemplateResult {
    const { lang = 'en', selected } = options;
    const isTable = options.view === 'table';
    const view = detailsView(data, options, isTable || isOpen ? this.tableFor(data, lang, selected) : null);
    const canSave = !view.links.length && !options.noDownload && data.series !== null;
    const marked = isOfOneWindow(data) ? null : (selected ?? null);
    const table = view.table && tableTemplate(view.table, 'caption', marked);
    return html`${isTable && table ? html`<div class="perf-wide">${table}</div>` : nothing}
    ${this.detailsTemplate(view, isTable ? null : table, isOpen, canSave ? () => this.save(data, lang) : null)}
    ${view.address ? html`<p class="perf-address perf-wide">${view.address}</p>` : nothing}`;
  }

  /** Made once for the data: a selection only marks another row, unless the table is of one window alone. */
  private tableFor(data: ModuleData, lang: Language, selected: number | undefined): TableView | null {
    const key = `${lang} ${isOfOneWindow(data) ? selected : ''}`;
    if (this.table?.of !== data || this.table.key !== key) {
      this.table = { of: data, key, view: moduleTable(data, lang, selected) };
    }
    return this.table.view;
  }

  private save(data: ModuleData, lang: Language): void {
    if (!this.actions.download('csv', null)) return;
    // Without its code nothing is saved; the table stays.
    import('./take-along.js').then(
      ({ saveCsv }) => saveCsv(data, lang),
      () => undefined,
    );
  }

  private detailsTemplate(
    view: DetailsView,
    table: TemplateResult | null,
    isOpen: boolean,
    save: (() => void) | null,
  ): TemplateResult | typeof nothing {
    if (!table && !view.table && !view.breakdown && !view.definition && !view.links.length && !save)
      return nothing;
    const onToggle = (event: Event): void => this.actions.toggle((event.target as HTMLDetailsElement).open);
    return html`<details class="perf-details perf-wide" .open=${isOpen} @toggle=${onToggle}>
      <summary class="perf-summary-line" part="button">${view.detailsLabel}</summary>
      <div class="perf-inside">
        ${table ? html`<div>${table}</div>` : nothing}
        ${
          view.breakdown && isOpen
            ? html`<div>${tableTemplate(view.breakdown.table, 'breakdown', null)}</div>`
            : nothing
        }
        ${
          view.definition
            ? html`<div class="perf-definition">
                <p class="perf-section-title">${view.definition.heading}</p>
                ${view.definition.paragraphs.map((text) => html`<p>${text}</p>`)}
              </div>`
            : nothing
        }
        ${
          view.links.length || save
            ? html`<ul class="perf-links" aria-label=${view.linksLabel}>
                ${view.links.map((link) => this.linkTemplate(link))}
                ${
                  save
                    ? html`<li>
                        <button class="perf-link perf-button" part="button" type="button" @click=${save}>
                          ${view.saveLabel}
                        </button>
                      </li>`
                    : nothing
                }
              </ul>`
            : nothing
        }
      </div>
    </details>`;
  }

  private linkTemplate({ kind, text, url }: LinkView): TemplateResult {
    const onClick = (event: Event): void => {
      if (kind !== 'page' && !this.actions.download(kind, url)) event.preventDefault();
    };
    return html`<li><a class="perf-link" href=${url} @click=${onClick}>${text}</a></li>`;
  }
}
