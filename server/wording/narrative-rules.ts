/** What a narrative says about a metric by its definition. */
import { digits, round } from '../../components/formatting/digits.js';
import { MINUS } from '../../components/formatting/numbers.js';
import { textIn, type Language } from '../metrics/definitions.js';
import { hasVerdict } from '../metrics/figure.js';
import type { MetricDefinition } from '../metrics/metric-definition.js';
import { scaleOf } from '../metrics/presentation-rules.js';
import type { SubjectKind } from '../store/subject.js';
import { valueLabels } from './value-labels.js';

export interface NarrativeRules {
  /** Whether better, worse and a target's being met are told. */
  hasVerdict: boolean;
  /** Of a score, what its lowest and highest values would mean; null where the answers have no names. */
  scale: { low: string; lowest: string; high: string; highest: string } | null;
  /** "{n} of {of} starts were not completed" */
  shortfall: string | null;
}

/** The ends of a score's scale, with what all would have answered. */
function scaleIn(formula: MetricDefinition['formula'], lang: Language): NarrativeRules['scale'] {
  const scale = scaleOf(formula);
  if (!scale || formula.kind !== 'score') return null;
  const ends = [scale.low, scale.high];
  const labels = valueLabels(
    formula.dimension,
    ends.map(({ value }) => value),
    null,
    lang,
  );
  const [lowest, highest] = ends.map(({ value }) => labels.get(value)!.toLowerCase());
  const [low, high] = ends.map(
    ({ score }) => (score < 0 ? MINUS : '') + digits(round(Math.abs(score), 2), lang),
  );
  return /^\d/.test(lowest + highest) ? null : { low, lowest, high, highest };
}

export const narrativeRules = (
  { direction, formula, presentation }: Pick<MetricDefinition, 'direction' | 'formula' | 'presentation'>,
  kind: SubjectKind,
  lang: Language,
): NarrativeRules => ({
  hasVerdict: hasVerdict({ direction, formula }, kind === 'SERVICE' ? 'service' : 'portfolio'),
  scale: scaleIn(formula, lang),
  shortfall: textIn(presentation.shortfall, lang) || null,
});
