/** Ratings that came on the reversed scale: what was the best is sent as the worst. */
import type { ObservationColumns, SeriesNames } from '../../submissions/rows/observation-columns.js';
import type { StoredSeries, StoredValues } from '../../submissions/stored-values.js';
import { statusCode } from '../../metrics/status.js';
import { ColumnProblem } from '../cells/cells.js';
import { RATINGS } from '../rating-scale.js';
import type { RowCheck } from './row-problems.js';
import { windowWords } from './row-words.js';
import type { FoundDataSet } from './series-finder.js';

const PROVIDED = statusCode('PROVIDED');
/** Fewer windows say too little of what is usual. */
const LEAST_WINDOWS = 3;
/** Fewer answers may have any score. */
const LEAST_ANSWERS = 30;
/** Points (0–100) within which a score mirrors what is usual, and beyond which it is not that itself. */
const NEAR = 10;
const FAR = 40;

interface Answers {
  /** Position of the first row. */
  row: number;
  count: number;
  /** Σ weight · count; the best rating has 100, the worst 0. */
  weighted: number;
}

const weightOf = (rating: string): number => (Number(rating) - 1) * 25;
const scoreOf = ({ count, weighted }: Pick<Answers, 'count' | 'weighted'>): number => weighted / count;

/** The rating of a series that is split by rating alone, on the scale from 1 to 5. */
function ratingOf(dimensions: Readonly<Record<string, string>>): string | undefined {
  const { rating } = dimensions;
  return Object.keys(dimensions).length === 1 && RATINGS.includes(rating) ? rating : undefined;
}

/** The rating of each series that is split by it alone, of data sets that do not say which rating is the best. */
const ratingsOf = ({ seriesList }: SeriesNames, dataSets: readonly FoundDataSet[]): (string | undefined)[] =>
  seriesList.map(({ dataSet, dimensions }) => {
    const { id, bestRating } = dataSets[dataSet];
    const isAsked = id !== undefined && bestRating === null;
    return isAsked ? ratingOf(JSON.parse(dimensions) as Record<string, string>) : undefined;
  });

/** The answers of each window of a piece, by data set. */
function deliveredAnswers(
  { length, series, status, period, start, value, seriesList }: ObservationColumns,
  ratings: readonly (string | undefined)[],
): Map<number, Map<string, Answers>> {
  const answers = new Map<number, Map<string, Answers>>();
  for (let row = 0; row < length; row++) {
    const rating = ratings[series[row]];
    if (rating === undefined || status[row] !== PROVIDED) continue;
    const { dataSet } = seriesList[series[row]];
    const windows = answers.get(dataSet) ?? new Map<string, Answers>();
    answers.set(dataSet, windows);
    const key = `${period[row]} ${start[row]}`;
    const window = windows.get(key) ?? { row, count: 0, weighted: 0 };
    windows.set(key, window);
    window.count += value[row];
    window.weighted += value[row] * weightOf(rating);
  }
  return answers;
}

/** What is stored of each data set that has enough windows. */
async function usualScores(
  dataSetIds: ReadonlySet<number>,
  stored: readonly StoredSeries[],
  values: StoredValues,
): Promise<Map<number, number>> {
  const rated = new Map(
    stored.flatMap(({ id, dataSetId, dimensions }) => {
      const rating = dataSetIds.has(dataSetId) ? ratingOf(dimensions) : undefined;
      return rating === undefined ? [] : [[id, { dataSetId, rating }]];
    }),
  );
  const all = new Map<number, { windows: number; count: number; weighted: number }>();
  for (const { series, windows, sum } of await values.sums([...rated.keys()])) {
    const { dataSetId, rating } = rated.get(series)!;
    const before = all.get(dataSetId) ?? { windows: 0, count: 0, weighted: 0 };
    all.set(dataSetId, {
      windows: Math.max(before.windows, windows),
      count: before.count + sum,
      weighted: before.weighted + sum * weightOf(rating),
    });
  }
  return new Map(
    [...all].flatMap(([id, one]) =>
      one.windows >= LEAST_WINDOWS && one.count > 0 ? [[id, scoreOf(one)]] : [],
    ),
  );
}

/** Windows whose score mirrors the usual one of their data set, which does not say which rating is the best. */
export async function ratingCheck(
  names: SeriesNames,
  dataSets: readonly FoundDataSet[],
  stored: readonly StoredSeries[],
  values: StoredValues,
): Promise<RowCheck> {
  const ratings = ratingsOf(names, dataSets);
  const ids = new Set(
    ratings.flatMap((rating, i) => (rating === undefined ? [] : [dataSets[names.seriesList[i].dataSet].id!])),
  );
  if (ids.size === 0) return () => undefined;
  const usual = await usualScores(ids, stored, values);
  return (piece, found) => {
    for (const [dataSet, windows] of deliveredAnswers(piece, ratings)) {
      const mean = usual.get(dataSets[dataSet].id!);
      if (mean === undefined) continue;
      for (const window of windows.values()) {
        const score = scoreOf(window);
        const isMirrored = Math.abs(100 - score - mean) <= NEAR && Math.abs(score - mean) > FAR;
        if (!isMirrored || window.count < LEAST_ANSWERS) continue;
        const name = piece.nameOf(window.row);
        found.add(name, [dataSet, name.source, name.line], () => {
          const message = `${windowWords(name)} would have the score ${score.toFixed(0)}, and what is stored has ${mean.toFixed(0)}, as if the scale were turned around: declare best_rating 1 or 5 for this data set`;
          return new ColumnProblem('rating', message);
        });
      }
    }
  };
}
