/** What was corrected in the data behind a figure, and when. The values of then are asked for with `asOf`. */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { IS_EARLY, IS_THERE, type MetricDefinition } from '../entities/index.js';
import { formatStart, RECORDED_PERIODS, windowEnd, type RecordedPeriod } from '../metrics/periods.js';
import { serviceSubject, type Service, type Subject } from '../store/subject.js';
import type { Snapshot } from '../store/snapshot.js';
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

interface Row {
  replaced_by: number;
  data_set_id: number;
  period: number;
  n: number | string;
  first: number;
  last: number;
}

/**
 * The newest corrections of a metric of a subject, newest first; at most `most`. To send what was taken back, or the final
 * value after one that came before its window was over, corrects nothing.
 */
export async function correctionsOf(
  dataSource: DataSource,
  { subject, metric }: { subject: Subject; metric: MetricDefinition },
  snapshot: Snapshot,
  most: number,
): Promise<Correction[]> {
  const owners = new Map(
    subject.services.flatMap((service) =>
      dataSetsOf({ subject: serviceSubject(service), metric, period: metric.defaultPeriod }, snapshot).map(
        (dataSet) => [dataSet.id, { service, dataSet }] as const,
      ),
    ),
  );
  for (const id of owners.keys()) snapshot.uses(id);
  const dialect = dialectOf(dataSource);
  const found = await rows<Row>(
    dataSource,
    `SELECT o.replaced_by, s.data_set_id, o.period, COUNT(*) AS n, MIN(o.start) AS first, MAX(o.start) AS last
     FROM observation_revision o JOIN series s ON s.id = o.series_id
     WHERE s.data_set_id IN ${dialect.list('integer')} AND o.replaced_by <= ? AND ${IS_THERE} AND NOT ${IS_EARLY}
     GROUP BY o.replaced_by, s.data_set_id, o.period
     ORDER BY o.replaced_by DESC, s.data_set_id, o.period LIMIT ${most}`,
    [dialect.listParameter([...owners.keys()]), snapshot.version],
  );
  return found.map(({ replaced_by, data_set_id, period, n, first, last }) => {
    const { service, dataSet } = owners.get(data_set_id)!;
    const recorded = RECORDED_PERIODS[period];
    return {
      submission: replaced_by,
      service,
      measure: dataSet.measure,
      recorded,
      values: Number(n),
      start: formatStart(recorded, first),
      end: formatStart(recorded, windowEnd({ recorded, start: last })),
    };
  });
}
