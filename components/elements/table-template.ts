import { html, nothing, type TemplateResult } from 'lit';
import { watchSize } from '../controllers/shared-observers.js';
import type { CompanionView, TableView } from '../view/module-view.types.js';

const watched = new WeakSet<Element>();

/** A box that its table sticks out of is a stop for the keyboard, which can then scroll it; any other is none. */
export function watchOverflow(root: ParentNode): void {
  for (const box of root.querySelectorAll('.perf-scroll')) {
    if (watched.has(box)) continue;
    watched.add(box);
    const mark = (): void => {
      const sticksOut = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (sticksOut) box.setAttribute('tabindex', '0');
      else box.removeAttribute('tabindex');
    };
    for (const each of [box, ...box.children]) watchSize(each, mark);
  }
}

/** @param id of the caption  @param selected the row of the point that is read */
export function tableTemplate(table: TableView, id: string, selected: number | null): TemplateResult {
  return html`${
      table.explanations.length
        ? html`<ul class="perf-explanations">
            ${table.explanations.map((line) => html`<li>${line}</li>`)}
          </ul>`
        : nothing
    }
    <div class="perf-scroll" role="group" aria-labelledby=${id}>
      <table class="perf-table" part="table">
        <caption id=${id}>
          <span class="perf-caption">${table.caption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">${table.rowHeading}</th>
            ${table.columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table.rows.map(
            (row) =>
              html`<tr aria-current=${row.index === selected ? 'true' : nothing}>
                <th scope="row">${row.heading}</th>
                ${row.cells.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** Other metrics beside the headline. */
export function companionsTemplate(companions: readonly CompanionView[]): TemplateResult | null {
  if (!companions.length) return null;
  return html`<dl class="perf-companions" part="companions">
    ${companions.map(
      ({ label, value, isMissing, notes }) =>
        html`<div class=${isMissing ? 'perf-missing' : nothing}>
          <dt>${label}</dt>
          <dd>${value}${notes.map((note) => html` <span class="perf-note">${note}</span>`)}</dd>
        </div>`,
    )}
  </dl>`;
}
