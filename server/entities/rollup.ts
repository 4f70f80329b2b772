import { Entity, ForeignKey } from 'typeorm';
import { recordedCode } from '../metrics/periods.js';
import { USUAL_SIZE } from '../metrics/rows/columns.js';
import { flagBit, SENT_FLAGS, statusCode } from '../metrics/status.js';
import { IntegerColumn, IntegerKeyColumn, NumberColumn } from './columns.js';
import { IS_THERE } from './observation.js';

/**
 * What the daily rows of a series come to in one month, so that longer windows need not read each day. Kept by the
 * writer, recomputed from the rows of each month that a submission touched; never a source of truth: what a roll-up
 * does not say is read from the rows, and `perfplat check` compares it with a recomputation.
 */
@Entity({ withoutRowid: true })
export class Rollup {
  @ForeignKey('Series')
  @IntegerKeyColumn()
  seriesId!: number;

  /** The first day of the month, in days since 1970-01-01. */
  @IntegerKeyColumn()
  start!: number;

  /** How many of its days have a row that is there, with or without a value. */
  @IntegerColumn()
  days!: number;

  /** The values added up; null unless each of those rows has one, a whole number of usual size: such sums are exact in any order. */
  @NumberColumn({ nullable: true })
  sum!: number | null;

  /** A bit for each of VALUE_FLAGS that any of them has. */
  @IntegerColumn()
  flags!: number;

  /** The newest submission that changed any day of the month. */
  @IntegerColumn()
  submissionId!: number;
}

/** The code of the recorded period that is rolled up. */
export const ROLLED_PERIOD = recordedCode('day');

const FLAGS = SENT_FLAGS.map(flagBit)
  .map((bit) => `max(o.flags & ${bit})`)
  .join(' + ');

const IS_EXACT = `(o.status = ${statusCode('PROVIDED')} AND o.value = floor(o.value)
  AND o.value BETWEEN -${USUAL_SIZE} AND ${USUAL_SIZE})`;

/** SQL: the columns of a roll-up after its key, made of its rows `o`. */
export const ROLLUP_OF_ROWS = `sum(CASE WHEN ${IS_THERE} THEN 1 ELSE 0 END) AS days,
  CASE WHEN max(CASE WHEN ${IS_THERE} AND NOT ${IS_EXACT} THEN 1 ELSE 0 END) = 0 THEN sum(o.value) END AS "sum",
  ${FLAGS} AS flags, max(o.submission_id) AS submission_id`;
