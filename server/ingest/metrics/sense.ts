/** Whether a formula means anything: what may be added, divided and called by a unit. */
import { type Formula, inputsOf, isShare, type Term, type Unit } from '../../metrics/definitions.js';
import { canonicalJson } from '../../entities/index.js';
import type { Inventory } from '../../submissions/inventory.js';

/** What is wrong, where: a key of the metric, or a path within its formula. */
export interface Nonsense {
  at: 'unit' | 'formula';
  message: string;
  allowed?: readonly Unit[];
}

type Measures = Pick<Inventory, 'measures'>['measures'];

const unitOf = (measures: Measures, measure: string): Unit => measures.get(measure)!.unit;

/** What the result is counted in; several where that is for whoever defines it to say. */
function possibleUnits(formula: Formula, measures: Measures): readonly Unit[] {
  switch (formula.kind) {
    case 'total':
    case 'newest':
      return [unitOf(measures, formula.measure)];
    case 'mean':
      return [unitOf(measures, formula.sum)];
    case 'share-within':
      return ['%'];
    case 'quantile':
      return ['s', 'ms', 'days', 'working days'];
    case 'score': {
      const weights = Object.values(formula.weights);
      return weights.every((weight) => weight >= 0 && weight <= 100) ? ['count', '%'] : ['count'];
    }
    case 'ratio': {
      const above = unitOf(measures, formula.numerator.measure);
      if (above !== unitOf(measures, formula.denominator.measure)) return [above];
      if (formula.scale === 100) return ['%'];
      return formula.scale === 1000 ? ['per 1,000'] : ['count'];
    }
  }
}

/** The unit of a metric that names none. */
export const naturalUnit = (formula: Formula, measures: Measures): Unit =>
  possibleUnits(formula, measures).at(-1)!;

const SCALES: Readonly<Partial<Record<Unit, string>>> = {
  '%': 'a percentage is a ratio of two counts of the same thing with the scale 100',
  'per 1,000': 'this is a ratio of two counts with the scale 1000',
};

/** @param unit as it is given; undefined = none is */
export function nonsenseIn(formula: Formula, unit: Unit | undefined, measures: Measures): Nonsense[] {
  const found: Nonsense[] = [];
  const wrong = (message: string): number => found.push({ at: 'formula', message });
  for (const key of inputsOf(formula)) {
    const { unit: own, aggregation } = measures.get(key)!;
    const isHistogram = aggregation === 'histogram';
    const needsHistogram = formula.kind === 'quantile' || formula.kind === 'share-within';
    if (needsHistogram && !isHistogram) {
      wrong(
        `${key} is not counted in ranges, so that no value in between is known: a ${formula.kind === 'quantile' ? 'quantile' : 'share within a target'} needs a measure whose aggregation is histogram`,
      );
    }
    if (isShare(own) && aggregation !== 'exact') {
      wrong(
        `${key} is in ${own}, and a sum of percentages is none: send what they were made of, and divide that`,
      );
    }
    if (isShare(own) && aggregation === 'exact' && formula.kind !== 'total') {
      wrong(`${key} is in ${own} already: show its total, or send what it was made of and divide that`);
    }
    if (aggregation === 'exact' && formula.kind === 'total' && formula.dimension) {
      if (formula.except || (formula.only?.length ?? 0) > 1) {
        wrong(`${key} is never added, not over its categories either: choose one of them`);
      }
    }
    if (aggregation === 'exact' && formula.kind === 'mean') {
      wrong(`${key} is never added over time, and a mean needs sums`);
    }
  }
  if (formula.kind === 'ratio') found.push(...nonsenseOfRatio(formula, measures));
  if (formula.kind === 'mean') {
    if (formula.sum === formula.count) wrong('sum and count are the same measure: the mean is always 1');
    else if (unitOf(measures, formula.count) !== 'count') {
      wrong(
        `${formula.count} is in ${unitOf(measures, formula.count)}: a mean is divided by how many there were`,
      );
    }
  }
  if (formula.kind === 'score' && new Set(Object.values(formula.weights)).size < 2) {
    wrong('all weights are the same: so is the score, whatever people say');
  }
  const possible = possibleUnits(formula, measures);
  if (found.length === 0 && unit !== undefined && !possible.includes(unit)) {
    const rule = SCALES[unit] && formula.kind === 'ratio' ? `; ${SCALES[unit]}` : '';
    found.push({
      at: 'unit',
      message: `what this comes to is in ${possible.join(' or ')}, not ${unit}${rule}`,
      allowed: possible,
    });
  }
  return found;
}

function* nonsenseOfRatio(
  { numerator, denominator, scale }: Extract<Formula, { kind: 'ratio' }>,
  measures: Measures,
): Generator<Nonsense> {
  if (canonicalJson(numerator) === canonicalJson(denominator)) {
    yield { at: 'formula', message: 'numerator and denominator are the same: the ratio is always 1' };
  }
  const above = unitOf(measures, numerator.measure);
  const below = unitOf(measures, denominator.measure);
  if (above !== below && below !== 'count') {
    yield {
      at: 'formula',
      message: `${above} divided by ${below} is nothing that readers know: divide by a count, or by the same unit`,
    };
  }
  if (above !== below && scale !== 1) {
    yield {
      at: 'formula',
      message: `a scale of ${scale} makes ${above} per ${scale} ${name(denominator)} of it, and no unit says so: leave scale out`,
    };
  }
}

const name = ({ measure }: Term): string => measure;
