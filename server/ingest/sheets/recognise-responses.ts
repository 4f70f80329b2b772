/**
 * Raw responses to a survey: a row each, with a date and a rating. Only these two columns are looked at; of the others
 * nothing but their headers is said, and nothing kept.
 */
import { ratingAnswer, type BestRating } from '../rating-scale.js';
import { tableBody, type TableBody } from './column-uses.js';
import { dataSetOf, type SheetContext, type SheetDataSet } from './context.js';
import { decideFixed } from './fixed-places.js';
import { headerMeaning } from './header-row.js';
import {
  column,
  columnKey,
  emptyMapping,
  type MappedColumn,
  type Mapping,
  type Note,
  sheetNotes,
  type Question,
  useOfText,
} from './mapping.js';
import { readingQuestion } from './questions.js';
import { givenReading, unitsOf } from './recognise-values.js';
import { remembered } from './remembered.js';
import { cellAt, cellWords, isEmpty, isNumeric, type TableCell, uniqueCells, widthOf } from './table.js';
import { DATE_PERIODS, decideReading } from './windows/window-column.js';
import { windowIn } from './windows/window-words.js';

const ABOUT_RATINGS = /satisf|rating|\brate\b|how (?:do|did|was|were|would|easy)|experience|feel|score/i;
/** Dates that are none of a response. */
const OTHER_DATES = /birth|\bdob\b/i;
const ABOUT_DATES = /submit|complet|receiv|respon|finish/i;
/** Of the cells of a column that are filled. */
const MOST_OF = 0.8;

/** Undefined where the table is none of responses. */
export function recogniseResponses(body: TableBody, context: SheetContext): Mapping | undefined {
  if (!context.measures.some(({ key }) => key === 'ratings')) return undefined;
  const { table, headerRow, answers } = body;
  const named = Array.from({ length: widthOf(table) }, (_, at) =>
    column(cellWords(cellAt(table, headerRow, at)), at, { use: 'left-out', why: DROPPED }),
  );
  const ratings =
    chosen(named, answers, 'rating') ?? preferred(named, ratingColumns(body, named), ABOUT_RATINGS);
  const dated = chosen(named, answers, 'date') ?? preferred(named, dateColumns(body, named), ABOUT_DATES);
  if (ratings.length === 0 || dated.length === 0 || isCounted(body, named)) return undefined;
  // A response in the place of the names of columns: what stands in it must not be taken for names, and be said.
  if ([...ratings, ...dated].some(({ header }) => ratingAnswer(header) || windowIn(header) !== null)) {
    return recogniseResponses(tableBody(table, headerRow - 1, body), context);
  }

  const questions: Question[] = [];
  if (ratings.length > 1) questions.push(whichColumn('rating', 'Which column has the rating?', ratings));
  if (dated.length > 1)
    questions.push(whichColumn('date', 'Which column has the date of the response?', dated));
  const [rating] = ratings;
  const [date] = dated;
  const columns = named.map((each): MappedColumn => {
    if (each === rating) return { ...each, is: { use: 'rating' } };
    return each === date ? { ...each, is: { use: 'date' } } : each;
  });
  const fixed = decideFixed(body, columns, { ...context, measures: [] });
  questions.push(...fixed.questions.filter(({ key }) => key === 'service'));
  const { service } = fixed.place;
  const dataSet = dataSetOf(context, service, 'ratings');

  const dateCells = uniqueCells(cellsOf(body, named.indexOf(date)));
  const said = givenReading(answers);
  const cadence = DATE_PERIODS.find((each) => each === dataSet?.cadence);
  const dates = said.dates ?? cadence;
  const given = { ...said, ...(dates && { dates }) };
  const { reading, open } = decideReading(dateCells, { given, now: context.now, cadences: [] });
  // How closely responses follow one another says nothing of how they are to be counted.
  if (!dates) delete reading.dates;
  if (open.includes('order')) questions.push({ ...readingQuestion('order', [], {}), text: ORDER_QUESTION });
  if (!dates) questions.push(periodQuestion());

  const scale = scaleOf(body, named.indexOf(rating), dataSet);
  questions.push(...scale.questions);
  return {
    shape: 'responses',
    ...{ headerRow, columns },
    ...emptyMapping(answers),
    fixed: { ...(service !== undefined && { service }), measure: 'ratings' },
    reading,
    units: unitsOf(context),
    best: { given: scale.given, stored: dataSet?.bestRating ?? 5 },
    timeZone: dataSet?.timeZone ?? 'Europe/London',
    questions,
    notes: [...sheetNotes(table), ...notesOf(columns, rating, date), ...scale.notes],
  };
}

const DROPPED = 'of a response only the rating and the date are read';

/** The column that was said to be this; undefined where none was. */
function chosen(
  named: readonly MappedColumn[],
  answers: Mapping['answers'],
  use: 'rating' | 'date',
): MappedColumn[] | undefined {
  const found = named.filter(
    (each) =>
      answers[`${use}-column`] === columnKey(each) || useOfText(answers[columnKey(each)] ?? '')?.use === use,
  );
  return found.length > 0 ? found.slice(0, 1) : undefined;
}

/** Of several those whose headers speak of it, if any do. */
function preferred(named: readonly MappedColumn[], at: readonly number[], words: RegExp): MappedColumn[] {
  const all = at.map((each) => named[each]);
  const speaking = all.filter(({ header }) => words.test(header));
  return speaking.length > 0 ? speaking : all;
}

const cellsOf = ({ table, headerRow }: TableBody, at: number): TableCell[] =>
  table.rows.slice(headerRow).map((row) => row[at] ?? null);

/** So many rows say what a column is. */
const MOST_LOOKED_AT = 1_000;

const filledCells = ({ table, headerRow }: TableBody, at: number): TableCell[] =>
  table.rows
    .slice(headerRow, headerRow + MOST_LOOKED_AT)
    .flatMap((row) => (isEmpty(row[at]) ? [] : [row[at]]));

function ratingColumns(body: TableBody, named: readonly MappedColumn[]): number[] {
  return named.flatMap(({ header }, at) => {
    const below = filledCells(body, at).map(cellWords);
    const read = below.map(ratingAnswer);
    if (below.length === 0 || read.filter(Boolean).length < MOST_OF * below.length) return [];
    return ABOUT_RATINGS.test(header) || read.some((answer) => answer?.meant !== undefined) ? [at] : [];
  });
}

/** Days, not months: a month has many responses. */
function dateColumns(body: TableBody, named: readonly MappedColumn[]): number[] {
  const isDate = (cell: TableCell): boolean => {
    const found = windowIn(cell);
    return found === 'order' || (typeof found === 'object' && found?.period === null);
  };
  return named.flatMap(({ header }, at) => {
    const below = OTHER_DATES.test(header) ? [] : filledCells(body, at);
    return below.length > 0 && below.filter(isDate).length >= MOST_OF * below.length ? [at] : [];
  });
}

/** Whether a column counts responses: then a row is many of them. */
function isCounted(body: TableBody, named: readonly MappedColumn[]): boolean {
  return named.some((_, at) => {
    const meaning = headerMeaning(cellAt(body.table, body.headerRow, at), body.words);
    if (!meaning) return false;
    const { role, measure, value, isTotal } = meaning;
    const isCount = role === 'value' || measure !== undefined || value?.dimension === 'rating' || isTotal;
    return isCount && filledCells(body, at).every(isNumeric);
  });
}

const whichColumn = (use: string, text: string, columns: readonly MappedColumn[]): Question => ({
  key: `${use}-column`,
  text,
  choices: columns.map((each) => ({
    value: columnKey(each),
    label: `Column ${each.letters}${each.header === '' ? '' : `: ${each.header}`}`,
  })),
});

/** Without an example: no cell of a response is said. */
const ORDER_QUESTION = 'In the dates of the responses, which comes first?';

const periodQuestion = (): Question => ({
  key: 'dates',
  text: 'How are the responses to be counted?',
  // What most do stands first.
  choices: (['month', 'week', 'quarter', 'day', 'year'] as const).map((period) => ({
    value: period,
    label: `By ${period}`,
  })),
});

/** Points (0–100) and answers from which a scale can look reversed, as when ratings are compared with those stored. */
const NEAR = 10;
const FAR = 40;
const LEAST_ANSWERS = 30;
/** Below it most are dissatisfied, which is rare where nothing is known. */
const RARELY_LESS = 30;

function scaleOf(
  body: TableBody,
  at: number,
  dataSet: SheetDataSet | undefined,
): { given: BestRating; questions: Question[]; notes: Note[] } {
  const said = body.answers['best-rating'];
  if (said !== undefined) return { given: said === '1' ? 1 : 5, questions: [], notes: [] };
  const stored = dataSet?.bestRating ?? 5;
  const answerOf = remembered(ratingAnswer);
  const read = cellsOf(body, at).map((cell) => answerOf(cellWords(cell)));
  const digits = read.flatMap((answer) => answer?.digit ?? []);
  if (digits.length === 0) return { given: 5, questions: [], notes: [] };
  const byWords = new Set(
    read.flatMap((answer): (BestRating | 'both')[] => {
      const { digit, meant } = answer ?? {};
      if (digit === undefined || meant === undefined || digit === 3) return [];
      return [meant === digit ? 5 : meant === 6 - digit ? 1 : 'both'];
    }),
  );
  const [best] =
    byWords.size === 1 ? byWords : [bestByHeader(cellWords(cellAt(body.table, body.headerRow, at)))];
  if (best === 1 || best === 5) return { given: best, questions: [], notes: [] };
  const score = (100 * (digits.reduce((a, b) => a + b, 0) / digits.length - 1)) / 4;
  const asStored = stored === 5 ? score : 100 - score;
  const usual = dataSet?.score ?? null;
  const isMirrored =
    usual === null
      ? asStored < RARELY_LESS
      : Math.abs(100 - asStored - usual) <= NEAR && Math.abs(asStored - usual) > FAR;
  if (byWords.size > 1 || (digits.length >= LEAST_ANSWERS && isMirrored)) {
    return { given: stored, questions: [scaleQuestion(asStored, usual)], notes: [] };
  }
  const text = `${stored} is taken to be “very satisfied”, ${6 - stored} “very dissatisfied”`;
  return { given: stored, questions: [], notes: [{ kind: 'said', text }] };
}

const scaleQuestion = (score: number, usual: number | null): Question => ({
  key: 'best-rating',
  text: `Which rating is “very satisfied” in this file? The score would be ${score.toFixed(0)}${usual === null ? '' : `, and it is ${usual.toFixed(0)} as a rule`}`,
  choices: [
    { value: '5', label: '5' },
    { value: '1', label: '1' },
  ],
});

/** `1 = very satisfied, 5 = very dissatisfied`. */
function bestByHeader(header: string): BestRating | undefined {
  const text = header.toLowerCase();
  const [, good] =
    /([15])[^0-9a-z]*(?:is|being|means)?[^0-9a-z]*(?:very|extremely|most) (?:satisf|happy|good|easy)/.exec(
      text,
    ) ?? [];
  return good === undefined ? undefined : good === '1' ? 1 : 5;
}

function notesOf(columns: readonly MappedColumn[], rating: MappedColumn, date: MappedColumn): Note[] {
  const others = columns.filter(({ is, header }) => is.use === 'left-out' && header !== '');
  const notes: Note[] = [
    {
      kind: 'said',
      text: `Every row is a response: its rating is in column ${rating.letters}, its date in column ${date.letters}`,
    },
  ];
  if (others.length > 0) {
    notes.push({
      kind: 'said',
      text: `Nothing of the other columns is read or kept: ${others.map(({ header }) => header).join(', ')}`,
    });
  }
  return notes;
}
