/** The form that chooses what a figure's page shows. It works by itself: a plain GET, answered with a clean address. */
import { suitableCharts } from '../../metrics/presentation-rules.js';
import { BY_SERVICE, type ChartKind } from '../../metrics/presentation.js';
import { DEFAULT_ZONE } from '../../engine/windows.js';
import { fittingPeriods, windowAround, windowsWithin } from '../../engine/fitting-periods.js';
import { dividedSplits } from '../../modules/default-dashboard.js';
import type { AddressWords } from '../../modules/module-address.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { NO_COMPARISON, SPAN_WORDS, writtenChoice } from '../../modules/request-words.js';
import { dayAt } from '../../metrics/calendar.js';
import { formatStart, spanOf, stepWindow, windowEnd, type Window } from '../../metrics/periods.js';
import { formatPeriod, isInstant, periodWord } from '../../../components/formatting/periods.js';
import { dimensionLabel } from '../../wording/value-labels.js';
import { attr, html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { inputHtml, selectHtml, type Option } from '../frame/fields.js';
import { FIGURE_PARAMETERS, parseFigureQuery, PERIOD_TEXTS, queryOf, valueOf } from './figure-query.js';
import type { AddressedFigure } from './addressed-figure.js';
import { hrefTo } from '../frame/site.js';

/** Says for which period the lists of windows were made; only the form sends it. */
const MADE_FOR = 'made-for';

/** The instant whose day the field `as-of` shows; only the form sends it. */
const AS_OF_INSTANT = 'as-of-instant';

/** Every parameter of the page of a figure. */
export const FIGURE_PAGE_PARAMETERS: readonly string[] = [
  ...FIGURE_PARAMETERS,
  'working',
  MADE_FOR,
  AS_OF_INSTANT,
];

/** More windows than these are not a list to choose from. */
const MOST_OPTIONS = 400;

/** The first and the last window to choose from, or dates where there are too many. `to` is exclusive in addresses. */
function rangeFields({ answer }: AddressedFigure, range: ModuleRange, { reading }: PageQuestion): Markup {
  const { question } = answer.series;
  const { period } = question;
  const windows = windowsWithin(question, reading.snapshot, reading.clock, MOST_OPTIONS);
  if (!windows) {
    const type = period === 'HOUR' || period === 'MINUTE' ? 'text' : 'date';
    return html`${inputHtml('from', 'From', range.from ?? '', { type })}${inputHtml('to', 'Before', range.to ?? '', { type })}`;
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

/** The dimensions by which there is data, and the one that is asked for. */
function splitOptions({ subject, metric, answer }: AddressedFigure, { reading }: PageQuestion): Option[] {
  const names = dividedSplits(subject, metric, reading.snapshot);
  const { by } = answer.series.question;
  const all = by && by !== BY_SERVICE && !names.includes(by) ? [...names, by] : names;
  return all.map((name) => ({ value: name, text: dimensionLabel(name) }));
}

export const COMPARISONS: Option[] = [
  { value: 'previous-year', text: 'A year earlier' },
  { value: 'previous-period', text: 'The period before' },
  { value: NO_COMPARISON, text: 'Nothing' },
];

export const CHART_TEXTS: Record<ChartKind, string> = {
  LINE: 'Lines',
  STACKED: 'Parts on one another',
  SHARE: 'Parts of 100%',
  BAR: 'Bars',
  FUNNEL: 'Funnel',
  MULTIPLES: 'A small chart for each',
  UPTIME: 'A strip of what is short of 100%',
};

const SERVICES_COUNTED: Option[] = [
  { value: '', text: 'All with a value' },
  { value: 'true', text: 'The same throughout' },
];

export const VIEWS: Option[] = [
  { value: '', text: 'Chart and table' },
  { value: 'table', text: 'Table' },
  { value: 'figure', text: 'Figure alone' },
];

/** The charts that suit a figure, split or not. */
export const chartOptions = (
  { metric, answer }: AddressedFigure,
  { reading: { catalogue } }: PageQuestion,
): Option[] =>
  suitableCharts(metric, answer.series.question.by, catalogue).map((kind) => ({
    value: kind.toLowerCase(),
    text: CHART_TEXTS[kind],
  }));

/** The periods that a figure is published by, and the one that is asked for. */
export function periodOptions(
  { subject, metric, answer }: AddressedFigure,
  { reading }: PageQuestion,
): Option[] {
  const { period } = answer.series.question;
  const fitting = fittingPeriods(subject, metric, reading.snapshot);
  const periods = fitting.includes(period) ? fitting : [period, ...fitting];
  return periods.map((each) => ({ value: periodWord(each), text: PERIOD_TEXTS[each] }));
}

/** The day on which an instant is, as a field for dates has it. */
function dayOf(asOf: string): string {
  if (!isInstant(asOf)) return asOf;
  const at = Date.parse(asOf);
  return Number.isNaN(at) ? '' : formatStart('day', dayAt(DEFAULT_ZONE, Math.floor(at / 60_000)));
}

/** What few readers need: days in place of windows, a day to compare before and after, how it is drawn. */
function moreFields(figure: AddressedFigure, range: AddressWords, question: PageQuestion): Markup {
  const { answer } = figure;
  const { by } = answer.series.question;
  const charts = chartOptions(figure, question);
  return html`<div class="app-fields">
    ${inputHtml('last', 'Number of periods', range.last ? String(range.last) : '', { type: 'count' })}
    ${inputHtml('since', 'From the day', range.since ?? '', { type: 'date' })}
    ${inputHtml('until', 'To the day', range.until ?? '', { type: 'date' })}
    ${inputHtml('split-on', 'Compare before and after the day', range.splitOn ?? '', { type: 'date' })}
    ${answer.subject.kind !== 'SERVICE' && selectHtml('same-services', 'Services counted', SERVICES_COUNTED, range.sameServices ? 'true' : '')}
    ${inputHtml('as-of', 'As it was known on', dayOf(range.asOf ?? ''), { type: 'date' })}
    ${by && inputHtml('top', 'Number of parts, the largest', range.top ? String(range.top) : '', { type: 'count' })}
    ${charts.length > 1 && selectHtml('chart', 'Drawn as', [{ value: '', text: 'What suits it' }, ...charts], (range.chart ?? '').toLowerCase())}
    ${selectHtml('view', 'Show', VIEWS, (range.view ?? '').toLowerCase().replace('chart', ''))}
  </div>`;
}

/** Whatever is stored of a module, another split can be chosen, but not none. */
export function splitSelect(figure: AddressedFigure, question: PageQuestion): Markup | false {
  const { stored, series } = figure.answer;
  const { by } = series.question;
  const splits = splitOptions(figure, question);
  const all = stored && by ? splits : [{ value: '', text: 'Nothing' }, ...splits];
  return splits.length > 0 && selectHtml('by', 'Split by', all, by ?? '');
}

export function figureForm(figure: AddressedFigure, range: AddressWords, question: PageQuestion): Markup {
  const { site } = question;
  const { period } = figure.answer.series.question;
  const compared = range.compareTo ? writtenChoice(range.compareTo) : NO_COMPARISON;
  const { last, asOf, since, until, splitOn, sameServices, top, chart, view } = range;
  const isNarrowed = last || asOf || since || until || splitOn || sameServices;
  const hasMore = Boolean(isNarrowed || top || chart || view);
  return html`<form
    class="app-panel"
    action="${hrefTo(site)(figure.path)}"
    method="get"
    aria-label="What is shown"
  >
    <div class="app-fields">
      ${selectHtml('period', 'Period', periodOptions(figure, question), periodWord(period))}
      ${rangeFields(figure, range, question)}
      ${selectHtml('compare-to', 'Compare with', COMPARISONS, compared)} ${splitSelect(figure, question)}
    </div>
    <details class="app-more" ${attr('open', hasMore)}>
      <summary class="app-more__summary">More choices</summary>
      ${moreFields(figure, range, question)}
    </details>
    <input type="hidden" name="${MADE_FOR}" value="${periodWord(period)}" />
    ${asOf && isInstant(asOf) && html`<input type="hidden" name="${AS_OF_INSTANT}" value="${asOf}" />`}
    <button class="govuk-button app-button" type="submit">Update</button>
  </form>`;
}

/** The words of the span of time but the days, which are more particular than they. */
const WINDOW_WORDS = SPAN_WORDS.filter((name) => name !== 'since' && name !== 'until');

/** All fields are sent: the more particular of two that exclude each other is meant. */
function consistent(range: AddressWords): AddressWords {
  const { since, until, splitOn, by } = range;
  return {
    ...range,
    ...((since || until) && Object.fromEntries(WINDOW_WORDS.map((name) => [name, null]))),
    ...(splitOn && { compareTo: null }),
    ...(!by && { top: null, chart: null }),
  };
}

/** The field for a day says less than an address can: the instant of then stays until another day is chosen. */
function withInstant(range: AddressWords, query: URLSearchParams): AddressWords {
  const instant = valueOf(query, AS_OF_INSTANT);
  return instant && range.asOf === dayOf(instant) ? { ...range, asOf: instant } : range;
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
  const range = consistent(withInstant(parseFigureQuery(query), query));
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
