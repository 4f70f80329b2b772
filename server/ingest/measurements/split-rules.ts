/** What the rows of one window must keep to between them: the last bound of histograms, sums beside their parts. */
import type { ObservationColumns } from '../../submissions/observation-columns.js';
import {
  type SeriesWindow,
  type StoredSeries,
  type StoredValues,
  windowText,
} from '../../submissions/stored-values.js';
import { channelSumProblem, isInChannelSum } from '../../metrics/category-texts.js';
import { formatStart, RECORDED_PERIODS } from '../../metrics/periods.js';
import { statusCode } from '../../metrics/status.js';
import { ColumnProblem } from '../cells/cells.js';
import { canonicalDimensions } from '../../submissions/observation-columns.js';
import type { FoundDataSet } from './series-finder.js';

const WITHDRAWN = statusCode('WITHDRAWN');
const NOT_APPLICABLE = statusCode('NOT_APPLICABLE');
const LAST_BOUND = '+Inf';

/** A problem and the position of the row that it is of. */
export interface RowProblem {
  row: number;
  problem: ColumnProblem;
}

type Dimensions = Readonly<Record<string, string>>;

const dimensionsOf = ({ seriesList }: ObservationColumns): Dimensions[] =>
  seriesList.map(({ dimensions }) => JSON.parse(dimensions) as Dimensions);

/** One number a period and start. */
const windowNumber = (period: number, start: number): number => period * 2 ** 33 + start + 2 ** 32;

/** A window as messages name it: `month 2026-09-01`. */
export function windowName({ period, start }: ObservationColumns, row: number): string {
  const recorded = RECORDED_PERIODS[period[row]];
  return `${recorded} ${formatStart(recorded, start[row])}`;
}

/** Windows in which `non-digital` stands beside the channels that it is the sum of. */
export function channelProblems(columns: ObservationColumns): RowProblem[] {
  const { length, series, status, period, start, seriesList } = columns;
  const channels = dimensionsOf(columns).map(({ channel, ...others }, i) => ({
    channel: channel !== undefined && isInChannelSum(channel) ? channel : undefined,
    split: `${seriesList[i].dataSet} ${Object.keys(others).join()}`,
  }));
  const delivered = new Map<string, Set<string>>();
  for (const { channel, split } of channels) {
    if (channel === undefined) continue;
    delivered.set(split, (delivered.get(split) ?? new Set()).add(channel));
  }
  // Few data sets have both in any window: only their rows are looked at.
  const mixed = new Map(
    [...delivered].flatMap(([split, all]) =>
      channelSumProblem(all) ? [[split, new Map<number, { row: number; seen: Set<string> }>()]] : [],
    ),
  );
  for (let row = 0; mixed.size > 0 && row < length; row++) {
    const { channel, split } = channels[series[row]];
    const windows = channel !== undefined && mixed.get(split);
    if (!windows || status[row] === WITHDRAWN || status[row] === NOT_APPLICABLE) continue;
    const key = windowNumber(period[row], start[row]);
    const window = windows.get(key);
    if (window) window.seen.add(channel);
    else windows.set(key, { row, seen: new Set([channel]) });
  }
  return [...mixed.values()].flatMap((windows) =>
    [...windows.values()].flatMap(({ row, seen }) => {
      const message = channelSumProblem(seen);
      if (!message) return [];
      return [{ row, problem: new ColumnProblem('channel', `${windowName(columns, row)}: ${message}`) }];
    }),
  );
}

/** The rows of a histogram: those of one data set that differ only in their bound. */
interface Histogram {
  dataSet: number;
  /** The dimensions of the row of the last bound. */
  last: string;
  /** The first row of each window. */
  windows: Map<number, number>;
  /** The windows that have the last bound. */
  ended: Set<number>;
}

/** The windows of which bounds are sent, but not the last. */
function unended(columns: ObservationColumns): { histogram: Histogram; row: number }[] {
  const { length, series, status, period, start, seriesList } = columns;
  const histograms = new Map<string, Histogram>();
  const ofSeries = dimensionsOf(columns).map((dimensions, i) => {
    if (dimensions.le === undefined) return undefined;
    const { dataSet } = seriesList[i];
    const last = canonicalDimensions({ ...dimensions, le: LAST_BOUND });
    const key = `${dataSet} ${last}`;
    const histogram = histograms.get(key) ?? { dataSet, last, windows: new Map(), ended: new Set() };
    histograms.set(key, histogram);
    return { histogram, isLast: dimensions.le === LAST_BOUND };
  });
  if (histograms.size === 0) return [];
  for (let row = 0; row < length; row++) {
    const found = ofSeries[series[row]];
    if (!found || status[row] === WITHDRAWN) continue;
    const key = windowNumber(period[row], start[row]);
    if (!found.histogram.windows.has(key)) found.histogram.windows.set(key, row);
    if (found.isLast) found.histogram.ended.add(key);
  }
  return [...histograms.values()].flatMap((histogram) =>
    [...histogram.windows].flatMap(([key, row]) => (histogram.ended.has(key) ? [] : [{ histogram, row }])),
  );
}

interface Stored {
  dataSets: readonly FoundDataSet[];
  /** Of these data sets. */
  series: readonly StoredSeries[];
  values: StoredValues;
  /** Whether what is stored of a window goes away with the delivery. */
  isReplaced: boolean;
}

/** Histograms of which a window has no last bound, neither in the delivery nor stored. */
export async function histogramProblems(
  columns: ObservationColumns,
  { dataSets, series, values, isReplaced }: Stored,
): Promise<RowProblem[]> {
  const found = unended(columns);
  if (found.length === 0) return [];
  const ids = new Map(
    series.map(({ id, dataSetId, dimensions }) => [`${dataSetId} ${canonicalDimensions(dimensions)}`, id]),
  );
  const storedWindow = ({ histogram, row }: (typeof found)[number]): SeriesWindow | undefined => {
    const id = ids.get(`${dataSets[histogram.dataSet].id} ${histogram.last}`);
    return id === undefined
      ? undefined
      : { series: id, period: columns.period[row], start: columns.start[row] };
  };
  const wanted = isReplaced ? [] : found.flatMap((one) => storedWindow(one) ?? []);
  const stored = await values.windows(wanted);
  const isStored = (one: (typeof found)[number]): boolean => {
    const window = storedWindow(one);
    return window !== undefined && stored.has(windowText(window));
  };
  return found.flatMap((one) => {
    if (isStored(one)) return [];
    const message = `${windowName(columns, one.row)} has no row ${LAST_BOUND}: add one with the count above the highest bound, 0 if there is none`;
    return [{ row: one.row, problem: new ColumnProblem('le', message, 'MISSING_VALUE') }];
  });
}
