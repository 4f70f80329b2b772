/**
 * Many rows in one statement whose text does not depend on how many there are, so that it is prepared once:
 * SQLite gets `VALUES (?,?),(?,?)…` in a few fixed sizes, PostgreSQL one `unnest` of an array a column.
 */
import { type Connection, dialectOf, type ListType, rows, run } from './dialect.js';

/** One list a column, all of the same length. */
export type Columns = readonly (readonly (number | string | null)[])[];

/** Rows a statement on SQLite. Above a few hundred more of them gain nothing. */
const SIZES = [500, 50, 5, 1];
const MOST_AT_ONCE = 20_000;

function relation(isPostgres: boolean, types: readonly ListType[], count: number): string {
  // Arrays that are unnested in a FROM are first written down as tables.
  if (isPostgres) return `SELECT ${types.map((type) => `unnest(?::${type}[])`).join(', ')}`;
  const row = `(${types.map(() => '?').join(',')})`;
  return `VALUES ${Array<string>(count).fill(row).join(',')}`;
}

/** By statement, then by the number of rows. */
const TEXTS = new Map<string, Map<number, string>>();

/** The texts of a statement over so many rows. */
function textsOf(
  isPostgres: boolean,
  types: readonly ListType[],
  statement: (values: string) => string,
): (count: number) => string {
  const template = `${isPostgres ? types.join() : types.length}:${statement('\u0000')}`;
  let texts = TEXTS.get(template);
  if (!texts) TEXTS.set(template, (texts = new Map()));
  const known = texts;
  return (count) => {
    const rowCount = isPostgres ? 0 : count;
    let text = known.get(rowCount);
    if (text === undefined) known.set(rowCount, (text = statement(relation(isPostgres, types, count))));
    return text;
  };
}

/** The driver quotes each number of an array: to write the array takes a fifth of that. */
const arrayParameter = (type: ListType, values: Columns[number]): unknown =>
  type === 'text' ? values : `{${values.map((value) => value ?? 'NULL').join()}}`;

function* batches(
  connection: Connection,
  types: readonly ListType[],
  columns: Columns,
  statement: (values: string) => string,
): Generator<{ sql: string; parameters: unknown[] }> {
  const isPostgres = dialectOf(connection).name === 'postgres';
  const total = columns[0].length;
  if (total === 0) return;
  const textOf = textsOf(isPostgres, types, statement);
  for (let from = 0; from < total;) {
    const left = total - from;
    const count = isPostgres ? Math.min(left, MOST_AT_ONCE) : SIZES.find((size) => size <= left)!;
    const to = from + count;
    let parameters: unknown[];
    if (isPostgres) {
      parameters = columns.map((column, i) => arrayParameter(types[i], column.slice(from, to)));
    } else {
      parameters = new Array<unknown>(count * columns.length);
      let next = 0;
      for (let row = from; row < to; row++) for (const column of columns) parameters[next++] = column[row];
    }
    yield { sql: textOf(count), parameters };
    from = to;
  }
}

/**
 * Runs a statement over rows, in order. `statement` gets the rows as SQL that may follow `INSERT INTO t (…)` or stand
 * in `WITH r(…) AS (…)`, and must put it there once, before any other parameter.
 */
export async function runOver(
  connection: Connection,
  types: readonly ListType[],
  columns: Columns,
  statement: (values: string) => string,
): Promise<void> {
  for (const { sql, parameters } of batches(connection, types, columns, statement)) {
    await run(connection, sql, parameters);
  }
}

/** The same for a statement with an answer: the answers of all batches, one after another. */
export async function rowsOver<Row>(
  connection: Connection,
  types: readonly ListType[],
  columns: Columns,
  statement: (values: string) => string,
): Promise<Row[]> {
  const answers: Row[][] = [];
  for (const { sql, parameters } of batches(connection, types, columns, statement)) {
    answers.push(await rows<Row>(connection, sql, parameters));
  }
  return answers.length === 1 ? answers[0] : answers.flat();
}
