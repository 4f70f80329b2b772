/** One metric for one service and window. */
import {
  amountOf,
  bucketsOf,
  pairOf,
  statusOfParts,
  type Amount,
  type Pair,
  type PairRule,
} from './amounts.js';
import { inputsOf, type Formula, type Term } from './definitions.js';
import type { Line, Outcome, Plan, ServiceValues } from './outcome.js';
import type { Window } from './periods.js';
import { dropInfinite, setHistogramValue, setRatioValue } from './results.js';
import { expectedParts, type Content, type DataSetValues } from './values.js';

const hasDimension = (term: Term, dimension: string): boolean =>
  term.dimension === dimension && !term.only && !term.except && !term.position;

/** The dimensions that a metric can be asked for `by`, given those of its measures. */
export function splitsOf(formula: Formula, dimensionsOf: (measure: string) => readonly string[]): string[] {
  if (formula.kind === 'total') return [...dimensionsOf(formula.measure)];
  if (formula.kind !== 'ratio') return [];
  const { numerator, denominator } = formula;
  const dimension = numerator.dimension;
  if (!dimension) return [];
  const isStage = numerator.position !== undefined;
  return isStage || (hasDimension(numerator, dimension) && hasDimension(denominator, dimension))
    ? [dimension]
    : [];
}

export function planOf(formula: Formula, line: Line | null = null): Plan {
  switch (formula.kind) {
    case 'total':
    case 'newest': {
      const { measure } = formula;
      const term = line ? { measure, dimension: line.dimension, only: [line.value] } : { measure };
      return { kind: 'total', term, isLine: line !== null };
    }
    case 'score': {
      const term = { measure: formula.measure, dimension: formula.dimension };
      return pairPlan(term, term, 1, formula.weights);
    }
    case 'ratio': {
      const { numerator, denominator, scale } = formula;
      const only = (term: Term): Term => ({
        measure: term.measure,
        dimension: line!.dimension,
        only: [line!.value],
      });
      const top = line ? only(numerator) : numerator;
      const bottom = line && !denominator.position ? only(denominator) : denominator;
      if (top.measure === bottom.measure && top.dimension) {
        return { ...pairPlan(top, bottom, scale), isLine: line !== null };
      }
      return { kind: 'ratio', numerator: top, denominator: bottom, scale, isLine: line !== null };
    }
    default:
      return formula;
  }
}

function pairPlan(numerator: Term, denominator: Term, scale: number, weights?: Record<string, number>) {
  const key = JSON.stringify([numerator, denominator, weights]);
  const rule: PairRule = { key, numerator, denominator, weights };
  return { kind: 'pair' as const, measure: denominator.measure, rule, scale, isLine: false };
}

/** How many parts of a window counted: 1 of 1 where it was delivered whole. */
function partsCounted(
  content: Content,
  values: DataSetValues,
  counts: (part: Content) => boolean,
): Outcome['parts'] {
  if (content.splits) return { provided: counts(content) ? 1 : 0, expected: 1 };
  if (content.parts) return { provided: content.parts.filter(counts).length, expected: content.parts.length };
  return { provided: 0, expected: expectedParts(content.window, values.dataSet) };
}

const isProvided = ({ status, isSplitUnknown }: Amount): boolean => status === 'PROVIDED' && !isSplitUnknown;

export interface EvaluateOptions {
  serviceId: number;
  isOpen: boolean;
  /** The target that `share-within` holds against; it must be one of the bounds. */
  target: number | null;
}

/** Evaluates a plan for one service. The window is looked up once a data set, before any filter. */
export function evaluate(
  formula: Formula,
  plan: Plan,
  values: ServiceValues,
  window: Window,
  { serviceId, isOpen, target }: EvaluateOptions,
): Outcome {
  const measures = inputsOf(formula);
  const inputs = measures.flatMap((measure) => {
    const input = values.get(measure);
    return input ? [{ values: input, content: input.content(window) }] : [];
  });
  const outcome: Outcome = {
    serviceId,
    value: null,
    status: 'NOT_PROVIDED',
    flags: 0,
    numerator: null,
    denominator: null,
    squares: 0,
    counts: null,
    isLowerBound: false,
    denominatorTotal: null,
    parts: { provided: 0, expected: 1 },
    missing: [],
    isExpected: isOpen,
    aggregation: null,
    inputs,
  };
  const base = inputs.find((input) => input.values.dataSet.measure === measures.at(-1));
  if (base) {
    outcome.parts = { provided: 0, expected: partsCounted(base.content, base.values, () => true).expected };
    const isExact = inputs.some((input) => input.values.dataSet.aggregation === 'exact');
    outcome.aggregation = isExact ? 'exact' : base.values.dataSet.aggregation;
  }
  if (inputs.length < measures.length) {
    const present = new Set(inputs.map((input) => input.values.dataSet.measure));
    outcome.missing = measures.filter((measure) => !present.has(measure));
    if (formula.kind === 'ratio' && base) setDenominatorTotal(outcome, base);
    return outcome;
  }
  fill(outcome, plan, values, window, target);
  dropInfinite(outcome);
  return outcome;
}

type Input = Outcome['inputs'][number];

const WHOLES = new Map<string, Term>();

/** All of a measure, as one term that lives as long as the process. */
function wholeOf(measure: string): Term {
  let term = WHOLES.get(measure);
  if (!term) WHOLES.set(measure, (term = { measure }));
  return term;
}

function setDenominatorTotal(outcome: Outcome, { values, content }: Input): void {
  const total = amountOf(values, content, wholeOf(values.dataSet.measure)).value;
  outcome.denominatorTotal = Number.isFinite(total) ? total : null;
}

function fail(outcome: Outcome, amounts: readonly Amount[]): void {
  const failed = amounts.filter(({ status }) => status !== 'PROVIDED');
  outcome.status = failed.some(({ status }) => status === 'NOT_APPLICABLE')
    ? 'NOT_APPLICABLE'
    : statusOfParts(failed.map(({ status }) => status));
  outcome.isExpected &&= outcome.status !== 'NOT_APPLICABLE';
  outcome.missing = failed.flatMap(({ missing }) => missing ?? []);
}

function fill(
  outcome: Outcome,
  plan: Plan,
  values: ServiceValues,
  window: Window,
  target: number | null,
): void {
  const input = (measure: string): Input => {
    const of = values.get(measure)!;
    return { values: of, content: of.content(window) };
  };
  switch (plan.kind) {
    case 'total': {
      const { values: of, content } = input(plan.term.measure);
      const amount = amountOf(of, content, plan.term);
      outcome.flags = amount.flags;
      outcome.parts = partsCounted(content, of, (part) => isProvided(amountOf(of, part, plan.term)));
      if (amount.status !== 'PROVIDED') return fail(outcome, [amount]);
      if (plan.isLine && amount.isAbsent) return;
      outcome.status = 'PROVIDED';
      outcome.value = amount.value;
      return;
    }
    case 'pair': {
      const source = input(plan.measure);
      const { values: of, content } = source;
      const pair = pairOf(of, content, plan.rule);
      outcome.parts = partsCounted(content, of, (part) => isProvided(pairOf(of, part, plan.rule)));
      if (!plan.rule.weights) setDenominatorTotal(outcome, source);
      return finishRatio(outcome, plan, [pair], pair.numerator, pair.denominator, pair);
    }
    case 'ratio': {
      const top = input(plan.numerator.measure);
      const bottom = input(plan.denominator.measure);
      const amounts = [amountOf(top.values, top.content, plan.numerator)];
      amounts.push(amountOf(bottom.values, bottom.content, plan.denominator));
      outcome.parts = partsCounted(bottom.content, bottom.values, (part) =>
        isProvided(amountOf(bottom.values, part, plan.denominator)),
      );
      setDenominatorTotal(outcome, bottom);
      outcome.missing = [top, bottom].flatMap(({ values: of }, index) =>
        amounts[index].status === 'PROVIDED' ? [] : [of.dataSet.measure],
      );
      return finishRatio(outcome, plan, amounts, amounts[0].value, amounts[1].value);
    }
    case 'quantile':
    case 'share-within': {
      const { values: of, content } = input(plan.measure);
      const buckets = bucketsOf(of, content);
      outcome.flags = buckets.flags;
      outcome.parts = partsCounted(content, of, (part) => isProvided(bucketsOf(of, part)));
      if (!buckets.counts) return fail(outcome, [buckets]);
      outcome.counts = buckets.counts;
      return setHistogramValue(outcome, plan, buckets.counts, target);
    }
  }
}

function finishRatio(
  outcome: Outcome,
  { scale, isLine }: { scale: number; isLine: boolean },
  amounts: readonly (Amount | Pair)[],
  numerator: number | null,
  denominator: number | null,
  pair?: Pair,
): void {
  outcome.flags = amounts.reduce((bits, { flags }) => bits | flags, 0);
  if (amounts.some(({ status }) => status !== 'PROVIDED')) {
    const { missing } = outcome;
    fail(outcome, amounts);
    if (!outcome.missing.length) outcome.missing = missing;
    return;
  }
  if (isLine && amounts.some(({ isAbsent }) => isAbsent)) return;
  outcome.numerator = numerator;
  outcome.denominator = denominator;
  outcome.squares = pair?.squares ?? 0;
  setRatioValue(outcome, scale);
}
