/** What a column is, for people: in words, and as the choices there are. */
import { type SheetContext, valuesOf } from './context.js';
import { type Choice, type ColumnUse, type Mapping, useText } from './mapping.js';

const WORDS: Record<Exclude<ColumnUse['use'], 'values' | 'dimension' | 'left-out'>, string> = {
  service: 'The service',
  measure: 'What was counted',
  window: 'The day, week, month, quarter or year',
  year: 'The year of the month or quarter',
  period: 'How long: day, week, month, quarter or year',
  start: 'The first day',
  status: 'Why there is no value',
  flags: 'Flags of the value',
  total: 'A total: checked, not sent',
  rating: 'The rating of a response',
  date: 'The date of a response',
};

/** `Values: transactions, channel digital, month from 2026-01-01`. */
export function useWords(is: ColumnUse, { measures }: Pick<SheetContext, 'measures'>): string {
  if (is.use === 'left-out') return 'Left out';
  if (is.use === 'dimension') return `The ${is.dimension}`;
  if (is.use !== 'values') return WORDS[is.use];
  const { service, measure, window, dimensions = {} } = is.of;
  const label = measures.find(({ key }) => key === measure)?.label ?? measure;
  const parts = [
    ...(service === undefined ? [] : [service]),
    ...(label === undefined ? [] : [label]),
    ...Object.entries(dimensions).map(([name, value]) => `${name} ${value}`),
    ...(window === undefined ? [] : [`${window.period} from ${window.start}`]),
  ];
  return parts.length === 0 ? 'Values' : `Values: ${parts.join(', ')}`;
}

/** So many values of a dimension are chosen from. */
const MOST_VALUES = 50;

/** What a column can be said to be; what it is comes first, if it is none of the others. */
export function columnChoices(
  is: ColumnUse,
  { shape }: Pick<Mapping, 'shape'>,
  context: SheetContext,
): Choice[] {
  const uses = shape === 'responses' ? RESPONSES : [...LABELS, ...valueUses(context)];
  const choices = [...uses, { use: 'left-out', why: '' } as const].map((use) => ({
    value: useText(use),
    label: useWords(use, context),
  }));
  const own = { value: useText(is), label: useWords(is, context) };
  return choices.some(({ value }) => value === own.value) ? choices : [own, ...choices];
}

const RESPONSES: readonly ColumnUse[] = [{ use: 'rating' }, { use: 'date' }];
const LABELS: readonly ColumnUse[] = [
  { use: 'service' },
  { use: 'measure' },
  { use: 'window' },
  { use: 'year' },
  { use: 'total' },
  { use: 'values', of: {} },
];

/** Every dimension, every measure, and every value that is known. */
function valueUses(context: SheetContext): ColumnUse[] {
  const names = new Set(context.measures.flatMap(({ dimensions }) => dimensions.map(({ name }) => name)));
  return [
    ...[...names].map((dimension): ColumnUse => ({ use: 'dimension', dimension })),
    ...context.measures.map(({ key }): ColumnUse => ({ use: 'values', of: { measure: key } })),
    ...[...names].flatMap((name) => {
      const values = context.measures.flatMap(({ key, dimensions }) =>
        dimensions.some((one) => one.name === name) ? (valuesOf(context, key, name) ?? []) : [],
      );
      return [...new Set(values)]
        .slice(0, MOST_VALUES)
        .map((value): ColumnUse => ({ use: 'values', of: { dimensions: { [name]: value } } }));
    }),
  ];
}
