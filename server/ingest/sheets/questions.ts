/** What must be asked of a table, in words, and the choices there are; and what texts of its rows mean. */
import { hasValues } from './amounts.js';
import type { FoundColumn, TableBody } from './column-uses.js';
import {
  alignStart,
  formatStart,
  type Period,
  type RecordedPeriod,
  shiftStart,
} from '../../metrics/periods.js';
import { dataSetOf, type SheetContext, type SheetWindow, valuesOf } from './context.js';
import { isLikeTotal, isTotal } from './header-words.js';
import {
  type Choice,
  columnKey,
  isFilledDown,
  type Mapping,
  type Note,
  type Question,
  useText,
  windowText,
} from './mapping.js';
import { cellWords, isEmpty } from './table.js';
import type { TableCell } from './table.js';
import {
  DATE_PERIODS,
  type OpenReading,
  windowHeading,
  type WindowReading,
} from './windows/window-column.js';
import { windowIn } from './windows/window-words.js';

const LEAVE_OUT: Choice = { value: 'left-out', label: 'Leave it out' };

export const serviceQuestion = ({ services }: SheetContext): Question => ({
  key: 'service',
  text: 'Which service are these figures of?',
  choices: services.map(({ slug, name }) => ({ value: slug, label: name })),
});

export const measureQuestion = (possible: readonly string[], { measures }: SheetContext): Question => ({
  key: 'measure',
  text: 'What was counted?',
  choices: measures
    .filter(({ key }) => possible.length === 0 || possible.includes(key))
    .map(({ key, label }) => ({ value: key, label })),
});

/** So many of each period are offered where none is due. */
const RECENT: readonly (readonly [period: RecordedPeriod, of: Period, count: number])[] = [
  ['month', 'MONTH', 12],
  ['quarter', 'QUARTER', 8],
  ['year', 'FINANCIAL_YEAR', 3],
];

/** What a title names comes first, then the windows that are due, those that were sent before, and those that have begun of late. */
export function windowQuestion(
  context: SheetContext,
  {
    services,
    measures,
    titled,
  }: { services: readonly string[]; measures: readonly string[]; titled: SheetWindow | undefined },
): Question {
  const sets = services.flatMap((service) =>
    measures.flatMap((measure) => dataSetOf(context, service, measure) ?? []),
  );
  const today = Math.floor(context.now.getTime() / 86_400_000);
  const recent = RECENT.flatMap(([period, of, count]) =>
    Array.from({ length: count }, (_, back): SheetWindow => {
      const start = shiftStart({ recorded: period, start: alignStart(of, today) }, -back);
      return { period, start: formatStart(period, start) };
    }),
  );
  const windows = [
    ...(titled ? [titled] : []),
    ...sets.flatMap(({ due }) => due),
    ...sets.flatMap(({ latest }) => latest),
    ...recent,
  ];
  return {
    key: 'window',
    text: 'Which month, quarter or year are these figures of?',
    choices: [...new Map(windows.map((window) => [windowText(window), window]))].map(([value, window]) => ({
      value,
      label: windowHeading(window),
    })),
  };
}

export const wordQuestion = (word: string): Question => ({
  key: `word:${word}`,
  text: `What does “${word}” stand for in this table?`,
  choices: [
    { value: 'left-out', label: 'Nothing: no value is sent' },
    { value: '[x]', label: 'There is no figure' },
    { value: '[z]', label: 'There cannot be one' },
    { value: '[c]', label: 'It is confidential' },
    { value: '0', label: 'Zero' },
  ],
});

const READINGS: Record<
  Exclude<OpenReading, 'dates'>,
  (example: string) => Pick<Question, 'text' | 'choices'>
> = {
  order: (example) => ({
    text: `In dates such as “${example}”, which comes first?`,
    choices: [
      { value: 'day-first', label: 'The day' },
      { value: 'month-first', label: 'The month' },
    ],
  }),
  quarters: (example) => ({
    text: `When does the first quarter of a year begin (“${example}”)?`,
    choices: [
      { value: 'calendar', label: 'In January' },
      { value: 'financial', label: 'In April' },
    ],
  }),
  pairs: (example) => ({
    text: `What is “${example}”?`,
    choices: [
      { value: 'financial-year', label: 'A financial year' },
      { value: 'month', label: 'A month' },
    ],
  }),
  years: (example) => ({
    text: `When does the year “${example}” begin?`,
    choices: [
      { value: 'calendar', label: 'In January' },
      { value: 'financial', label: 'In April' },
    ],
  }),
};

export function readingQuestion(
  key: OpenReading,
  cells: readonly TableCell[],
  reading: WindowReading,
): Question {
  if (key !== 'dates') {
    const example = cells.find((cell) => windowIn(cell, reading) === key) ?? cells[0] ?? null;
    return { key, ...READINGS[key](cellWords(example)) };
  }
  const date = cells.find((cell) => {
    const found = windowIn(cell, reading);
    return found && (typeof found === 'string' || found.period === null);
  });
  return {
    key,
    text: `What does a date such as “${cellWords(date)}” stand for?`,
    choices: DATE_PERIODS.map((period) => ({
      value: period,
      label:
        period === 'day'
          ? 'That day'
          : period === 'year'
            ? 'The year that begins or ends on it'
            : period === 'week'
              ? 'The week that it is in, from Monday to Sunday'
              : `The ${period} that it is in`,
    })),
  };
}

/** What a column of numbers is of which nothing is known: a value of the dimension of those beside it, a measure, a total. */
export function columnQuestion(each: FoundColumn, side: string | undefined, context: SheetContext): Question {
  const measures = context.measures.filter(
    ({ dimensions }) => side === undefined || dimensions.some(({ name }) => name === side),
  );
  const values =
    side === undefined
      ? []
      : [
          ...new Set(
            measures.flatMap(({ key }) => valuesOf(context, key, side) ?? [each.header.toLowerCase()]),
          ),
        ];
  const choices = [
    ...values.map((value): Choice => ({
      value: useText({ use: 'values', of: { dimensions: { [side!]: value } } }),
      label: `${side}: ${value}`,
    })),
    ...(side === undefined
      ? measures.map(({ key, label }): Choice => ({
          value: useText({ use: 'values', of: { measure: key } }),
          label,
        }))
      : []),
    { value: 'total', label: 'The total' },
    LEAVE_OUT,
  ];
  const name = each.header === '' ? '' : ` (“${each.header}”)`;
  return { key: columnKey(each), text: `What are the numbers in column ${each.letters}${name}?`, choices };
}

/** Texts that are asked about; of more the checks of the rows say which are not known. */
const MOST_TEXTS = 20;

/** What the texts mean that say of what their rows are. */
export function textQuestions(
  { table, headerRow, words, answers }: TableBody,
  columns: readonly FoundColumn[],
  context: SheetContext,
): Pick<Mapping, 'meanings'> & { questions: Question[]; notes: Note[] } {
  const questions: Question[] = [];
  const notes: Note[] = [];
  const meanings: Record<string, Record<string, string | null>> = {};
  const positions = (uses: readonly string[]): number[] =>
    columns.flatMap(({ is }, at) => (uses.includes(is.use) ? [at] : []));
  const filledAt = { values: positions(['values', 'total']), status: positions(['status']) };
  const rows = table.rows.slice(headerRow);
  const isFilled = rows.map((row) => hasValues(row, filledAt));
  for (const [at, { is, letters }] of columns.entries()) {
    if (is.use !== 'service' && is.use !== 'measure' && is.use !== 'dimension') continue;
    const key = is.use === 'dimension' ? is.dimension : is.use;
    const texts = new Set<string>();
    let text = '';
    for (const [index, row] of rows.entries()) {
      if (!isFilledDown(is.use) || !isEmpty(row[at])) text = cellWords(row[at]);
      if (isFilled[index] && text !== '') texts.add(text);
    }
    const known = knownOf(is.use === 'dimension' ? is.dimension : undefined, is.use, context);
    const own: Record<string, string | null> = {};
    const open: string[] = [];
    for (const text of texts) {
      const said = answers[`value:${key}=${text.toLowerCase()}`];
      const found = is.use === 'dimension' ? words.valueOf(is.dimension, text) : words[is.use](text);
      if (said !== undefined) own[text] = said === 'left-out' ? null : said;
      else if (found !== undefined) own[text] = found;
      else if (!isTotal(text, key) && (known || isLikeTotal(text))) open.push(text);
    }
    meanings[key] = own;
    if (open.length > MOST_TEXTS) {
      const text = `${open.length} of the texts in column ${letters} are no ${key} that is known here`;
      notes.push({ kind: 'warning', at: `column ${letters}`, text });
    } else questions.push(...open.map((text) => textQuestion(key, text, known)));
  }
  return { questions, notes, meanings };
}

/** Where a text may be anything, it is only asked whether it is a total. */
const textQuestion = (key: string, text: string, known: readonly Choice[] | undefined): Question => ({
  key: `value:${key}=${text.toLowerCase()}`,
  text: known ? `Which ${key} is “${text}”?` : `Is “${text}” a ${key} of its own, or a total?`,
  choices: known
    ? [...known, LEAVE_OUT]
    : [
        { value: text, label: `A ${key} of its own` },
        { value: LEAVE_OUT.value, label: 'A total: leave it out' },
      ],
});

/** What a text may mean; undefined where it may be anything. */
function knownOf(
  dimension: string | undefined,
  use: 'service' | 'measure' | 'dimension',
  context: SheetContext,
): readonly Choice[] | undefined {
  if (use === 'service') return serviceQuestion(context).choices;
  if (use === 'measure') return measureQuestion([], context).choices;
  const measures = context.measures.filter(({ dimensions }) =>
    dimensions.some(({ name }) => name === dimension),
  );
  const lists = measures.map(({ key }) => valuesOf(context, key, dimension!));
  if (lists.length === 0 || lists.some((list) => !list)) return undefined;
  return [...new Set(lists.flatMap((list) => list!))].map((value) => ({ value, label: value }));
}
