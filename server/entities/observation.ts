import { Entity, ForeignKey } from 'typeorm';
import { flagBit, statusCode } from '../metrics/status.js';
import { IntegerColumn, IntegerKeyColumn, NumberColumn } from './columns.js';

/**
 * One value of a series for one exact window, or the reason why there is none.
 *
 * Never loaded as entities: 4,000 of them cost three times as much as rows. The key is the table (`WITHOUT ROWID`),
 * about 20 bytes a row on SQLite. `submission_id` has no foreign key (each costs a look-up a row);
 * `perfplat check` looks for orphans.
 */
@Entity({ withoutRowid: true })
export class Observation {
  @ForeignKey('Series')
  @IntegerKeyColumn()
  seriesId!: number;

  /** Position in RECORDED_PERIODS. */
  @IntegerKeyColumn()
  period!: number;

  /** Days since 1970-01-01, for hours and minutes minutes since 1970-01-01T00:00Z. */
  @IntegerKeyColumn()
  start!: number;

  @NumberColumn({ nullable: true })
  value!: number | null;

  /** Position in STORED_STATUSES. One that is WITHDRAWN has no value and no flags, and reads as if it had never been sent. */
  @IntegerColumn()
  status!: number;

  /** A bit for each of VALUE_FLAGS. */
  @IntegerColumn()
  flags!: number;

  @IntegerColumn()
  submissionId!: number;
}

/** SQL: a row `o`, or one that was replaced, is there: see `isThere` of metrics/status.ts. */
export const IS_THERE = `o.status <> ${statusCode('WITHDRAWN')}`;

/** SQL: it came before its window was over. */
export const IS_EARLY = `((o.flags & ${flagBit('UNFINISHED')}) <> 0)`;

/** SQL: it has a final value: see `isFinalValue` there. */
export const HAS_FINAL_VALUE = `(o.status = ${statusCode('PROVIDED')} AND NOT ${IS_EARLY})`;
