/** Services with their figures side by side: one common window a column, so that rows can be compared. */
import type { Service } from '../../store/subject.js';
import type { ValueFlag } from '../../metrics/status.js';
import { flagText } from '../../../components/formatting/words.js';
import { attr, html, type Markup } from '../../../components/view/html.js';
import {
  listTable,
  type ListHead,
  type ListRow,
  type ListTable,
} from '../../../components/view/services-list.js';
import type { ListCell, ListTotal } from '../../../components/view/services-list.types.js';
import { missingFrom, type Column } from './services-columns.js';
import { isDayOver } from '../../engine/freshness.js';
import { listedFigures } from './services-figures.js';
import type { PageQuestion } from '../frame/answers.js';
import { sparkline } from '../frame/sparkline.js';
import { tableInBox } from '../frame/table.js';

/** A column of small pictures: how one figure moved up to its column's window. */
export interface Trend {
  label: string;
  values: ReadonlyMap<number, readonly (number | null)[]>;
}

/** How the list is sorted, and the address of it sorted otherwise. */
interface Sorting {
  by: string;
  isDescending: boolean;
  /** What changes are against, as addresses write it. */
  comparison: string;
  href(key: string, isDescending: boolean): string;
}

interface Totals {
  label: string;
  /** The address of the list of those that a column has no value of. */
  missingHref(metric: string): string;
}

export interface ServicesTableOptions extends Pick<PageQuestion, 'site' | 'reading' | 'assembler'> {
  caption: string;
  /** Where the table can be sorted. */
  sorting?: Sorting;
  /** The figures of all rows and of those on other pages; null = no such row. */
  totals?: Totals | null;
  trend?: Trend | null;
  /** Slugs of services whose box is ticked; absent = no boxes. */
  chosen?: readonly string[];
}

const ARROWS = { ascending: '▲', descending: '▼' };

/** A heading's link: it sorts by the column; once more turns the order round. */
const sortLink =
  ({ href }: Sorting) =>
  ({ key, label, isDescendingFirst, sorted }: ListHead): Markup => {
    const path = href(key, sorted ? sorted === 'ascending' : isDescendingFirst);
    const arrow = sorted && ARROWS[sorted];
    return html`<a class="govuk-link govuk-link--no-visited-state app-sort" href="${path}"
      >${label}${arrow && html`<span class="app-sort__arrow" aria-hidden="true"> ${arrow}</span>`}</a
    >`;
  };

export function servicesTableHtml(
  services: readonly Service[],
  columns: readonly Column[],
  options: ServicesTableOptions,
): Markup {
  const { caption, sorting, totals, trend, chosen } = options;
  const table = listTable(listedFigures(services, columns, options), {
    lang: 'en',
    orderBy: sorting?.by ?? 'name',
    isDescending: sorting?.isDescending ?? false,
    comparison: sorting?.comparison,
    isOver: (day) => isDayOver(day, options.reading.clock),
  });
  const link = sorting && sortLink(sorting);
  const headHtml = (head: ListHead): Markup => {
    const { label, period, note, isNumber, sorted } = head;
    return html`<th
      scope="col"
      class="app-table__head${isNumber && ' app-table__number'}"
      ${attr('aria-sort', sorting && sorted)}
    >
      ${link ? link(head) : label}${period && html`<span class="app-table__period">${period}${note && `: ${note}`}</span>`}
    </th>`;
  };
  const { heads, notes, rows } = table;
  const content = html`<thead>
      <tr>
        ${chosen && html`<th scope="col"><span class="govuk-visually-hidden">Compare</span></th>`}
        ${heads.map(headHtml)}
        ${trend && html`<th scope="col" class="app-table__head app-table__trend">Trend<span class="app-table__period">${trend.label}</span></th>`}
      </tr>
    </thead>
    ${totals && totalsHtml(totals, columns, table.totals, options)}
    <tbody>
      ${rows.map((row, index) => rowHtml(row, services[index], table, options))}
    </tbody>`;
  return html`${
    notes.length > 0 &&
    html`<p class="govuk-body-s app-muted">
      ${notes.map(({ mark, text }, index) => `${index ? '; ' : ''}${mark} ${text}`)}
    </p>`
  }
  ${tableInBox(caption, `app-services app-as-cards${sorting ? ' app-sorted' : ''}`, content)}`;
}

function cellHtml({ label, text, url }: ListCell): Markup {
  if (url === null) return html`<td class="app-table__number app-muted" data-label="${label}">${text}</td>`;
  return html`<td class="app-table__number" data-label="${label}">
    <a class="govuk-link app-table__value" href="${url}">${text}</a>
  </td>`;
}

function rowHtml(
  { slug, name, url, closing, organisation, cells }: ListRow,
  { id }: Service,
  { heads }: ListTable,
  { trend, chosen }: ServicesTableOptions,
): Markup {
  const box =
    chosen &&
    html`<td class="app-table__box">
      <input
        type="checkbox"
        name="s"
        value="${slug}"
        aria-label="Compare ${name}"
        ${attr('checked', chosen.includes(slug))}
      />
    </td>`;
  return html`<tr>
    ${box}
    <th scope="row" class="app-table__name">
      <a class="govuk-link" href="${url}">${name}</a
      >${closing && html` <span class="app-muted">${closing}</span>`}
    </th>
    <td class="app-table__organisation" data-label="${heads[1].label}">
      <a class="govuk-link govuk-link--no-visited-state" href="${organisation.url}"
        >${organisation.full ? html`<abbr title="${organisation.full}">${organisation.name}</abbr>` : organisation.name}</a
      >
    </td>
    ${cells.map(cellHtml)}
    ${trend && html`<td class="app-table__trend">${sparkline(trend.values.get(id) ?? [])}</td>`}
  </tr>`;
}

/** What is said of a total beside its coverage. */
const TOLD_FLAGS: readonly ValueFlag[] = ['MIXED', 'PROVISIONAL', 'ESTIMATED'];

/** The row of totals: each figure of the listed services together, with how many of them it covers. */
function totalsHtml(
  { label: heading, missingHref }: Totals,
  columns: readonly Column[],
  texts: readonly ListTotal[],
  { chosen, trend }: ServicesTableOptions,
): Markup {
  const cell = ({ key, label, text, coverage }: ListTotal): Markup => {
    const column = columns.find(({ metric }) => metric.key === key);
    const dataLabel = attr('data-label', label);
    if (!column?.total) {
      const covered = coverage && html`<span class="app-table__coverage">${coverage}</span>`;
      return html`<td class="app-table__number" ${dataLabel}>${text}${covered}</td>`;
    }
    const { metric, total } = column;
    const notes = total.flags.filter((flag) => TOLD_FLAGS.includes(flag)).map((flag) => flagText(flag, 'en'));
    const missing = missingFrom(column).size;
    return html`<td class="app-table__number" ${dataLabel}>
      <span
        ><strong>${text}</strong
        ><span class="app-table__coverage"
          >${[coverage, ...notes].join(', ')}${
            missing > 0 &&
            html`.
              <a class="govuk-link" href="${missingHref(metric.key)}"
                >${missing.toLocaleString('en-GB')} without<span class="govuk-visually-hidden">
                  a value of ${label}</span
                ></a
              >`
          }</span
        ></span
      >
    </td>`;
  };
  return html`<tbody class="app-table__totals">
    <tr>
      ${chosen && html`<td class="app-table__box"></td>`}
      <th scope="row" colspan="2">${heading}</th>
      ${texts.map(cell)} ${trend && html`<td></td>`}
    </tr>
  </tbody>`;
}
