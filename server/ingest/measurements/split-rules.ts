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
import { LAST_BOUND } from '../../metrics/histogram.js';
import { statusCode } from '../../metrics/status.js';
import { ColumnProblem } from '../cells/cells.js';
import type { RowCheck } from './row-problems.js';
import { windowWords } from './row-words.js';
import type { FoundDataSet } from './series-finder.js';

const WITHDRAWN = statusCode('WITHDRAWN');
const NOT_APPLICABLE = statusCode('NOT_APPLICABLE');

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

/** A window of a histogram in which something is sent, but no last bound. */
interface Unended {
  histogram: Histogram;
  /** The first row with another bound; without one, that which takes the last bound back. */
  row: number;
  /** The dimensions of the rows that are taken back, where the last bound is among them. */
  takenBack?: ReadonlySet<string>;
  /** Whether nothing but that is sent. */
  isOnlyTakenBack: boolean;
}

/** What is sent of a window. */
interface SentWindow {
  row?: number;
  isEnded: boolean;
  lastTakenBack?: number;
  takenBack: string[];
}

function unended(piece: ObservationColumns, ofSeries: ReturnType<typeof histogramsOf>): Unended[] {
  const { length, series, seriesList, status, period, start } = piece;
  const sent = new Map<Histogram, Map<number, SentWindow>>();
  for (let row = 0; row < length; row++) {
    const found = ofSeries[series[row]];
    if (!found) continue;
    let windows = sent.get(found.histogram);
    if (!windows) sent.set(found.histogram, (windows = new Map()));
    const key = windowNumber(period[row], start[row]);
    let window = windows.get(key);
    if (!window) windows.set(key, (window = { isEnded: false, takenBack: [] }));
    if (status[row] === WITHDRAWN) {
      window.takenBack.push(seriesList[series[row]].dimensions);
      if (found.isLast) window.lastTakenBack = row;
    } else {
      window.row ??= row;
      window.isEnded ||= found.isLast;
    }
  }
  return [...sent].flatMap(([histogram, windows]) =>
    [...windows.values()].flatMap(({ row, isEnded, lastTakenBack, takenBack }): Unended[] => {
      const first = row ?? lastTakenBack;
      if (isEnded || first === undefined) return [];
      const isOnlyTakenBack = row === undefined;
      return lastTakenBack === undefined
        ? [{ histogram, row: first, isOnlyTakenBack }]
        : [{ histogram, row: first, isOnlyTakenBack, takenBack: new Set(takenBack) }];
    }),
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

/** The stored series of each histogram, by its data set and the dimensions of its last bound. */
function storedBounds(series: readonly StoredSeries[]): Map<string, { id: number; dimensions: string }[]> {
  const bounds = new Map<string, { id: number; dimensions: string }[]>();
  for (const { id, dataSetId, dimensions } of series) {
    if (dimensions.le === undefined) continue;
    const key = `${dataSetId} ${canonicalDimensions({ ...dimensions, le: LAST_BOUND })}`;
    const own = bounds.get(key) ?? [];
    bounds.set(key, own);
    own.push({ id, dimensions: canonicalDimensions(dimensions) });
  }
  return bounds;
}

/**
 * Histograms of which a window has no last bound, neither in the delivery nor stored, and those of which it is taken back
 * while others stay.
 */
export function histogramCheck(
  names: SeriesNames,
  { dataSets, series, values, isReplaced }: Stored,
): RowCheck {
  const ofSeries = histogramsOf(names);
  const hasHistograms = ofSeries.some(Boolean);
  const bounds = hasHistograms ? storedBounds(series) : new Map<string, never>();
  return async (piece, found) => {
    const open = hasHistograms ? unended(piece, ofSeries) : [];
    /** The stored windows on which it depends: of the last bound, or of those that would stay without it. */
    const decisive = ({ histogram, row, takenBack, isOnlyTakenBack }: Unended): SeriesWindow[] => {
      const own = bounds.get(`${dataSets[histogram.dataSet].id} ${histogram.last}`) ?? [];
      return own.flatMap(({ id, dimensions }) =>
        (isOnlyTakenBack ? !takenBack?.has(dimensions) : dimensions === histogram.last)
          ? [{ series: id, period: piece.period[row], start: piece.start[row] }]
          : [],
      );
    };
    const stored = await values.windows(isReplaced ? [] : open.flatMap(decisive));
    for (const one of open) {
      const isStored = decisive(one).some((window) => stored.has(windowText(window)));
      const { takenBack, isOnlyTakenBack } = one;
      if (isOnlyTakenBack ? !isStored : isStored && !takenBack) continue;
      const name = piece.nameOf(one.row);
      found.add(name, [one.histogram.place, name.source, name.line], () => {
        const message = isOnlyTakenBack
          ? `${windowWords(name)} has other ranges, which cannot stay without ${LAST_BOUND}: take them back too, or send it with 0`
          : `${windowWords(name)} has no row ${LAST_BOUND}: add one with the count above the highest bound, 0 if there is none`;
        return new ColumnProblem('le', message, 'MISSING_VALUE');
      });
    }
  };
}
