/** What the fields of a metric are called; messages call them the same. */
import type { FormulaKind } from './metric-words.js';

const LABELS: Readonly<Record<string, string>> = {
  label: 'What it is called',
  kind: 'How it is worked out',
  numerator: 'What is divided',
  denominator: 'What it is divided by',
  'numerator-part': 'How much of it',
  'denominator-part': 'How much of it',
  scale: 'Shown as',
  sum: 'What is added up',
  count: 'Divided by how many',
  percent: 'Share of cases that stay below, in %',
  weights: 'What each answer counts',
  description: 'What it is',
  unit: 'Unit',
  direction: 'Which way is good',
  caveats: 'What readers must know before they use it',
  owner: 'Whose it is',
  key: 'Its name in addresses',
  'default-period': 'Period that is shown first',
  cases: 'What it counts, in the plural',
  shortfall: 'Of a ratio, what its numerator lacks',
  companions: 'Metrics that stand beside it',
  'breakdown-by': 'What explains it',
  'label-cy': 'What it is called, in Welsh',
  'description-cy': 'What it is, in Welsh',
  'caveats-cy': 'What readers must know, in Welsh',
};

/** The measure of a formula that has one. */
const MEASURES: { readonly [Kind in FormulaKind]?: string } = {
  total: 'What is added up',
  score: 'What counts the answers',
  quantile: 'What is counted in ranges',
  shareWithin: 'What is counted in ranges',
};

export const metricLabel = (word: string, kind: FormulaKind | undefined): string | undefined =>
  word === 'measure' && kind ? MEASURES[kind] : LABELS[word];
