/** `/`: what this is, the figures of all services, the departments, where to go next. */
import { headlinesOf } from '../../metrics/presentation-rules.js';
import { isOwnMetric } from '../../modules/default-dashboard.js';
import { storedDashboards } from '../../modules/stored-dashboards.js';
import { html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { cardsHtml, readCards } from './cards.js';
import { readShown, besideHtml } from '../dashboard/dashboard-content.js';
import { lateDataHtml } from './late-data.js';
import { page } from '../frame/layout.js';
import { organisationListHtml } from './organisation-list.js';
import { API_PATH, hrefTo, SITE_NAME } from '../frame/site.js';
import { count } from '../frame/texts.js';

const SENTENCE =
  'Public services publish here how many people use them, what they cost, how many get all the way online and how satisfied they are.';

/** So many modules show what there is to see. */
const SHOWN = 2;

/** The first module of dashboards that somebody made about a service: one of each, live. */
async function showcaseHtml(question: PageQuestion): Promise<Markup | null> {
  const { reading, site } = question;
  const wanted = storedDashboards(reading.snapshot)
    .all.filter(({ subject }) => subject.kind === 'SERVICE')
    .flatMap((dashboard) => {
      const [module] = dashboard.sections.flatMap(({ modules }) => modules);
      return module ? [{ dashboard, module }] : [];
    })
    .slice(0, SHOWN);
  if (!wanted.length) return null;
  const shown = await readShown(wanted, {}, question);
  return html`<section class="app-board" aria-labelledby="showcase">
    <h2 class="govuk-heading-l" id="showcase">For example</h2>
    ${besideHtml(shown)}
    <p class="govuk-body">
      <a class="govuk-link" href="${hrefTo(site)('/dashboards')}">Dashboards that departments have made</a>
    </p>
  </section>`;
}

export async function homePage(question: PageQuestion): Promise<PageAnswer> {
  const { site, reading } = question;
  const { catalogue, snapshot } = reading;
  const href = hrefTo(site);
  const portfolio = catalogue.portfolio();
  const metrics = headlinesOf(
    catalogue.metricsOf(portfolio).filter((metric) => isOwnMetric(metric, portfolio, snapshot)),
  );
  const [cards, late, showcase] = await Promise.all([
    readCards(portfolio, metrics, question),
    lateDataHtml(portfolio, question),
    showcaseHtml(question),
  ]);
  const departments = catalogue.departments();
  const main = html`<div class="app-hero">
      <h1 class="govuk-heading-xl">How well public services work</h1>
      <p class="govuk-body-l">${SENTENCE} Every figure says how many services it covers and how old it is.</p>
      <form class="app-search" action="${href('/services')}" method="get" role="search">
        <label class="govuk-label app-search__label" for="text">Find a service</label>
        <div class="app-search__row">
          <input class="govuk-input" id="text" name="text" type="search" autocomplete="off" /><button
            class="govuk-button app-search__button"
            type="submit"
          >
            Search
          </button>
        </div>
        <p class="app-search__hint">
          ${count(catalogue.services.length, 'service')} of
          ${count(catalogue.organisations.length, 'organisation')}.
          <a class="govuk-link" href="${href('/services')}">See them all</a>
        </p>
      </form>
    </div>
    <section aria-labelledby="figures">
      <h2 class="govuk-heading-l" id="figures">All services together</h2>
      ${cards.length ? cardsHtml(cards, portfolio, site) : html`<p class="govuk-body">No data has been published yet.</p>`}
      <p class="govuk-body">
        <a class="govuk-link" href="${href('/portfolio')}">All figures of all services</a>
      </p>
    </section>
    <section aria-labelledby="departments">
      <h2 class="govuk-heading-l" id="departments">Departments</h2>
      ${
        departments.length
          ? organisationListHtml(departments, question, 'app-directory--columns')
          : html`<p class="govuk-body">No organisation has been published yet.</p>`
      }
      <p class="govuk-body">
        <a class="govuk-link" href="${href('/organisations')}">Departments and their agencies</a>
      </p>
    </section>
    ${showcase}${late}
    <section aria-labelledby="next">
      <h2 class="govuk-heading-l" id="next">Use these figures</h2>
      <ul class="app-next">
        <li>
          <h3 class="govuk-heading-s">Compare services</h3>
          <p class="govuk-body">
            Search, filter and
            <a class="govuk-link" href="${href('/services')}">sort the list of services</a> by any figure, and
            put up to five side by side.
          </p>
        </li>
        <li>
          <h3 class="govuk-heading-s">Show a figure on your page</h3>
          <p class="govuk-body">
            Open any figure, such as
            <a class="govuk-link" href="${href('/portfolio/transactions')}">transactions of all services</a>,
            and copy two lines of HTML: they stay up to date by themselves.
          </p>
        </li>
        <li>
          <h3 class="govuk-heading-s">Ask for figures</h3>
          <p class="govuk-body">
            Each figure is there as CSV, JSON and picture,
            <a class="govuk-link" href="${href('/data/')}">all data as files</a>, and every question can be
            asked through the <a class="govuk-link" href="${href(API_PATH)}">GraphQL API</a>.
          </p>
        </li>
        <li>
          <h3 class="govuk-heading-s">Publish your service’s figures</h3>
          <p class="govuk-body">
            Four numbers in a file are enough to begin with:
            <a class="govuk-link" href="${href('/data/')}">see what the columns are called</a>. A new quarter
            or a new service needs no code.
          </p>
        </li>
      </ul>
    </section>`;
  return pageAnswer(
    page(site, {
      path: '/',
      title: SITE_NAME,
      description: SENTENCE,
      hasModules: Boolean(showcase),
      main,
    }),
  );
}
