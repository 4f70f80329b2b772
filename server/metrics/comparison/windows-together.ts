/** Several windows of one service as one outcome, whether or not they follow each other. */
import { mergeHistograms } from '../histogram.js';
import type { Asked, Outcome } from '../outcome.js';
import { dropInfinite, setHistogramValue, setRatioValue } from '../results.js';

const sumOf = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number | null): number =>
  outcomes.reduce((sum, outcome) => sum + (of(outcome) ?? 0), 0);

/**
 * Windows that all have a value as one: a ratio or a score is that of the sums, a histogram is merged, a total is the
 * mean of its windows, so that it does not grow with their number.
 *
 * @param outcomes of the same service and plan, at least one
 */
export function together(
  outcomes: readonly Outcome[],
  { plan, target }: Pick<Asked, 'plan' | 'target'>,
): Outcome {
  const count = outcomes.length;
  const whole: Outcome = {
    ...outcomes[0],
    value: null,
    status: 'NOT_PROVIDED',
    flags: outcomes.reduce((bits, { flags }) => bits | flags, 0),
    numerator: null,
    denominator: null,
    squares: sumOf(outcomes, ({ squares }) => squares),
    histogram: null,
    isLowerBound: false,
    denominatorTotal: outcomes.some(({ denominatorTotal }) => denominatorTotal === null)
      ? null
      : sumOf(outcomes, ({ denominatorTotal }) => denominatorTotal),
    parts: { provided: count, expected: count },
    missing: [],
    obstacle: null,
    inputs: outcomes.flatMap(({ inputs }) => inputs),
  };
  if (plan.kind === 'total') {
    whole.value = sumOf(outcomes, ({ value }) => value) / count;
    whole.status = 'PROVIDED';
  } else if (plan.kind === 'pair' || plan.kind === 'ratio') {
    whole.numerator = sumOf(outcomes, ({ numerator }) => numerator);
    whole.denominator = sumOf(outcomes, ({ denominator }) => denominator);
    setRatioValue(whole, plan.scale);
  } else {
    whole.histogram = mergeHistograms(outcomes.map(({ histogram }) => histogram!));
    setHistogramValue(whole, plan, whole.histogram, { target, among: 'parts' });
  }
  dropInfinite(whole);
  return whole;
}
