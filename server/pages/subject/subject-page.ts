/** A service, an organisation, a group or the portfolio: its figures, and what belongs to it. */
import { dashboardOf, furtherDashboards } from '../../modules/subject-dashboard.js';
import type { Reading } from '../../loaders/reading.js';
import type { Subject } from '../../store/subject.js';
import { nameOf } from '../../wording/names.js';
import { isDayOver } from '../../engine/freshness.js';
import { sortByName } from '../../engine/service-list.js';
import { textIn } from '../../metrics/definitions.js';
import { paragraphs } from '../../../components/formatting/paragraphs.js';
import { figurePath, subjectPath } from '../../../components/formatting/paths.js';
import { formatDate } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, redirect, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { crumbsAbove, sectionOf } from '../frame/crumbs.js';
import { dashboardHtml } from '../dashboard/dashboard-content.js';
import { dashboardListHtml } from '../dashboard/dashboard-list.js';
import { previewPath } from '../figure/addressed-figure.js';
import { feedPath, feedTitle } from './feed.js';
import { indicatorsHtml } from './indicators.js';
import { lateDataHtml } from './late-data.js';
import { factsHtml, type Fact } from '../frame/facts.js';
import { page } from '../frame/layout.js';
import { standingOutHtml } from './standing-out.js';
import { organisationListHtml } from './organisation-list.js';
import { cleanChoice } from '../dashboard/range-choice.js';
import { readColumns, usualColumns } from '../services/services-columns.js';
import { servicesTableHtml } from '../services/services-table.js';
import { hrefTo, type Site } from '../frame/site.js';
import { count, paragraphsHtml, webAddress } from '../frame/texts.js';

const KIND_WORDS: Record<Subject['kind'], string> = {
  SERVICE: 'Service',
  ORGANISATION: 'Organisation',
  GROUP: 'Group of services',
  PORTFOLIO: 'Portfolio',
};

/** So many services of an organisation stand on its page; the list of services has them all. */
const MOST_LISTED = 50;

function descriptionOf(subject: Subject): string {
  switch (subject.kind) {
    case 'SERVICE':
      return textIn(subject.service.texts.description, 'en');
    case 'ORGANISATION':
      return textIn(subject.organisation.texts.description, 'en');
    case 'GROUP':
      return textIn(subject.group.texts.description, 'en');
    default:
      return 'All services that publish figures here, added up. Each figure says how many of them it covers.';
  }
}

function captionOf(subject: Subject): string {
  if (subject.kind !== 'ORGANISATION') return KIND_WORDS[subject.kind];
  const { kind } = subject.organisation;
  return kind ? kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('-', ' ') : KIND_WORDS.ORGANISATION;
}

/** What is known about a subject besides its figures. */
function factsOf(subject: Subject, { clock }: Reading): Fact[] {
  const closing = (day: string | null): Fact => [
    day && !isDayOver(day, clock) ? 'Closes' : 'Closed',
    day && formatDate(day),
  ];
  if (subject.kind === 'SERVICE') {
    const { url, contact, openedOn, closedOn, category, customerType, businessModel } = subject.service;
    const address = webAddress(url);
    return [
      ['Use the service', address && html`<a class="govuk-link app-break" href="${address}">${address}</a>`],
      ['Kind of transaction', category],
      ['Used by', customerType],
      ['Paid for by', businessModel],
      ['Contact', contact],
      ['Opened', openedOn && formatDate(openedOn)],
      closing(closedOn),
    ];
  }
  if (subject.kind !== 'ORGANISATION') return [];
  const { contact, closedOn } = subject.organisation;
  return [['Contact', contact], closing(closedOn)];
}

function notesHtml(subject: Subject): Markup | null {
  if (subject.kind !== 'SERVICE') return null;
  const { texts } = subject.service;
  const notes = [
    { heading: 'Notes on costs', text: textIn(texts.notesOnCosts, 'en') },
    { heading: 'Other notes', text: textIn(texts.otherNotes, 'en') },
  ].filter(({ text }) => text.trim());
  if (!notes.length) return null;
  return html`<section aria-labelledby="notes">
    <h2 class="govuk-heading-l" id="notes">Notes from the publisher</h2>
    ${notes.map(
      ({ heading, text }) =>
        html`<h3 class="govuk-heading-s">${heading}</h3>
          ${paragraphsHtml(text)}`,
    )}
  </section>`;
}

async function figuresHtml(subject: Subject, question: PageQuestion): Promise<Markup> {
  const dashboard = await dashboardHtml(dashboardOf(subject, question.reading.snapshot), question);
  const name = subject.kind === 'PORTFOLIO' ? 'these services' : nameOf(subject, 'en');
  return dashboard ?? html`<p class="app-notice govuk-body">No data has been published for ${name} yet.</p>`;
}

/** The dashboards about a subject that are not its page. */
function dashboardsHtml(subject: Subject, { reading, site }: PageQuestion): Markup | null {
  const further = furtherDashboards(subject, reading.snapshot);
  if (!further.length) return null;
  return html`<section aria-labelledby="dashboards">
    <h2 class="govuk-heading-l" id="dashboards">Dashboards</h2>
    ${dashboardListHtml(further, site)}
  </section>`;
}

/** Every figure there is, those that the dashboard leaves out as well. */
function allFiguresHtml(subject: Subject, { reading, site }: PageQuestion): Markup | null {
  const metrics = reading.catalogue.metricsOf(subject);
  if (!metrics.length) return null;
  return html`<section aria-labelledby="all-figures">
    <h2 class="govuk-heading-l" id="all-figures">All figures</h2>
    <ul class="govuk-list app-directory--columns">
      ${metrics.map(
        ({ key, texts }) =>
          html`<li>
            <a class="govuk-link" href="${hrefTo(site)(figurePath(subject, key))}"
              >${textIn(texts.label, 'en')}</a
            >
          </li>`,
      )}
    </ul>
  </section>`;
}

async function servicesHtml(subject: Subject, question: PageQuestion): Promise<Markup | null> {
  const { reading, site } = question;
  if (subject.kind === 'SERVICE' || subject.kind === 'PORTFOLIO') return null;
  const { services } = subject;
  const heading = html`<h2 class="govuk-heading-l" id="services">Services</h2>`;
  if (!services.length) {
    return html`<section aria-labelledby="services">
      ${heading}
      <p class="govuk-body">No service is published here.</p>
    </section>`;
  }
  const listed = sortByName(services, 'en').slice(0, MOST_LISTED);
  const columns = await readColumns(
    usualColumns(subject, reading),
    { whole: subject, services: listed },
    reading,
  );
  const kind = subject.kind.toLowerCase();
  const query = new URLSearchParams({ [kind]: subject.slug });
  return html`<section aria-labelledby="services">
    ${heading}
    ${servicesTableHtml(listed, columns, { ...question, caption: `Services of ${nameOf(subject, 'en')}` })}
    <p class="govuk-body">
      <a class="govuk-link" href="${hrefTo(site)(`/services?${query}`)}"
        >Search and sort ${services.length > 1 ? `all ${count(services.length, 'service')}` : 'the list'}</a
      >
    </p>
  </section>`;
}

function childrenHtml(subject: Subject, question: PageQuestion): Markup | null {
  if (subject.kind !== 'ORGANISATION') return null;
  const children = question.reading.catalogue.children(subject.organisation.id);
  if (!children.length) return null;
  return html`<section aria-labelledby="children">
    <h2 class="govuk-heading-l" id="children">Agencies and other bodies</h2>
    ${organisationListHtml(children, question, 'app-directory--columns')}
  </section>`;
}

function portfolioLinks(subject: Subject, site: Site): Markup | null {
  if (subject.kind !== 'PORTFOLIO') return null;
  return html`<p class="govuk-body">
    <a class="govuk-link" href="${hrefTo(site)('/services')}"
      >Search and sort all ${count(subject.services.length, 'service')}</a
    >
  </p>`;
}

/** What can be done with a whole service. */
function takeAlongHtml(subject: Subject, site: Site): Markup | null {
  if (subject.kind !== 'SERVICE') return null;
  const href = hrefTo(site);
  return html`<section class="app-online" aria-labelledby="take-along">
    <h2 class="govuk-heading-l" id="take-along">Use these figures</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        <a class="govuk-link" href="${href(`${subjectPath(subject)}/data.csv`)}" download
          >Download everything that was delivered (CSV)</a
        >, in the format of the import
      </li>
      <li>
        <a class="govuk-link" href="${href(`/services?s=${encodeURIComponent(subject.slug)}`)}"
          >Compare this service with others</a
        >
      </li>
      <li>Open a figure to download, embed or cite it</li>
    </ul>
  </section>`;
}

/** The picture for previews: that of the first figure of the dashboard. */
function imageOf(subject: Subject, { reading }: PageQuestion): string | undefined {
  const [module] = dashboardOf(subject, reading.snapshot).sections.flatMap(({ modules }) => modules);
  return module && previewPath({ path: figurePath(module.subject, module.metric.key) });
}

export async function subjectPage(subject: Subject, question: PageQuestion): Promise<PageAnswer> {
  const clean = cleanChoice(question);
  if (clean !== null) return redirect(subjectPath(subject) + clean);
  const { site, reading } = question;
  const { catalogue } = reading;
  const name = nameOf(subject, 'en');
  const description = descriptionOf(subject);
  const [figures, indicators, standing, late, services] = await Promise.all([
    figuresHtml(subject, question),
    indicatorsHtml(subject, question),
    standingOutHtml(subject, question),
    subject.kind === 'SERVICE' ? null : lateDataHtml(subject, question),
    servicesHtml(subject, question),
  ]);
  const structure =
    subject.kind === 'ORGANISATION' &&
    html`<p class="govuk-body app-muted">
      ${count(subject.services.length, 'service')}, those of every body below it included, as of today:
      earlier figures follow today’s structure.
    </p>`;
  const main = html`<div class="app-title">
      <span class="govuk-caption-xl">${captionOf(subject)}</span>
      <h1 class="govuk-heading-xl">${name}</h1>
    </div>
    ${paragraphsHtml(description, 'govuk-body-l')} ${structure}${factsHtml(factsOf(subject, reading))}
    ${dashboardsHtml(subject, question)}${figures}${indicators}${standing}${late}${childrenHtml(subject, question)}${services}${portfolioLinks(subject, site)}${allFiguresHtml(subject, question)}${notesHtml(subject)}${takeAlongHtml(subject, site)}
    <p class="govuk-body app-online">
      <a class="govuk-link" href="${hrefTo(site)(feedPath(subject))}" type="application/atom+xml"
        >Follow updates (Atom feed)</a
      >
    </p>`;
  const summary = paragraphs(description)[0] ?? '';
  return pageAnswer(
    page(site, {
      title: name,
      description: `Figures of ${name}. ${summary}`.trim(),
      crumbs: crumbsAbove(subject, catalogue),
      path: subjectPath(subject),
      image: imageOf(subject, question),
      feed: { title: feedTitle(subject), path: feedPath(subject) },
      hasModules: true,
      section: sectionOf(subject),
      isUnlisted: question.query.size > 0,
      main,
    }),
  );
}
