/** What was corrected in the data behind a figure, and when. The values of then are asked for with `asOf`. */
import type { DataSource } from 'typeorm';
import { rowsOver } from '../db/bulk.js';
import { IS_EARLY, IS_THERE, type MetricDefinition } from '../entities/index.js';
import { formatStart, RECORDED_PERIODS, windowEnd, type RecordedPeriod } from '../metrics/periods.js';
import { goAlong, GREATEST_START, LEAST_START, type BeforeLook } from '../store/row-pieces.js';
import { serviceSubject, type Service, type Subject } from '../store/subject.js';
import type { Snapshot } from '../store/snapshot.js';
import { placesOf } from './as-of.js';
import { dataSetsOf } from './windows.js';

/** The values of one data set and period that one submission replaced. */
export interface Correction {
  submission: number;
  service: Service;
  measure: string;
  recorded: RecordedPeriod;
  /** How many values. */
  values: number;
  /** From the first to the last window that it touched: `[start, end)`. */
  start: string;
  end: string;
}

/** A series in one recorded period (its code), and the key of the replaced row up to which it has been looked at. */
interface Walk {
  dataSet: number;
  series: number;
  period: number;
  start: number;
  replacedBy: number;
}

/** What a submission replaced in a piece of the rows of a series; nothing where `n` is 0. */
interface Look {
  series_id: number;
  period: number;
  /** The key of the last row of the piece; null where there are no rows behind it. */
  end_start: number | null;
  end_by: number | null;
  replaced_by: number | null;
  n: number | string;
  first: number;
  last: number;
}

/** Values of one data set and period that a submission replaced. */
interface Replaced {
  submission: number;
  dataSet: number;
  period: number;
  values: number;
  first: number;
  last: number;
}

/** SQL: looks at the next `rows` replaced rows of each series. */
function lookAt(rows: number): (values: string) => string {
  const behind = (from: string): string =>
    `o.series_id = ${from}.series_id AND o.period = ${from}.period
     AND (o.start, o.replaced_by) > (${from}.start, ${from}.replaced_by)`;
  const end = (column: string): string =>
    `(SELECT o.${column} FROM observation_revision o WHERE ${behind('w')}
      ORDER BY o.start, o.replaced_by LIMIT 1 OFFSET ${rows - 1})`;
  return (values) =>
    `WITH wanted(series_id, period, start, replaced_by, version) AS (${values}), piece AS MATERIALIZED (
       SELECT w.series_id, w.period, w.start, w.replaced_by, w.version,
         ${end('start')} AS end_start, ${end('replaced_by')} AS end_by FROM wanted w)
     SELECT p.series_id, p.period, p.end_start, p.end_by, o.replaced_by,
       COUNT(o.start) AS n, MIN(o.start) AS first, MAX(o.start) AS last
     FROM piece p LEFT JOIN observation_revision o ON ${behind('p')}
       AND (o.start, o.replaced_by) <= (COALESCE(p.end_start, ${GREATEST_START}), COALESCE(p.end_by, p.version))
       AND o.replaced_by <= p.version AND ${IS_THERE} AND NOT ${IS_EARLY}
     GROUP BY p.series_id, p.period, p.end_start, p.end_by, o.replaced_by`;
}

/** The newest of what was replaced, as it is met. */
class Newest {
  #byKey = new Map<string, Replaced>();

  constructor(private readonly most: number) {}

  add({ dataSet }: Walk, { replaced_by: submission, period, n, first, last }: Look): void {
    if (submission === null) return;
    const values = Number(n);
    const key = `${submission} ${dataSet} ${period}`;
    const known = this.#byKey.get(key);
    if (known) {
      known.values += values;
      known.first = Math.min(known.first, first);
      known.last = Math.max(known.last, last);
    } else {
      this.#byKey.set(key, { submission, dataSet, period, values, first, last });
    }
  }

  get list(): Replaced[] {
    const order = (a: Replaced, b: Replaced): number =>
      b.submission - a.submission || a.dataSet - b.dataSet || a.period - b.period;
    return [...this.#byKey.values()].sort(order).slice(0, this.most);
  }

  /** Lets go of what is older than so many: nothing that comes can make it one of the newest again. */
  shorten(): void {
    if (this.#byKey.size <= 10 * this.most) return;
    this.#byKey = new Map(this.list.map((one) => [`${one.submission} ${one.dataSet} ${one.period}`, one]));
  }
}

async function newestReplaced(
  dataSource: DataSource,
  walks: readonly Walk[],
  { version, most }: { version: number; most: number },
  beforeLook: BeforeLook,
): Promise<Replaced[]> {
  const newest = new Newest(most);
  await goAlong(walks, async (some, rows) => {
    await beforeLook(some.length * rows);
    const looks = await rowsOver<Look>(
      dataSource,
      ['integer', 'integer', 'integer', 'integer', 'integer'],
      [
        some.map(({ series }) => series),
        some.map(({ period }) => period),
        some.map(({ start }) => start),
        some.map(({ replacedBy }) => replacedBy),
        version,
      ],
      lookAt(rows),
    );
    const byPlace = new Map(some.map((walk) => [`${walk.series} ${walk.period}`, walk]));
    const further = new Map<Walk, Walk>();
    for (const look of looks) {
      const walk = byPlace.get(`${look.series_id} ${look.period}`)!;
      newest.add(walk, look);
      const { end_start: start, end_by: replacedBy } = look;
      if (start !== null && replacedBy !== null) further.set(walk, { ...walk, start, replacedBy });
    }
    newest.shorten();
    return [...further.values()];
  });
  return newest.list;
}

/**
 * The newest corrections of a metric of a subject, newest first; at most `most`. To send what was taken back, or the final
 * value after one that came before its window was over, corrects nothing.
 */
export async function correctionsOf(
  dataSource: DataSource,
  { subject, metric }: { subject: Subject; metric: MetricDefinition },
  { snapshot, most }: { snapshot: Snapshot; most: number },
  beforeLook: BeforeLook,
): Promise<Correction[]> {
  const owners = new Map(
    subject.services.flatMap((service) =>
      dataSetsOf({ subject: serviceSubject(service), metric }, snapshot).map(
        (dataSet) => [dataSet.id, { service, dataSet }] as const,
      ),
    ),
  );
  for (const id of owners.keys()) snapshot.uses(id);
  const walks = [...owners.keys()].flatMap((id) =>
    placesOf(id, snapshot).map((place): Walk => ({ ...place, start: LEAST_START, replacedBy: 0 })),
  );
  const { version } = snapshot;
  const found = await newestReplaced(dataSource, walks, { version, most }, beforeLook);
  return found.map(({ submission, dataSet: id, period, values, first, last }) => {
    const { service, dataSet } = owners.get(id)!;
    const recorded = RECORDED_PERIODS[period];
    return {
      ...{ submission, service, measure: dataSet.measure, recorded, values },
      start: formatStart(recorded, first),
      end: formatStart(recorded, windowEnd({ recorded, start: last })),
    };
  });
}
