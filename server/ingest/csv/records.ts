/** Records as they are read, whatever they were read from. */

/** A field: text as it stands in a file, or a number or nothing where the rows never were text. */
export type Cell = string | number | null;

/** Some records on end, each with the line on which it starts (from 1). */
export interface RecordBatch {
  records: readonly (readonly Cell[])[];
  lines: readonly number[];
  /** Bytes of the source read so far, where it is counted in bytes. */
  bytes?: number;
}
