/** `/services`: the list to search, filter, sort and compare, with the figures of all that match together. */
import type { Service } from '../../store/subject.js';
import { nameOf } from '../../wording/names.js';
import type { ServiceFilter } from '../../engine/service-list.js';
import { ArgumentError } from '../../errors.js';
import { textIn } from '../../metrics/definitions.js';
import type { Reading } from '../../loaders/reading.js';
import { writtenChoice } from '../../modules/request-words.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, redirect, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { page } from '../frame/layout.js';
import { paginationHtml } from '../frame/pagination.js';
import { readTrends } from './services-columns.js';
import { servicesFormHtml } from './services-form.js';
import { readServiceList, type ServiceList } from './services-list.js';
import {
  isFromForm,
  MOST_COMPARED,
  PER_PAGE,
  servicesPath,
  servicesSearch,
  sortedMetric,
  type ServicesQuery,
} from './services-query.js';
import { servicesTableHtml, type Trend } from './services-table.js';
import { hrefTo, type Site } from '../frame/site.js';
import { count } from '../frame/texts.js';

function describeFilter({ text, organisation, group, publishes }: ServiceFilter, reading: Reading): string {
  const { catalogue } = reading;
  const parts = [
    text && `with “${text}”`,
    organisation && `of ${nameOf(catalogue.subject('ORGANISATION', organisation)!, 'en')}`,
    group && `in ${nameOf(catalogue.subject('GROUP', group)!, 'en')}`,
    publishes && `that publish ${textIn(catalogue.metric(publishes)!.texts.label, 'en').toLowerCase()}`,
  ];
  return parts.filter(Boolean).join(' ');
}

const emptyHtml = ({ missing }: ServicesQuery): Markup =>
  html`<div class="app-notice">
    <p class="govuk-body">
      ${missing ? 'None is missing: each of these services has a value.' : 'No service matches. Try fewer or other words, or another organisation.'}
    </p>
  </div>`;

/** Whoever follows "27 without" is told what the list is of, and how to get back. */
function missingNotice({ query, columns }: ServiceList, site: Site): Markup | null {
  const column = columns.find(({ metric }) => metric.key === query.missing);
  if (!column) return null;
  const back = hrefTo(site)(servicesPath(query, { missing: null, page: 1 }));
  const when = column.period ? ` for ${formatPeriod(column.period)}` : '';
  return html`<div class="app-notice">
    <p class="govuk-body">
      Services that are expected to publish <strong>${column.label}</strong>${when} and have no value that can
      be used. <a class="govuk-link" href="${back}">Show those with one, too</a>
    </p>
  </div>`;
}

async function trendOf(
  { columns, query }: ServiceList,
  shown: readonly Service[],
  reading: Reading,
): Promise<Trend | null> {
  const withData = columns.filter(({ period }) => period);
  const column = withData.find(({ metric }) => metric.key === sortedMetric(query)) ?? withData[0];
  return column ? { label: column.label, values: await readTrends(column, shown, reading) } : null;
}

/** The table in the form that leads to the comparison; services chosen on other pages stay chosen. */
function compareForm(
  { query, reading, site }: { query: ServicesQuery; reading: Reading; site: Site },
  shown: readonly Service[],
  table: Markup,
): Markup {
  const here = new Set(shown.map(({ slug }) => slug));
  const elsewhere = query.chosen.flatMap((slug) =>
    here.has(slug) ? [] : (reading.catalogue.service(slug) ?? []),
  );
  return html`<form
    class="app-compare"
    action="${hrefTo(site)('/services/compare')}"
    method="get"
    aria-label="Compare"
  >
    ${table}
    <div class="app-compare__bar">
      <button class="govuk-button govuk-button--secondary app-button" type="submit">Compare</button>
      <p class="app-compare__hint">
        ${
          elsewhere.length > 0 &&
          html`Already chosen: ${elsewhere.map(({ texts }) => textIn(texts.name, 'en')).join(', ')}. `
        }Choose
        up to ${MOST_COMPARED} services to see them side by side.
      </p>
      ${elsewhere.map(({ slug }) => html`<input type="hidden" name="s" value="${slug}" />`)}
    </div>
  </form>`;
}

async function listHtml(
  list: ServiceList,
  shown: readonly Service[],
  caption: string,
  { site, reading, assembler }: PageQuestion,
): Promise<Markup> {
  const { query, columns, services, all } = list;
  const href = hrefTo(site);
  const trend = await trendOf(list, shown, reading);
  const isAll = services.length === all.services.length;
  const table = servicesTableHtml(shown, columns, {
    site,
    reading,
    assembler,
    caption,
    sorting: {
      by: query.sort,
      isDescending: query.isDescending,
      comparison: writtenChoice(query.compareTo),
      href: (sort, isDescending) => href(servicesPath(query, { sort, isDescending, page: 1 })),
    },
    trend,
    chosen: query.chosen,
    // The figures together are of all that match: of those without a value there is none.
    totals: query.missing
      ? null
      : {
          label: isAll ? 'All services' : 'These together',
          missingHref: (missing) => href(servicesPath(query, { missing, page: 1 })),
        },
  });
  return compareForm({ query, reading, site }, shown, table);
}

export async function servicesPage(question: PageQuestion): Promise<PageAnswer> {
  const { site, reading } = question;
  const list = await readServiceList(question.query, reading);
  const { query, services, metrics, columns } = list;
  if (isFromForm(question.query)) return redirect(servicesPath(query));
  const pages = Math.max(1, Math.ceil(services.length / PER_PAGE));
  if (query.page > pages) {
    throw new ArgumentError('page', `page must be at most ${pages}: the list has ${count(pages, 'page')}`);
  }
  const start = (query.page - 1) * PER_PAGE;
  const shown = services.slice(start, start + PER_PAGE);
  const which = describeFilter(query.filter, reading);
  const summary = `${count(services.length, 'service')}${which && ` ${which}`}`;
  const range = pages > 1 ? `, ${start + 1} to ${start + shown.length} shown` : '';
  const csv = hrefTo(site)(`/services.csv${servicesSearch(query, { page: 1, chosen: [] })}`);
  const main = html`<h1 class="govuk-heading-xl">Services</h1>
    ${servicesFormHtml({ query, metrics, columns, site, reading })} ${missingNotice(list, site)}
    <div class="app-found">
      <h2 class="govuk-heading-m app-count" id="found">${summary}${range}</h2>
      ${
        shown.length > 0 &&
        html`<p class="govuk-body app-online">
          <a class="govuk-link" href="${csv}" download>Download this list (CSV)</a>
        </p>`
      }
    </div>
    ${shown.length ? await listHtml(list, shown, summary, question) : emptyHtml(query)}
    ${paginationHtml(query.page, pages, (number) => hrefTo(site)(servicesPath(query, { page: number })))}`;
  return pageAnswer(
    page(site, {
      title: which ? `Services ${which}` : 'Services',
      description: `${summary}, with how many people use them, how many do so online and what they cost.`,
      path: '/services',
      section: 'services',
      isUnlisted: Boolean(servicesSearch(query, { page: 1 })),
      main,
    }),
  );
}
