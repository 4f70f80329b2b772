/** Short forms in which the built-in metrics are written down. */
import type { Formula, RatioRules, Term } from '../definitions.js';
import type { MetricDefinition } from '../metric-definition.js';
import type { Period } from '../periods.js';
import type { Place, Presentation, SectionKey } from '../presentation.js';

export const LONG: Period[] = ['MONTH', 'QUARTER', 'YEAR', 'FINANCIAL_YEAR', 'ROLLING_YEAR'];
export const DAILY: Period[] = ['DAY', 'WEEK', ...LONG];
export const HOURLY: Period[] = ['HOUR', ...DAILY];

export const total = (key: string): Formula => ({ kind: 'total', measure: key });
export const ratio = (
  numerator: Term | string,
  denominator: Term | string,
  scale: number,
  rules: RatioRules = {},
): Formula => ({
  kind: 'ratio',
  numerator: term(numerator),
  denominator: term(denominator),
  scale,
  ...rules,
});
const term = (part: Term | string): Term => (typeof part === 'string' ? { measure: part } : part);
export const quantile = (key: string, share: number): Formula => ({
  kind: 'quantile',
  measure: key,
  quantile: share,
});

export const compared = (section: SectionKey): Place => ({ section, isCompared: true });

/** A built-in metric, with its texts in English. */
export interface BuiltInMetric extends Pick<
  MetricDefinition,
  'unit' | 'direction' | 'formula' | 'defaultPeriod'
> {
  key: string;
  label: string;
  description: string;
  periods: Period[];
  caveats?: string[];
  /** What does not follow from its formula, unit and direction. */
  presentation?: Presentation;
}
