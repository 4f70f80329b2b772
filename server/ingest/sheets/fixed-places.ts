/** What holds for the whole table because no column says it: its service, measure and window. */
import { cellsBelow, type FoundColumn, type TableBody, windowHeader } from './column-uses.js';
import { cadencesOf, dataSetOf, type SheetContext, type SheetWindow } from './context.js';
import { type ColumnUse, type Note, type Place, type Question, windowOfText } from './mapping.js';
import { isOfFigures } from './header-words.js';
import { measureQuestion, serviceQuestion, windowQuestion } from './questions.js';
import { cellWords } from './table.js';
import { readWindow } from './windows/window-column.js';

export interface FixedPlaces {
  place: Place;
  /** The measure of a column with values that does not say its own; undefined where rows say it, or it is asked. */
  measureOf(is: ColumnUse): string | undefined;
  /** What the table is of, as far as it is known. */
  services: readonly string[];
  measures: readonly string[];
  /** The measure that a title in the file speaks of, or its name, where it can be of that. */
  titled: string | undefined;
  questions: Question[];
  notes: Note[];
}

export function decideFixed(
  body: TableBody,
  columns: readonly FoundColumn[],
  context: SheetContext,
): FixedPlaces {
  const titles = titlesOf(body);
  const questions: Question[] = [];
  const notes: Note[] = [];
  const place: Place = {};
  const values = columns.filter(({ is }) => is.use === 'values');

  const services = namedBelow(body, columns, 'service');
  const isEachOfService = values.length > 0 && values.every(({ is }) => is.use === 'values' && is.of.service);
  if (!hasUse(columns, 'service') && !isEachOfService) {
    const service = decideService(body, titles, context);
    if (service) {
      place.service = service;
      services.push(service);
    } else questions.push(serviceQuestion(context));
  }

  const measures = namedBelow(body, columns, 'measure');
  const measureOf = new Map<ColumnUse, string>();
  let titled: string | undefined;
  if (!hasUse(columns, 'measure')) {
    for (const { is } of values) {
      if (is.use !== 'values') continue;
      const possible =
        is.of.measure === undefined ? possibleMeasures(body, columns, is, context) : [is.of.measure];
      titled ??= titledMeasure(body, titles, possible);
      const measure = decideMeasure(body, titles, possible, { service: place.service, context });
      if (measure !== undefined) measureOf.set(is, measure);
      else if (!questions.some(({ key }) => key === 'measure'))
        questions.push(measureQuestion(possible, context));
    }
    measures.push(...new Set(measureOf.values()));
  }

  const hasWindow =
    ['window', 'start'].some((use) => hasUse(columns, use)) ||
    (values.length > 0 &&
      columns.every(
        ({ is }, at) => is.use !== 'values' || is.of.window || windowHeader(body, columns, at) !== null,
      ));
  if (!hasWindow) {
    const said = windowOfText(body.answers.window ?? '');
    const titled = said ? undefined : titledWindow(titlesOf(body, isOfFigures));
    const cadences = cadencesOf(context, services, measures);
    const isUsual = titled && (cadences.length === 0 || cadences.includes(titled.period));
    const window = said ?? (isUsual ? titled : undefined);
    if (window) {
      place.window = window;
      notes.push({
        kind: 'said',
        text: `All values are of the ${window.period} that begins on ${window.start}`,
      });
    } else questions.push(windowQuestion(context, { services, measures, titled }));
  }
  if (values.length === 0) {
    notes.push({ kind: 'warning', text: 'No column holds values: say of the one that does what it is' });
  }
  return { place, measureOf: (is) => measureOf.get(is), services, measures, titled, questions, notes };
}

const hasUse = (columns: readonly FoundColumn[], use: string): boolean =>
  columns.some(({ is }) => is.use === use);

/** What stands above the header, and the names of sheet and file; of each row up to what is not wanted. */
function titlesOf({ table, headerRow }: TableBody, isWanted = (_: string): boolean => true): string[] {
  const above = table.rows.slice(0, headerRow - 1).flatMap((row) => {
    const texts = row.map(cellWords).filter(Boolean);
    const end = texts.findIndex((text) => !isWanted(text));
    return end < 0 ? texts : texts.slice(0, end);
  });
  const file = table.name.replace(/\.[a-z]{3,4}$/i, '').replace(/_/g, ' ');
  return [...above, ...(table.sheet === undefined ? [] : [table.sheet]), file];
}

/** The services, or measures, that the cells of their column name. */
function namedBelow(body: TableBody, columns: readonly FoundColumn[], use: 'service' | 'measure'): string[] {
  const at = columns.findIndex(({ is }) => is.use === use);
  const own = columns.flatMap(({ is }) => (is.use === 'values' ? (is.of[use] ?? []) : []));
  if (at < 0) return [...new Set(own)];
  const cells = cellsBelow(body, at);
  return [...new Set([...own, ...cells.flatMap((cell) => body.words[use](cellWords(cell)) ?? [])])];
}

function decideService(
  { answers, words }: TableBody,
  titles: readonly string[],
  { services }: SheetContext,
): string | undefined {
  if (answers.service !== undefined) return answers.service;
  const named = titles.map((title) => words.serviceWithin(title)).find(Boolean);
  return named ?? (services.length === 1 ? services[0].slug : undefined);
}

/** Measures that are divided as the table is. */
function possibleMeasures(
  { words }: TableBody,
  columns: readonly FoundColumn[],
  is: ColumnUse & { use: 'values' },
  { measures }: SheetContext,
): string[] {
  const names = columns.flatMap(({ is: each }) => (each.use === 'dimension' ? [each.dimension] : []));
  const byColumn = Object.entries(is.of.dimensions ?? {});
  return measures
    .filter(({ dimensions }) => names.every((name) => dimensions.some((one) => one.name === name)))
    .map(({ key }) => key)
    .filter((key) =>
      byColumn.every(([dimension, value]) => words.measuresWith({ dimension, value }).includes(key)),
    );
}

function titledMeasure(
  { words }: TableBody,
  titles: readonly string[],
  possible: readonly string[],
): string | undefined {
  const named = titles.map((title) => words.measureWithin(title));
  // The last title is the name of the file: it says nothing against the columns.
  return named.find((key) => key !== undefined && possible.includes(key)) ?? named.slice(0, -1).find(Boolean);
}

function decideMeasure(
  body: TableBody,
  titles: readonly string[],
  possible: readonly string[],
  { service, context }: { service: string | undefined; context: SheetContext },
): string | undefined {
  const { measure: said } = body.answers;
  if (said !== undefined && (possible.length !== 1 || possible[0] === said)) return said;
  const titled = titledMeasure(body, titles, possible);
  if (titled !== undefined && possible.includes(titled)) return titled;
  // A title that names another than what the columns can be of: one of them is not what it seems.
  if (possible.length === 1) return titled !== undefined && said === undefined ? undefined : possible[0];
  const filled = possible.filter((measure) => dataSetOf(context, service, measure));
  return filled.length === 1 ? filled[0] : undefined;
}

const TITLE_PARTS = / *[:;,()|] *| [-\u2013\u2014] | in | for /;

/** The one window that the titles name. */
function titledWindow(titles: readonly string[]): SheetWindow | undefined {
  const named = titles
    .slice(0, -1)
    .filter(isOfFigures)
    .flatMap((title) => [title, ...title.split(TITLE_PARTS)])
    .flatMap((text) => readWindow(text, {}) ?? []);
  const different = new Set(named.map(({ period, start }) => `${period} ${start}`));
  return different.size === 1 ? named[0] : undefined;
}
