/** Dashboards in a list: each with its title, what it is for, how much it holds and who made it. */
import type { DashboardFacts } from '../../modules/dashboard.js';
import { textIn } from '../../metrics/definitions.js';
import { nameOf } from '../../wording/names.js';
import { paragraphs } from '../../../components/formatting/paragraphs.js';
import { dashboardPath, subjectPath } from '../../../components/formatting/paths.js';
import { html, type Markup } from '../../../components/view/html.js';
import { dashboardTitle } from '../frame/crumbs.js';
import { hrefTo, type Site } from '../frame/site.js';
import { count } from '../frame/texts.js';

export const descriptionOf = ({ description }: DashboardFacts): string =>
  (description && textIn(description, 'en')) || '';

export const ownerOf = ({ owner }: DashboardFacts): string => (owner ? textIn(owner.texts.name, 'en') : '');

export const subjectHtml = ({ subject }: DashboardFacts, site: Site): Markup =>
  html`<a class="govuk-link" href="${hrefTo(site)(subjectPath(subject))}">${nameOf(subject, 'en')}</a>`;

export const titleLink = (dashboard: DashboardFacts, site: Site): Markup =>
  html`<a class="govuk-link" href="${hrefTo(site)(dashboardPath(dashboard.slug!))}"
    >${dashboardTitle(dashboard)}</a
  >`;

/** The first paragraph of what it is for. */
export const introHtml = (dashboard: DashboardFacts): Markup[] =>
  paragraphs(descriptionOf(dashboard))
    .slice(0, 1)
    .map((text) => html`<p class="govuk-body">${text}</p>`);

export const figuresIn = ({ sections }: DashboardFacts): string =>
  count(
    sections.reduce((sum, { modules }) => sum + modules.length, 0),
    'figure',
  );

function itemHtml(dashboard: DashboardFacts, site: Site): Markup {
  const owner = ownerOf(dashboard);
  return html`<li class="app-item">
    <h3 class="govuk-heading-s app-item__title">${titleLink(dashboard, site)}</h3>
    ${introHtml(dashboard)}
    <p class="govuk-body app-muted">${figuresIn(dashboard)}. ${owner && `Made by ${owner}.`}</p>
  </li>`;
}

/** Those about one subject, by title. */
export const dashboardListHtml = (dashboards: readonly DashboardFacts[], site: Site): Markup =>
  html`<ul class="govuk-list app-items">
    ${[...dashboards]
      .sort((a, b) => dashboardTitle(a).localeCompare(dashboardTitle(b), 'en'))
      .map((each) => itemHtml(each, site))}
  </ul>`;
