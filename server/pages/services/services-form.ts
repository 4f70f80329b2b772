/** The form above the list of services: which ones, in which columns and order. A plain GET. */
import type { MetricDefinition } from '../../store/subject.js';
import { fittingPeriods } from '../../engine/fitting-periods.js';
import { textIn } from '../../metrics/definitions.js';
import { PERIODS } from '../../metrics/periods.js';
import { writtenChoice } from '../../modules/request-words.js';
import type { Reading } from '../../loaders/reading.js';
import { periodWord } from '../../../components/formatting/periods.js';
import { attr, html, type Markup } from '../../../components/view/html.js';
import { changeKey } from '../../../components/view/services-change.js';
import { listTexts } from '../../../components/view/services-texts.js';
import { checkboxHtml, inputHtml, selectHtml, type Option } from '../frame/fields.js';
import { PERIOD_TEXTS } from '../figure/figure-query.js';
import { byName, organisationName } from '../subject/organisation-list.js';
import type { Column } from './services-columns.js';
import { MOST_COLUMNS, type ServicesQuery } from './services-query.js';
import { hrefTo, type Site } from '../frame/site.js';

const metricOption = ({ key, texts }: MetricDefinition): Option => ({
  value: key,
  text: textIn(texts.label, 'en'),
});

function organisationOptions({ catalogue }: Reading): Option[] {
  const below = (organisations: ReturnType<typeof byName>, depth: number): Option[] =>
    byName(organisations).flatMap((organisation) => [
      { value: organisation.slug, text: organisationName(organisation), depth },
      ...below([...catalogue.children(organisation.id)], depth + 1),
    ]);
  return below([...catalogue.departments()], 0);
}

function periodOptions(metrics: readonly MetricDefinition[], { catalogue, snapshot }: Reading): Option[] {
  const whole = catalogue.portfolio();
  const fitting = new Set(metrics.flatMap((metric) => fittingPeriods(whole, metric, snapshot)));
  return PERIODS.filter((period) => fitting.has(period)).map((period) => ({
    value: periodWord(period),
    text: PERIOD_TEXTS[period],
  }));
}

const COMPARISONS: Option[] = [
  { value: 'previous-year', text: 'A year earlier' },
  { value: 'previous-period', text: 'The period before' },
];

const any = (text: string, options: Option[]): Option[] => [{ value: '', text }, ...options];

export interface ServicesFormOptions {
  query: ServicesQuery;
  /** All that there is data of. */
  metrics: readonly MetricDefinition[];
  /** Those that are shown. */
  columns: readonly Column[];
  site: Site;
  reading: Reading;
}

function moreHtml({ query, metrics, columns, reading }: ServicesFormOptions): Markup {
  const shown = new Set(columns.map(({ metric }) => metric.key));
  const sorts = [
    { value: 'name', text: 'Service' },
    { value: 'organisation', text: 'Organisation' },
    ...columns.map(({ metric }) => metricOption(metric)),
    ...columns.map(({ metric: { key }, label }) => ({
      value: changeKey(key),
      text: listTexts('en').changeOf(label),
    })),
  ];
  const orders = [
    { value: 'asc', text: 'A to Z, lowest first, worst change first' },
    { value: 'desc', text: 'Z to A, highest first, best change first' },
  ];
  return html`<details class="app-more" ${attr('open', query.columns.length > 0 || query.period !== null)}>
    <summary class="app-more__summary">Columns, period and order</summary>
    <div class="app-fields">
      ${selectHtml('period', 'Period', any('Each figure’s own', periodOptions(metrics, reading)), query.period && periodWord(query.period))}
      ${selectHtml('sort', 'Sort by', sorts, query.sort)}
      ${selectHtml('order', 'Order', orders, query.isDescending ? 'desc' : 'asc')}
      ${selectHtml('compare-to', 'Change on', COMPARISONS, writtenChoice(query.compareTo))}
    </div>
    <fieldset class="app-checks">
      <legend class="govuk-label">Columns, up to ${MOST_COLUMNS}</legend>
      ${metrics.map(({ key, texts }) => checkboxHtml('column', key, textIn(texts.label, 'en'), shown.has(key)))}
    </fieldset>
  </details>`;
}

export function servicesFormHtml(options: ServicesFormOptions): Markup {
  const { query, metrics, site, reading } = options;
  const { filter, chosen, missing } = query;
  const href = hrefTo(site);
  const groups = reading.catalogue.groups.map(({ slug, texts }) => ({
    value: slug,
    text: textIn(texts.name, 'en'),
  }));
  const hasFilter = Object.values(filter).some(Boolean) || missing;
  return html`<form
    class="app-panel"
    action="${href('/services')}"
    method="get"
    role="search"
    aria-label="Services"
  >
    <div class="app-filter">
      ${inputHtml('text', 'Words in name or description', filter.text ?? '', { type: 'search', className: 'app-field--wide' })}
      ${selectHtml('organisation', 'Organisation', any('Any organisation', organisationOptions(reading)), filter.organisation)}
      ${groups.length > 0 && selectHtml('group', 'Group', any('Any group', groups), filter.group)}
      ${selectHtml('publishes', 'Publishes', any('Anything or nothing', metrics.map(metricOption)), filter.publishes)}
    </div>
    ${moreHtml(options)} ${chosen.map((slug) => html`<input type="hidden" name="s" value="${slug}" />`)}
    <div class="app-field--buttons">
      <button class="govuk-button app-button" type="submit">Search</button
      >${hasFilter && html` <a class="govuk-link" href="${href('/services')}">Clear</a>`}
    </div>
  </form>`;
}
