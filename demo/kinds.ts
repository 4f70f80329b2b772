/**
 * Every kind of module, once: the gallery shows them, docs/states.md lists them, and a test walks them through every
 * way to read them.
 */
import { figurePath } from '../components/formatting/paths.js';
import { kindOf, SUBJECT_TYPES } from '../server/metrics/subject-kinds.js';

export interface Kind {
  /** For readers, and the heading in the gallery. */
  name: string;
  /** Attributes of `<perf-module>` in order; all but `view` and `chart` are parameters of the figure's address, too. */
  attributes: Readonly<Record<string, string>>;
}

const carers = (metric: string, more: Record<string, string> = {}): Kind['attributes'] => ({
  service: 'carers-allowance',
  metric,
  ...more,
});

/** The first day of the month half a year ago: there is as much on either side of it, whenever it is looked at. */
const HALF_A_YEAR_AGO = ((now: Date) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 6, 1)).toISOString().slice(0, 10))(new Date());
const YEAR_BEFORE = { 'compare-to': 'previous-year' };
const QUARTERS = { period: 'quarter', ...YEAR_BEFORE };

export const KINDS: readonly Kind[] = [
  {
    name: 'Line with the year before',
    attributes: carers('transactions', { period: 'month', ...YEAR_BEFORE }),
  },
  { name: 'Line with a target', attributes: carers('digital-take-up', QUARTERS) },
  {
    name: 'Line with notes and breaks',
    attributes: carers('completion-rate', { period: 'month', last: '24' }),
  },
  { name: 'Stacked', attributes: carers('transactions', { by: 'channel', last: '24', chart: 'stacked' }) },
  {
    name: '100% with other',
    attributes: carers('transactions', { by: 'channel', top: '2', chart: 'share' }),
  },
  {
    name: 'Bar with number',
    attributes: carers('cost-per-transaction', { period: 'quarter', chart: 'bar' }),
  },
  { name: 'Satisfaction score', attributes: carers('user-satisfaction', { period: 'month' }) },
  { name: 'Ratings', attributes: carers('ratings', { by: 'rating', chart: 'share' }) },
  { name: 'Completion', attributes: carers('completion-rate', { period: 'month' }) },
  { name: 'Journey', attributes: carers('journey', { by: 'stage', period: 'week', chart: 'funnel' }) },
  { name: 'Errors, top ten', attributes: carers('errors', { by: 'error', top: '10', chart: 'bar' }) },
  { name: 'Errors per 1,000 starts', attributes: carers('errors-per-1000-starts') },
  { name: 'Help topics', attributes: carers('help-requests', { by: 'topic', top: '10', chart: 'bar' }) },
  { name: 'Help per 1,000 starts', attributes: carers('help-requests-per-1000-starts') },
  { name: 'Time to complete', attributes: carers('time-to-complete', { period: 'month' }) },
  {
    name: 'Time to complete, 90th percentile',
    attributes: carers('time-to-complete-p90', { period: 'month' }),
  },
  { name: 'Time to outcome', attributes: carers('time-to-outcome', { period: 'month' }) },
  { name: 'Availability, 24 hours', attributes: carers('availability', { period: 'hour' }) },
  { name: 'Availability, 90 days', attributes: carers('availability', { period: 'day', last: '90' }) },
  { name: 'Availability, 12 months', attributes: carers('availability', { period: 'month' }) },
  { name: 'Page load', attributes: carers('page-load-time', { period: 'day' }) },
  { name: 'Content', attributes: carers('content-effectiveness', { by: 'page', chart: 'bar' }) },
  { name: 'Devices', attributes: carers('visits', { by: 'device', chart: 'share' }) },
  { name: 'Browsers', attributes: carers('visits', { by: 'browser', chart: 'share' }) },
  {
    name: 'Small multiples',
    attributes: { organisation: 'dwp', metric: 'transactions', by: 'service', chart: 'multiples' },
  },
  {
    name: 'Before and after a day',
    attributes: carers('digital-take-up', { period: 'month', 'split-on': HALF_A_YEAR_AGO }),
  },
  { name: 'Table', attributes: carers('transactions', { period: 'quarter', view: 'table' }) },
  { name: 'Figure', attributes: carers('digital-take-up', { period: 'quarter', view: 'figure' }) },
  { name: 'All services', attributes: { portfolio: '', metric: 'digital-take-up', period: 'rolling-year' } },
];

/** Address of the figure's own page, with `form` (`.svg`, `.csv`, …) for the figure alone. */
export function kindPath({ attributes }: Kind, form = ''): string {
  const { metric, view: _view, ...rest } = attributes;
  const type = SUBJECT_TYPES.find((each) => each in rest)!;
  const { [type]: slug, ...range } = rest;
  const query = new URLSearchParams(range).toString();
  return `${figurePath({ kind: kindOf(type), slug }, metric)}${form}${query && `?${query}`}`;
}
