/** How a figure was made: each service, used or left out and why, with the observations behind it. */
import type { Service } from '../entities/index.js';
import { planOf } from '../metrics/evaluate.js';
import type { Outcome } from '../metrics/outcome.js';
import { usable } from '../metrics/figure.js';
import { formatStart, windowEnd, type RecordedPeriod } from '../metrics/periods.js';
import { flagsOf, type ValueFlag, type ValueStatus } from '../metrics/status.js';
import { rowsOf, splitBy, totalSplit, type Observation } from '../metrics/rows/splits.js';
import type { Content } from '../metrics/rows/values.js';
import type { FigureAnswer } from './evaluation.js';
import type { Snapshot } from '../store/snapshot.js';

/** One observation behind a figure. */
export interface WorkingObservation {
  measure: string;
  dimensions: Readonly<Record<string, string>>;
  recorded: RecordedPeriod;
  start: string;
  /** Exclusive. */
  end: string;
  value: number | null;
  status: ValueStatus;
  flags: readonly ValueFlag[];
  /** The submission that brought it. */
  submission: number;
}

/** One service of a figure. The columns of those that are used add up to the figure. */
export interface WorkingRow {
  service: Service;
  isUsed: boolean;
  /** Why it is left out: its status, and the measures or dimension values that are not there. */
  status: ValueStatus;
  missing: readonly string[];
  obstacle: Outcome['obstacle'];
  /** The parts of the window that counted, of those it has. */
  parts: { provided: number; expected: number };
  /** It did not exist then, or said that the value does not apply. */
  isExpected: boolean;
  value: number | null;
  /** The true value is above the value. */
  isLowerBound: boolean;
  numerator: number | null;
  denominator: number | null;
  observations: readonly WorkingObservation[];
}

/** The rows that the formula looks at: those of its dimension, else those that make the total. */
function observationsOf(content: Content, dimension: string | undefined): WorkingObservation[] {
  if (content.parts) return content.parts.flatMap((part) => observationsOf(part, dimension));
  if (!content.splits) return [];
  const split = dimension ? splitBy(content.splits, dimension) : undefined;
  // Of a split by two what was sent, not the sums of one of its dimensions.
  const rows = split ? rowsOf(content.splits, split.name)! : totalSplit(content.splits);
  const { recorded, start } = content.window;
  const { measure } = content.dataSet;
  return rows.map(({ series, value, status, flags, submission }: Observation) => ({
    measure,
    dimensions: series.dimensions,
    recorded,
    start: formatStart(recorded, start),
    end: formatStart(recorded, windowEnd(content.window)),
    value,
    status,
    flags: flagsOf(flags),
    submission,
  }));
}

function dimensionOf({ question: { metric } }: FigureAnswer, measure: string): string | undefined {
  const plan = planOf(metric.formula);
  if (plan.kind === 'total') return plan.term.dimension;
  if (plan.kind === 'pair') return plan.rule.denominator.dimension;
  if (plan.kind === 'ratio') {
    return [plan.numerator, plan.denominator].find((term) => term.measure === measure)?.dimension;
  }
  return undefined;
}

/**
 * The rows of a figure's working, those that are used first, then in the order of slugs. The figure is to be one for
 * which no roll-ups were read: these have no observations.
 */
export function workingOf(answer: FigureAnswer, { catalogue }: Snapshot): WorkingRow[] {
  const { outcomes, question } = answer;
  const used = new Set<Outcome>(
    question.subject.kind === 'SERVICE' ? outcomes.filter(({ value }) => value !== null) : usable(outcomes),
  );
  const row = (outcome: Outcome): WorkingRow => ({
    service: catalogue.serviceById(outcome.serviceId)!,
    isUsed: used.has(outcome),
    status: outcome.status,
    missing: outcome.missing,
    obstacle: outcome.obstacle,
    parts: outcome.parts,
    isExpected: outcome.isExpected,
    value: outcome.value,
    isLowerBound: outcome.isLowerBound,
    numerator: outcome.numerator,
    denominator: outcome.denominator,
    observations: outcome.inputs.flatMap((content) =>
      observationsOf(content, dimensionOf(answer, content.dataSet.measure)),
    ),
  });
  return [...outcomes].sort((a, b) => Number(used.has(b)) - Number(used.has(a))).map(row);
}
