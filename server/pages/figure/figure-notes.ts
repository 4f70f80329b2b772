/** What stands below a figure's module: how it was worked out, and where it comes from. */
import { STATEMENT, hrefTo } from '../frame/site.js';
import { factsHtml, type Fact } from '../frame/facts.js';
import { licenceHtml } from '../frame/layout.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { calculationText } from '../../wording/calculation.js';
import { paragraphs } from '../../../components/formatting/paragraphs.js';
import { formatDay, periodNoun } from '../../../components/formatting/periods.js';
import type { DataSetData } from '../../../components/formatting/types.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { queryOf } from './figure-query.js';
import type { AddressedFigure } from './addressed-figure.js';
import { count } from '../frame/texts.js';

/** The formula in words, and with the numbers in it. */
export function calculationHtml({ data, metric, answer }: AddressedFigure): Markup {
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
function workingPath({ path }: AddressedFigure, range: ModuleRange): string {
  const query = queryOf(range);
  return `${path}${query}&working`.replace(/^([^?]*)&/, '$1?');
}

export function workingSection(figure: AddressedFigure, range: ModuleRange, { site }: PageQuestion): Markup {
  const { subject, answer } = figure;
  const { latest } = answer.series;
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

/** What data sets say of themselves in one respect: each by its name, unless all say the same. */
function saidHtml(dataSets: readonly DataSetData[], what: 'basis' | 'method' | 'source'): Fact[1] {
  const said = dataSets.flatMap(({ label, [what]: text }) => (text?.trim() ? [{ label, text }] : []));
  if (!said.length) return null;
  const isShared = said.length === dataSets.length && said.every(({ text }) => text === said[0].text);
  const texts = isShared ? [said[0].text] : said.map(({ label, text }) => `${label}: ${text}`);
  return texts.flatMap(paragraphs).map((text) => html`<p>${text}</p>`);
}

export function aboutSection({ data }: AddressedFigure): Markup {
  const { publisher, freshness, dataSets = [] } = data;
  const facts = factsHtml([
    ['Up to date', freshness?.text],
    ['Newest data', freshness?.latestPeriod?.label],
    ['Received', freshness?.lastReceivedAt && formatDay(freshness.lastReceivedAt)],
    ['What is counted', saidHtml(dataSets, 'basis')],
    ['How it is counted', saidHtml(dataSets, 'method')],
    ['Published by', publisher?.name],
    ['Source', publisher?.source ?? saidHtml(dataSets, 'source')],
    ['Contact', publisher?.contact],
    ['Licence', publisher && licenceHtml(publisher.licence)],
    ['Kind of figure', STATEMENT],
  ]);
  return html`<section aria-labelledby="about">
    <h2 class="govuk-heading-l" id="about">About the data</h2>
    ${facts}
  </section>`;
}
