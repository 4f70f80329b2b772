/** The columns of the list of services: a metric each, all values of one common window, so that rows can be compared. */
import { serviceSubject, type MetricDefinition, type Service, type Subject } from '../../store/subject.js';
import type { FigureAnswer } from '../../engine/evaluation.js';
import { windowArgument } from '../../engine/questions.js';
import { isOwnMetric } from '../../modules/default-dashboard.js';
import type { Reading } from '../../loaders/reading.js';
import { ServiceColumns } from '../../loaders/service-columns.js';
import { textIn } from '../../metrics/definitions.js';
import { stepWindow, type Comparison, type Period } from '../../metrics/periods.js';

export interface Column {
  metric: MetricDefinition;
  label: string;
  /** The window that all values of the column are of; null if there is no value at all. */
  period: FigureAnswer['period'] | null;
  values: ReadonlyMap<number, FigureAnswer>;
  /** The period was asked for: it need not be the usual one. */
  isAsked: boolean;
  /** Its figures have changes, and these a column. */
  isChangeShown: boolean;
  /** The figure of the listed services together. */
  total: FigureAnswer | null;
}

/** What the list has columns for where nobody chooses, as far as there is data. */
export const usualColumns = (subject: Subject, { catalogue, snapshot }: Reading): MetricDefinition[] =>
  catalogue
    .metricsOf(subject)
    .filter((metric) => metric.presentation.isHeadline && isOwnMetric(metric, subject, snapshot));

export interface ColumnsOptions {
  /** In the latest window of this subject. */
  whole: Subject;
  /** Which of its services are listed: the totals are of these. */
  services: readonly Service[];
  /** Null = each metric's own. */
  period?: Period | null;
  /** The key of the metric whose changes are shown; null = none. */
  changes?: string | null;
  /** What they are against. */
  compareTo?: Comparison;
}

async function readColumn(
  metric: MetricDefinition,
  columns: ServiceColumns,
  { services, period = null, changes, compareTo }: ColumnsOptions,
): Promise<Column> {
  const isChangeShown = metric.key === changes;
  const base = { metric, label: textIn(metric.texts.label, 'en'), isAsked: period !== null, isChangeShown };
  const column = await columns.column(metric, { period, ...(isChangeShown && { compareTo }) });
  if (!column) return { ...base, period: null, values: new Map(), total: null };
  const values = new Map(services.map((service) => [service.id, column.figureOf(service)]));
  return { ...base, period: column.latest.period, values, total: column.totalOf(services) };
}

/** All columns are read together. */
export function readColumns(
  metrics: readonly MetricDefinition[],
  options: ColumnsOptions,
  reading: Reading,
): Promise<Column[]> {
  const columns = new ServiceColumns(reading, options.whole);
  return Promise.all(metrics.map((metric) => readColumn(metric, columns, options)));
}

/** Services that are expected to have a value and have none that counts: what the figure's coverage lacks. */
export const missingOf = ({ outcomes }: FigureAnswer): Set<number> =>
  new Set(
    outcomes.flatMap(({ serviceId, isExpected, value }) => (isExpected && value === null ? [serviceId] : [])),
  );

export const missingFrom = ({ total }: Column): Set<number> => (total ? missingOf(total) : new Set());

/** Points of a row's small picture; of 12 months that step by month there are more in the same time. */
const POINTS = 9;

/** The values up to the column's window, oldest first, by id of the service. */
export async function readTrends(
  { metric, period }: Pick<Column, 'metric' | 'period'>,
  services: readonly Service[],
  reading: Reading,
): Promise<ReadonlyMap<number, readonly (number | null)[]>> {
  if (!period) return new Map();
  // Up to the same window for all: a service that has stopped publishing ends short of the others.
  const window = windowArgument('to', period.period, period.start);
  const from = stepWindow(period.period, window, 1 - POINTS, 'quarter');
  const to = stepWindow(period.period, window, 1, 'month');
  const question = { metric, period: period.period, from, to };
  const all = await Promise.all(
    services.map((service) => reading.series({ ...question, subject: serviceSubject(service) })),
  );
  return new Map(all.map(({ lines }, index) => [services[index].id, lines[0]?.columns.values ?? []]));
}
