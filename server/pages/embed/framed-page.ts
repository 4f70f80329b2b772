/**
 * `/embed/frame/…`: the one page that others may frame. A figure or a dashboard alone, complete without JavaScript, with
 * links that open windows of their own.
 */
import { storedDashboards } from '../../modules/stored-dashboards.js';
import { ArgumentError } from '../../errors.js';
import { writtenName } from '../../modules/request-words.js';
import { dashboardPath } from '../../../components/formatting/paths.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { hrefTo, SITE_NAME, type Site } from '../frame/site.js';
import { drawnHtml, readEmbedded } from './embedded.js';
import { shownOf, type Shown } from './settings.js';
import { findTarget, type Target } from './target.js';
import { themeQuery } from './theme.js';

interface Framed {
  title: string;
  lang?: string;
  /** Where it has a page of its own. */
  path?: string;
  sheetQuery?: string;
  main: HtmlPart;
}

/** Of the site's sheets the one of modules alone: this is a part of somebody else's page. */
const moduleSheets = ({ styles }: Site): string[] => styles.filter((path) => path.startsWith('/embed/'));

function framedDocument(site: Site, { title, lang = 'en', path, sheetQuery = '', main }: Framed): Markup {
  const href = hrefTo(site);
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <title>${title} – ${SITE_NAME}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <base target="_blank" />
        ${path && html`<link rel="canonical" href="${site.base}${path}" />`}
        ${[...moduleSheets(site), `/embed/frame.css${sheetQuery}`].map((each) => html`<link rel="stylesheet" href="${href(each)}" />`)}
        <script type="module" src="${href('/embed.js')}"></script>
      </head>
      <body>
        <main>${main}</main>
      </body>
    </html> `;
}

/** What cannot be shown says so in the frame's place, with a link. */
function problemFrame(site: Site, text: string, path: string, status: number): PageAnswer {
  const main = html`<h1 class="perf-heading">This figure cannot be shown</h1>
    <p class="perf-summary">${text}</p>
    <p class="perf-summary"><a class="perf-link" href="${hrefTo(site)(path)}">${SITE_NAME}</a></p>`;
  return pageAnswer(framedDocument(site, { title: 'This figure cannot be shown', main }), status);
}

/** The path of the page that a frame shows. */
function pathIn({ names, reading }: PageQuestion): { path: string; isWhole: boolean } {
  const { folder, slug, metric, dashboard, module } = names;
  const whole = (...parts: string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('');
  if (folder !== undefined) return { path: whole(folder, slug!, metric!), isWhole: false };
  if (module === undefined) return { path: whole('dashboards', dashboard!), isWhole: true };
  // The metrics of all services come before a dashboard of that name.
  if (dashboard === 'portfolio' && reading.catalogue.metric(module)) {
    return { path: whole('portfolio', module), isWhole: false };
  }
  return { path: whole('dashboards', dashboard!, module), isWhole: false };
}

function missing({ names, reading, site }: PageQuestion): PageAnswer {
  const gone =
    names.dashboard === undefined ? undefined : storedDashboards(reading.snapshot).gone(names.dashboard);
  if (!gone) return problemFrame(site, 'There is no such figure: its address may be mistyped.', '/', 404);
  const { replacement } = gone;
  const path = replacement ? dashboardPath(replacement.slug!) : '/dashboards';
  return problemFrame(site, 'Its dashboard was taken away by those who made it.', path, 410);
}

async function framed(target: Target, shown: Shown, question: PageQuestion): Promise<PageAnswer> {
  const { site } = question;
  // It is a document of its own.
  const own = { ...shown, headingLevel: shown.headingLevel ?? 1 };
  const embedded = await readEmbedded(target, own, question);
  const { title, figure } = embedded;
  // Without JavaScript the choice of time opens the dashboard's own page: forms, too, open windows of their own.
  const drawn = await drawnHtml(embedded, own, { ...question, path: target.path });
  const main = figure
    ? drawn
    : html`<h1 class="perf-heading">${title}</h1>
        ${drawn}`;
  const theme = new URLSearchParams(themeQuery(shown.theme)).toString();
  return pageAnswer(
    framedDocument(site, {
      ...{ title, main, path: target.path, lang: figure?.answer.lang ?? 'en' },
      sheetQuery: theme && `?${theme}`,
    }),
  );
}

export async function framedPage(question: PageQuestion): Promise<PageAnswer> {
  const { path, isWhole } = pathIn(question);
  const found = findTarget(path, isWhole, question.reading);
  if (!found || !('target' in found)) return missing(question);
  try {
    return await framed(found.target, shownOf(question.query), question);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    const text = `Whoever made this page asked for it in a way that it cannot be shown: ${writtenName(error.argument)} in its address is wrong.`;
    return problemFrame(question.site, text, found.target.path, 400);
  }
}
