/** What stands below a figure's module: how it was worked out, how to take it along, where it comes from. */
import { STATEMENT, hrefTo } from './site.js';
import { licenceHtml } from './layout.js';
import type { ModuleRange } from '../domain/modules.js';
import { calculationText } from '../../components/formatting/calculation.js';
import { formatDate, periodNoun } from '../../components/formatting/periods.js';
import { figurePath, figureQuery } from '../../components/formatting/paths.js';
import { html, type Markup } from '../../components/view/html.js';
import type { PageQuestion } from './answers.js';
import { queryOf } from './figure-query.js';
import { FORMATS, type Format } from './figure-files.js';
import type { Figure } from './figures.js';
import { tagAttributes } from './module-tag.js';
import { count } from './texts.js';

/** The formula in words, and with the numbers in it. */
export function calculationHtml({ data, metric, answer }: Figure): Markup {
  const { figure } = data;
  const formula = data.metric!.formula;
  return html`<dl class="app-formula">
    <div>
      <dt>In words</dt>
      <dd>${formula}</dd>
    </div>
    ${
      figure &&
      html`<div>
        <dt>With the numbers of ${periodNoun(figure.period)}</dt>
        <dd class="app-formula__numbers">${calculationText(figure, metric, answer.lang)}</dd>
      </div>`
    }
  </dl>`;
}

/** The address of the same view with the working. */
export function workingPath({ subject, metric }: Figure, range: ModuleRange): string {
  const query = queryOf(range);
  return `${figurePath(subject, metric.key)}${query}&working`.replace(/^([^?]*)&/, '$1?');
}

export function workingSection(figure: Figure, range: ModuleRange, { site }: PageQuestion): Markup {
  const { subject, answer } = figure;
  const latest = answer.series.latest;
  const services = subject.services.length;
  const what =
    subject.kind === 'SERVICE'
      ? 'Show each value behind it: when it was received, and from what source'
      : `Show the working: which of ${count(services, 'service')} are in it, which are left out and why`;
  return html`<section aria-labelledby="worked-out">
    <h2 class="govuk-heading-l" id="worked-out">How it is worked out</h2>
    ${calculationHtml(figure)}
    ${latest && html`<p class="govuk-body"><a class="govuk-link" href="${hrefTo(site)(workingPath(figure, range))}">${what}</a></p>`}
  </section>`;
}

const FILE_TEXTS: Record<Format, { name: string; use: string }> = {
  csv: { name: 'CSV', use: 'for spreadsheets' },
  json: { name: 'JSON', use: 'for programs' },
  svg: { name: 'SVG', use: 'a picture with its source' },
  html: { name: 'HTML', use: 'to include on your own server, without scripts' },
};

export function filesSection(
  { subject, metric }: Figure,
  range: ModuleRange,
  { site }: PageQuestion,
): Markup {
  const path = figurePath(subject, metric.key);
  const order: Format[] = ['csv', 'json', 'svg', 'html'];
  const href = (format: Format): string => hrefTo(site)(`${path}.${format}${figureQuery(range)}`);
  return html`<section class="app-online" aria-labelledby="files">
    <h2 class="govuk-heading-l" id="files">Download</h2>
    <ul class="app-files">
      ${order
        .filter((format) => FORMATS.includes(format))
        .map(
          (format) =>
            html`<li>
              <a class="govuk-link" href="${href(format)}" ${format === 'csv' && html` download`}
                >${FILE_TEXTS[format].name}</a
              >
              <span class="app-muted">${FILE_TEXTS[format].use}</span>
            </li>`,
        )}
    </ul>
  </section>`;
}

/** Apostrophes need no escape inside double quotes and text. */
const readable = (snippet: Markup): string => snippet.toString().replaceAll('&#39;', "'");

/** What a page's author copies: the tag with a link inside, and the script. */
export function embedSection(figure: Figure, range: ModuleRange, { site }: PageQuestion): Markup {
  const { subject, metric, data } = figure;
  const attributes = tagAttributes(figure, range).map(
    ([name, value]) => html` ${name}${value !== null && html`="${value}"`}`,
  );
  const address = `${site.base}${figurePath(subject, metric.key)}${figureQuery(range)}`;
  const text = `${data.metric!.label}: ${data.subject!.name}`;
  const snippet = html`<perf-module${attributes}>
  <a href="${address}">${text}</a>
</perf-module>
<script type="module" src="${site.base}/embed.js"></script>`;
  return html`<section class="app-online" aria-labelledby="embed">
    <h2 class="govuk-heading-l" id="embed">Show this on your page</h2>
    <p class="govuk-body" id="embed-hint">
      Copy this into any web page: it stays up to date by itself, and without JavaScript the link remains.
    </p>
    <label class="govuk-visually-hidden" for="embed-code">HTML to copy</label>
    <textarea
      class="govuk-textarea app-code"
      id="embed-code"
      rows="6"
      readonly
      spellcheck="false"
      aria-describedby="embed-hint"
    >
${readable(snippet)}</textarea>
  </section>`;
}

export function aboutSection({ data }: Figure): Markup {
  const { publisher, freshness } = data;
  const rows: [string, string | Markup | null | undefined][] = [
    ['Up to date', freshness?.text],
    ['Newest data', freshness?.latestPeriod?.label],
    ['Received', freshness?.lastReceivedAt && formatDate(freshness.lastReceivedAt.slice(0, 10))],
    ['Published by', publisher?.name],
    ['Source', publisher?.source],
    ['Contact', publisher?.contact],
    ['Licence', publisher && licenceHtml(publisher.licence)],
    ['Kind of figure', STATEMENT],
  ];
  return html`<section aria-labelledby="about">
    <h2 class="govuk-heading-l" id="about">About the data</h2>
    <dl class="app-facts">
      ${rows.map(
        ([term, value]) =>
          value &&
          html`<div class="app-facts__row">
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
