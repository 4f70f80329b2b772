/** Which version an instant is of, and what data sets held then, where they changed since: the windows of then, not of today. */
import type { DataSource } from 'typeorm';
import { InputError } from '../errors.js';
import { rows } from '../db/index.js';
import type { DataSetExtent } from '../entities/index.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import { changedAsOf, heldAsOf, type HeldPlace } from '../store/held-as-of.js';
import type { BeforeLook } from '../store/row-pieces.js';
import type { DataSetVersion } from '../store/shared-snapshots.js';
import { SubmissionLog } from '../store/submission-log.js';
import { isChangedSince, type Snapshot } from '../store/snapshot.js';
import { pause } from '../store/pauses.js';

/** Submissions that one statement looks at, at most. */
const SUBMISSIONS_AT_ONCE = 20_000;

/**
 * The submission that instants (ISO, UTC) are as of: the newest received by then; 0 where there was none. All instants are
 * looked up in one walk back: none is of a later submission than an instant after it.
 */
export async function versionsAt(
  dataSource: DataSource,
  instants: Iterable<string>,
  { version, overlay }: Pick<Snapshot, 'version' | 'overlay'>,
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  let last = version;
  for (const instant of [...instants].sort().reverse()) {
    if (overlay && overlay.submission.receivedAt <= instant) {
      versions.set(instant, overlay.submission.id);
      continue;
    }
    let found: number | null = null;
    while (found === null && last > 0) {
      const before = last - SUBMISSIONS_AT_ONCE;
      const [row] = await rows<{ id: number | null }>(
        dataSource,
        'SELECT MAX(id) AS id FROM submission WHERE received_at <= ? AND id <= ? AND id > ?',
        [instant, last, before],
      );
      found = row.id;
      last = found ?? before;
      await pause();
    }
    versions.set(instant, found ?? 0);
  }
  return versions;
}

/** A version with the data sets that are asked about, and what is known of those that changed since. */
interface AsOf {
  dataSets: Iterable<DataSetFacts>;
  asOf: number;
  /** What they held then, by their ids; takes what is looked up. */
  extents: Map<number, DataSetExtent[]>;
}

const changedSince = ({ dataSets, asOf }: Omit<AsOf, 'extents'>, snapshot: Snapshot): Set<number> =>
  new Set([...dataSets].map(({ id }) => id).filter((id) => isChangedSince(id, asOf, snapshot)));

/** A snapshot for choosing windows as of a version: extents are those of then. */
export async function snapshotAsOf(
  dataSource: DataSource,
  snapshot: Snapshot,
  { dataSets, asOf, extents: known }: AsOf,
  beforeLook: BeforeLook,
): Promise<Snapshot> {
  const changed = changedSince({ dataSets, asOf }, snapshot);
  if (!changed.size) return snapshot;
  const then = new Map([...changed].filter((id) => !known.has(id)).map((id) => [id, [] as DataSetExtent[]]));
  const places = [...then.keys()].flatMap((id) => placesOf(id, snapshot));
  const found = places.length ? await heldAsOf(dataSource, places, asOf, beforeLook) : [];
  for (const { dataSet: dataSetId, period, first, last, latestValue } of found) {
    then.get(dataSetId)!.push({
      ...{ dataSetId, period, version: asOf },
      ...{ firstStart: first, lastStart: last, latestValueStart: latestValue },
    });
  }
  for (const [id, extents] of then) known.set(id, extents);
  return { ...snapshot, extents: { get: (id) => known.get(id) ?? snapshot.extents.get(id) } };
}

/**
 * The same snapshot with the deliveries of then, of which nothing is told where they are too many to look for: any row of
 * a data set may be the last that came.
 */
export async function withDeliveriesAsOf(
  dataSource: DataSource,
  snapshot: Snapshot,
  { dataSets, asOf }: Omit<AsOf, 'extents'>,
  beforeLook: BeforeLook,
): Promise<Snapshot> {
  const changed = changedSince({ dataSets, asOf }, snapshot);
  if (!changed.size) return snapshot;
  const places = [...changed].flatMap((id) => placesOf(id, snapshot));
  const newest = await changedAsOf(dataSource, places, asOf, beforeLook).catch((error: unknown) => {
    if (error instanceof InputError) return new Map<number, number>();
    throw error;
  });
  const facts = newest.size ? await new SubmissionLog(dataSource).facts(newest.values()) : null;
  const then = new Map<number, DataSetVersion>();
  for (const [id, submission] of newest) {
    then.set(id, { submission, receivedAt: facts!.get(submission)!.receivedAt });
  }
  return {
    ...snapshot,
    changedBy: { get: (id) => (changed.has(id) ? then.get(id) : snapshot.changedBy.get(id)) },
  };
}

/** Each series of a data set in each period that it has rows of, with those that were all taken back. */
export function placesOf(dataSet: number, { series, extents, emptied }: Snapshot): HeldPlace[] {
  const filled = (extents.get(dataSet) ?? []).map(({ period }) => period);
  const periods = [...filled, ...(emptied.get(dataSet) ?? [])];
  return (series.get(dataSet) ?? []).flatMap(({ id }) =>
    periods.map((period) => ({ dataSet, series: id, period })),
  );
}
