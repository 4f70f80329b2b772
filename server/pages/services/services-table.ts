/** Services with their figures side by side: one common window a column, so that rows can be compared. */
import { serviceSubject, type Service } from '../../store/subject.js';
import { describeFigure } from '../../wording/descriptions.js';
import type { Reading } from '../../loaders/reading.js';
import { textIn } from '../../metrics/definitions.js';
import type { ValueFlag } from '../../metrics/status.js';
import { describeCoverage } from '../../../components/formatting/coverage.js';
import { explainShorthand, formatCell } from '../../../components/formatting/missing.js';
import { figurePath, subjectPath } from '../../../components/formatting/paths.js';
import { formatPeriod, periodWord } from '../../../components/formatting/periods.js';
import { figureText } from '../../wording/figure-data.js';
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { organisationName } from '../subject/organisation-list.js';
import { missingFrom, type Column } from './services-columns.js';
import { hrefTo, type Site } from '../frame/site.js';
import { sparkline } from '../subject/sparkline.js';

/** A column of small pictures: how one figure moved up to its column's window. */
export interface Trend {
  label: string;
  values: ReadonlyMap<number, readonly (number | null)[]>;
}

export interface ServicesTableOptions {
  site: Site;
  reading: Reading;
  caption: string;
  /** A heading's content with its attribute `aria-sort`, where the table can be sorted. */
  sorting?: (key: string, label: string) => { content: HtmlPart; aria: string | null };
  /** The figures of all rows and of those on other pages. */
  totals?: HtmlPart;
  trend?: Trend | null;
  /** Slugs of services whose box is ticked; absent = no boxes. */
  chosen?: readonly string[];
}

export function servicesTableHtml(
  services: readonly Service[],
  columns: readonly Column[],
  options: ServicesTableOptions,
): Markup {
  const { caption, sorting, trend, chosen } = options;
  const shown = columns.flatMap(({ values }) => services.flatMap(({ id }) => values.get(id) ?? []));
  const notes = explainShorthand(
    shown.map(({ status }) => status),
    shown.map(({ flags }) => flags),
  );
  const heading = (key: string, label: string, period: HtmlPart, isNumber: boolean): Markup => {
    const { content, aria } = sorting?.(key, label) ?? { content: label, aria: null };
    return html`<th
      scope="col"
      class="app-table__head${isNumber && ' app-table__number'}"
      ${attr('aria-sort', aria)}
    >
      ${content}${period && html`<span class="app-table__period">${period}</span>`}
    </th>`;
  };
  return html`${
      notes.length > 0 &&
      html`<p class="govuk-body-s app-muted">
        ${notes.map(({ mark, text }, index) => `${index ? '; ' : ''}${mark} ${text}`)}
      </p>`
    }
    <div class="app-scroll" role="region" aria-label="${caption}">
      <table class="app-table app-services app-as-cards${sorting && ' app-sorted'}">
        <caption class="govuk-visually-hidden">
          ${caption}
        </caption>
        <thead>
          <tr>
            ${chosen && html`<th scope="col"><span class="govuk-visually-hidden">Compare</span></th>`}
            ${heading('name', 'Service', null, false)} ${heading('organisation', 'Organisation', null, false)}
            ${columns.map(({ metric, label, period }) => heading(metric.key, label, period ? formatPeriod(period) : 'no figures of this period', true))}
            ${trend && html`<th scope="col" class="app-table__head app-table__trend">Trend<span class="app-table__period">${trend.label}</span></th>`}
          </tr>
        </thead>
        ${options.totals}
        <tbody>
          ${services.map((service) => rowHtml(service, columns, options))}
        </tbody>
      </table>
    </div>`;
}

function cellHtml({ metric, label, values }: Column, service: Service, site: Site): Markup {
  const figure = values.get(service.id);
  if (!figure) return html`<td class="app-table__number app-muted" data-label="${label}">[x]</td>`;
  const text = formatCell(figure, metric.unit, {
    metric: metric.key,
    isLowerBound: figure.isLowerBound,
  });
  if (figure.value === null)
    return html`<td class="app-table__number app-muted" data-label="${label}">${text}</td>`;
  const path = `${figurePath(serviceSubject(service), metric.key)}?period=${periodWord(figure.period.period)}`;
  return html`<td class="app-table__number" data-label="${label}">
    <a class="govuk-link app-table__value" href="${hrefTo(site)(path)}">${text}</a>
  </td>`;
}

function rowHtml(
  service: Service,
  columns: readonly Column[],
  { site, reading, trend, chosen }: ServicesTableOptions,
): Markup {
  const href = hrefTo(site);
  const organisation = reading.catalogue.organisation(service.organisationId);
  const name = textIn(service.texts.name, 'en');
  const { slug } = service;
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
      <a class="govuk-link" href="${href(subjectPath(serviceSubject(service)))}">${name}</a
      >${service.closedOn && html` <span class="app-muted">(closed)</span>`}
    </th>
    <td class="app-table__organisation" data-label="Organisation">
      <a
        class="govuk-link govuk-link--no-visited-state"
        href="${href(subjectPath({ kind: 'ORGANISATION', slug: organisation.slug }))}"
        >${organisation.abbreviation ? html`<abbr title="${organisationName(organisation)}">${organisation.abbreviation}</abbr>` : organisationName(organisation)}</a
      >
    </td>
    ${columns.map((column) => cellHtml(column, service, site))}
    ${trend && html`<td class="app-table__trend">${sparkline(trend.values.get(service.id) ?? [])}</td>`}
  </tr>`;
}

const FLAG_TEXTS: Partial<Record<ValueFlag, string>> = {
  MIXED: 'includes caseloads',
  PROVISIONAL: 'provisional',
  ESTIMATED: 'estimated',
};

export interface TotalsOptions {
  label: string;
  /** Each row begins with a box. */
  hasBoxes: boolean;
  hasTrend: boolean;
  /** The address of the list of those that a column has no value of. */
  missingHref: (metric: string) => string;
}

/** The row of totals: each figure of the listed services together, with how many of them it covers. */
export function totalsHtml(
  columns: readonly Column[],
  { label, hasBoxes, hasTrend, missingHref }: TotalsOptions,
  reading: Reading,
): Markup {
  const cell = (column: Column): Markup => {
    const { metric, total } = column;
    const dataLabel = attr('data-label', column.label);
    if (!total) return html`<td class="app-table__number" ${dataLabel}>[x]</td>`;
    const context = describeFigure(total.question, reading.snapshot, reading.now, 'en');
    const notes = total.flags.flatMap((flag) => FLAG_TEXTS[flag] ?? []);
    const covers = describeCoverage(total.coverage, { kind: 'PORTFOLIO', period: total.period.period });
    const missing = missingFrom(column).size;
    const text = [covers, ...notes].join(', ');
    return html`<td class="app-table__number" ${dataLabel}>
      <span
        ><strong
          >${figureText(total, total.period.period, { ...context, metric: { ...context.metric, key: metric.key } })}</strong
        ><span class="app-table__coverage"
          >${text}${
            missing > 0 &&
            html`.
              <a class="govuk-link" href="${missingHref(metric.key)}"
                >${missing.toLocaleString('en-GB')} without<span class="govuk-visually-hidden">
                  a value of ${column.label}</span
                ></a
              >`
          }</span
        ></span
      >
    </td>`;
  };
  return html`<tbody class="app-table__totals">
    <tr>
      ${hasBoxes && html`<td class="app-table__box"></td>`}
      <th scope="row" colspan="2">${label}</th>
      ${columns.map(cell)} ${hasTrend && html`<td></td>`}
    </tr>
  </tbody>`;
}
