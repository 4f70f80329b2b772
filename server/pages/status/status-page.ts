/** `/status`: whose data is late, has stopped, is due, there, was never there or has ended, and how the platform itself is. */
import type { DataSetFreshness } from '../../engine/freshness.js';
import { nameOf } from '../../wording/names.js';
import { subjectArgument } from '../../modules/module-question.js';
import { serviceSubject, type Organisation } from '../../store/subject.js';
import { ArgumentError } from '../../errors.js';
import { inputsOf, textIn } from '../../metrics/definitions.js';
import type { FreshnessState } from '../../metrics/freshness.js';
import type { Reading } from '../../loaders/reading.js';
import { figurePath, subjectPath } from '../../../components/formatting/paths.js';
import { formatInstant, formatPeriod } from '../../../components/formatting/periods.js';
import { attr, html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { factsHtml } from '../frame/facts.js';
import { page } from '../frame/layout.js';
import { byName, organisationLink, organisationName } from '../subject/organisation-list.js';
import { paginationHtml } from '../frame/pagination.js';
import { hrefTo, type Site } from '../frame/site.js';
import { parseStatusQuery, STATES, statusPath, type StatusQuery } from './status-query.js';
import { boxed, tableHtml, type TableColumn } from '../frame/table.js';
import { count } from '../frame/texts.js';

const PER_PAGE = 50;

interface StateWords {
  /** Under the number of data sets. */
  label: string;
  /** What is in this state, to follow a number. */
  heading: string;
  none: string;
}

const WORDS: Record<FreshnessState, StateWords> = {
  LATE: { label: 'late', heading: 'Late', none: 'Nothing is late.' },
  STOPPED: { label: 'stopped', heading: 'Stopped', none: 'No data set has stopped.' },
  DUE: { label: 'due', heading: 'Due', none: 'Nothing is due.' },
  FRESH: { label: 'up to date', heading: 'Up to date', none: 'Nothing is up to date.' },
  NEVER: {
    label: 'never provided',
    heading: 'Never provided',
    none: 'Of every data set there has been a value.',
  },
  ENDED: { label: 'ended', heading: 'Ended', none: 'No data set has ended.' },
};

type Counts = Record<FreshnessState, number>;

function countStates(states: readonly DataSetFreshness[]): Counts {
  const counts: Counts = { LATE: 0, STOPPED: 0, DUE: 0, FRESH: 0, NEVER: 0, ENDED: 0 };
  for (const { freshness } of states) counts[freshness.state]++;
  return counts;
}

const number = (n: number): string => n.toLocaleString('en-GB');

function countsHtml(counts: Counts, query: StatusQuery, site: Site): Markup {
  return html`<ul class="app-counts">
    ${STATES.map(
      (state) =>
        html`<li>
          <a
            class="app-counts__link app-counts__link--${state.toLowerCase()}"
            href="${hrefTo(site)(statusPath({ ...query, state, page: 1 }))}"
            ${attr('aria-current', state === query.state && 'true')}
            ><strong class="app-counts__number">${number(counts[state])}</strong> ${WORDS[state].label}</a
          >
        </li>`,
    )}
  </ul>`;
}

/** Of each department (or of what is below the chosen organisation) how many data sets are in which state. */
function organisationsHtml(
  organisations: readonly Organisation[],
  states: readonly DataSetFreshness[],
  question: PageQuestion,
): Markup | null {
  const { reading, site } = question;
  const href = hrefTo(site);
  const rows = byName(organisations).flatMap((organisation) => {
    const ids = new Set(reading.catalogue.organisationSubject(organisation).services.map(({ id }) => id));
    const own = states.filter(({ service }) => ids.has(service.id));
    return own.length ? [{ organisation, counts: countStates(own) }] : [];
  });
  if (rows.length < 2) return null;
  const countHtml = (organisation: Organisation, state: FreshnessState, own: Counts): Markup => {
    if (!own[state]) return html`<span class="app-muted">0</span>`;
    const path = statusPath({ organisation: organisation.slug, state, page: 1 });
    return html`<a class="govuk-link app-table__value" href="${href(path)}"
      >${number(own[state])}<span class="govuk-visually-hidden">
        ${WORDS[state].label}, ${organisationName(organisation)}</span
      ></a
    >`;
  };
  const table = tableHtml({
    caption: 'Data sets by organisation',
    columns: [
      {
        label: 'Organisation',
        className: 'app-table__name',
        cell: ({ organisation }) => organisationLink(organisation, question),
      },
      ...STATES.map((state): TableColumn<(typeof rows)[number]> => ({
        label: WORDS[state].heading,
        isNumber: true,
        cell: ({ organisation, counts }) => countHtml(organisation, state, counts),
      })),
    ],
    rows,
  });
  return html`<section aria-labelledby="by-organisation">
    <h2 class="govuk-heading-l" id="by-organisation">By organisation</h2>
    ${table}
  </section>`;
}

/** A page that shows the data set: the metric that is the measure itself, else the first that is made from it. */
function pathOf({ service, dataSet }: DataSetFreshness, { catalogue }: Reading): string {
  const subject = serviceSubject(service);
  const metrics = catalogue
    .metricsOf(subject)
    .filter(({ formula }) => inputsOf(formula).includes(dataSet.measure));
  const metric = metrics.find(({ key }) => key === dataSet.measure) ?? metrics[0];
  return metric ? figurePath(subject, metric.key) : subjectPath(subject);
}

function tableOf(
  states: readonly DataSetFreshness[],
  caption: string,
  { reading, assembler, site }: PageQuestion,
): Markup {
  const href = hrefTo(site);
  const { catalogue } = reading;
  return tableHtml({
    caption,
    columns: [
      {
        label: 'Service',
        className: 'app-table__name',
        cell: ({ service }) =>
          html`<a class="govuk-link" href="${href(subjectPath(serviceSubject(service)))}"
              >${textIn(service.texts.name, 'en')}</a
            >
            <span class="app-table__period"
              >${organisationName(catalogue.organisation(service.organisationId))}</span
            >`,
      },
      {
        label: 'What',
        cell: (state) =>
          html`<a class="govuk-link" href="${href(pathOf(state, reading))}"
            >${textIn(catalogue.measure(state.dataSet.measure)!.texts.label, 'en')}</a
          >`,
      },
      {
        label: 'Newest',
        cell: ({ freshness: { latestPeriod } }) =>
          latestPeriod ? formatPeriod(latestPeriod) : html`<span class="app-muted">None</span>`,
      },
      {
        label: 'State',
        cell: ({ freshness }) => boxed(assembler.freshness(freshness).text),
      },
    ],
    rows: states,
  });
}

/** Those that have waited longest first. */
const byDeadline = (a: DataSetFreshness, b: DataSetFreshness): number => {
  const [one, other] = [a.freshness.expectedBy ?? '', b.freshness.expectedBy ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
};

function listHtml(states: readonly DataSetFreshness[], query: StatusQuery, question: PageQuestion): Markup {
  const { heading, label, none } = WORDS[query.state];
  const inState = states.filter(({ freshness }) => freshness.state === query.state).sort(byDeadline);
  const pages = Math.max(1, Math.ceil(inState.length / PER_PAGE));
  if (query.page > pages) {
    throw new ArgumentError('page', `page must be at most ${pages}: the list has ${count(pages, 'page')}`);
  }
  const start = (query.page - 1) * PER_PAGE;
  const shown = inState.slice(start, start + PER_PAGE);
  const range = pages > 1 ? `, ${start + 1} to ${start + shown.length} of ${number(inState.length)}` : '';
  return html`<section aria-labelledby="list">
    <h2 class="govuk-heading-l" id="list">${heading}${range}</h2>
    ${
      shown.length
        ? tableOf(shown, `Data sets: ${label}`, question)
        : html`<p class="app-notice govuk-body">${none}</p>`
    }
    ${paginationHtml(query.page, pages, (to) => hrefTo(question.site)(statusPath({ ...query, page: to })))}
  </section>`;
}

async function platformHtml({ reading }: PageQuestion): Promise<Markup> {
  const { dataVersion: version, catalogue } = reading;
  const facts = version > 0 ? (await reading.submissions([version])).get(version) : undefined;
  const silent = catalogue.services.filter(({ id }) => !catalogue.dataSetsOf(id).length).length;
  const known = factsHtml([
    ['Version of the data', number(version)],
    ['Last submission', facts ? formatInstant(facts.receivedAt) : 'None yet'],
    ['Services', `${number(catalogue.services.length)}, of which ${number(silent)} without any data set`],
  ]);
  return html`<section aria-labelledby="platform">
    <h2 class="govuk-heading-l" id="platform">The platform itself</h2>
    ${known}
  </section>`;
}

/** "1 data set is late, 2 have stopped, 1 is due, 3 are up to date." */
function summaryOf({ LATE, STOPPED, DUE, FRESH }: Counts): string {
  const verb = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`;
  return [
    `${count(LATE, 'data set')} ${LATE === 1 ? 'is' : 'are'} late`,
    verb(STOPPED, 'has stopped', 'have stopped'),
    verb(DUE, 'is due', 'are due'),
    `${verb(FRESH, 'is', 'are')} up to date.`,
  ].join(', ');
}

export async function statusPage(question: PageQuestion): Promise<PageAnswer> {
  const { site, reading } = question;
  const { catalogue } = reading;
  const query = parseStatusQuery(question.query);
  const subject = query.organisation
    ? subjectArgument(catalogue, 'ORGANISATION', query.organisation)
    : catalogue.portfolio();
  const states = await reading.dataSetStates(subject.services);
  const below =
    subject.kind === 'ORGANISATION' ? catalogue.children(subject.organisation.id) : catalogue.departments();
  const counts = countStates(states);
  const name = query.organisation ? nameOf(subject, 'en') : null;
  const main = html`<div class="app-title">
      ${name && html`<span class="govuk-caption-xl">${name}</span>`}
      <h1 class="govuk-heading-xl">Status of the data</h1>
    </div>
    <p class="govuk-body-l">
      Whether figures come when they are due: ${count(states.length, 'data set')} of
      ${count(subject.services.length, 'service')}.
      ${name && html`<a class="govuk-link" href="${hrefTo(site)('/status')}">Show all organisations</a>`}
    </p>
    ${countsHtml(counts, query, site)} ${listHtml(states, query, question)}
    ${organisationsHtml(below, states, question)} ${!name && (await platformHtml(question))}`;
  return pageAnswer(
    page(site, {
      title: name ? `Status of the data of ${name}` : 'Status of the data',
      description: summaryOf(counts),
      path: '/status',
      section: 'status',
      isUnlisted: question.query.size > 0,
      main,
    }),
  );
}
