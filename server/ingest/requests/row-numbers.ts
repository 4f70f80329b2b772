/** Which row of a request's body a line is: rows are counted, lines are where they begin. */
import type { RecordBatch } from '../csv/records.js';
import type { Problem, Problems } from '../problems.js';
import type { RowSource } from '../source.js';

/** A problem as the API tells it. */
export interface RowProblem {
  /** 1 = the first row of data; 0 = the names of the columns, or the whole body. */
  row: number;
  /** The name of the column; null where the whole row is meant. */
  column: string | null;
  code: string;
  message: string;
}

/** A source that remembers on which lines its records began. */
export class NumberedSource implements RowSource {
  readonly kind;
  readonly name;
  readonly bytes;
  #names: readonly string[] = [];
  #lines: (readonly number[])[] = [];

  constructor(private readonly source: RowSource) {
    ({ kind: this.kind, name: this.name, bytes: this.bytes } = source);
  }

  async *read(problems: Problems): AsyncGenerator<RecordBatch> {
    this.#lines = [];
    this.#names = [];
    for await (const batch of this.source.read(problems)) {
      if (this.#lines.length === 0 && batch.records.length > 0) {
        this.#names = batch.records[0].map((name) => String(name ?? '').trim());
      }
      if (batch.lines.length > 0) this.#lines.push(batch.lines);
      yield batch;
    }
  }

  /** Problems with rows in the place of lines. Records that could not be read at all are counted, too. */
  numbered(problems: readonly Problem[]): RowProblem[] {
    if (problems.length === 0) return [];
    const lines = this.#lines.flat();
    const [header = 0] = lines;
    const begins = new Set([...lines, ...problems.map(({ row }) => row)]);
    const rows = [...begins].filter((line) => line > header).sort((a, b) => a - b);
    const rowOf = new Map(rows.map((line, index) => [line, index + 1]));
    return problems.map(({ row, column, code, message }) => ({
      row: rowOf.get(row) ?? 0,
      column: this.#names[column - 1] || null,
      code,
      message,
    }));
  }
}
