/**
 * How large an answer may be. What makes it large are the columns of series, each as often as the document names it: they
 * are counted while the answer is made, so that one too large is refused before it is put together as text.
 */
import { getNullableType, isLeafType, isListType, isObjectType, type GraphQLSchema } from 'graphql';
import { InputError } from '../errors.js';

/** Bytes of one answer as JSON. */
export const MOST_ANSWER_BYTES = 16_000_000;

/** Types whose lists of numbers and words are columns. */
const COLUMN_TYPES = ['Series', 'SeriesLine', 'SeriesChanges'];

/** What an item of a short column takes; longer ones are looked into. */
const ITEM_BYTES = 8;
const SHORT = 100;
const SAMPLE = 50;

export const answerTooLarge = (): InputError =>
  new InputError(
    `one answer has at most ${MOST_ANSWER_BYTES / 1e6} MB, and this would be larger: ask for fewer columns or shorter series at once`,
    400,
    'LIMIT_EXCEEDED',
  );

/** What a column takes as JSON, as far as some of its items tell. */
function bytesOf(column: readonly unknown[]): number {
  if (column.length < SHORT) return ITEM_BYTES * column.length;
  const step = Math.ceil(column.length / SAMPLE);
  let bytes = 0;
  let items = 0;
  for (let index = 0; index < column.length; index += step) {
    bytes += JSON.stringify(column[index] ?? null).length + 1;
    items += 1;
  }
  return (bytes * column.length) / items;
}

function isColumn(type: unknown): boolean {
  const list = getNullableType(type as Parameters<typeof getNullableType>[0]);
  if (!isListType(list)) return false;
  const item = getNullableType(list.ofType);
  return isLeafType(item) || isColumn(item);
}

/** Whether a field of a type is a column. */
export const isColumnOf = (owner: string, type: unknown): boolean =>
  COLUMN_TYPES.includes(owner) && isColumn(type);

/** Counts the columns of each answer by the context of its request. */
export function limitColumns(schema: GraphQLSchema): GraphQLSchema {
  const taken = new WeakMap<object, number>();
  for (const name of COLUMN_TYPES) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isColumn(field.type)) continue;
      field.resolve = (root: Record<string, unknown>, _args, context: object) => {
        const column = root[field.name];
        if (!Array.isArray(column)) return column;
        const bytes = (taken.get(context) ?? 0) + bytesOf(column);
        if (bytes > MOST_ANSWER_BYTES) throw answerTooLarge();
        taken.set(context, bytes);
        return column;
      };
    }
  }
  return schema;
}
