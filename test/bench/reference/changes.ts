/** The change of a month against the month a year earlier, of one service. */
import type { ChangeReason } from '../../../server/metrics/comparison/change.js';
import type { Direction, Unit, Verdict } from '../../../components/formatting/types.js';
import { SAMPLE_MINIMUM, type Columns } from './months.js';

export interface ChangeNumbers {
  current: number | null;
  previous: number | null;
  absolute: number | null;
  relative: number | null;
  verdict: Verdict;
  reason: ChangeReason | null;
}

const none = (reason: ChangeReason): ChangeNumbers => ({
  current: null,
  previous: null,
  absolute: null,
  relative: null,
  verdict: 'UNCLEAR',
  reason,
});

/** s²/n of the weighted ratings. */
function varianceOf({ values, denominators, squares }: Columns, index: number): number {
  const count = denominators[index]!;
  return Math.max(0, squares[index] / count - values[index]! ** 2) / count;
}

export function changeOf(
  columns: Columns,
  index: number,
  earlier: number,
  { unit, direction, isSample }: { unit: Unit; direction: Direction; isSample: boolean },
): ChangeNumbers {
  const [current, previous] = [columns.values[index], columns.values[earlier]];
  if (current === null) return none({ code: 'CURRENT_MISSING' });
  if (previous === null) return none({ code: 'PREVIOUS_MISSING' });
  const responses = Math.min(columns.denominators[index] ?? 0, columns.denominators[earlier] ?? 0);
  if (isSample && responses < SAMPLE_MINIMUM) {
    return none({ code: 'LOW_RELIABILITY', responses, minimum: SAMPLE_MINIMUM });
  }
  const absolute = current - previous;
  const relative = unit !== '%' && previous !== 0 ? (absolute / Math.abs(previous)) * 100 : null;
  const verdict = verdictOf(absolute, relative, unit, direction);
  if (isSample) {
    const margin = 1.96 * Math.sqrt(varianceOf(columns, index) + varianceOf(columns, earlier));
    if (Math.abs(absolute) <= margin) throw new Error('the data has changes within their margin: make none');
  }
  return { current, previous, absolute, relative, verdict, reason: null };
}

function verdictOf(absolute: number, relative: number | null, unit: Unit, direction: Direction): Verdict {
  if (direction === 'NEUTRAL') return 'NEUTRAL';
  const isSame =
    unit === '%'
      ? Math.abs(absolute) <= 0.05 + 1e-9
      : relative === null
        ? absolute === 0
        : Math.abs(relative) <= 0.5 + 1e-9;
  if (isSame) return 'SAME';
  return absolute > 0 === (direction === 'HIGHER_IS_BETTER') ? 'BETTER' : 'WORSE';
}
