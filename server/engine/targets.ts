/** Targets that hold in windows. */
import type { Target } from '../entities/index.js';
import { formatStart, type Window } from '../metrics/periods.js';
import type { Snapshot } from '../store/snapshot.js';
import type { MetricQuestion } from './questions.js';
import { startDay } from './windows.js';

/** The metric whose target is the bound of a share within it: of `time-to-complete-within-target`, `time-to-complete`. */
export const boundMetric = (key: string): string => key.replace(/-within-target$/, '');

/** The target of a metric (`key`) for the subject of a question, in a window whose days begin in a time zone. */
export function targetIn(
  { subject }: Pick<MetricQuestion, 'subject'>,
  key: string,
  { window, zone }: { window: Window; zone: string },
  catalogue: Snapshot['catalogue'],
): Target | undefined {
  return catalogue.target(subject, key, formatStart('day', startDay(window, zone)));
}
