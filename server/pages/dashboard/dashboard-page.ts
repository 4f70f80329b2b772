/** `/dashboards`: those that somebody made; `/dashboards/<slug>`: one of them, whole. */
import { storedDashboards } from '../../modules/stored-dashboards.js';
import type { DashboardFacts } from '../../modules/dashboard.js';
import { nameOf } from '../../wording/names.js';
import { hasWords } from '../../engine/service-list.js';
import { dashboardPath, modulePath } from '../../../components/formatting/paths.js';
import { formatDay } from '../../../components/formatting/periods.js';
import { attr, html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, redirect, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { DASHBOARDS_CRUMB, dashboardTitle } from '../frame/crumbs.js';
import { dashboardHtml } from './dashboard-content.js';
import { dashboardListHtml, descriptionOf, ownerOf, subjectHtml } from './dashboard-list.js';
import { copyHtml, inputHtml } from '../frame/fields.js';
import { previewPath } from '../figure/addressed-figure.js';
import { factsHtml, type Fact } from '../frame/facts.js';
import { page } from '../frame/layout.js';
import { cleanChoice } from './range-choice.js';
import { hrefTo, type Site } from '../frame/site.js';
import { paragraphs, paragraphsHtml } from '../frame/texts.js';

/** Maximum number of dashboards in a list without a field to search it. */
const FEW = 10;

export function dashboardsPage({ site, reading, query }: PageQuestion): PageAnswer {
  const { all } = storedDashboards(reading.snapshot);
  const text = query.get('text')?.trim() ?? '';
  const found = all.filter(
    (each) =>
      !text || hasWords(`${dashboardTitle(each)} ${nameOf(each.subject, 'en')} ${ownerOf(each)}`, text),
  );
  const lead =
    'Figures that departments have put together about a service, a group of services or a whole organisation.';
  const words = inputHtml('text', 'Words in title, subject or owner', text, { type: 'search' });
  const main = html`<h1 class="govuk-heading-xl">Dashboards</h1>
    <p class="govuk-body-l">${lead}</p>
    ${
      (all.length > FEW || text) &&
      html`<form
        class="app-panel"
        action="${hrefTo(site)('/dashboards')}"
        method="get"
        role="search"
        aria-label="Dashboards"
      >
        <div class="app-fields">${words}</div>
        <button class="govuk-button app-button" type="submit">Search</button>
      </form>`
    }
    ${found.length ? dashboardListHtml(found, site, { level: 2, hasSubject: true }) : emptyHtml(text, site)}
    <p class="govuk-body">
      Every service, organisation and group has a page with all its figures, also where nobody has made a
      dashboard:
      <a class="govuk-link" href="${hrefTo(site)('/services')}">find a service</a>.
    </p>`;
  return pageAnswer(
    page(site, {
      title: 'Dashboards',
      description: lead,
      path: '/dashboards',
      section: 'dashboards',
      isUnlisted: query.size > 0,
      main,
    }),
  );
}

const emptyHtml = (text: string, site: Site): Markup =>
  text
    ? html`<p class="app-notice govuk-body">
        No dashboard has “${text}” in its title, subject or owner.
        <a class="govuk-link" href="${hrefTo(site)('/dashboards')}">See all dashboards</a>
      </p>`
    : html`<p class="app-notice govuk-body">Nobody has published a dashboard yet.</p>`;

const factsOf = (dashboard: DashboardFacts, site: Site): Fact[] => {
  const { publishedAt, version } = dashboard;
  return [
    ['About', subjectHtml(dashboard, site)],
    ['Made by', ownerOf(dashboard)],
    ['Changed', publishedAt && `${formatDay(publishedAt)}, version ${version}`],
  ];
};

/** What a page's author copies to show a whole dashboard. */
function embedSection(slug: string, title: string, site: Site): Markup {
  const own = attr('dashboard', slug);
  const tag = html`<perf-dashboard${own}>
  <a href="${site.base}${dashboardPath(slug)}">${title}</a>
</perf-dashboard>
<script type="module" src="${site.base}/embed.js"></script>`;
  return html`<section class="app-online" aria-labelledby="embed">
    <h2 class="govuk-heading-l" id="embed">Embed this dashboard</h2>
    ${copyHtml('embed-code', 'On any web page', 'All its figures, with the choice of time and comparison; without JavaScript the link remains.', { rows: 4, text: tag })}
  </section>`;
}

/** The picture for previews: that of the first module. */
function imageOf({ slug, sections }: DashboardFacts): string | undefined {
  const module = sections.flatMap(({ modules }) => modules)[0]?.slug;
  return module && previewPath({ path: modulePath({ dashboard: slug!, module }) });
}

export async function dashboardPage(dashboard: DashboardFacts, question: PageQuestion): Promise<PageAnswer> {
  const { site } = question;
  const path = dashboardPath(dashboard.slug!);
  const clean = cleanChoice(question);
  if (clean !== null) return redirect(path + clean);
  const title = dashboardTitle(dashboard);
  const description = descriptionOf(dashboard);
  const content = await dashboardHtml(dashboard, question);
  const main = html`<div class="app-title">
      <span class="govuk-caption-xl">Dashboard</span>
      <h1 class="govuk-heading-xl">${title}</h1>
    </div>
    ${paragraphsHtml(description, 'govuk-body-l')} ${factsHtml(factsOf(dashboard, site))}
    ${content ?? html`<p class="app-notice govuk-body">This dashboard has no figures.</p>`}
    ${embedSection(dashboard.slug!, title, site)}`;
  return pageAnswer(
    page(site, {
      title,
      description: paragraphs(description)[0] ?? `Figures of ${nameOf(dashboard.subject, 'en')}.`,
      crumbs: [DASHBOARDS_CRUMB],
      path,
      image: imageOf(dashboard),
      section: 'dashboards',
      hasModules: true,
      isUnlisted: question.query.size > 0,
      main,
    }),
  );
}
