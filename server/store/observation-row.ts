/** Observations as they are stored, and those that are not stored but read as if they were. */
import type { SubmissionFacts } from './submission-log.js';

/** A row of `observation`, or of `observation_revision`. */
export interface ObservationRow {
  series_id: number;
  period: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
  submission_id: number;
}

/** Rows that lie over those that are stored: see overlay.ts. */
export interface OverlayRows {
  /** The submission that they would be: the next after the version that they lie over. */
  submission: SubmissionFacts;
  /** By id of the data set. */
  rows: ReadonlyMap<number, readonly ObservationRow[]>;
}
