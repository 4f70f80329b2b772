/** `/services/<slug>/<metric>` and likewise: one figure with everything there is to say about it. */
import type { DashboardFacts } from '../../modules/dashboard.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import { fittingPeriods } from '../../engine/fitting-periods.js';
import { byPeriod } from '../../wording/column-note.js';
import { nameOf } from '../../wording/names.js';
import type { AddressWords } from '../../modules/module-address.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { ArgumentError } from '../../errors.js';
import { figurePath, modulePath, subjectPath } from '../../../components/formatting/paths.js';
import { formatDate, formatInstant, isInstant, periodWord } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import { moduleElementHtml } from '../../../components/view/module-html.js';
import { pageAnswer, redirect, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { dataSetAbout } from '../frame/search-engines.js';
import { crumbsAbove, DASHBOARDS_CRUMB, dashboardCrumb, sectionOf, subjectCrumb } from '../frame/crumbs.js';
import { cleanAddress, figureForm } from './figure-form.js';
import { correctionsSection } from './corrections.js';
import { aboutSection, workingSection } from './figure-notes.js';
import { citeSection } from './citation.js';
import { embedSection, filesSection, reportSection } from './take-along.js';
import { parseFigureQuery, queryAsked } from './figure-query.js';
import {
  previewPath,
  readFigure,
  readRequest,
  type AddressedFigure,
  type AddressedOutcome,
} from './addressed-figure.js';
import { page, type Crumb } from '../frame/layout.js';
import { moduleContent } from '../../drawing/module-content.js';
import { elementAttributes } from './module-tag.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';
import { workingHtml } from './working.js';

/** Pages compare with a year before unless the address says otherwise. */
function rangeOf(range: AddressWords): AddressWords {
  return range.compareTo !== undefined || range.by ? range : { ...range, compareTo: 'PREVIOUS_YEAR' };
}

function asOfBanner({ path }: AddressedFigure, { asOf }: ModuleRange, { site }: PageQuestion): Markup | null {
  if (!asOf) return null;
  const now = hrefTo(site)(path);
  const when = isInstant(asOf) ? `at ${formatInstant(asOf)}` : `on ${formatDate(asOf)}`;
  return html`<div class="app-notice app-notice--as-of" role="note">
    <p class="govuk-body">
      <strong>As it was known ${when}.</strong> Values that were received or corrected later are not in it.
      <a class="govuk-link" href="${now}">Show what is known now</a>
    </p>
  </div>`;
}

/** The module as light DOM of the element, which takes it over where there is JavaScript. */
function moduleSection(figure: AddressedFigure, range: AddressWords): Markup {
  const { answer, data } = figure;
  const attributes = elementAttributes({ ...figure, stored: answer.stored }, range);
  const content = moduleContent(data, { lang: answer.lang, isOpen: true, hasStyles: true });
  return html`<div class="app-module">${moduleElementHtml(data, attributes, content)}</div>`;
}

function titleHtml({ subject, title }: AddressedFigure, suffix = ''): Markup {
  return html`<div class="app-title">
    <span class="govuk-caption-xl">${nameOf(subject, 'en')}</span>
    <h1 class="govuk-heading-xl">${title}${suffix}</h1>
  </div>`;
}

/** Where there is nothing to choose from: what there is instead. */
function elsewhereHtml({ subject }: AddressedFigure, { site, reading }: PageQuestion): Markup {
  const n = reading.catalogue.metricsOf(subject).length;
  const path = hrefTo(site)(subjectPath(subject));
  const text = n ? `See the ${count(n, 'figure')} of` : 'See';
  return html`<p class="govuk-body">
    <a class="govuk-link" href="${path}">${text} ${nameOf(subject, 'en')}</a>
  </p>`;
}

/**
 * Lists show a figure by the period that most services publish, which need not be this service's usual one: the same
 * figure by each of its other periods.
 */
function periodsHtml(
  { subject, metric, answer, path }: AddressedFigure,
  { site, reading }: PageQuestion,
): Markup | null {
  if (subject.kind !== 'SERVICE') return null;
  const shown = answer.series.question.period;
  const others = fittingPeriods(subject, metric, reading.snapshot).filter((period) => period !== shown);
  if (!others.length || answer.stored) return null;
  const href = hrefTo(site);
  const links = others.map(
    (period, index) =>
      html`${index > 0 && ', '}<a class="govuk-link" href="${href(`${path}?period=${periodWord(period)}`)}"
          >${byPeriod(period, 'en')}</a
        >`,
  );
  const list = href(`/services?${new URLSearchParams({ publishes: metric.key, column: metric.key })}`);
  return html`<p class="govuk-body app-online">
    Also ${links}. <a class="govuk-link" href="${list}">The list of services</a> has it by the period that
    most of them publish.
  </p>`;
}

async function contentHtml(
  figure: AddressedFigure,
  range: AddressWords,
  question: PageQuestion,
): Promise<Markup> {
  const { data } = figure;
  const { query } = question;
  const corrections = await correctionsSection(figure, range, question);
  return html`${titleHtml(figure)}
    <p class="govuk-body-l">${data.metric!.description}</p>
    ${asOfBanner(figure, range, question)}
    ${data.series?.starts.length || query.size ? figureForm(figure, range, question) : elsewhereHtml(figure, question)}
    ${periodsHtml(figure, question)} ${moduleSection(figure, range)}
    ${workingSection(figure, range, question)} ${corrections}${aboutSection(figure)}
    ${filesSection(figure, range, question)} ${embedSection(figure, range, question)}
    ${citeSection(figure, range, question)} ${reportSection(figure, range, question)}`;
}

/** @throws ArgumentError that names the parameter of the address that is wrong */
function figureOf(outcome: AddressedOutcome): AddressedFigure {
  if (!outcome.problem) return outcome.figure;
  const { argument, message, code } = outcome.problem;
  throw new ArgumentError(argument ?? 'address', message, code);
}

async function answerOf(
  figure: AddressedFigure,
  range: AddressWords,
  above: readonly Crumb[],
  question: PageQuestion,
): Promise<PageAnswer> {
  const { site, query } = question;
  const { subject, data, path, title } = figure;
  const hasWorking = query.has('working');
  const main = hasWorking
    ? html`${titleHtml(figure, ': the working')}${asOfBanner(figure, range, question)}${await workingHtml(figure, range, question)}`
    : await contentHtml(figure, range, question);
  const name = nameOf(subject, 'en');
  return pageAnswer(
    page(site, {
      title: `${title}${hasWorking ? ', the working' : ''}: ${name}`,
      description: data.series?.narrative || `${title} of ${name}. ${data.metric!.description}`,
      crumbs: hasWorking ? [...above, { text: title, path }] : above,
      path,
      image: previewPath(figure),
      section: figure.answer.stored ? 'dashboards' : sectionOf(subject),
      about: hasWorking ? undefined : dataSetAbout(figure, site),
      hasModules: !hasWorking,
      embeds: hasWorking ? undefined : site.base + path + queryAsked(range, query),
      isUnlisted: query.size > 0,
      main,
    }),
  );
}

export async function figurePage(
  subject: Subject,
  metric: MetricDefinition,
  question: PageQuestion,
): Promise<PageAnswer> {
  const { reading, query } = question;
  const clean = cleanAddress(query);
  if (clean !== null) return redirect(figurePath(subject, metric.key) + clean);
  const range = rangeOf(parseFigureQuery(query));
  const figure = figureOf(await readFigure(subject, metric, range, question));
  const above = [...crumbsAbove(subject, reading.catalogue), subjectCrumb(subject)];
  return answerOf(figure, range, above, question);
}

/** The page of one module of a dashboard: as its publisher set it up, where the address says nothing else. */
export async function modulePage(
  dashboard: DashboardFacts,
  module: string,
  question: PageQuestion,
): Promise<PageAnswer> {
  const { query } = question;
  const slug = dashboard.slug!;
  const clean = cleanAddress(query);
  if (clean !== null) return redirect(modulePath({ dashboard: slug, module }) + clean);
  const asked = parseFigureQuery(query);
  const figure = figureOf(await readRequest({ ...asked, dashboard: slug, module }, question));
  // Links of the page say what it is compared with: without a word they would mean "nothing".
  const range = { ...asked, compareTo: figure.answer.series.question.compareTo ?? asked.compareTo };
  return answerOf(figure, range, [DASHBOARDS_CRUMB, dashboardCrumb(dashboard)], question);
}
