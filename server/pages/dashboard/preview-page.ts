/** `/preview/<key>`: a version of a dashboard that readers do not see, drawn as they would see it. */
import type { DashboardFacts } from '../../modules/dashboard.js';
import { ArgumentError } from '../../errors.js';
import { dashboardPath } from '../../../components/formatting/paths.js';
import { formatDay, formatInstant } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { pageAnswer, redirect, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { DASHBOARDS_CRUMB, dashboardTitle } from '../frame/crumbs.js';
import { page } from '../frame/layout.js';
import { badParameter } from '../frame/problem-pages.js';
import { hrefTo, type Site } from '../frame/site.js';
import { dashboardHtml } from './dashboard-content.js';
import { ownerOf, subjectHtml } from './dashboard-list.js';
import { bodyHtml } from './dashboard-page.js';
import { cleanChoice } from './range-choice.js';

export interface ShownDraft {
  dashboard: DashboardFacts;
  version: number;
  author: string;
  /** Instants (ISO, UTC): when it was saved, and when the link ends. */
  savedAt: string;
  expiresAt: string;
  /** What readers see; null where they see nothing. */
  published: { slug: string; version: number } | null;
}

const isPublished = ({ published, version }: ShownDraft): boolean => published?.version === version;

function statusOf({ published, version }: ShownDraft, site: Site): HtmlPart {
  if (!published) return 'It is not published.';
  const href = hrefTo(site)(dashboardPath(published.slug));
  return published.version === version
    ? html`It has been published: <a class="govuk-link" href="${href}">see the dashboard</a>.`
    : html`Readers see <a class="govuk-link" href="${href}">version ${published.version}</a>.`;
}

function bannerHtml(draft: ShownDraft, site: Site): Markup {
  const { version, author, savedAt, expiresAt } = draft;
  const what = isPublished(draft) ? `Version ${version}.` : `Draft, version ${version}.`;
  return html`<div class="app-notice app-notice--draft" role="note">
    <p class="govuk-body">
      <strong>${what}</strong> Saved by ${author} on ${formatDay(savedAt)}. ${statusOf(draft, site)}
    </p>
    <p class="govuk-body">
      Whoever has this link can see this page. The link ends at ${formatInstant(expiresAt)}.
    </p>
  </div>`;
}

async function drawn(draft: ShownDraft, question: PageQuestion): Promise<PageAnswer> {
  const { site, path } = question;
  const { dashboard } = draft;
  const clean = cleanChoice(question);
  if (clean !== null) return redirect(path + clean);
  const content = await dashboardHtml(dashboard, question, true);
  const facts = [['About', subjectHtml(dashboard, site)] as const, ['Made by', ownerOf(dashboard)] as const];
  const title = dashboardTitle(dashboard);
  return pageAnswer(
    page(site, {
      title: isPublished(draft) ? title : `Draft: ${title}`,
      description: 'A version of a dashboard, for whoever has the link to it.',
      crumbs: [DASHBOARDS_CRUMB],
      section: 'dashboards',
      isUnlisted: true,
      main: html`${bannerHtml(draft, site)} ${bodyHtml(dashboard, facts, content)}`,
    }),
  );
}

export async function previewPage(draft: ShownDraft, question: PageQuestion): Promise<PageAnswer> {
  try {
    return await drawn(draft, question);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    return badParameter(question.site, error, question.path);
  }
}
