/**
 * Many rows in one statement whose text does not depend on how many there are, so that it is prepared once:
 * SQLite gets `VALUES (?,?),(?,?)…` in a few fixed sizes, PostgreSQL one `unnest` of an array a column.
 */
import { type Connection, dialectOf, type ListType, rows, run } from './dialect.js';

type Value = number | string | null;
/** One for each row, or one that is the same in all of them, which costs next to nothing. */
type Column = readonly Value[] | Value;
/** Lists are of the same length, and at least one of them is a list. */
export type Columns = readonly Column[];

const isList = (column: Column): column is readonly Value[] => Array.isArray(column);

/** Rows a statement on SQLite. Above a few hundred more of them gain nothing. */
const SIZES = [500, 50, 5, 1];
const MOST_AT_ONCE = 20_000;

/** What a statement is written over. */
interface Shape {
  isPostgres: boolean;
  types: readonly ListType[];
  /** By column, whether it is a list. */
  areLists: readonly boolean[];
}

/** The placeholders of columns that are the same in all rows come first on SQLite. */
function relation({ isPostgres, types, areLists }: Shape, count: number): string {
  if (isPostgres) {
    // Arrays that are unnested in a FROM are first written down as tables.
    const columns = types.map((type, i) => (areLists[i] ? `unnest(?::${type}[])` : `?::${type}`));
    return `SELECT ${columns.join(', ')}`;
  }
  const row = `(${areLists
    .filter(Boolean)
    .map(() => '?')
    .join(',')})`;
  const values = `VALUES ${Array<string>(count).fill(row).join(',')}`;
  if (!areLists.includes(false)) return values;
  let list = 0;
  const columns = areLists.map((isOne) => (isOne ? `column${++list}` : '?'));
  // Without a condition SQLite takes the ON of a conflict for that of a join.
  return `SELECT ${columns.join(', ')} FROM (${values}) WHERE true`;
}

/** By statement and shape, then by the number of rows. */
const TEXTS = new Map<string, Map<number, string>>();

/** The texts of a statement over so many rows. */
function textsOf(shape: Shape, statement: (values: string) => string): (count: number) => string {
  const { isPostgres, types, areLists } = shape;
  const template = `${isPostgres ? types.join() : ''}:${areLists.map(Number).join('')}:${statement('\u0000')}`;
  let texts = TEXTS.get(template);
  if (!texts) TEXTS.set(template, (texts = new Map()));
  const known = texts;
  return (count) => {
    const rowCount = isPostgres ? 0 : count;
    let text = known.get(rowCount);
    if (text === undefined) known.set(rowCount, (text = statement(relation(shape, count))));
    return text;
  };
}

/** The driver quotes each number of an array: to write the array takes a fifth of that. */
const arrayParameter = (type: ListType, values: readonly Value[]): unknown =>
  type === 'text' ? values : `{${values.map((value) => value ?? 'NULL').join()}}`;

function* batches(
  connection: Connection,
  types: readonly ListType[],
  columns: Columns,
  statement: (values: string) => string,
): Generator<{ sql: string; parameters: unknown[] }> {
  const isPostgres = dialectOf(connection).name === 'postgres';
  const lists = columns.filter(isList);
  const constants = columns.filter((column) => !isList(column));
  const total = lists[0].length;
  if (total === 0) return;
  const textOf = textsOf({ isPostgres, types, areLists: columns.map(isList) }, statement);
  for (let from = 0; from < total;) {
    const left = total - from;
    const count = isPostgres ? Math.min(left, MOST_AT_ONCE) : SIZES.find((size) => size <= left)!;
    const to = from + count;
    let parameters: unknown[];
    if (isPostgres) {
      parameters = columns.map((column, i) =>
        isList(column) ? arrayParameter(types[i], column.slice(from, to)) : column,
      );
    } else {
      parameters = new Array<unknown>(constants.length + count * lists.length);
      for (const [at, constant] of constants.entries()) parameters[at] = constant;
      for (const [at, list] of lists.entries()) {
        let next = constants.length + at;
        for (let row = from; row < to; row++, next += lists.length) parameters[next] = list[row];
      }
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
