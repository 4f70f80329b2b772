/** Dashboards in a list: each with its title, what it is for, how much it holds and who made it. */
import type { DashboardFacts } from '../../modules/dashboard.js';
import { textIn } from '../../metrics/definitions.js';
import { nameOf } from '../../wording/names.js';
import { dashboardPath, subjectPath } from '../../../components/formatting/paths.js';
import { html, type Markup } from '../../../components/view/html.js';
import { dashboardTitle } from '../frame/crumbs.js';
import { hrefTo, type Site } from '../frame/site.js';
import { count, paragraphs } from '../frame/texts.js';

export const descriptionOf = ({ description }: DashboardFacts): string =>
  (description && textIn(description, 'en')) || '';

export const ownerOf = ({ owner }: DashboardFacts): string => (owner ? textIn(owner.texts.name, 'en') : '');

export const subjectHtml = ({ subject }: DashboardFacts, site: Site): Markup =>
  html`<a class="govuk-link" href="${hrefTo(site)(subjectPath(subject))}">${nameOf(subject, 'en')}</a>`;

interface ListOptions {
  /** That of the titles, as headings. */
  level: 2 | 3;
  /** False where the page is about the subject already. */
  hasSubject: boolean;
}

function itemHtml(dashboard: DashboardFacts, site: Site, { level, hasSubject }: ListOptions): Markup {
  const figures = dashboard.sections.reduce((sum, { modules }) => sum + modules.length, 0);
  const owner = ownerOf(dashboard);
  const heading = `h${level}`;
  return html`<li class="app-item">
    <${heading} class="govuk-heading-${level === 2 ? 'm' : 's'} app-item__title">
      <a class="govuk-link" href="${hrefTo(site)(dashboardPath(dashboard.slug!))}"
        >${dashboardTitle(dashboard)}</a
      >
    </${heading}>
    ${paragraphs(descriptionOf(dashboard))
      .slice(0, 1)
      .map((text) => html`<p class="govuk-body">${text}</p>`)}
    <p class="govuk-body app-muted">
      ${hasSubject && html`About ${subjectHtml(dashboard, site)}. `}${count(figures, 'figure')}.
      ${owner && `Made by ${owner}.`}
    </p>
  </li>`;
}

/** By title. */
export const dashboardListHtml = (
  dashboards: readonly DashboardFacts[],
  site: Site,
  options: ListOptions,
): Markup =>
  html`<ul class="govuk-list app-items">
    ${[...dashboards]
      .sort((a, b) => dashboardTitle(a).localeCompare(dashboardTitle(b), 'en'))
      .map((each) => itemHtml(each, site, options))}
  </ul>`;
