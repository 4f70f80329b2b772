import { html, nothing, type TemplateResult } from 'lit';
import type { ListHead, ListRow, ServicesView } from '../view/services-list.js';
import type { ListCell, ListTotal } from '../view/services-list.types.js';

export interface ListActions {
  search(event: SubmitEvent): void;
  sort(head: ListHead): void;
  more(): void;
}

export function searchTemplate(
  { search: { label, submit } }: Pick<ServicesView, 'search'>,
  text: string,
  { search }: ListActions,
): TemplateResult {
  return html`<form class="perf-picker perf-find" part="picker" role="search" @submit=${search}>
    <label class="perf-field"
      ><span>${label}</span><input type="search" name="text" autocomplete="off" .value=${text}
    /></label>
    <button type="submit" part="button">${submit}</button>
  </form>`;
}

export function listTemplate(view: ServicesView, isAsking: boolean, actions: ListActions): TemplateResult {
  return html`${
      view.notes.length
        ? html`<p class="perf-notes">${view.notes.map(({ mark, text }) => `${mark} ${text}`).join('; ')}</p>`
        : nothing
    }
    <div class="perf-scroll">
      <table class="perf-list" part="table" aria-busy=${isAsking ? 'true' : nothing}>
        <caption>
          ${view.caption}
        </caption>
        <thead>
          <tr>
            ${view.heads.map((head) => headTemplate(head, actions))}
          </tr>
        </thead>
        ${view.totals ? totalsTemplate(view.totals) : nothing}
        <tbody>
          ${view.rows.map((row) => rowTemplate(row, view))}
        </tbody>
      </table>
    </div>
    ${view.more ? html`<button class="perf-more" type="button" part="button" @click=${actions.more}>${view.more}</button>` : nothing}`;
}

const ARROWS = { ascending: '▲', descending: '▼' };

function headTemplate(head: ListHead, { sort }: ListActions): TemplateResult {
  const { label, period, note, isNumber, sorted } = head;
  return html`<th scope="col" class=${isNumber ? 'perf-quantity' : ''} aria-sort=${sorted ?? nothing}>
    <button class="perf-sort" type="button" @click=${() => sort(head)}>
      ${label}${sorted ? html` <span aria-hidden="true">${ARROWS[sorted]}</span>` : nothing}</button
    >${period ? html`<span class="perf-of">${period}${note ? html`: ${note}` : nothing}</span>` : nothing}
  </th>`;
}

const totalsTemplate = ({ label, cells }: NonNullable<ServicesView['totals']>): TemplateResult =>
  html`<tbody class="perf-totals">
    <tr>
      <th scope="row" colspan="2">${label}</th>
      ${cells.map(totalTemplate)}
    </tr>
  </tbody>`;

const totalTemplate = ({ label, text, coverage }: ListTotal): TemplateResult =>
  html`<td class="perf-quantity" data-label=${label}>
    <span>${text}<span class="perf-of">${coverage}</span></span>
  </td>`;

const rowTemplate = (
  { name, url, closing, organisation, cells }: ListRow,
  { heads }: ServicesView,
): TemplateResult =>
  html`<tr>
    <th scope="row">
      <a href=${url}>${name}</a>${closing ? html` <span class="perf-none">${closing}</span>` : nothing}
    </th>
    <td data-label=${heads[1]?.label ?? ''}>
      <a href=${organisation.url}
        >${organisation.full ? html`<abbr title=${organisation.full}>${organisation.name}</abbr>` : organisation.name}</a
      >
    </td>
    ${cells.map(cellTemplate)}
  </tr>`;

const cellTemplate = ({ label, text, url }: ListCell): TemplateResult =>
  html`<td class="perf-quantity" data-label=${label}>
    ${url === null ? html`<span class="perf-none">${text}</span>` : html`<a href=${url}>${text}</a>`}
  </td>`;
