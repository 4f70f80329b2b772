/**
 * The metric engine on readable rows: `['quarter', '2013-10-01', { channel: 'digital' }, 12]`, a status word in the
 * place of the number where there is none, flags after it.
 */
import { changeOf, type Change, type Side } from '../../server/metrics/comparison/change.js';
import { BUILT_IN_MEASURES, BUILT_IN_METRICS } from '../../server/metrics/builtin/builtin.js';
import type { Formula } from '../../server/metrics/definitions.js';
import type { MetricDefinition } from '../../server/metrics/metric-definition.js';
import { Clock, isOver } from '../../server/metrics/clock.js';
import { evaluate, planOf } from '../../server/metrics/evaluate.js';
import type { Line, Outcome, ServiceValues } from '../../server/metrics/outcome.js';
import { combine, type Figure, type Scope } from '../../server/metrics/figure.js';
import {
  comparedWindow,
  formatStart,
  parseRecordedWindow,
  parseWindow,
  shiftStart,
  type Comparison,
  type Period,
  type RecordedPeriod,
  type Window,
} from '../../server/metrics/periods.js';
import { flagBits, statusCode, type ValueFlag, type ValueStatus } from '../../server/metrics/status.js';
import { seriesFacts } from '../../server/metrics/rows/splits.js';
import type { DataSetFacts } from '../../server/metrics/data-set.js';
import { DataSetValues } from '../../server/metrics/rows/values.js';
import { isAddable } from '../../server/store/read-plans.js';
import { rowColumns } from '../../server/store/series-rows.js';

export type Dimensions = Readonly<Record<string, string>>;
export type Row = readonly [
  period: RecordedPeriod,
  start: string,
  dimensions: Dimensions,
  value: number | ValueStatus,
  ...flags: ValueFlag[],
];

/** The window of a period word and a start; throws on a start that does not fit, for it is a mistake in a test. */
export function recorded(period: RecordedPeriod, start: string): Window {
  const window = parseRecordedWindow(period, start);
  if (!window) throw new Error(`${start} is no start of a ${period}`);
  return window;
}

export function asked(period: Period, start: string): Window {
  const window = parseWindow(period, start);
  if (!window) throw new Error(`${start} is no start of a ${period}`);
  return window;
}

const canonical = (dimensions: Dimensions): string =>
  JSON.stringify(Object.fromEntries(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))));

let ids = 0;

/** A data set of a built-in (or any other) measure with its observations, added in the order given. */
export function dataSet(
  measure: string,
  rows: readonly Row[],
  facts: Partial<DataSetFacts> = {},
): DataSetValues {
  const builtIn = BUILT_IN_MEASURES.find(({ key }) => key === measure);
  const id = ++ids;
  const of: DataSetFacts = {
    id,
    serviceId: 0,
    measure,
    unit: builtIn?.unit ?? 'count',
    aggregation: builtIn?.aggregation ?? 'flow',
    cadence: rows[0]?.[0] ?? 'month',
    timeZone: 'Europe/London',
    graceDays: 21,
    suppressBelow: 0,
    declared: {},
    absentParts: null,
    isScaleReversed: false,
    workingDays: false,
    endsOn: null,
    breaks: [],
    ...facts,
  };
  const values = new DataSetValues(of, isAddable(of));
  const bySplit = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row[0]} ${canonical(row[2])}`;
    bySplit.set(key, [...(bySplit.get(key) ?? []), row]);
  }
  const series = new Map<string, number>();
  for (const some of bySplit.values()) {
    const [period, , dimensions] = some[0]!;
    const key = canonical(dimensions);
    if (!series.has(key)) series.set(key, ++ids);
    const columns = rowColumns({
      starts: some.map(([, start]) => recorded(period, start).start),
      values: some.map(([, , , given]) => (typeof given === 'number' ? given : null)),
      statuses: some.map(([, , , given]) => statusCode(typeof given === 'number' ? 'PROVIDED' : given)),
      flags: some.map(([, , , , ...flags]) => flagBits(flags)),
      submissions: some.map(() => 1),
    });
    values.add(period, [{ series: seriesFacts(series.get(key)!, id, key), rows: columns }]);
  }
  return values;
}

export interface Service {
  id: number;
  isOpen: boolean;
  breaks: readonly number[];
  values: ServiceValues;
}

/** A service with its data sets, one a measure. */
export function service(sets: readonly DataSetValues[], facts: Partial<Service> = {}): Service {
  const values = new Map(sets.map((set) => [set.dataSet.measure, set]));
  return { id: ++ids, isOpen: true, breaks: [], values, ...facts };
}

/** A service that has only `measure`. */
export const one = (measure: string, rows: readonly Row[], facts: Partial<DataSetFacts> = {}): Service =>
  service([dataSet(measure, rows, facts)]);

export interface Question {
  metric: string | Formula;
  period: Period;
  start: string;
  by?: Line;
  target?: number;
  /** Breaks of the subject itself. */
  breaks?: readonly number[];
  now?: string;
  scope?: Scope;
}

/** Long after every window of the tests, unless a test says otherwise. */
const LATER = '2030-01-01T00:00:00Z';

export function metric(key: string): MetricDefinition {
  const found = BUILT_IN_METRICS.find((definition) => definition.key === key);
  if (!found) throw new Error(`no metric ${key}`);
  return found;
}

const formulaOf = ({ metric: asked }: Question): Formula =>
  typeof asked === 'string' ? metric(asked).formula : asked;

function outcomesOf(
  services: readonly Service[],
  question: Question,
  window: Window = asked(question.period, question.start),
): Outcome[] {
  const formula = formulaOf(question);
  const target = question.target ?? null;
  const context = { formula, plan: planOf(formula, question.by ?? null), window, target };
  return services.map(({ id, isOpen, values }) => evaluate(context, values, { serviceId: id, isOpen }));
}

function sideOf(subject: Service | readonly Service[], question: Question, window?: Window): Side {
  const { period, start, now = LATER, by = null } = question;
  const at = window ?? asked(period, start);
  const services = Array.isArray(subject) ? (subject as readonly Service[]) : [subject as Service];
  const formula = formulaOf(question);
  const context = {
    formula,
    plan: planOf(formula, by),
    scope: question.scope ?? (Array.isArray(subject) ? ('portfolio' as const) : ('service' as const)),
    period,
    window: at,
    breaks: question.breaks ?? [],
    zone: 'Europe/London',
    target: question.target ?? null,
    isOver: isOver(at, 'Europe/London', new Clock(Date.parse(now))),
  };
  return { figure: combine(outcomesOf(services, question, at), context), context };
}

/** The figure of one service, or of several in a list (then it is a portfolio's). */
export const figureOf = (subject: Service | readonly Service[], question: Question): Figure =>
  sideOf(subject, question).figure;

/** A figure's change against another window: by default the one before it. */
export function changeFor(
  subject: Service | readonly Service[],
  question: Question,
  comparison: Comparison = 'PREVIOUS_PERIOD',
): Change {
  const services = Array.isArray(subject) ? (subject as readonly Service[]) : [subject as Service];
  const window = asked(question.period, question.start);
  const before = comparedWindow(question.period, window, comparison);
  const definition =
    typeof question.metric === 'string' ? metric(question.metric) : { unit: 'count', direction: 'NEUTRAL' };
  return changeOf(sideOf(subject, question, window), sideOf(subject, question, before), {
    unit: definition.unit as MetricDefinition['unit'],
    direction: definition.direction as MetricDefinition['direction'],
    breaksOf: (serviceId) => services.find(({ id }) => id === serviceId)?.breaks ?? [],
  });
}

/** Four quarters from `start`, a row each (none for undefined). */
export function quarters(
  start: string,
  dimensions: Dimensions,
  values: readonly (number | ValueStatus | undefined)[],
): Row[] {
  return steps('quarter', start, dimensions, values);
}

/** Consecutive windows from `start`, a row each (none for undefined). */
export function steps(
  period: RecordedPeriod,
  start: string,
  dimensions: Dimensions,
  values: readonly (number | ValueStatus | undefined)[],
): Row[] {
  const first = recorded(period, start);
  return values.flatMap((value, index) =>
    value === undefined ? [] : [[period, startAfter(first, index), dimensions, value] as Row],
  );
}

function startAfter(window: Window, count: number): string {
  return formatStart(window.recorded, shiftStart(window, count));
}

/** The line of one value of a dimension. */
export const lineOf = (dimension: string, value: string): Line => ({
  dimension,
  key: value,
  values: [value],
});

/** A window that rows are of: what is recorded, and its start. */
export type RowWindow = readonly [period: RecordedPeriod, start: string];

/** The rows of a split by one dimension in one window. */
export const split = (
  dimension: string,
  counts: Readonly<Record<string, number | ValueStatus>>,
  [period, start]: RowWindow = ['month', '2013-10-01'],
): Row[] =>
  Object.entries(counts).map(([value, count]): Row => [period, start, { [dimension]: value }, count]);

/** A figure's value, or why it has none. */
export const told = ({ value, status }: Figure): number | ValueStatus => value ?? status;
