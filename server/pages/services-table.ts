/** Services with their figures side by side: one common window a column, so that rows can be compared. */
import type { Metric, Service } from './types.js';
import { serviceSubject, type Subject } from '../domain/subject.js';
import { describeFigure } from '../domain/descriptions.js';
import type { FigureAnswer } from '../domain/evaluation.js';
import { defaultPeriodOf } from '../domain/fitting-periods.js';
import { windowArgument } from '../domain/questions.js';
import type { Reading } from '../loaders/reading.js';
import { textIn } from '../metrics/definitions.js';
import type { ValueFlag } from '../metrics/status.js';
import { describeCoverage } from '../../components/formatting/coverage.js';
import { explainShorthand, formatCell } from '../../components/formatting/missing.js';
import { figurePath, subjectPath } from '../../components/formatting/paths.js';
import { formatPeriod, periodWord } from '../../components/formatting/periods.js';
import { figureText } from '../../components/formatting/present.js';
import { html, type HtmlPart, type Markup } from '../../components/view/html.js';
import { organisationName } from './organisation-list.js';
import { hrefTo, type Site } from './site.js';

/** The metrics that the list of services has a column for, where there is data. */
const COLUMN_METRICS = [
  'transactions',
  'digital-take-up',
  'cost-per-transaction',
  'completion-rate',
  'user-satisfaction',
];

export interface Column {
  metric: Metric;
  label: string;
  /** The window that all values of the column are of; null if there is no value at all. */
  period: FigureAnswer['period'] | null;
  values: ReadonlyMap<number, FigureAnswer>;
  /** The figure of the listed services together. */
  total: FigureAnswer | null;
}

export const columnsFor = (subject: Subject, { catalogue }: Reading): Metric[] =>
  catalogue.metricsOf(subject).filter(({ key }) => COLUMN_METRICS.includes(key));

/**
 * The columns of `services`, each in the latest window of `whole`. The questions of all columns and services are read
 * together.
 */
export function readColumns(
  metrics: readonly Metric[],
  whole: Subject,
  services: readonly Service[],
  reading: Reading,
): Promise<Column[]> {
  const totalOf = reading.catalogue.portfolio(services);
  const isWhole = services.length === whole.services.length;
  return Promise.all(
    metrics.map(async (metric): Promise<Column> => {
      const label = textIn(metric.texts.label, 'en');
      const period = defaultPeriodOf(whole, metric, reading.snapshot);
      const latest = await reading.latest({ subject: whole, metric, period });
      if (!latest) return { metric, label, period: null, values: new Map(), total: null };
      const window = windowArgument('start', period, latest.period.start);
      const figureOf = (subject: Subject): Promise<FigureAnswer> =>
        reading.figure({ subject, metric, period, window });
      const [total, ...figures] = await Promise.all([
        services.length && !isWhole ? figureOf(totalOf) : Promise.resolve(latest),
        ...services.map((service) => figureOf(serviceSubject(service))),
      ]);
      const values = new Map(services.map(({ id }, index) => [id, figures[index]]));
      return { metric, label, period: latest.period, values, total: services.length ? total : null };
    }),
  );
}

export interface ServicesTableOptions {
  site: Site;
  reading: Reading;
  caption: string;
  /** A heading's content with its attribute `aria-sort`, where the table can be sorted. */
  sorting?: (key: string, label: string) => { content: HtmlPart; aria: string | null };
  /** The figures of all rows and of those on other pages. */
  totals?: HtmlPart;
}

export function servicesTableHtml(
  services: readonly Service[],
  columns: readonly Column[],
  options: ServicesTableOptions,
): Markup {
  const { caption, sorting } = options;
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
      ${aria && html` aria-sort="${aria}"`}
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
    <div class="app-scroll" role="region" aria-label="${caption}" tabindex="0">
      <table class="app-table app-services">
        <caption class="govuk-visually-hidden">
          ${caption}
        </caption>
        <thead>
          <tr>
            ${heading('name', 'Service', null, false)} ${heading('organisation', 'Organisation', null, false)}
            ${columns.map(({ metric, label, period }) => heading(metric.key, label, period && formatPeriod(period), true))}
          </tr>
        </thead>
        ${options.totals}
        <tbody>
          ${services.map((service) => rowHtml(service, columns, options))}
        </tbody>
      </table>
    </div>`;
}

function rowHtml(
  service: Service,
  columns: readonly Column[],
  { site, reading }: ServicesTableOptions,
): Markup {
  const href = hrefTo(site);
  const organisation = reading.catalogue.organisation(service.organisationId);
  const subject = serviceSubject(service);
  const cell = ({ metric, values }: Column): Markup => {
    const figure = values.get(service.id);
    if (!figure) return html`<td class="app-table__number">[x]</td>`;
    const text = formatCell(figure, metric.unit, {
      metric: metric.key,
      isLowerBound: figure.isLowerBound,
    });
    if (figure.value === null) return html`<td class="app-table__number app-muted">${text}</td>`;
    const path = `${figurePath(subject, metric.key)}?period=${periodWord(figure.period.period)}`;
    return html`<td class="app-table__number">
      <a class="govuk-link app-table__value" href="${href(path)}">${text}</a>
    </td>`;
  };
  const name = textIn(service.texts.name, 'en');
  return html`<tr>
    <th scope="row" class="app-table__name">
      <a class="govuk-link" href="${href(subjectPath(subject))}">${name}</a
      >${service.closedOn && html` <span class="app-muted">(closed)</span>`}
    </th>
    <td class="app-table__organisation">
      <a
        class="govuk-link govuk-link--no-visited-state"
        href="${href(subjectPath({ kind: 'ORGANISATION', slug: organisation.slug }))}"
        >${organisation.abbreviation ? html`<abbr title="${organisationName(organisation)}">${organisation.abbreviation}</abbr>` : organisationName(organisation)}</a
      >
    </td>
    ${columns.map(cell)}
  </tr>`;
}

const FLAG_TEXTS: Partial<Record<ValueFlag, string>> = {
  MIXED: 'includes caseloads',
  PROVISIONAL: 'provisional',
  ESTIMATED: 'estimated',
};

/** The row of totals: each figure of the listed services together, with how many of them it covers. */
export function totalsHtml(columns: readonly Column[], label: string, reading: Reading): Markup {
  const cell = ({ metric, total }: Column): Markup => {
    if (!total) return html`<td class="app-table__number">[x]</td>`;
    const context = describeFigure(total.question, reading.snapshot, reading.now, 'en');
    const notes = total.flags.flatMap((flag) => FLAG_TEXTS[flag] ?? []);
    const covers = describeCoverage(total.coverage, { kind: 'PORTFOLIO', period: total.period.period });
    return html`<td class="app-table__number">
      <strong
        >${figureText(total, total.period.period, { ...context, metric: { ...context.metric, key: metric.key } })}</strong
      ><span class="app-table__coverage">${[covers, ...notes].join(', ')}</span>
    </td>`;
  };
  return html`<tbody class="app-table__totals">
    <tr>
      <th scope="row" colspan="2">${label}</th>
      ${columns.map(cell)}
    </tr>
  </tbody>`;
}
