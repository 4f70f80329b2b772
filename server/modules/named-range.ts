/** A range given by name (`LAST_12_MONTHS`), as the windows of a module. */
import { ArgumentError } from '../errors.js';
import { alignStart, isInstant, recordedPeriod, type Window } from '../metrics/periods.js';
import { MOST_POINTS, windowsIn } from '../metrics/ranges.js';
import { firstStart } from '../engine/fitting-periods.js';
import type { ModuleRequest } from './module-request.js';
import { SPAN_WORDS } from './request-words.js';
import type { MetricQuestion } from '../engine/questions.js';
import type { Snapshot } from '../store/snapshot.js';
import { dataSetsOf, rollingStep } from '../engine/windows.js';

/**
 * `from` and `last` of a series, null where the range leaves them open.
 *
 * @throws ArgumentError for a range that stands beside another.
 */
export function namedRange(
  request: ModuleRequest,
  question: MetricQuestion,
  snapshot: Snapshot,
): { from: Window | null; last: number | null } {
  const { range } = request;
  if (!range) return { from: null, last: null };
  const other = SPAN_WORDS.find((name) => name !== 'range' && request[name]);
  if (other)
    throw new ArgumentError('range', `range cannot stand beside ${other}: give the range once`, 'BAD_RANGE');
  const { period } = question;
  const step = rollingStep(dataSetsOf(question, snapshot), snapshot);
  const count = windowsIn(range, period, step);
  if (count !== null) return { from: null, last: Math.min(count, MOST_POINTS) };
  const first = firstStart(question, snapshot);
  if (first === null) return { from: null, last: null };
  const recorded = recordedPeriod(period);
  const start =
    period === 'ROLLING_YEAR' && step === 'quarter'
      ? alignStart('QUARTER', first)
      : alignStart(period, first);
  return { from: { recorded, start }, last: isInstant(recorded) ? MOST_POINTS : null };
}
