/** One metric for one service and window. */
import { amountOf, bucketsOf, pairOf, type Amount, type PairRule } from './amounts.js';
import { inputsOf, type Formula, type Term } from './definitions.js';
import type { Asked, Line, Outcome, FormulaPlan, ServiceValues } from './outcome.js';
import { dropInfinite, setHistogramValue, setRatioValue } from './results.js';
import type { ValueStatus } from './status.js';
import { expectedParts, type Content } from './rows/values.js';

const hasDimension = (term: Term, dimension: string): boolean =>
  term.dimension === dimension && !term.only && !term.except && !term.position;

/**
 * The dimensions that a metric can be asked for `by`, given those of its measures. Where the measures share none, the
 * parts of the numerator are held against all of the denominator: errors by error for every 1,000 starts.
 */
export function splitsOf(formula: Formula, dimensionsOf: (measure: string) => readonly string[]): string[] {
  const isWhole = formula.kind === 'newest' || (formula.kind === 'total' && !formula.dimension);
  if (isWhole) return [...dimensionsOf(formula.measure)];
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

/** A formula made ready for one line of a split, or for the metric itself. */
export function planOf(formula: Formula, line: Line | null = null): FormulaPlan {
  switch (formula.kind) {
    case 'total':
    case 'newest': {
      const { measure } = formula;
      if (line?.dimension === 'le') return { kind: 'range', measure, bounds: line.values };
      const term: Term = line ? { measure, dimension: line.dimension, only: [...line.values] } : formula;
      return { kind: 'total', term, isLine: line !== null };
    }
    case 'score': {
      const term = { measure: formula.measure, dimension: formula.dimension };
      return pairPlan(term, term, 1, formula.weights);
    }
    case 'mean': {
      const [numerator, denominator] = [{ measure: formula.sum }, { measure: formula.count }];
      return { kind: 'ratio', numerator, denominator, scale: 1, isLine: false };
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

const isProvided = ({ status, isSplitUnknown }: Amount): boolean => status === 'PROVIDED' && !isSplitUnknown;

const WHOLE: Outcome['parts'] = { provided: 1, expected: 1 };
const NONE: Outcome['parts'] = { provided: 0, expected: 1 };

/** How many parts of a window counted: 1 of 1 where it was delivered whole. `own` is what `valueOf` makes of all of it. */
function partsCounted<T>(
  content: Content,
  own: Amount,
  valueOf: (part: Content, term: T) => Amount,
  term: T,
): Outcome['parts'] {
  const { splits, parts, partsInSplits, window, dataSet } = content;
  if (partsInSplits) return { provided: isProvided(own) ? partsInSplits : 0, expected: partsInSplits };
  if (splits) return isProvided(own) ? WHOLE : NONE;
  if (!parts) return { provided: 0, expected: expectedParts(window, dataSet) };
  const provided = parts.filter((part) => isProvided(valueOf(part, term))).length;
  return { provided, expected: parts.length };
}

const NO_NAMES: readonly string[] = [];

/** Nothing, of a service by itself. */
const blank = (): Outcome => ({
  serviceId: 0,
  value: null,
  status: 'NOT_PROVIDED',
  flags: 0,
  numerator: null,
  denominator: null,
  squares: 0,
  histogram: null,
  isLowerBound: false,
  denominatorTotal: null,
  parts: NONE,
  missing: NO_NAMES,
  obstacle: null,
  isDelivered: false,
  isExpected: false,
  aggregation: null,
  inputs: [],
});

const BLANK = blank();

/** The service that is evaluated, and whether it was open in the window. */
interface About {
  serviceId: number;
  isOpen: boolean;
}

/** Evaluates a plan for one service. The window is looked up once a data set, before any filter. */
export const evaluate = (asked: Asked, values: ServiceValues, about: About): Outcome =>
  evaluateInto(blank(), asked, { values, about });

/** What is evaluated without being kept is written over each time. */
export class PassingOutcome {
  readonly #outcome = blank();

  /** The outcome of a service, until the next one is asked for. */
  evaluate(asked: Asked, values: ServiceValues, about: About): Outcome {
    Object.assign(this.#outcome, BLANK);
    return evaluateInto(this.#outcome, asked, { values, about });
  }
}

function evaluateInto(
  outcome: Outcome,
  { formula, plan, window, target }: Asked,
  { values, about: { serviceId, isOpen } }: { values: ServiceValues; about: About },
): Outcome {
  const measures = inputsOf(formula);
  const inputs: Content[] = [];
  for (const measure of measures) {
    const input = values.get(measure);
    if (!input) continue;
    inputs.push(input.content(window));
    const isBase = measure === measures.at(-1);
    if (input.dataSet.aggregation === 'exact') outcome.aggregation = 'exact';
    else if (isBase && outcome.aggregation === null) outcome.aggregation = input.dataSet.aggregation;
  }
  outcome.serviceId = serviceId;
  outcome.isExpected = isOpen;
  outcome.inputs = inputs;
  fill(outcome, plan, inputs, target);
  dropInfinite(outcome);
  return outcome;
}

const WHOLES = new Map<string, Term>();

/** All of a measure, as one term that lives as long as the process. */
function wholeOf(measure: string): Term {
  let term = WHOLES.get(measure);
  if (!term) WHOLES.set(measure, (term = { measure }));
  return term;
}

/** All of a measure in a window: each line of a split is held against it. */
const totalOf = (content: Content): Pick<Amount, 'value' | 'status'> =>
  (content.total ??= amountOf(content, wholeOf(content.dataSet.measure)));

/** The total of the denominator's measure; of scores, whose rows are all used, only whether it is there. */
function setDenominatorTotal(outcome: Outcome, content: Content, isScore = false): void {
  const { value, status } = totalOf(content);
  outcome.isDelivered = isSent(status);
  if (!isScore) outcome.denominatorTotal = Number.isFinite(value) ? value : null;
}

/** Whether a measure was delivered for the whole of a window: small numbers that are hidden were. */
const isSent = (status: ValueStatus): boolean => status === 'PROVIDED' || status === 'SUPPRESSED';

/** A term's amount, with what to call it where it is not there. */
interface Needed {
  amount: Amount;
  measure: string;
  dimension?: string;
}

const neededOf = (amount: Amount, { measure, dimension }: Term): Needed => ({ amount, measure, dimension });

/** Which of several reasons stands for all: what is not there at all weighs more than what is there in part. */
const REASONS: readonly ValueStatus[] = ['NOT_APPLICABLE', 'SUPPRESSED', 'NOT_PROVIDED', 'INCOMPLETE'];

function fail(outcome: Outcome, needed: readonly Needed[]): void {
  const split = needed.find(({ amount }) => amount.onlyBy !== undefined)?.amount.onlyBy;
  if (split !== undefined) {
    outcome.obstacle = { code: 'ONLY_BY', split };
    return;
  }
  outcome.status = REASONS.find((reason) => needed.some(({ amount }) => amount.status === reason))!;
  outcome.isExpected &&= outcome.status !== 'NOT_APPLICABLE';
  outcome.missing = needed.flatMap(({ amount, measure, dimension }) => {
    if (amount.status !== 'NOT_PROVIDED') return [];
    return amount.missing ?? [amount.isSplitUnknown ? `${measure} by ${dimension}` : measure];
  });
}

const NOT_THERE: Amount = { value: null, status: 'NOT_PROVIDED', flags: 0 };

const inputOf = (inputs: readonly Content[], measure: string): Content | undefined =>
  inputs.find(({ dataSet }) => dataSet.measure === measure);

function fill(outcome: Outcome, plan: FormulaPlan, inputs: readonly Content[], target: number | null): void {
  switch (plan.kind) {
    case 'total': {
      const { term } = plan;
      const input = inputOf(inputs, term.measure);
      const amount = input ? amountOf(input, term) : NOT_THERE;
      if (input) {
        outcome.parts = partsCounted(input, amount, amountOf, term);
        outcome.isDelivered = isSent((term.dimension ? totalOf(input) : amount).status);
      }
      outcome.flags = amount.flags;
      if (amount.status !== 'PROVIDED') return fail(outcome, [neededOf(amount, term)]);
      if (plan.isLine && amount.isAbsent) return;
      outcome.status = 'PROVIDED';
      outcome.value = amount.value;
      return;
    }
    case 'pair': {
      const { rule, measure } = plan;
      const { dimension } = rule.denominator;
      const input = inputOf(inputs, measure);
      if (!input) return fail(outcome, [{ amount: NOT_THERE, measure }]);
      const pair = pairOf(input, rule);
      outcome.parts = partsCounted(input, pair, pairOf, rule);
      setDenominatorTotal(outcome, input, rule.weights !== undefined);
      outcome.squares = pair.squares;
      finishRatio(outcome, plan, [{ amount: pair, measure, dimension }], pair);
      if (pair.denominator === 0 && pair.hasUnknownParts) {
        // Nothing among what is known, but not all is known: that is no 0 ÷ 0.
        fail(outcome, [{ amount: { ...NOT_THERE, isSplitUnknown: true }, measure, dimension }]);
      }
      return;
    }
    case 'ratio': {
      const [top, bottom] = [plan.numerator, plan.denominator].map((term) => {
        const input = inputOf(inputs, term.measure);
        return neededOf(input ? amountOf(input, term) : NOT_THERE, term);
      });
      const input = inputOf(inputs, plan.denominator.measure);
      if (input) {
        outcome.parts = partsCounted(input, bottom.amount, amountOf, plan.denominator);
        setDenominatorTotal(outcome, input);
      }
      const quotient = { numerator: top.amount.value, denominator: bottom.amount.value };
      return finishRatio(outcome, plan, [top, bottom], quotient);
    }
    case 'range':
    case 'quantile':
    case 'share-within': {
      const { measure } = plan;
      const input = inputOf(inputs, measure);
      if (!input) return fail(outcome, [{ amount: NOT_THERE, measure }]);
      const buckets = bucketsOf(input);
      outcome.parts = partsCounted(input, buckets, bucketsOf, undefined);
      outcome.flags = buckets.flags;
      outcome.isDelivered = isSent(totalOf(input).status);
      const { histogram } = buckets;
      if (!histogram) return fail(outcome, [{ amount: buckets, measure, dimension: 'le' }]);
      outcome.histogram = histogram;
      return setHistogramValue(outcome, plan, histogram, { target, among: 'parts' });
    }
  }
}

function finishRatio(
  outcome: Outcome,
  { scale, isLine }: { scale: number; isLine: boolean },
  needed: readonly Needed[],
  { numerator, denominator }: Pick<Outcome, 'numerator' | 'denominator'>,
): void {
  outcome.flags = needed.reduce((bits, { amount }) => bits | amount.flags, 0);
  if (needed.some(({ amount }) => amount.status !== 'PROVIDED')) return fail(outcome, needed);
  if (isLine && needed.some(({ amount }) => amount.isAbsent)) return;
  if (isLine && needed.some(({ amount }) => amount.isNoPart)) {
    outcome.status = 'NOT_APPLICABLE';
    outcome.isExpected = false;
    return;
  }
  outcome.numerator = numerator;
  outcome.denominator = denominator;
  setRatioValue(outcome, scale);
}
