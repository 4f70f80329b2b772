/** Rows that are there are not written over by whoever has not seen them: why what was stored is taken back. */
import type { EntityManager } from 'typeorm';
import { rows } from '../db/index.js';
import { quoted } from '../ingest/message-words.js';
import type { Counts } from '../submissions/counts.js';
import { type Refused, refused } from './problems.js';

/** The code of an addition that would change what is there. */
export const ALREADY_THERE = 'ALREADY_THERE';

/** A refusal with the version of the metric that is there instead; 0 = it was removed. */
export type RefusedRow = Refused & { newer?: number };

/** Thrown in the transaction, so that nothing of it stays. */
export class NotStored extends Error {
  constructor(readonly refusal: RefusedRow) {
    super(refusal.problems[0]?.message);
  }
}

/** Why what was stored is taken back, if it is: looked at in the transaction that stores it. */
export type Check = (
  counts: Counts,
  manager: EntityManager,
) => Promise<RefusedRow | undefined> | RefusedRow | undefined;

/** An addition changes nothing that is there. */
export const refuseChange: Check = ({ updated }) =>
  updated > 0
    ? refused(
        'from',
        ALREADY_THERE,
        'there is one already that begins then: take it away first, or choose another day',
      )
    : undefined;

/** A metric is changed only in the version that was looked at; 0 = it is to be a new one. */
export async function refuseNewer(
  manager: EntityManager,
  key: string,
  baseVersion: number,
  { inserted, updated }: Counts,
): Promise<RefusedRow | undefined> {
  if (inserted + updated === 0) return undefined;
  const [{ version }] = await rows<{ version: number }>(
    manager,
    'SELECT version FROM metric_definition WHERE key = ?',
    [key],
  );
  // It has been stored as the one after that which was there.
  const newer = updated > 0 ? version - 1 : 0;
  if (newer === baseVersion) return undefined;
  if (baseVersion === 0) {
    const message = `there is a metric ${quoted(key)} already: choose another key, or change that one`;
    return { ...refused('key', 'STALE', message), newer };
  }
  const happened = newer === 0 ? 'removed it' : `saved version ${newer} of it`;
  const message = `somebody has ${happened} since you began with version ${baseVersion}`;
  return { ...refused('label', 'STALE', message), newer };
}
