/** The form that chooses what a figure's page shows. It works by itself: a plain GET, answered with a clean address. */
import { splitsOf } from '../metrics/evaluate.js';
import { fittingPeriods, windowAround, windowsWithin } from '../domain/fitting-periods.js';
import type { ModuleRange } from '../domain/modules.js';
import { formatStart, spanOf, stepWindow, windowEnd, type Window } from '../metrics/periods.js';
import { formatPeriod, periodWord } from '../../components/formatting/periods.js';
import { figurePath } from '../../components/formatting/paths.js';
import { valueLabel } from '../../components/formatting/value-labels.js';
import { html, type Markup } from '../../components/view/html.js';
import type { PageQuestion } from './answers.js';
import { inputHtml, selectHtml, type Option } from './fields.js';
import {
  comparisonWord,
  NO_COMPARISON,
  parseFigureQuery,
  PERIOD_TEXTS,
  queryOf,
  valueOf,
} from './figure-query.js';
import type { Figure } from './figures.js';
import { hrefTo } from './site.js';

/** Says for which period the lists of windows were made; only the form sends it. */
const MADE_FOR = 'made-for';

/** More windows than these are not a list to choose from. */
const MOST_OPTIONS = 400;

/** The first and the last window to choose from, or dates where there are too many. `to` is exclusive in addresses. */
function rangeFields({ answer }: Figure, range: ModuleRange, { reading }: PageQuestion): Markup {
  const { question } = answer.series;
  const { period } = question;
  const windows = windowsWithin(question, reading.snapshot, reading.now.getTime(), MOST_OPTIONS);
  if (!windows) {
    const type = period === 'HOUR' || period === 'MINUTE' ? 'text' : 'date';
    return html`${inputHtml('from', 'From', range.from ?? '', type)}${inputHtml('to', 'Before', range.to ?? '', type)}`;
  }
  const newestFirst = [...windows].reverse();
  const options = (startOf: (window: Window) => number): Option[] =>
    newestFirst.map((window) => ({
      value: formatStart(window.recorded, startOf(window)),
      text: formatPeriod(spanOf(period, window)),
    }));
  const next = (window: Window): number => stepWindow(period, window, 1, answer.series.step).start;
  const withAsked = (list: Option[], asked: string | null | undefined): Option[] =>
    asked && !list.some(({ value }) => value === asked) ? [{ value: asked, text: asked }, ...list] : list;
  const from = withAsked(
    options(({ start }) => start),
    range.from,
  );
  const to = withAsked(options(next), range.to);
  return html`${selectHtml('from', 'From', [{ value: '', text: 'Automatic' }, ...from], range.from ?? '')}
  ${selectHtml('to', 'To', [{ value: '', text: 'Newest' }, ...to], range.to ?? '')}`;
}

function splitOptions({ metric }: Figure, { reading }: PageQuestion): Option[] {
  const dimensionsOf = (measure: string): string[] =>
    (reading.catalogue.measure(measure)?.dimensions ?? []).map(({ name }) => name);
  return splitsOf(metric.formula, dimensionsOf).map((name) => ({ value: name, text: valueLabel(name) }));
}

const COMPARISONS: Option[] = [
  { value: 'previous-year', text: 'A year earlier' },
  { value: 'previous-period', text: 'The period before' },
  { value: NO_COMPARISON, text: 'Nothing' },
];

export function figureForm(figure: Figure, range: ModuleRange, question: PageQuestion): Markup {
  const { reading, site } = question;
  const { subject, metric, answer } = figure;
  const { period } = answer.series.question;
  const fitting = fittingPeriods(subject, metric, reading.snapshot);
  const periods = fitting.includes(period) ? fitting : [period, ...fitting];
  const splits = splitOptions(figure, question);
  const compared = range.compareTo ? comparisonWord(range.compareTo) : NO_COMPARISON;
  const hasMore = Boolean(range.last || range.asOf);
  return html`<form
    class="app-panel"
    action="${hrefTo(site)(figurePath(subject, metric.key))}"
    method="get"
    aria-label="What is shown"
  >
    <div class="app-fields">
      ${selectHtml(
        'period',
        'Period',
        periods.map((each) => ({ value: periodWord(each), text: PERIOD_TEXTS[each] })),
        periodWord(period),
      )}
      ${rangeFields(figure, range, question)}
      ${selectHtml('compare-to', 'Compare with', COMPARISONS, compared)}
      ${splits.length > 0 && selectHtml('by', 'Split by', [{ value: '', text: 'Nothing' }, ...splits], range.by ?? '')}
    </div>
    <details class="app-more" ${hasMore && html` open`}>
      <summary class="app-more__summary">More choices</summary>
      <div class="app-fields">
        ${inputHtml('last', 'Number of periods', range.last ? String(range.last) : '', 'number')}
        ${inputHtml('as-of', 'As it was known on', (range.asOf ?? '').slice(0, 10), 'date')}
      </div>
    </details>
    <input type="hidden" name="${MADE_FOR}" value="${periodWord(period)}" />
    <button class="govuk-button app-button" type="submit">Update</button>
  </form>`;
}

/**
 * The clean address that a form's answer leads to, or null if it was not the form. Where another period was chosen,
 * the range is moved to windows of that period: the lists were made for the one before.
 *
 * @throws ArgumentError that names the parameter.
 */
export function cleanAddress(query: URLSearchParams): string | null {
  const madeFor = valueOf(query, MADE_FOR);
  if (!madeFor) return null;
  const range = parseFigureQuery(query);
  const { period, from, to } = range;
  if (!period || periodWord(period) === madeFor) return queryOf(range);
  const first = from && windowAround(period, from);
  const last = to && windowAround(period, to);
  const start = first ? formatStart(first.recorded, first.start) : null;
  let end = last ? formatStart(last.recorded, last.start) : null;
  // A range within one window of the longer period is that window.
  if (first && start && end && end <= start) end = formatStart(first.recorded, windowEnd(first));
  return queryOf({ ...range, from: start, to: end });
}
