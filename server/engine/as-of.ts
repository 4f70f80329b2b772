/** Which version an instant is of, and what data sets held then, where they changed since: the windows of then, not of today. */
import type { DataSource } from 'typeorm';
import { rows } from '../db/index.js';
import type { DataSetExtent } from '../entities/index.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import { heldAsOf, type HeldPlace } from '../store/held-as-of.js';
import type { BeforeLook } from '../store/row-pieces.js';
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

/** A snapshot for choosing windows as of a version: extents are those of then. */
export async function snapshotAsOf(
  dataSource: DataSource,
  snapshot: Snapshot,
  { dataSets, asOf }: { dataSets: Iterable<DataSetFacts>; asOf: number },
  beforeLook: BeforeLook,
): Promise<Snapshot> {
  const then = new Map<number, DataSetExtent[]>();
  for (const { id } of dataSets) if (isChangedSince(id, asOf, snapshot)) then.set(id, []);
  if (!then.size) return snapshot;
  const places = [...then.keys()].flatMap((id) => placesOf(id, snapshot));
  for (const held of await heldAsOf(dataSource, places, asOf, beforeLook)) {
    const { dataSet: dataSetId, period, first, last, latestValue } = held;
    then.get(dataSetId)!.push({
      ...{ dataSetId, period, version: asOf },
      ...{ firstStart: first, lastStart: last, latestValueStart: latestValue },
    });
  }
  return { ...snapshot, extents: { get: (id) => then.get(id) ?? snapshot.extents.get(id) } };
}

/** Each series of a data set in each period that it has rows of, with those that were all taken back. */
export function placesOf(dataSet: number, { series, extents, emptied }: Snapshot): HeldPlace[] {
  const filled = (extents.get(dataSet) ?? []).map(({ period }) => period);
  const periods = [...filled, ...(emptied.get(dataSet) ?? [])];
  return (series.get(dataSet) ?? []).flatMap(({ id }) =>
    periods.map((period) => ({ dataSet, series: id, period })),
  );
}
