/** What the words of a module must keep to between them: the same that a request for it would be refused for. */
import {
  CHOICES,
  factsOf,
  STORED_WORDS,
  writtenChoice,
  writtenName,
  type StoredWord,
} from '../../modules/request-words.js';
import type { ModuleOptions } from '../../modules/stored-options.js';
import type { Inventory } from '../../submissions/inventory.js';
import { splitsOf } from '../../metrics/evaluate.js';
import { parseWindow, PERIODS, startRule, type Period, type Window } from '../../metrics/periods.js';
import { BY_SERVICE } from '../../metrics/presentation.js';
import {
  booleanCell,
  CellProblem,
  type CellReader,
  dateCell,
  slugCell,
  textCell,
  wordCell,
} from '../cells/cells.js';
import { numberCell } from '../cells/numbers.js';
import { didYouMean, listed, quoted } from '../message-words.js';
import type { Fields } from './yaml-fields.js';

export const MODULE_KEYS = [
  ...(['slug', 'title', 'description', 'metric', 'subject'] as const),
  ...STORED_WORDS.map(writtenName),
];
export type ModuleFields = Fields<(typeof MODULE_KEYS)[number]>;
type KnownMetric = Inventory['metrics'] extends Map<string, infer Metric> ? Metric : never;

/** A whole number from 1 on. */
const countCell =
  (most: number): CellReader<number> =>
  (cell) => {
    const count = numberCell({ least: 1, isWhole: true })(cell);
    return typeof count === 'number' && count > most
      ? new CellProblem(`${cell} is more than ${most}`)
      : count;
  };

const anyText: CellReader<string> = (cell) => cell;

/** How the value of a word is read; that a start suits its period is checked when both are there. */
function cellOf(name: StoredWord): CellReader<string | number | boolean> {
  const { kind, most = Infinity } = factsOf(name);
  const choices = CHOICES[kind];
  if (choices) return wordCell(choices.map(writtenChoice));
  switch (kind) {
    case 'count':
      return countCell(most);
    case 'flag':
      return booleanCell;
    case 'start':
      return anyText;
    case 'day':
      return dateCell;
    case 'text':
      return textCell;
    default:
      return slugCell;
  }
}

/** The module's metric, if it is known. */
export function readMetric(fields: ModuleFields, { metrics }: Inventory): string | undefined {
  const key = fields.word('metric', slugCell, true);
  if (key === undefined || metrics.has(key)) return key;
  fields.bad('metric', `${quoted(key)} is not known${didYouMean(key, metrics.keys())}`, 'UNKNOWN_REFERENCE');
  return undefined;
}

/** What a module asks for beyond its metric and subject. `isService` says whether it is about one service. */
export function readOptions(
  fields: ModuleFields,
  metric: { key: string } & KnownMetric,
  isService: boolean,
  catalogue: Inventory,
): ModuleOptions {
  const options: ModuleOptions = Object.fromEntries(
    STORED_WORDS.map((name) => [name, fields.word(writtenName(name), cellOf(name))]),
  );
  checkRange(fields, options, metric);
  checkSplit(fields, options, metric, { isService, ...catalogue });
  return options;
}

function checkRange(
  fields: ModuleFields,
  { period: word, from, to }: ModuleOptions,
  { key, periods }: { key: string } & KnownMetric,
): void {
  const period = PERIODS.find((each) => writtenChoice(each) === word);
  if (period && !periods.includes(period)) {
    const has = listed(periods.map(writtenChoice), 'and');
    fields.bad('period', `${key} has no figures of ${writtenChoice(period)}: it has ${has}`, 'BAD_PERIOD');
  }
  if (from === undefined && to === undefined) return;
  if (!period) {
    // A period that is not one has been reported.
    if (!fields.has('period')) {
      fields.bad(from === undefined ? 'to' : 'from', 'needs period beside it', 'MISSING_VALUE');
    }
    return;
  }
  const first = startOf(fields, 'from', period, from);
  const end = startOf(fields, 'to', period, to);
  if (first && end && end.start <= first.start) {
    fields.bad(
      'to',
      `${to} is not after from, ${from}: it is the first window that is left out`,
      'BAD_START',
    );
  }
}

function startOf(
  fields: ModuleFields,
  key: 'from' | 'to',
  period: Period,
  text: string | undefined,
): Window | null {
  if (text === undefined) return null;
  const window = parseWindow(period, text);
  if (!window) {
    const message = `${quoted(text)} is no start of ${writtenChoice(period)}: it must be ${startRule(period)}`;
    fields.bad(key, message, 'BAD_START');
  }
  return window;
}

function checkSplit(
  fields: ModuleFields,
  { by, top, chart }: ModuleOptions,
  { key, formula }: { key: string } & KnownMetric,
  { isService, measures }: Pick<Inventory, 'measures'> & { isService: boolean },
): void {
  if (by === undefined) {
    if (top !== undefined && !fields.has('by')) {
      fields.bad('top', 'needs a split: name a dimension in by', 'MISSING_VALUE');
    }
    if (chart === 'multiples' && !fields.has('by')) {
      fields.bad('chart', 'multiples need a split: name a dimension in by', 'MISSING_VALUE');
    }
    return;
  }
  if (by === BY_SERVICE) {
    if (isService) fields.bad('by', 'one service cannot be split by service');
    return;
  }
  const splits = splitsOf(formula, (measure) =>
    (measures.get(measure)?.dimensions ?? []).map(({ name }) => name),
  );
  if (!splits.includes(by)) {
    const can =
      splits.length > 0 ? `it can be split by ${listed(splits)}` : 'it cannot be split: leave by out';
    const message = `${key} has no dimension ${quoted(by)}${didYouMean(by, splits) || `: ${can}`}`;
    fields.bad('by', message, 'UNKNOWN_REFERENCE');
  } else if (top !== undefined && formula.kind === 'ratio' && formula.numerator.position) {
    fields.bad(
      'top',
      `the same people are at several of the values of ${by}, so the rest cannot be added up: leave top out`,
    );
  }
}
