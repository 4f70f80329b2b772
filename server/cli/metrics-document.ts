/** docs/metrics.md, made from the definitions of measures and metrics, which are its one source. */
import { BUILT_IN_MEASURES, BUILT_IN_METRICS } from '../metrics/builtin/builtin.js';
import { formulaText, type Direction, type MeasureDefinition } from '../metrics/definitions.js';
import type { MetricDefinition } from '../metrics/metric-definition.js';
import { periodWord } from '../../components/formatting/periods.js';

const DIRECTIONS: Record<Direction, string> = {
  HIGHER_IS_BETTER: 'higher is better',
  LOWER_IS_BETTER: 'lower is better',
  NEUTRAL: 'neither direction is better',
};

const AGGREGATIONS: Record<MeasureDefinition['aggregation'], string> = {
  flow: 'summed over time and over services',
  stock: 'averaged over time, summed over services',
  histogram: 'summed bucket by bucket',
  exact: 'never added: only a value of exactly that window counts',
};

const code = (text: string): string => `\`${text}\``;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function measureRow({ key, label, unit, aggregation, dimensions }: MeasureDefinition): string {
  const split = dimensions.map(({ name, values }) =>
    values?.length ? `${code(name)}: ${values.join(', ')}` : code(name),
  );
  return row([code(key), label.en, unit, AGGREGATIONS[aggregation], split.join('; ')]);
}

function metricSection(metric: MetricDefinition): string {
  const { key, label, description, unit, direction, formula, caveats, periods, defaultPeriod } = metric;
  const words = periods.map(periodWord);
  return [
    `### ${label.en}`,
    `${code(key)} · ${unit} · ${DIRECTIONS[direction]}`,
    description.en,
    [
      `- Formula: ${formulaText(formula)}`,
      `- Periods: ${words.join(', ')}; ${periodWord(defaultPeriod)} unless another is asked for`,
      ...caveats.map(({ en }) => `- ${en}`),
    ].join('\n'),
  ].join('\n\n');
}

/** The document as Markdown, before it is formatted. */
export const metricsDocument = (): string =>
  [
    '# Measures and metrics',
    'Written by `npm run docs` from the definitions that the engine computes with. A **measure** is what is recorded; a **metric** is what is worked out from measures when somebody asks. Nothing that is worked out is ever typed in.',
    '## Measures',
    [
      row(['measure', 'what', 'unit', 'how it adds up', 'divided by']),
      row(['---', '---', '---', '---', '---']),
      ...BUILT_IN_MEASURES.map(measureRow),
    ].join('\n'),
    'Histograms hold counts per bucket: `le` is the upper bound of each, in seconds, days or milliseconds, the last `+Inf`. Other measures can be declared with `perfplat import --measures`.',
    '## Metrics',
    'A metric of several services is the ratio of their sums, never an average of ratios, and says how many services it covers. A value that is missing stays missing: it is never 0 and never interpolated. Percentages are 0–100.',
    ...BUILT_IN_METRICS.map(metricSection),
  ].join('\n\n');
