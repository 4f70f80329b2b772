/** JSON as rows: an array of objects, or an object a line (NDJSON), with the CSV's column names as keys. */
import type { Cell, RecordBatch } from '../csv/records.js';
import type { Problems } from '../problems.js';
import type { RowSource } from '../source.js';

export type JsonForm = 'json' | 'ndjson';

/** Rows of JSON have no lines: row 1 is the first, and what names the columns is row 0. */
export const jsonSource = (name: string, bytes: Uint8Array, form: JsonForm): RowSource => ({
  kind: 'measurements',
  name,
  bytes: bytes.byteLength,
  read: (problems) => jsonBatches(new JsonReader(name, problems), bytes, form),
});

const BATCH_ROWS = 5_000;

function* jsonBatches(reader: JsonReader, bytes: Uint8Array, form: JsonForm): Generator<RecordBatch> {
  const text = reader.decode(bytes);
  const rows = text === null ? null : form === 'json' ? reader.array(text) : reader.lines(text);
  if (!rows) return;
  const names = [...new Set(rows.flatMap((row) => (row ? Object.keys(row) : [])))];
  let records: (readonly Cell[])[] = [names];
  let lines = [0];
  for (const [index, row] of rows.entries()) {
    const record = row && reader.cells(row, names, index + 1);
    if (!record) continue;
    records.push(record);
    lines.push(index + 1);
    if (records.length < BATCH_ROWS) continue;
    yield { records, lines };
    [records, lines] = [[], []];
  }
  yield { records, lines };
}

const isCell = (value: unknown): value is Cell =>
  value === null || typeof value === 'string' || typeof value === 'number';

type JsonRow = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

class JsonReader {
  constructor(
    private readonly name: string,
    private readonly problems: Problems,
  ) {}

  #bad(row: number, message: string, code: 'BAD_JSON' | 'BAD_ENCODING' = 'BAD_JSON'): null {
    this.problems.add({ file: this.name, row, column: 0 }, code, message);
    return null;
  }

  decode(bytes: Uint8Array): string | null {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return this.#bad(0, 'is not UTF-8: send the text in that encoding', 'BAD_ENCODING');
    }
  }

  /** Null in the place of a row that cannot be read. */
  array(text: string): (JsonRow | null)[] | null {
    let all: unknown;
    try {
      all = JSON.parse(text);
    } catch (error) {
      return this.#bad(0, `is not JSON: ${(error as Error).message}`);
    }
    if (!Array.isArray(all)) {
      return this.#bad(0, 'must be an array of objects, one a row: [{ "service": …, "measure": … }, …]');
    }
    return all.map((row: unknown, index) => this.#row(row, index + 1));
  }

  lines(text: string): (JsonRow | null)[] {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    return lines.map((line, index) => {
      try {
        return this.#row(JSON.parse(line), index + 1);
      } catch (error) {
        return this.#bad(index + 1, `is not JSON: ${(error as Error).message}`);
      }
    });
  }

  #row(row: unknown, number: number): JsonRow | null {
    return isObject(row) ? row : this.#bad(number, 'must be an object with a key for each column');
  }

  /** Null where one of the values can stand in no cell. */
  cells(row: JsonRow, names: readonly string[], number: number): Cell[] | null {
    const own = (name: string): unknown => (Object.hasOwn(row, name) ? (row[name] ?? null) : null);
    const wrong = names.findIndex((name) => !isCell(own(name)));
    if (wrong < 0) return names.map((name) => own(name) as Cell);
    const value = row[names[wrong]];
    const what = typeof value === 'boolean' ? String(value) : Array.isArray(value) ? 'a list' : 'an object';
    const message = `${names[wrong]}: is ${what}: it must be a text, a number or null`;
    this.problems.add({ file: this.name, row: number, column: wrong + 1 }, 'BAD_VALUE', message);
    return null;
  }
}
