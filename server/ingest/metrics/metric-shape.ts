/** What files of metrics hold. */
import { BUILT_IN_MEASURES } from '../../metrics/builtin/builtin.js';
import { DIRECTIONS, UNITS } from '../../metrics/definitions.js';
import { PERIODS } from '../../metrics/periods.js';
import { writtenChoice } from '../../modules/request-words.js';
import type { DocumentShape, KeyFacts, Shape } from '../dashboards/shape.js';

const known = BUILT_IN_MEASURES.map(({ key }) => key);
const measure = (about: string): KeyFacts => ({ holds: 'word', known, about, isNeeded: true });
const dimension: KeyFacts = {
  holds: 'word',
  about: 'The dimension of the measure whose categories are meant.',
};

export const TERM = {
  what: 'a part of a ratio',
  keys: {
    measure: measure('The key of the measure that is counted.'),
    dimension,
    only: { holds: 'words', about: 'The categories that count; without it all.' },
    except: { holds: 'words', about: 'The categories that do not count. In the place of `only`.' },
  },
} as const satisfies Shape;

export const TOTAL = {
  what: 'a total',
  keys: { ...TERM.keys, measure: measure('The key of the measure that is added up.') },
} as const satisfies Shape;

export const RATIO = {
  what: 'a ratio',
  keys: {
    numerator: { holds: 'mapping', of: TERM, about: 'What is divided.', isNeeded: true },
    denominator: { holds: 'mapping', of: TERM, about: 'By what.', isNeeded: true },
    scale: {
      holds: 'number',
      above: 0,
      otherwise: 'must be more than 0: 100 for a percentage, 1000 for "per 1,000"',
      about: 'What the ratio is multiplied by: 100 for a percentage; 1 if absent.',
    },
  },
} as const satisfies Shape;

export const WEIGHT = {
  what: 'a weight',
  keys: {
    value: { holds: 'word', about: 'The category.', isNeeded: true },
    weight: { holds: 'number', about: 'What one of it counts.', isNeeded: true },
  },
} as const satisfies Shape;

export const SCORE = {
  what: 'a score',
  keys: {
    measure: measure('The key of the measure that counts the answers.'),
    dimension: { ...dimension, isNeeded: true },
    weights: { holds: 'list', of: WEIGHT, about: 'What each answer counts.', isNeeded: true },
  },
} as const satisfies Shape;

export const QUANTILE = {
  what: 'a quantile',
  keys: {
    measure: measure('The key of a measure that is counted in ranges.'),
    quantile: {
      holds: 'number',
      above: 0,
      below: 1,
      otherwise: 'must be more than 0 and less than 1: 0.5 is the median, 0.9 what nine in ten stay below',
      about: '0.5 is the median, 0.9 what nine in ten stay below.',
      isNeeded: true,
    },
  },
} as const satisfies Shape;

export const SHARE_WITHIN = {
  what: 'a share within the target',
  keys: { measure: measure('The key of a measure that is counted in ranges.') },
} as const satisfies Shape;

export const MEAN = {
  what: 'a mean',
  keys: {
    sum: measure('The key of the measure that holds the sums.'),
    count: measure('The key of the measure that says how many there were.'),
  },
} as const satisfies Shape;

export const FORMULA = {
  what: 'a formula',
  keys: {
    total: { holds: 'mapping', of: TOTAL, about: 'A measure, or some categories of it, added up.' },
    ratio: {
      holds: 'mapping',
      of: RATIO,
      about: 'One measure, or some categories of it, divided by another.',
    },
    score: { holds: 'mapping', of: SCORE, about: 'The mean of answers, each with a weight.' },
    quantile: { holds: 'mapping', of: QUANTILE, about: 'What a share of all cases stays below.' },
    shareWithin: { holds: 'mapping', of: SHARE_WITHIN, about: 'The share of cases that reached the target.' },
    mean: {
      holds: 'mapping',
      of: MEAN,
      about: 'A sum divided by how many there were, in the unit of the sum.',
    },
  },
  isOneOf: true,
} as const satisfies Shape;

export const BREAKDOWN = {
  what: 'a breakdown',
  keys: {
    metric: {
      holds: 'slug',
      about: 'The key of another metric that is divided; the metric itself if absent.',
    },
    by: { holds: 'word', about: 'The dimension.', isNeeded: true },
    top: {
      holds: 'number',
      least: 1,
      isWhole: true,
      about: 'So many of the largest parts; the others together.',
    },
  },
} as const satisfies Shape;

export const STORY = {
  what: 'the story of a metric',
  keys: {
    companions: { holds: 'words', about: 'Keys of metrics that stand beside the figure.' },
    breakdown: { holds: 'mapping', of: BREAKDOWN, about: 'The split that explains the figure.' },
    shortfall: {
      holds: 'text',
      about: 'Of a ratio, what its denominator holds more: a sentence with {n} and {of} in it.',
    },
    cases: { holds: 'text', about: 'What the figure counts, in the plural: "claims".' },
  },
} as const satisfies Shape;

export const METRIC = {
  what: 'a metric',
  keys: {
    key: { holds: 'slug', about: 'By what dashboards and addresses name it.', isNeeded: true },
    owner: { holds: 'slug', about: 'The slug of the organisation that defines it.', isNeeded: true },
    label: { holds: 'text', about: 'What readers call it.', isNeeded: true },
    description: { holds: 'text', about: 'What it says; the formula in words if absent.' },
    unit: { holds: 'choice', of: UNITS, about: 'What it is counted in; that of the formula if absent.' },
    direction: {
      holds: 'choice',
      of: DIRECTIONS.map(writtenChoice),
      about: 'What is good; neutral if absent.',
    },
    formula: { holds: 'mapping', of: FORMULA, about: 'How it is worked out: one of these.', isNeeded: true },
    caveats: { holds: 'texts', about: 'What readers must know not to misread it.' },
    periods: {
      holds: 'choices',
      of: PERIODS.map(writtenChoice),
      about: 'The periods for which it makes sense; all that there are if absent.',
    },
    'default-period': {
      holds: 'choice',
      of: PERIODS.map(writtenChoice),
      about: 'The one that is shown where nobody asks for another.',
    },
    story: { holds: 'mapping', of: STORY, about: 'What is told beside the figure.' },
  },
} as const satisfies Shape;

export const METRICS = {
  key: 'metrics',
  of: METRIC,
  title: 'Metrics',
  about:
    'What `perfplat import --metrics` reads: a list of metrics that organisations define, as YAML or JSON.',
} as const satisfies DocumentShape;
