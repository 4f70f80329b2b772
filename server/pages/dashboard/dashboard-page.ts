/** `/dashboards/<slug>`: one of those that somebody made, whole. */
import type { DashboardFacts } from '../../modules/dashboard.js';
import { subjectWords } from '../../modules/module-request.js';
import { nameOf } from '../../wording/names.js';
import { paragraphs } from '../../../components/formatting/paragraphs.js';
import { dashboardPath, modulePath } from '../../../components/formatting/paths.js';
import { formatDay } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, redirect, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { DASHBOARDS_CRUMB, dashboardTitle } from '../frame/crumbs.js';
import { dashboardHtml } from './dashboard-content.js';
import { moreWaysHtml } from '../embed/more-ways.js';
import { embedSnippet } from '../frame/embed-snippet.js';
import { descriptionOf, ownerOf, subjectHtml } from './dashboard-list.js';
import { copyHtml } from '../frame/fields.js';
import { previewPath } from '../figure/addressed-figure.js';
import { factsHtml, type Fact } from '../frame/facts.js';
import { page } from '../frame/layout.js';
import { cleanChoice } from './range-choice.js';
import { hrefTo, type Site } from '../frame/site.js';
import { paragraphsHtml } from '../frame/texts.js';

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
  const href = site.base + dashboardPath(slug);
  const tag = embedSnippet(site, {
    tag: 'perf-dashboard',
    attributes: [['dashboard', slug]],
    href,
    text: title,
  });
  return html`<section class="app-online" aria-labelledby="embed">
    <h2 class="govuk-heading-l" id="embed">Embed this dashboard</h2>
    ${copyHtml('embed-code', 'On any web page', 'All its figures, with the choice of time and comparison; without JavaScript the link remains.', { rows: 4, text: tag })}
    ${moreWaysHtml(dashboardPath(slug), site, true)}
  </section>`;
}

/** A list has so many columns at most. */
const MOST_COLUMNS = 6;

/** What a dashboard of several services leads to: the same figures of each of them, to be ranked. */
function serviceByServiceHtml({ subject, sections }: DashboardFacts, site: Site): Markup | null {
  if (subject.kind === 'SERVICE' || subject.services.length < 2) return null;
  const own = sections.flatMap(({ modules }) => modules).filter((module) => module.subject === subject);
  const keys = [...new Set(own.map(({ metric }) => metric.key))].slice(0, MOST_COLUMNS);
  if (keys.length === 0) return null;
  const scope = Object.entries(subjectWords(subject)).filter(([, value]) => typeof value === 'string');
  const query = new URLSearchParams([
    ...(scope as [string, string][]),
    ...keys.map((key): [string, string] => ['column', key]),
  ]);
  return html`<p class="govuk-body">
    <a class="govuk-link" href="${hrefTo(site)(`/services?${query}`)}">These figures service by service</a>:
    to be sorted by any of them, each leading to its own page.
  </p>`;
}

/** The picture for previews: that of the first module. */
function imageOf({ slug, sections }: DashboardFacts): string | undefined {
  const module = sections.flatMap(({ modules }) => modules)[0]?.slug;
  return module && previewPath({ path: modulePath({ dashboard: slug!, module }) });
}

/** What a dashboard is, and its figures. */
export const bodyHtml = (dashboard: DashboardFacts, facts: readonly Fact[], content: Markup | null): Markup =>
  html`<div class="app-title">
      <span class="govuk-caption-xl">Dashboard</span>
      <h1 class="govuk-heading-xl">${dashboardTitle(dashboard)}</h1>
    </div>
    ${paragraphsHtml(descriptionOf(dashboard), 'govuk-body-l')} ${factsHtml(facts)}
    ${content ?? html`<p class="app-notice govuk-body">This dashboard has no figures.</p>`}`;

export async function dashboardPage(dashboard: DashboardFacts, question: PageQuestion): Promise<PageAnswer> {
  const { site } = question;
  const path = dashboardPath(dashboard.slug!);
  const clean = cleanChoice(question);
  if (clean !== null) return redirect(path + clean);
  const title = dashboardTitle(dashboard);
  const content = await dashboardHtml(dashboard, question);
  const main = html`${bodyHtml(dashboard, factsOf(dashboard, site), content)}
  ${serviceByServiceHtml(dashboard, site)} ${embedSection(dashboard.slug!, title, site)}`;
  return pageAnswer(
    page(site, {
      title,
      description:
        paragraphs(descriptionOf(dashboard))[0] ?? `Figures of ${nameOf(dashboard.subject, 'en')}.`,
      crumbs: [DASHBOARDS_CRUMB],
      path,
      image: imageOf(dashboard),
      section: 'dashboards',
      hasModules: true,
      embeds: site.base + path,
      isUnlisted: question.query.size > 0,
      main,
    }),
  );
}
