/** `/services/compare?s=a&s=b`: up to five services side by side, each figure in one window for all of them. */
import type { FigureAnswer } from '../../engine/evaluation.js';
import { serviceSubject, type MetricDefinition, type Service } from '../../store/subject.js';
import { ArgumentError } from '../../errors.js';
import { defaultColumn } from '../../loaders/default-figure.js';
import type { Reading } from '../../loaders/reading.js';
import { textIn } from '../../metrics/definitions.js';
import { figurePath, subjectPath } from '../../../components/formatting/paths.js';
import { formatPeriod, periodWord } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { page } from '../frame/layout.js';
import { organisationName } from '../subject/organisation-list.js';
import { chosenQuery, chosenServices, MOST_COMPARED } from './services-query.js';
import { readTrends } from './services-columns.js';
import { hrefTo, type Site } from '../frame/site.js';
import { sparkline } from '../frame/sparkline.js';
import { tableInBox } from '../frame/table.js';
import { count } from '../frame/texts.js';

interface Row {
  metric: MetricDefinition;
  label: string;
  period: FigureAnswer['period'] | null;
  figures: readonly FigureAnswer[];
  trends: ReadonlyMap<number, readonly (number | null)[]>;
}

const nameOf = ({ texts }: Service): string => textIn(texts.name, 'en');

/** @throws ArgumentError that names the slug that there is no service of. */
function servicesOf(query: URLSearchParams, { catalogue }: Reading): Service[] {
  return chosenServices(query).map((slug) => {
    const service = catalogue.service(slug);
    if (!service) throw new ArgumentError('s', `there is no service "${slug}"`, 'NOT_FOUND');
    return service;
  });
}

/** The window is the newest that most of them have a value of, the same for all. */
async function readRow(
  metric: MetricDefinition,
  services: readonly Service[],
  reading: Reading,
): Promise<Row | null> {
  const together = reading.catalogue.portfolio(services);
  const label = textIn(metric.texts.label, 'en');
  const column = await defaultColumn({ subject: together, metric, compareTo: 'PREVIOUS_YEAR' }, reading);
  if (!column) return null;
  const { latest } = column;
  const figures = services.map((service) => column.figureOf(service));
  const trends = await readTrends({ metric, period: latest.period }, services, reading);
  return { metric, label, period: latest.period, figures, trends };
}

function cellHtml(
  row: Row,
  answer: FigureAnswer,
  service: Service,
  { assembler, site }: PageQuestion,
): Markup {
  const { metric, trends, period } = row;
  const { value, formatted: text, change } = assembler.figure(answer);
  const name = nameOf(service);
  if (value === null) {
    return html`<td data-label="${name}"><span class="app-muted">${text}</span></td>`;
  }
  const href = hrefTo(site)(
    `${figurePath(serviceSubject(service), metric.key)}?period=${periodWord(period!.period)}`,
  );
  return html`<td data-label="${name}">
    <div>
      <a class="govuk-link app-table__value app-compare__value" href="${href}">${text}</a>
      ${change?.formatted && html`<span class="app-compare__change">${change.formatted} on a year before</span>`}
      ${sparkline(trends.get(service.id) ?? [])}
    </div>
  </td>`;
}

function comparisonHtml(rows: readonly Row[], services: readonly Service[], question: PageQuestion): Markup {
  const { site, reading } = question;
  const href = hrefTo(site);
  const without = (service: Service): string =>
    `/services/compare?${chosenQuery(services.filter((each) => each !== service).map(({ slug }) => slug))}`;
  const heading = (service: Service): Markup =>
    html`<th scope="col" class="app-compare__service">
      <a class="govuk-link" href="${href(subjectPath(serviceSubject(service)))}">${nameOf(service)}</a>
      <span class="app-table__period"
        >${organisationName(reading.catalogue.organisation(service.organisationId))}</span
      >
      ${
        services.length > 1 &&
        html`<a class="govuk-link app-compare__remove app-online" href="${href(without(service))}"
          >Take away<span class="govuk-visually-hidden"> ${nameOf(service)}</span></a
        >`
      }
    </th>`;
  const rowHtml = (row: Row): Markup =>
    html`<tr>
      <th scope="row" class="app-compare__metric">
        ${row.label}<span class="app-table__period">${formatPeriod(row.period!)}</span>
      </th>
      ${row.figures.map((figure, index) => cellHtml(row, figure, services[index], question))}
    </tr>`;
  const content = html`<thead>
      <tr>
        <th scope="col">Figure</th>
        ${services.map(heading)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(rowHtml)}
    </tbody>`;
  return tableInBox('Services side by side', 'app-as-cards app-compared', content);
}

function chooseMore(services: readonly Service[], site: Site): Markup {
  const query = services.length ? `?${chosenQuery(services.map(({ slug }) => slug))}` : '';
  const text = services.length === 0 ? 'Choose services from the list' : 'Add another service from the list';
  return html`<p class="govuk-body app-online">
    ${
      services.length < MOST_COMPARED
        ? html`<a class="govuk-link" href="${hrefTo(site)(`/services${query}`)}">${text}</a>`
        : html`<a class="govuk-link" href="${hrefTo(site)('/services')}">Choose other services</a>`
    }
  </p>`;
}

export async function comparePage(question: PageQuestion): Promise<PageAnswer> {
  const { site, reading, query } = question;
  const services = servicesOf(query, reading);
  const together = reading.catalogue.portfolio(services);
  const metrics = services.length ? reading.catalogue.metricsOf(together) : [];
  const read = await Promise.all(metrics.map((metric) => readRow(metric, services, reading)));
  const rows = read.flatMap((row) => row ?? []);
  const empty = services.length
    ? 'None of these services has published data yet.'
    : `No service is chosen. Tick up to ${MOST_COMPARED} services in the list, then press Compare.`;
  const main = html`<h1 class="govuk-heading-xl">Compare services</h1>
    ${
      rows.length > 0 &&
      html`<p class="govuk-body-l">
        ${count(services.length, 'service')} side by side: each figure is of the same period for all. Services
        differ in what they do, so read a difference as a question, not as a verdict.
      </p>`
    }
    ${rows.length ? comparisonHtml(rows, services, question) : html`<p class="app-notice govuk-body">${empty}</p>`}
    ${chooseMore(services, site)}`;
  return pageAnswer(
    page(site, {
      title: services.length ? `Compare ${services.map(nameOf).join(', ')}` : 'Compare services',
      description: 'Figures of services side by side.',
      crumbs: [{ text: 'Services', path: '/services' }],
      section: 'services',
      isUnlisted: true,
      main,
    }),
  );
}
