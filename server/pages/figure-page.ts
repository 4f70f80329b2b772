/** `/services/<slug>/<metric>` and likewise: one figure with everything there is to say about it. */
import type { Metric } from './types.js';
import type { Subject } from '../domain/subject.js';
import { nameOf } from '../domain/descriptions.js';
import type { ModuleRange } from '../domain/modules.js';
import { ArgumentError } from '../errors.js';
import { figurePath, subjectPath } from '../../components/formatting/paths.js';
import { formatDate } from '../../components/formatting/periods.js';
import { html, type Markup } from '../../components/view/html.js';
import { moduleElementHtml } from '../../components/view/module-html.js';
import { pageAnswer, redirect, type PageAnswer, type PageQuestion } from './answers.js';
import { dataSetAbout } from './search-engines.js';
import { crumbsAbove, sectionOf, subjectCrumb } from './crumbs.js';
import { cleanAddress, figureForm } from './figure-form.js';
import { correctionsSection } from './corrections.js';
import { aboutSection, workingSection } from './figure-notes.js';
import { citeSection, embedSection, filesSection, reportSection } from './take-along.js';
import { parseFigureQuery } from './figure-query.js';
import { readFigure, type Figure } from './figures.js';
import { page } from './layout.js';
import { moduleContent } from './module-content.js';
import { tagAttributes } from './module-tag.js';
import { hrefTo } from './site.js';
import { count } from './texts.js';
import { workingHtml } from './working.js';

/** Pages compare with a year before unless the address says otherwise. */
function rangeOf(query: URLSearchParams): ModuleRange {
  const { saysComparison, ...range } = parseFigureQuery(query);
  return saysComparison || range.by ? range : { ...range, compareTo: 'PREVIOUS_YEAR' };
}

function asOfBanner(
  { subject, metric }: Figure,
  { asOf }: ModuleRange,
  { site }: PageQuestion,
): Markup | null {
  if (!asOf) return null;
  const now = hrefTo(site)(figurePath(subject, metric.key));
  return html`<div class="app-notice app-notice--as-of" role="note">
    <p class="govuk-body">
      <strong>As it was known on ${formatDate(asOf.slice(0, 10))}.</strong> Values that were received or
      corrected later are not in it. <a class="govuk-link" href="${now}">Show what is known now</a>
    </p>
  </div>`;
}

/** The module as light DOM of the element, which takes it over where there is JavaScript. */
function moduleSection(figure: Figure, range: ModuleRange): Markup {
  const { data, answer } = figure;
  const attributes = Object.fromEntries(
    tagAttributes(figure, range).map(([name, value]) => [name, value ?? true]),
  );
  const content = moduleContent(data, { lang: answer.lang, isOpen: true, hasStyles: true });
  return html`<div class="app-module">${moduleElementHtml(data, attributes, content)}</div>`;
}

function titleHtml({ subject, data }: Figure, suffix = ''): Markup {
  return html`<div class="app-title">
    <span class="govuk-caption-xl">${nameOf(subject, 'en')}</span>
    <h1 class="govuk-heading-xl">${data.metric!.label}${suffix}</h1>
  </div>`;
}

/** Where there is nothing to choose from: what there is instead. */
function elsewhereHtml({ subject }: Figure, { site, reading }: PageQuestion): Markup {
  const n = reading.catalogue.metricsOf(subject).length;
  const path = hrefTo(site)(subjectPath(subject));
  const text = n ? `See the ${count(n, 'figure')} of` : 'See';
  return html`<p class="govuk-body">
    <a class="govuk-link" href="${path}">${text} ${nameOf(subject, 'en')}</a>
  </p>`;
}

async function contentHtml(figure: Figure, range: ModuleRange, question: PageQuestion): Promise<Markup> {
  const { data } = figure;
  const { query } = question;
  const [corrections, cite] = await Promise.all([
    correctionsSection(figure, range, question),
    citeSection(figure, range, question),
  ]);
  return html`${titleHtml(figure)}
    <p class="govuk-body-l">${data.metric!.description}</p>
    ${asOfBanner(figure, range, question)}
    ${data.series?.starts.length || query.size ? figureForm(figure, range, question) : elsewhereHtml(figure, question)}
    ${moduleSection(figure, range)} ${workingSection(figure, range, question)}
    ${corrections}${aboutSection(figure)} ${filesSection(figure, range, question)}
    ${embedSection(figure, range, question)} ${cite} ${reportSection(figure, range, question)}`;
}

export async function figurePage(
  subject: Subject,
  metric: Metric,
  question: PageQuestion,
): Promise<PageAnswer> {
  const { site, reading, query } = question;
  const path = figurePath(subject, metric.key);
  const clean = cleanAddress(query);
  if (clean !== null) return redirect(path + clean);
  const range = rangeOf(query);
  const outcome = await readFigure(subject, metric, range, question);
  if (outcome.problem) {
    const { argument, message, code } = outcome.problem;
    throw new ArgumentError(argument ?? 'address', message, code);
  }
  const { figure } = outcome;
  const hasWorking = query.has('working');
  const main = hasWorking
    ? html`${titleHtml(figure, ': the working')}${asOfBanner(figure, range, question)}${await workingHtml(figure, range, question)}`
    : await contentHtml(figure, range, question);
  const name = nameOf(subject, 'en');
  const { data } = figure;
  const label = data.metric!.label;
  const above = [...crumbsAbove(subject, reading.catalogue), subjectCrumb(subject)];
  return pageAnswer(
    page(site, {
      title: `${label}${hasWorking ? ', the working' : ''}: ${name}`,
      description: data.series?.narrative || `${label} of ${name}. ${data.metric!.description}`,
      crumbs: hasWorking ? [...above, { text: label, path }] : above,
      path,
      section: sectionOf(subject),
      about: hasWorking ? undefined : dataSetAbout(figure, site),
      hasModules: !hasWorking,
      isUnlisted: query.size > 0,
      main,
    }),
  );
}
