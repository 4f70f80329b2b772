/**
 * What data sets held at an earlier version: the first and the last row that was there, and the last final value. They are
 * looked for from both ends, in pieces that grow: mostly the row at the end tells. Rows are never deleted, so that each
 * window that had a value then has a row now; what stood in its place is found by its key. And which submission had
 * changed data sets last: that is of any row.
 */
import type { DataSource } from 'typeorm';
import { rowsOver } from '../db/bulk.js';
import { HAS_FINAL_VALUE, IS_THERE } from '../entities/index.js';
import { goAlong, GREATEST_START, LEAST_START, type BeforeLook } from './row-pieces.js';

/** A series in one recorded period (its code). */
export interface HeldPlace {
  dataSet: number;
  series: number;
  period: number;
}

export interface HeldEnds {
  dataSet: number;
  period: number;
  first: number;
  last: number;
  latestValue: number | null;
}

/** A place with the start up to which it has been looked at. */
interface Walk extends HeldPlace {
  at: number;
}

interface Look {
  series_id: number;
  period: number;
  /** The last start of the piece; null where there are no rows behind it. */
  reached: number | null;
}

interface HeldLook extends Look {
  there: number | null;
  value: number | null;
}

interface NewestLook extends Look {
  newest: number | null;
}

interface Direction {
  begin: number;
  end: number;
  beyond: '>' | '<';
  upTo: '>=' | '<=';
  order: 'ASC' | 'DESC';
  nearest: 'min' | 'max';
}

const FORWARD: Direction = {
  ...{ begin: LEAST_START, end: GREATEST_START, beyond: '>', upTo: '<=', order: 'ASC', nearest: 'min' },
};
const BACKWARD: Direction = {
  ...{ begin: GREATEST_START, end: LEAST_START, beyond: '<', upTo: '>=', order: 'DESC', nearest: 'max' },
};

/** SQL: what stood in the place of a row `o` after submission `p.as_of` meets a condition on `o`. */
const stood = (condition: string): string =>
  `CASE WHEN o.submission_id <= p.as_of THEN ${condition} ELSE EXISTS (
     SELECT 1 FROM (
       SELECT r.status, r.flags, r.submission_id FROM observation_revision r
       WHERE r.series_id = o.series_id AND r.period = o.period AND r.start = o.start AND r.replaced_by > p.as_of
       ORDER BY r.replaced_by LIMIT 1) o
     WHERE o.submission_id <= p.as_of AND ${condition}) END`;

/** SQL: `piece`, the next `rows` rows of each place. */
const pieces =
  ({ beyond, order }: Direction, rows: number) =>
  (values: string): string =>
    `WITH wanted(series_id, period, seen, as_of) AS (${values}), piece AS MATERIALIZED (
       SELECT w.series_id, w.period, w.seen, w.as_of,
         (SELECT o.start FROM observation o
          WHERE o.series_id = w.series_id AND o.period = w.period AND o.start ${beyond} w.seen
          ORDER BY o.start ${order} LIMIT 1 OFFSET ${rows - 1}) AS reached
       FROM wanted w)`;

/** SQL: looks at the next `rows` rows of each place. */
function lookAt(direction: Direction, rows: number): (values: string) => string {
  const { beyond, upTo, end, order, nearest } = direction;
  const found = (condition: string): string =>
    `(SELECT ${nearest}(o.start) FROM observation o WHERE o.series_id = p.series_id AND o.period = p.period
       AND o.start ${beyond} p.seen AND o.start ${upTo} COALESCE(p.reached, ${end}) AND ${stood(condition)})`;
  return (values) =>
    `${pieces(direction, rows)(values)}
     SELECT p.series_id, p.period, p.reached, ${found(IS_THERE)} AS there,
       ${order === 'DESC' ? found(HAS_FINAL_VALUE) : 'NULL'} AS value
     FROM piece p`;
}

const keyOf = ({ dataSet, period }: Pick<HeldPlace, 'dataSet' | 'period'>): string => `${dataSet} ${period}`;

const placeKey = (series: number, period: number): string => `${series} ${period}`;

/** The answers of one statement about places, by the keys of these. */
async function lookAtPlaces<Found extends Look>(
  dataSource: DataSource,
  walks: readonly Walk[],
  asOf: number,
  sql: (values: string) => string,
): Promise<Map<string, Found>> {
  const looks = await rowsOver<Found>(
    dataSource,
    ['integer', 'integer', 'integer', 'integer'],
    [walks.map(({ series }) => series), walks.map(({ period }) => period), walks.map(({ at }) => at), asOf],
    sql,
  );
  return new Map(looks.map((look) => [placeKey(look.series_id, look.period), look]));
}

class Search {
  /** What is known so far, by data set and period; none where nothing that was there has been found. */
  readonly ends = new Map<string, HeldEnds>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly asOf: number,
    private readonly beforeLook: BeforeLook,
  ) {}

  async run(places: readonly HeldPlace[]): Promise<void> {
    await this.#walk(FORWARD, places, (walk) => {
      const known = this.ends.get(keyOf(walk));
      return !known || walk.at < known.first;
    });
    await this.#walk(BACKWARD, places, (walk) => {
      const known = this.ends.get(keyOf(walk));
      return known !== undefined && walk.at > (known.latestValue ?? known.first);
    });
  }

  /** Goes along the rows of places as long as there are any that may tell more. */
  #walk(
    direction: Direction,
    places: readonly HeldPlace[],
    tellsMore: (walk: Walk) => boolean,
  ): Promise<void> {
    const walks = places.map((place): Walk => ({ ...place, at: direction.begin }));
    return goAlong(walks, async (some, rows) => {
      const left = some.filter(tellsMore);
      return left.length > 0 ? this.#look(direction, left, rows) : left;
    });
  }

  /** Looks at the next rows of some places; answers those that have more. */
  async #look(direction: Direction, walks: readonly Walk[], rows: number): Promise<Walk[]> {
    await this.beforeLook(walks.length * rows);
    const looks = await lookAtPlaces<HeldLook>(this.dataSource, walks, this.asOf, lookAt(direction, rows));
    return walks.flatMap((walk) => {
      const { reached, there, value } = looks.get(placeKey(walk.series, walk.period))!;
      this.#note(walk, there, value);
      return reached === null ? [] : [{ ...walk, at: reached }];
    });
  }

  #note({ dataSet, period }: HeldPlace, there: number | null, value: number | null): void {
    if (there === null) return;
    const key = keyOf({ dataSet, period });
    const known = this.ends.get(key);
    if (!known) {
      this.ends.set(key, { dataSet, period, first: there, last: there, latestValue: value });
      return;
    }
    known.first = Math.min(known.first, there);
    known.last = Math.max(known.last, there);
    if (value !== null) known.latestValue = Math.max(known.latestValue ?? value, value);
  }
}

/** SQL: looks at the next `rows` rows of each place, and from which submission the newest of those that stood came. */
function newestAt(rows: number): (values: string) => string {
  const { beyond, upTo, end } = BACKWARD;
  return (values) =>
    `${pieces(BACKWARD, rows)(values)}
     SELECT p.series_id, p.period, p.reached,
       (SELECT MAX(CASE WHEN o.submission_id <= p.as_of THEN o.submission_id ELSE (
          SELECT CASE WHEN r.submission_id <= p.as_of THEN r.submission_id END FROM observation_revision r
          WHERE r.series_id = o.series_id AND r.period = o.period AND r.start = o.start AND r.replaced_by > p.as_of
          ORDER BY r.replaced_by LIMIT 1) END)
        FROM observation o WHERE o.series_id = p.series_id AND o.period = p.period
          AND o.start ${beyond} p.seen AND o.start ${upTo} COALESCE(p.reached, ${end})) AS newest
     FROM piece p`;
}

/**
 * The newest submission up to `asOf` that changed each data set; none of those that nothing had come of. Any row may be of
 * it, so all are looked at, the last first, until one is of `asOf` itself.
 */
export async function changedAsOf(
  dataSource: DataSource,
  places: readonly HeldPlace[],
  asOf: number,
  beforeLook: BeforeLook,
): Promise<Map<number, number>> {
  const newest = new Map<number, number>();
  if (asOf <= 0) return newest;
  const walks = places.map((place): Walk => ({ ...place, at: BACKWARD.begin }));
  await goAlong(walks, async (some, rows) => {
    const left = some.filter(({ dataSet }) => newest.get(dataSet) !== asOf);
    if (!left.length) return left;
    await beforeLook(left.length * rows);
    const looks = await lookAtPlaces<NewestLook>(dataSource, left, asOf, newestAt(rows));
    return left.flatMap((walk) => {
      const { reached, newest: found } = looks.get(placeKey(walk.series, walk.period))!;
      if (found !== null) newest.set(walk.dataSet, Math.max(found, newest.get(walk.dataSet) ?? 0));
      return reached === null ? [] : [{ ...walk, at: reached }];
    });
  });
  return newest;
}

/** What data sets held after submission `asOf`; nothing is told of those that held nothing in a period. */
export async function heldAsOf(
  dataSource: DataSource,
  places: readonly HeldPlace[],
  asOf: number,
  beforeLook: BeforeLook,
): Promise<HeldEnds[]> {
  // Before the first submission there was nothing.
  if (asOf <= 0) return [];
  const search = new Search(dataSource, asOf, beforeLook);
  await search.run(places);
  return [...search.ends.values()];
}
