/** Tables of pages: in a box that scrolls, with a caption for those who cannot see what the table stands below. */
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';

/** A table whose head and body are written by hand: those of one kind are written by `tableHtml`. */
export const tableInBox = (caption: string, className: string, content: HtmlPart): Markup =>
  html`<div class="app-scroll" role="region" aria-label="${caption}">
    <table class="app-table ${className}">
      <caption class="govuk-visually-hidden">
        ${caption}
      </caption>
      ${content}
    </table>
  </div>`;

/** What a cell of several parts stands in: on narrow screens a cell is a line with its label at the other end. */
export const boxed = (content: HtmlPart): Markup => html`<span>${content}</span>`;

/** A column: its heading, and what stands in each row. */
export interface TableColumn<Row> {
  label: string;
  /** Numbers stand at the right, with their heading. */
  isNumber?: boolean;
  /** Of the cells, not of the heading. */
  className?: string;
  cell(row: Row): HtmlPart;
}

export interface TableOptions<Row> {
  caption: string;
  isSmall?: boolean;
  /** The first one names the rows. */
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
}

const NUMBER = 'app-table__number';

/** Rows of one kind, a card each on narrow screens. */
export function tableHtml<Row>({ caption, isSmall, columns, rows }: TableOptions<Row>): Markup {
  const [first, ...others] = columns;
  const headHtml = ({ label, isNumber }: TableColumn<Row>): Markup =>
    html`<th scope="col" ${attr('class', isNumber && NUMBER)}>${label}</th>`;
  const cellHtml = ({ label, isNumber, className, cell }: TableColumn<Row>, row: Row): Markup => {
    const content = cell(row);
    // A card has no line for what is not there.
    if (!content) return html`<td></td>`;
    return html`<td${attr('class', isNumber ? NUMBER : className)}${attr('data-label', label)}>${content}</td>`;
  };
  const rowHtml = (row: Row): Markup =>
    html`<tr>
      <th scope="row" ${attr('class', first.className)}>${first.cell(row)}</th>
      ${others.map((column) => cellHtml(column, row))}
    </tr>`;
  return tableInBox(
    caption,
    isSmall ? 'app-table--small app-as-cards' : 'app-as-cards',
    html`<thead>
        <tr>
          ${columns.map(headHtml)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(rowHtml)}
      </tbody>`,
  );
}
