/** What the words of a module must keep to between them: the same that a request for it would be refused for. */
import type { Inventory, DeliveredModule } from '../../submissions/submissions.js';
import { MOST_POINTS } from '../../engine/questions.js';
import { splitsOf } from '../../metrics/evaluate.js';
import { parseWindow, PERIODS, startRule, type Period, type Window } from '../../metrics/periods.js';
import { BY_SERVICE, CHART_KINDS, VIEW_KINDS } from '../../metrics/presentation.js';
import { CellProblem, type CellReader, numberCell, slugCell, wordCell } from '../cells/cells.js';
import { didYouMean, listed, quoted } from '../message-words.js';
import type { Fields } from './yaml-fields.js';

export const MODULE_KEYS = [
  'slug',
  'title',
  'description',
  'metric',
  'subject',
  'period',
  'from',
  'to',
  'last',
  'by',
  'top',
  'compare-to',
  'chart',
  'view',
] as const;
export type ModuleFields = Fields<(typeof MODULE_KEYS)[number]>;
type Options = DeliveredModule['options'];
type KnownMetric = Inventory['metrics'] extends Map<string, infer Metric> ? Metric : never;

/** ROLLING_YEAR → `rolling-year`, as attributes and addresses have it. */
const attributeWord = (word: string): string => word.toLowerCase().replaceAll('_', '-');

const PERIOD_WORDS = PERIODS.map(attributeWord);
const COMPARISON_WORDS = ['previous-period', 'previous-year'];

/** A whole number from 1 on. */
const countCell =
  (most: number): CellReader<number> =>
  (cell) => {
    const count = numberCell({ least: 1, isWhole: true })(cell);
    return typeof count === 'number' && count > most
      ? new CellProblem(`${cell} is more than ${most}`)
      : count;
  };

/** How many lines a split can have. */
const MOST_LINES = 1000;

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
): Options {
  const period = fields.word('period', wordCell(PERIOD_WORDS));
  const options: Options = {
    period,
    ...readRange(fields, period === undefined ? null : PERIODS[PERIOD_WORDS.indexOf(period)], metric),
    last: fields.word('last', countCell(MOST_POINTS)),
    by: fields.word('by', slugCell),
    top: fields.word('top', countCell(MOST_LINES)),
    compareTo: fields.word('compare-to', wordCell(COMPARISON_WORDS)),
    chart: fields.word('chart', wordCell(CHART_KINDS.map(attributeWord))),
    view: fields.word('view', wordCell(VIEW_KINDS.map(attributeWord))),
  };
  checkSplit(fields, options, metric, isService, catalogue);
  return options;
}

function readRange(
  fields: ModuleFields,
  period: Period | null,
  { key, periods }: { key: string } & KnownMetric,
): Pick<Options, 'from' | 'to'> {
  if (period && !periods.includes(period)) {
    const has = listed(periods.map(attributeWord), 'and');
    fields.bad('period', `${key} has no figures of ${attributeWord(period)}: it has ${has}`, 'BAD_PERIOD');
  }
  const [from, to] = [fields.word('from', anyText), fields.word('to', anyText)];
  if (from === undefined && to === undefined) return {};
  if (!period) {
    // A period that is not one has been reported.
    if (!fields.has('period')) {
      fields.bad(from === undefined ? 'to' : 'from', 'needs period beside it', 'MISSING_VALUE');
    }
    return {};
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
  return { from, to };
}

const anyText: CellReader<string> = (cell) => cell;

function startOf(
  fields: ModuleFields,
  key: 'from' | 'to',
  period: Period,
  text: string | undefined,
): Window | null {
  if (text === undefined) return null;
  const window = parseWindow(period, text);
  if (!window) {
    const message = `${quoted(text)} is no start of ${attributeWord(period)}: it must be ${startRule(period)}`;
    fields.bad(key, message, 'BAD_START');
  }
  return window;
}

function checkSplit(
  fields: ModuleFields,
  { by, top, chart }: Options,
  { key, formula }: { key: string } & KnownMetric,
  isService: boolean,
  { measures }: Inventory,
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
