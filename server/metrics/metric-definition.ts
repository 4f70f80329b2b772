/** What a metric is. The built-in ones are data of this shape (builtin.ts), seeded as rows; departments define more. */
import type { Direction, Formula, Text, Unit } from './definitions.js';
import type { Period } from './periods.js';
import type { Presentation } from './presentation.js';

export interface MetricDefinition {
  key: string;
  label: Text;
  description: Text;
  unit: Unit;
  direction: Direction;
  formula: Formula;
  caveats: Text[];
  /** The periods that make sense, shortest first. */
  periods: Period[];
  defaultPeriod: Period;
  presentation: Presentation;
}
