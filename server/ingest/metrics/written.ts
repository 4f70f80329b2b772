/** A stored metric as it is written: what files hold, and what is saved. */
import type { MetricDefinition } from '../../entities/index.js';
import type { Formula, Term } from '../../metrics/definitions.js';
import { writtenChoice } from '../../modules/request-words.js';
import { textOf, type Written } from '../../modules/stored-definition.js';

const termOf = ({ measure, dimension, only, except }: Term): Written => ({
  measure,
  dimension,
  only,
  except,
});

/** As it was written; a formula of a kind that nobody can write has none. */
function writtenFormula(formula: Formula): Written {
  switch (formula.kind) {
    case 'total':
      return { total: termOf(formula) };
    case 'newest':
      return { total: { measure: formula.measure } };
    case 'ratio': {
      const { numerator, denominator, scale } = formula;
      return {
        ratio: {
          numerator: termOf(numerator),
          denominator: termOf(denominator),
          scale: scale === 1 ? undefined : scale,
        },
      };
    }
    case 'score': {
      const weights = Object.entries(formula.weights).map(([value, weight]) => ({ value, weight }));
      return { score: { measure: formula.measure, dimension: formula.dimension, weights } };
    }
    case 'quantile':
      return { quantile: { measure: formula.measure, quantile: formula.quantile } };
    case 'share-within':
      return { shareWithin: { measure: formula.measure } };
    case 'mean':
      return { mean: { sum: formula.sum, count: formula.count } };
  }
}

/** `owner` is the slug of the organisation that has defined it. */
export function writtenMetric(metric: Omit<MetricDefinition, 'version'>, owner: string): Written {
  const { key, texts, unit, direction, formula, caveats, periods, defaultPeriod, presentation } = metric;
  const { companions, breakdown, shortfall, cases } = presentation;
  const story = {
    companions,
    breakdown: breakdown ?? undefined,
    shortfall: textOf(shortfall),
    cases: textOf(cases),
  };
  return {
    key,
    owner,
    label: textOf(texts.label),
    description: textOf(texts.description),
    unit,
    direction: writtenChoice(direction),
    caveats: caveats.length > 0 ? caveats.map(textOf) : undefined,
    formula: writtenFormula(formula),
    periods: periods.map(writtenChoice),
    'default-period': writtenChoice(defaultPeriod),
    story: Object.values(story).some((value) => value !== undefined) ? story : undefined,
  };
}
