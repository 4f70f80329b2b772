/** What the rows of one window must keep to between them: the last bound of histograms, sums beside their parts. */
import {
  canonicalDimensions,
  type ObservationColumns,
  type SeriesNames,
} from '../../submissions/rows/observation-columns.js';
import {
  type SeriesWindow,
  type StoredSeries,
  type StoredValues,
  windowText,
} from '../../submissions/stored-values.js';
import { channelSumProblem, isInChannelSum } from '../../metrics/category-texts.js';
import { statusCode } from '../../metrics/status.js';
import { ColumnProblem } from '../cells/cells.js';
import type { RowCheck } from './row-problems.js';
import { windowWords } from './row-words.js';
import type { FoundDataSet } from './series-finder.js';

const WITHDRAWN = statusCode('WITHDRAWN');
const NOT_APPLICABLE = statusCode('NOT_APPLICABLE');
const LAST_BOUND = '+Inf';

type Dimensions = Readonly<Record<string, string>>;

const dimensionsOf = ({ seriesList }: SeriesNames): Dimensions[] =>
  seriesList.map(({ dimensions }) => JSON.parse(dimensions) as Dimensions);

/** One number a period and start. */
const windowNumber = (period: number, start: number): number => period * 2 ** 33 + start + 2 ** 32;

/** Windows in which `non-digital` stands beside the channels that it is the sum of. */
export function channelCheck(names: SeriesNames): RowCheck {
  const channels = dimensionsOf(names).map(({ channel, ...others }, i) => ({
    channel: channel !== undefined && isInChannelSum(channel) ? channel : undefined,
    split: `${names.seriesList[i].dataSet} ${Object.keys(others).join()}`,
  }));
  const delivered = new Map<string, Set<string>>();
  for (const { channel, split } of channels) {
    if (channel === undefined) continue;
    delivered.set(split, (delivered.get(split) ?? new Set()).add(channel));
  }
  // Few data sets have both in any window: only their rows are looked at.
  const mixed = [...delivered].flatMap(([split, all]) => (channelSumProblem(all) ? [split] : []));
  return (piece, found) => {
    const bySplit = new Map(
      mixed.map((split) => [split, new Map<number, { row: number; seen: Set<string> }>()]),
    );
    const { length, series, status, period, start } = piece;
    for (let row = 0; mixed.length > 0 && row < length; row++) {
      const { channel, split } = channels[series[row]];
      const windows = channel !== undefined && bySplit.get(split);
      if (!windows || status[row] === WITHDRAWN || status[row] === NOT_APPLICABLE) continue;
      const key = windowNumber(period[row], start[row]);
      const window = windows.get(key);
      if (window) window.seen.add(channel);
      else windows.set(key, { row, seen: new Set([channel]) });
    }
    for (const [place, windows] of [...bySplit.values()].entries()) {
      for (const { row, seen } of windows.values()) {
        const message = channelSumProblem(seen);
        if (!message) continue;
        const name = piece.nameOf(row);
        found.add(
          name,
          [place, name.source, name.line],
          () => new ColumnProblem('channel', `${windowWords(name)}: ${message}`),
        );
      }
    }
  };
}

/** The rows of a histogram: those of one data set that differ only in their bound. */
interface Histogram {
  /** Its place among all. */
  place: number;
  dataSet: number;
  /** The dimensions of the row of the last bound. */
  last: string;
}

/** Of each series with a bound: its histogram, and whether its bound is the last. */
function histogramsOf(names: SeriesNames): ({ histogram: Histogram; isLast: boolean } | undefined)[] {
  const histograms = new Map<string, Histogram>();
  return dimensionsOf(names).map((dimensions, i) => {
    if (dimensions.le === undefined) return undefined;
    const { dataSet } = names.seriesList[i];
    const last = canonicalDimensions({ ...dimensions, le: LAST_BOUND });
    const key = `${dataSet} ${last}`;
    const histogram = histograms.get(key) ?? { place: histograms.size, dataSet, last };
    histograms.set(key, histogram);
    return { histogram, isLast: dimensions.le === LAST_BOUND };
  });
}

/** A window of which bounds are sent, but not the last, and its first row. */
interface Unended {
  histogram: Histogram;
  row: number;
}

function unended(piece: ObservationColumns, ofSeries: ReturnType<typeof histogramsOf>): Unended[] {
  const { length, series, status, period, start } = piece;
  /** The first row of each window, and the windows that have the last bound. */
  const sent = new Map<Histogram, { windows: Map<number, number>; ended: Set<number> }>();
  for (let row = 0; row < length; row++) {
    const found = ofSeries[series[row]];
    if (!found || status[row] === WITHDRAWN) continue;
    let own = sent.get(found.histogram);
    if (!own) sent.set(found.histogram, (own = { windows: new Map(), ended: new Set() }));
    const key = windowNumber(period[row], start[row]);
    if (!own.windows.has(key)) own.windows.set(key, row);
    if (found.isLast) own.ended.add(key);
  }
  return [...sent].flatMap(([histogram, { windows, ended }]) =>
    [...windows].flatMap(([key, row]) => (ended.has(key) ? [] : [{ histogram, row }])),
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
export function histogramCheck(
  names: SeriesNames,
  { dataSets, series, values, isReplaced }: Stored,
): RowCheck {
  const ofSeries = histogramsOf(names);
  const hasHistograms = ofSeries.some(Boolean);
  const ids = new Map(
    hasHistograms
      ? series.map(({ id, dataSetId, dimensions }) => [`${dataSetId} ${canonicalDimensions(dimensions)}`, id])
      : [],
  );
  return async (piece, found) => {
    const open = hasHistograms ? unended(piece, ofSeries) : [];
    const storedWindow = ({ histogram, row }: Unended): SeriesWindow | undefined => {
      const id = ids.get(`${dataSets[histogram.dataSet].id} ${histogram.last}`);
      return id === undefined
        ? undefined
        : { series: id, period: piece.period[row], start: piece.start[row] };
    };
    const wanted = isReplaced ? [] : open.flatMap((one) => storedWindow(one) ?? []);
    const stored = await values.windows(wanted);
    for (const one of open) {
      const window = storedWindow(one);
      if (window !== undefined && stored.has(windowText(window))) continue;
      const name = piece.nameOf(one.row);
      found.add(name, [one.histogram.place, name.source, name.line], () => {
        const message = `${windowWords(name)} has no row ${LAST_BOUND}: add one with the count above the highest bound, 0 if there is none`;
        return new ColumnProblem('le', message, 'MISSING_VALUE');
      });
    }
  };
}
