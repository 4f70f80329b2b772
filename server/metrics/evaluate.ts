/** One metric for one service and window. */
import { amountOf, bucketsOf, pairOf, type Amount, type PairRule } from './amounts.js';
import { inputsOf, type Formula, type Term } from './definitions.js';
import type { Line, Outcome, Plan, ServiceValues } from './outcome.js';
import type { Window } from './periods.js';
import { dropInfinite, setHistogramValue, setRatioValue } from './results.js';
import type { ValueStatus } from './status.js';
import { expectedParts, type Content, type DataSetValues } from './values.js';

const hasDimension = (term: Term, dimension: string): boolean =>
  term.dimension === dimension && !term.only && !term.except && !term.position;

/**
 * The dimensions that a metric can be asked for `by`, given those of its measures. Where the measures share none, the
 * parts of the numerator are held against all of the denominator: errors by error for every 1,000 starts.
 */
export function splitsOf(formula: Formula, dimensionsOf: (measure: string) => readonly string[]): string[] {
  if (formula.kind === 'total') return [...dimensionsOf(formula.measure)];
  if (formula.kind !== 'ratio') return [];
  const { numerator, denominator } = formula;
  const dimension = numerator.dimension;
  if (!dimension) {
    const shared = dimensionsOf(denominator.measure);
    return dimensionsOf(numerator.measure).filter((own) => !shared.includes(own));
  }
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
      const term = line ? { measure, dimension: line.dimension, only: [...line.values] } : { measure };
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
        only: [...line!.values],
      });
      const top = line ? only(numerator) : numerator;
      const isWhole = Boolean(denominator.position) || !numerator.dimension;
      const bottom = line && !isWhole ? only(denominator) : denominator;
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
  const inputs: Input[] = [];
  for (const measure of measures) {
    const input = values.get(measure);
    if (input) inputs.push({ values: input, content: input.content(window) });
  }
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
  fill(outcome, plan, inputs, target);
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

/** A term's amount, with what to call it where it is not there. */
interface Needed {
  amount: Amount;
  measure: string;
  dimension?: string;
}

/** Which of several reasons stands for all: what is not there at all weighs more than what is there in part. */
const REASONS: readonly ValueStatus[] = ['NOT_APPLICABLE', 'SUPPRESSED', 'NOT_PROVIDED', 'INCOMPLETE'];

function fail(outcome: Outcome, needed: readonly Needed[]): void {
  outcome.status = REASONS.find((reason) => needed.some(({ amount }) => amount.status === reason))!;
  outcome.isExpected &&= outcome.status !== 'NOT_APPLICABLE';
  outcome.missing = needed.flatMap(({ amount, measure, dimension }) => {
    if (amount.status !== 'NOT_PROVIDED') return [];
    return amount.missing ?? [amount.isSplitUnknown ? `${measure} by ${dimension}` : measure];
  });
}

const NOT_THERE: Amount = { value: null, status: 'NOT_PROVIDED', flags: 0 };

function fill(outcome: Outcome, plan: Plan, inputs: readonly Input[], target: number | null): void {
  const inputOf = (measure: string): Input | undefined =>
    inputs.find(({ values }) => values.dataSet.measure === measure);
  /** The amount of a part of the window, and of the window itself. A data set that is not there has nothing. */
  const termOf = (term: Term): Needed => {
    const input = inputOf(term.measure);
    const amount = input ? amountOf(input.values, input.content, term) : NOT_THERE;
    return { amount, measure: term.measure, dimension: term.dimension };
  };
  const countParts = (input: Input | undefined, amount: (part: Content) => Amount): void => {
    if (input) outcome.parts = partsCounted(input.content, input.values, (part) => isProvided(amount(part)));
  };
  switch (plan.kind) {
    case 'total': {
      const { term } = plan;
      const needed = termOf(term);
      const input = inputOf(term.measure);
      countParts(input, (part) => amountOf(input!.values, part, term));
      outcome.flags = needed.amount.flags;
      if (needed.amount.status !== 'PROVIDED') return fail(outcome, [needed]);
      if (plan.isLine && needed.amount.isAbsent) return;
      outcome.status = 'PROVIDED';
      outcome.value = needed.amount.value;
      return;
    }
    case 'pair': {
      const { rule, measure } = plan;
      const { dimension } = rule.denominator;
      const input = inputOf(measure);
      if (!input) return fail(outcome, [{ amount: NOT_THERE, measure }]);
      const pair = pairOf(input.values, input.content, rule);
      countParts(input, (part) => pairOf(input.values, part, rule));
      if (!rule.weights) setDenominatorTotal(outcome, input);
      outcome.squares = pair.squares;
      finishRatio(outcome, plan, [{ amount: pair, measure, dimension }], pair.numerator, pair.denominator);
      if (pair.denominator === 0 && pair.hasUnknownParts) {
        // Nothing among what is known, but not all is known: that is no 0 ÷ 0.
        fail(outcome, [{ amount: { ...NOT_THERE, isSplitUnknown: true }, measure, dimension }]);
      }
      return;
    }
    case 'ratio': {
      const [top, bottom] = [plan.numerator, plan.denominator].map(termOf);
      const input = inputOf(plan.denominator.measure);
      countParts(input, (part) => amountOf(input!.values, part, plan.denominator));
      if (input) setDenominatorTotal(outcome, input);
      return finishRatio(outcome, plan, [top, bottom], top.amount.value, bottom.amount.value);
    }
    case 'quantile':
    case 'share-within': {
      const { measure } = plan;
      const input = inputOf(measure);
      if (!input) return fail(outcome, [{ amount: NOT_THERE, measure }]);
      const buckets = bucketsOf(input.values, input.content);
      countParts(input, (part) => bucketsOf(input.values, part));
      outcome.flags = buckets.flags;
      if (!buckets.counts) return fail(outcome, [{ amount: buckets, measure, dimension: 'le' }]);
      outcome.counts = buckets.counts;
      return setHistogramValue(outcome, plan, buckets.counts, target);
    }
  }
}

function finishRatio(
  outcome: Outcome,
  { scale, isLine }: { scale: number; isLine: boolean },
  needed: readonly Needed[],
  numerator: number | null,
  denominator: number | null,
): void {
  outcome.flags = needed.reduce((bits, { amount }) => bits | amount.flags, 0);
  if (needed.some(({ amount }) => amount.status !== 'PROVIDED')) return fail(outcome, needed);
  if (isLine && needed.some(({ amount }) => amount.isAbsent)) return;
  outcome.numerator = numerator;
  outcome.denominator = denominator;
  setRatioValue(outcome, scale);
}
