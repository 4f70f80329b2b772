/** What the words of a module must keep to between them: the same that a request for it would be refused for. */
import { STORED_WORDS, writtenChoice, writtenName } from '../../modules/request-words.js';
import type { Text } from '../../metrics/definitions.js';
import type { ModuleOptions } from '../../modules/stored-options.js';
import type { Inventory } from '../../submissions/inventory.js';
import { parseWindow, PERIODS, startRule, type Period, type Window } from '../../metrics/periods.js';
import { BY_SERVICE } from '../../metrics/presentation.js';
import { chartProblem, topProblem } from '../../metrics/presentation-rules.js';
import { didYouMean, hintOf, listed, quoted } from '../message-words.js';
import { splitsIn } from '../metrics/formula.js';
import { MODULE } from './dashboard-shape.js';
import { keysOf, type ShapeKey } from './shape.js';
import type { Fields } from './yaml-fields.js';

export type ModuleFields = Fields<ShapeKey<typeof MODULE>>;
type KnownMetric = Inventory['metrics'] extends Map<string, infer Metric> ? Metric : never;

/** The text of a module that is one: what belongs to a figure is none of it. */
export function readText(fields: ModuleFields): Text | undefined {
  if (fields.has('metric')) fields.bad('metric', 'a module has a metric or a text: leave one of them out');
  const isOfFigure = (key: ShapeKey<typeof MODULE>): boolean => MODULE.keys[key].beside === 'metric';
  for (const key of keysOf(MODULE).filter((each) => fields.has(each) && isOfFigure(each))) {
    fields.bad(key, 'belongs to a figure: beside text there is size alone');
  }
  return fields.text('text');
}

/** The module's metric, if it is known. */
export function readMetric(fields: ModuleFields, { metrics }: Inventory): string | undefined {
  const key = fields.word('metric');
  if (key === undefined || metrics.has(key)) return key;
  const message = `${quoted(key)} is not known${didYouMean(key, metrics.keys())}`;
  fields.bad('metric', message, 'UNKNOWN_REFERENCE', hintOf(key, metrics.keys()));
  return undefined;
}

/**
 * What a module asks for beyond its metric and subject. `isService` says whether it is about one service. Of a metric that is
 * not known nobody can say what suits it.
 */
export function readOptions(
  fields: ModuleFields,
  key: string | undefined,
  isService: boolean,
  catalogue: Inventory,
): ModuleOptions {
  const options: ModuleOptions = Object.fromEntries(
    STORED_WORDS.map((name) => [name, fields.word(writtenName(name))]),
  );
  if (key === undefined) return options;
  const metric = { key, ...catalogue.metrics.get(key)! };
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
    const message = `${key} has no figures of ${writtenChoice(period)}: it has ${has}`;
    fields.bad('period', message, 'BAD_PERIOD', { allowed: periods.map(writtenChoice) });
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
  const known = { measure: (input: string) => measures.get(input) };
  const problem = chartProblem(chart, { formula }, by, known);
  if (problem !== null) fields.bad('chart', problem);
  if (by === BY_SERVICE) {
    if (isService) fields.bad('by', 'one service cannot be split by service');
    return;
  }
  const splits = splitsIn(formula, { measures });
  if (!splits.includes(by)) {
    const can =
      splits.length > 0 ? `it can be split by ${listed(splits)}` : 'it cannot be split: leave by out';
    const message = `${key} has no dimension ${quoted(by)}${didYouMean(by, splits) || `: ${can}`}`;
    fields.bad('by', message, 'UNKNOWN_REFERENCE', hintOf(by, splits, splits));
  } else if (top !== undefined) {
    const cut = topProblem(formula, by, known);
    if (cut !== null) fields.bad('top', cut);
  }
}
