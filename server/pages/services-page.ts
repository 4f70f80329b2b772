/** `/services`: the list to search, filter and sort, with the figures of all that match together. */
import type { Service } from './types.js';
import { nameOf } from '../domain/descriptions.js';
import {
  filterServices,
  sortByName,
  sortByOrganisation,
  sortByValue,
  type ServiceFilter,
} from '../domain/service-list.js';
import { ArgumentError } from '../errors.js';
import { textIn } from '../metrics/definitions.js';
import type { Reading } from '../loaders/reading.js';
import { html, type HtmlPart, type Markup } from '../../components/view/html.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from './answers.js';
import { page } from './layout.js';
import { byName, organisationName } from './organisation-list.js';
import { paginationHtml } from './pagination.js';
import { columnsFor, readColumns, servicesTableHtml, totalsHtml, type Column } from './services-table.js';
import { parseServicesQuery, PER_PAGE, servicesPath, type ServicesQuery } from './services-query.js';
import { hrefTo, type Site } from './site.js';
import { count } from './texts.js';

interface Option {
  value: string;
  text: string;
  depth?: number;
}

function organisationOptions({ catalogue }: Reading): Option[] {
  const below = (organisations: ReturnType<typeof byName>, depth: number): Option[] =>
    byName(organisations).flatMap((organisation) => [
      { value: organisation.slug, text: organisationName(organisation), depth },
      ...below([...catalogue.children(organisation.id)], depth + 1),
    ]);
  return below([...catalogue.departments()], 0);
}

const selectHtml = (
  name: string,
  label: string,
  any: string,
  options: readonly Option[],
  chosen: string | null | undefined,
): Markup =>
  html`<div class="app-field">
    <label class="govuk-label" for="${name}">${label}</label>
    <select class="govuk-select" id="${name}" name="${name}">
      <option value="">${any}</option>
      ${options.map(
        ({ value, text, depth = 0 }) =>
          html`<option value="${value}" ${value === chosen && html` selected`}>
            ${'\u00a0'.repeat(depth * 3)}${text}
          </option>`,
      )}
    </select>
  </div>`;

function formHtml({ filter, sort, isDescending }: ServicesQuery, reading: Reading, site: Site): Markup {
  const { catalogue } = reading;
  const href = hrefTo(site);
  const metrics = catalogue
    .metricsOf(catalogue.portfolio())
    .map(({ key, texts }) => ({ value: key, text: textIn(texts.label, 'en') }));
  const groups = catalogue.groups.map(({ slug, texts }) => ({ value: slug, text: textIn(texts.name, 'en') }));
  const hasFilter = Object.values(filter).some(Boolean);
  return html`<form
    class="app-panel app-filter"
    action="${href('/services')}"
    method="get"
    role="search"
    aria-label="Services"
  >
    <div class="app-field app-field--wide">
      <label class="govuk-label" for="text">Words in name or description</label>
      <input
        class="govuk-input"
        id="text"
        name="text"
        type="search"
        autocomplete="off"
        value="${filter.text ?? ''}"
      />
    </div>
    ${selectHtml('organisation', 'Organisation', 'Any organisation', organisationOptions(reading), filter.organisation)}
    ${groups.length > 0 && selectHtml('group', 'Group', 'Any group', groups, filter.group)}
    ${selectHtml('publishes', 'Publishes', 'Anything or nothing', metrics, filter.publishes)}
    ${sort !== 'name' && html`<input type="hidden" name="sort" value="${sort}" />`}
    ${isDescending && html`<input type="hidden" name="order" value="desc" />`}
    <div class="app-field app-field--buttons">
      <button class="govuk-button app-button" type="submit">Search</button
      >${hasFilter && html` <a class="govuk-link" href="${href('/services')}">Clear</a>`}
    </div>
  </form>`;
}

function sorted(
  services: readonly Service[],
  { sort, isDescending }: ServicesQuery,
  columns: readonly Column[],
  { catalogue }: Reading,
): Service[] {
  const column = columns.find(({ metric }) => metric.key === sort);
  if (column) {
    const values = new Map([...column.values].map(([id, { value }]) => [id, value]));
    return sortByValue(sortByName(services, 'en'), values, isDescending);
  }
  const list =
    sort === 'organisation' ? sortByOrganisation(services, catalogue, 'en') : sortByName(services, 'en');
  return isDescending ? list.reverse() : list;
}

/** A heading as a link that sorts by its column; once more turns the order round. Numbers begin with the largest. */
function sortingOf(
  query: ServicesQuery,
  site: Site,
): (key: string, label: string) => { content: HtmlPart; aria: string | null } {
  return (key, label) => {
    const isSorted = query.sort === key;
    const isText = key === 'name' || key === 'organisation';
    const isDescending = isSorted ? !query.isDescending : !isText;
    const path = servicesPath(query, { sort: key, isDescending, page: 1 });
    const arrow = isSorted ? (query.isDescending ? '▼' : '▲') : '';
    const content = html`<a
      class="govuk-link govuk-link--no-visited-state app-sort"
      href="${hrefTo(site)(path)}"
      >${label}${arrow && html`<span class="app-sort__arrow" aria-hidden="true"> ${arrow}</span>`}</a
    >`;
    return { content, aria: isSorted ? (query.isDescending ? 'descending' : 'ascending') : null };
  };
}

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

const EMPTY = html`<div class="app-notice">
  <p class="govuk-body">No service matches. Try fewer or other words, or another organisation.</p>
</div>`;

/** The filter's own error names `filter.text`; readers know the parameter. */
function filtered(query: ServicesQuery, reading: Reading): readonly Service[] {
  try {
    return filterServices(reading.catalogue, query.filter);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    throw new ArgumentError(error.argument.replace(/^filter\./, ''), error.message, error.code);
  }
}

export async function servicesPage({ site, reading, query: asked }: PageQuestion): Promise<PageAnswer> {
  const all = reading.catalogue.portfolio();
  const metrics = columnsFor(all, reading);
  const query = parseServicesQuery(
    asked,
    metrics.map(({ key }) => key),
  );
  const services = filtered(query, reading);
  const pages = Math.max(1, Math.ceil(services.length / PER_PAGE));
  if (query.page > pages) {
    throw new ArgumentError('page', `page must be at most ${pages}: the list has ${count(pages, 'page')}`);
  }
  const columns = await readColumns(metrics, all, services, reading);
  const start = (query.page - 1) * PER_PAGE;
  const shown = sorted(services, query, columns, reading).slice(start, start + PER_PAGE);
  const which = describeFilter(query.filter, reading);
  const summary = `${count(services.length, 'service')}${which && ` ${which}`}`;
  const range = pages > 1 ? `, ${start + 1} to ${start + shown.length} shown` : '';
  const main = html`<h1 class="govuk-heading-xl">Services</h1>
    ${formHtml(query, reading, site)}
    <h2 class="govuk-heading-m app-count" id="found">${summary}${range}</h2>
    ${
      shown.length
        ? servicesTableHtml(shown, columns, {
            site,
            reading,
            caption: summary,
            sorting: sortingOf(query, site),
            totals: totalsHtml(
              columns,
              services.length === all.services.length ? 'All services' : 'These together',
              reading,
            ),
          })
        : EMPTY
    }
    ${paginationHtml(query.page, pages, (number) => hrefTo(site)(servicesPath(query, { page: number })))}`;
  return pageAnswer(
    page(site, {
      title: which ? `Services ${which}` : 'Services',
      description: `${summary}, with how many people use them, how many do so online and what they cost.`,
      section: 'services',
      isUnlisted: Boolean(which) || query.sort !== 'name',
      main,
    }),
  );
}
