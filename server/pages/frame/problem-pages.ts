/** Pages that say what went wrong, and what to do. */
import { storedDashboards } from '../../modules/stored-dashboards.js';
import type { DashboardFacts } from '../../modules/dashboard.js';
import type { Subject, SubjectKind } from '../../store/subject.js';
import { mostSimilar } from './similar-names.js';
import type { ArgumentError } from '../../errors.js';
import { textIn } from '../../metrics/definitions.js';
import type { Reading } from '../../loaders/reading.js';
import { figurePath, modulePath, subjectPath } from '../../../components/formatting/paths.js';
import { html, type HtmlPart } from '../../../components/view/html.js';
import { pageAnswer, type PageAnswer } from './answers.js';
import { dashboardCrumb, dashboardTitle } from './crumbs.js';
import { writtenName } from '../../modules/request-words.js';
import { page } from './layout.js';
import { hrefTo, type Site } from './site.js';

interface Suggestion {
  text: string;
  path: string;
}

function messagePage(site: Site, title: string, main: HtmlPart, status: number): PageAnswer {
  const description = 'This page cannot be shown.';
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
    ${main}`;
  return pageAnswer(page(site, { title, description, isUnlisted: true, main: body }), status);
}

function notFound(site: Site, message: string, found: readonly Suggestion[], rest: HtmlPart): PageAnswer {
  const href = hrefTo(site);
  const main = html`<p class="govuk-body">${message}</p>
    ${
      found.length > 0 &&
      html`<p class="govuk-body">Did you mean:</p>
        <ul class="govuk-list govuk-list--bullet">
          ${found.map(({ text, path }) => html`<li><a class="govuk-link" href="${href(path)}">${text}</a></li>`)}
        </ul>`
    }
    ${rest}`;
  return messagePage(site, 'Page not found', main, 404);
}

const WORDS: Record<SubjectKind, string> = {
  SERVICE: 'service',
  ORGANISATION: 'organisation',
  GROUP: 'service group',
  PORTFOLIO: 'portfolio',
};

function subjectsOf(kind: SubjectKind, { catalogue }: Reading): { slug: string; name: string }[] {
  const lists = {
    SERVICE: catalogue.services,
    ORGANISATION: catalogue.organisations,
    GROUP: catalogue.groups,
    PORTFOLIO: [],
  };
  return lists[kind].map(({ slug, texts }) => ({ slug, name: textIn(texts.name, 'en') }));
}

/** There is no such service, organisation or group: those with the most similar names. */
export function subjectNotFound(site: Site, kind: SubjectKind, slug: string, reading: Reading): PageAnswer {
  const found = mostSimilar(slug, subjectsOf(kind, reading), (each) => [each.slug, each.name]);
  const href = hrefTo(site);
  const rest = html`<p class="govuk-body">
    You can <a class="govuk-link" href="${href('/services')}">search all services</a> or
    <a class="govuk-link" href="${href('/organisations')}">look through the organisations</a>.
  </p>`;
  return notFound(
    site,
    `There is no ${WORDS[kind]} “${slug}”.`,
    found.map(({ slug: known, name }) => ({ text: name, path: subjectPath({ kind, slug: known }) })),
    rest,
  );
}

/** There is no such metric: those with the most similar names, else those that the subject has. */
export function metricNotFound(site: Site, subject: Subject, key: string, reading: Reading): PageAnswer {
  const { catalogue } = reading;
  const similar = mostSimilar(key, catalogue.metrics, (metric) => [
    metric.key,
    textIn(metric.texts.label, 'en'),
  ]);
  const shown = similar.length ? similar : catalogue.metricsOf(subject);
  const links = shown.map((metric) => ({
    text: textIn(metric.texts.label, 'en'),
    path: figurePath(subject, metric.key),
  }));
  const rest = html`<p class="govuk-body">
    <a class="govuk-link" href="${hrefTo(site)(subjectPath(subject))}"
      >See all figures of this ${WORDS[subject.kind]}</a
    >.
  </p>`;
  return notFound(site, `There is no metric “${key}”.`, links, rest);
}

/** There is no such dashboard: those with the most similar titles. */
export function dashboardNotFound(site: Site, slug: string, { snapshot }: Reading): PageAnswer {
  const found = mostSimilar(slug, storedDashboards(snapshot).all, (each) => [
    each.slug!,
    dashboardTitle(each),
  ]);
  const rest = html`<p class="govuk-body">
    You can <a class="govuk-link" href="${hrefTo(site)('/dashboards')}">see all dashboards</a>.
  </p>`;
  return notFound(site, `There is no dashboard “${slug}”.`, found.map(dashboardCrumb), rest);
}

/** There was such a dashboard: what is there in its place. */
export function dashboardGone(
  site: Site,
  { slug, replacement }: { slug: string; replacement: DashboardFacts | null },
): PageAnswer {
  const href = hrefTo(site);
  const instead = replacement && dashboardCrumb(replacement);
  const main = html`<p class="govuk-body">The dashboard “${slug}” was taken away by those who made it.</p>
    ${
      instead
        ? html`<p class="govuk-body">
            In its place there is <a class="govuk-link" href="${href(instead.path)}">${instead.text}</a>.
          </p>`
        : html`<p class="govuk-body">
            You can <a class="govuk-link" href="${href('/dashboards')}">see all dashboards</a>.
          </p>`
    }`;
  return messagePage(site, 'This dashboard has gone', main, 410);
}

/** A link to a draft shows nothing: whether there ever was such a link is not told. */
export function previewEnded(site: Site): PageAnswer {
  const main = html`<p class="govuk-body">
      This link has ended, or a part of it is missing. Ask whoever sent it for a new one.
    </p>
    <p class="govuk-body">
      What it showed may have been published since:
      <a class="govuk-link" href="${hrefTo(site)('/dashboards')}">see all dashboards</a>.
    </p>`;
  return messagePage(site, 'There is no draft at this link', main, 404);
}

/** A dashboard has no such module: those that it has. */
export function moduleNotFound(site: Site, dashboard: DashboardFacts, module: string): PageAnswer {
  const links = dashboard.sections.flatMap(({ modules }) =>
    modules.map(({ slug, title, metric }) => ({
      text: textIn(title ?? metric.texts.label, 'en'),
      path: modulePath({ dashboard: dashboard.slug!, module: slug }),
    })),
  );
  const { text, path } = dashboardCrumb(dashboard);
  const rest = html`<p class="govuk-body">
    <a class="govuk-link" href="${hrefTo(site)(path)}">See the whole dashboard</a>.
  </p>`;
  return notFound(site, `The dashboard “${text}” has no module “${module}”.`, links, rest);
}

/** A part of the address is wrong: which, and what it must be. `path` is the same page without any. */
export function badParameter(site: Site, error: ArgumentError, path: string): PageAnswer {
  const main = html`<div class="app-notice app-notice--problem">
      <p class="govuk-body"><strong>${writtenName(error.argument)}</strong></p>
      <p class="govuk-body">${error.message}</p>
    </div>
    <p class="govuk-body">
      <a class="govuk-link" href="${hrefTo(site)(path)}">Show the page without it</a>, or correct the address.
    </p>`;
  return messagePage(site, 'There is a problem with the address', main, 400);
}

/** Whatever else went wrong: in the words of the HTTP shell. */
export function errorPage(
  site: Site,
  { status, message, requestId }: { status: number; message: string; requestId: string },
): string {
  const titles: Record<number, string> = {
    404: 'Page not found',
    405: 'This page is only read',
    429: 'Too many requests',
    503: 'The service is busy',
  };
  const title =
    titles[status] ?? (status >= 500 ? 'Sorry, there is a problem' : 'This request cannot be answered');
  const href = hrefTo(site);
  const advice =
    status === 404
      ? html`<p class="govuk-body">
          You can <a class="govuk-link" href="${href('/services')}">search all services</a>.
        </p>`
      : status >= 500 &&
        html`<p class="govuk-body">Try again later. If it goes on, say this number: ${requestId}.</p>`;
  return messagePage(
    site,
    title,
    html`<p class="govuk-body">${message}</p>
      ${advice}`,
    status,
  ).body.toString();
}
