/** From values that have been read to figures: outcomes of services, combined, compared, held against targets. */
import type { Target } from '../entities/index.js';
import { inputsOf } from '../metrics/definitions.js';
import { parseDate } from '../metrics/calendar.js';
import { changeOf, type Change } from '../metrics/change.js';
import { evaluate, planOf } from '../metrics/evaluate.js';
import type { Line, Outcome, Plan, ServiceValues } from '../metrics/outcome.js';
import { combine, type Figure, type FigureContext } from '../metrics/figure.js';
import {
  comparedWindow,
  formatStart,
  windowEnd,
  windowEndsAt,
  windowKey,
  type Comparison,
  type Window,
} from '../metrics/periods.js';
import type { DataSetValues } from '../metrics/values.js';
import type { Subject } from './subject.js';
import type { MetricQuestion } from './questions.js';
import type { Snapshot } from './snapshot.js';
import { DEFAULT_ZONE, startDay } from './windows.js';

/** A figure held against a target. */
export interface TargetState {
  value: number;
  tolerance: number | null;
  /** Null where there is no value, or no direction to reach it from. */
  met: boolean | null;
}

/** A figure with what was asked for beside it. */
export interface FigureAnswer extends Figure {
  question: MetricQuestion;
  /** Null if no comparison was asked for. */
  change: Change | null;
  target: TargetState | null;
}

/** The services that exist in a window: one that closed before or opened after is not expected to have a value. */
function isOpenIn(service: Subject['services'][number], window: Window): boolean {
  if (service.openedOn === null && service.closedOn === null) return true;
  const start = startDay(window);
  const end = startDay({ ...window, start: windowEnd(window) });
  const opened = service.openedOn === null ? -Infinity : parseDate(service.openedOn)!;
  const closed = service.closedOn === null ? Infinity : parseDate(service.closedOn)!;
  return opened < Math.max(end, start + 1) && closed >= start;
}

/** Evaluates over the values of one read. Outcomes are kept: a service's figure and its portfolio's share them. */
export class Evaluation {
  readonly #outcomes = new Map<Plan, Map<string, Map<number, Outcome>>>();
  readonly #plans = new Map<string, Plan>();
  readonly #ends = new Map<string, number>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly values: ReadonlyMap<number, DataSetValues>,
    /** Milliseconds since 1970. */
    private readonly now: number,
  ) {}

  /** The figure of a question in a window, or one line of it. */
  figure(question: MetricQuestion, window: Window, line: Line | null = null): Figure {
    const context = this.#context(question, window, line);
    return combine(this.#outcomesOf(question, context), context);
  }

  /** The figure with its change and target. */
  answer(question: MetricQuestion, window: Window): FigureAnswer {
    const figure = this.figure(question, window);
    return Object.assign(figure, {
      question,
      change: question.compareTo ? this.change(question, window, question.compareTo, null, figure) : null,
      target: this.#targetState(question, window, figure),
    });
  }

  change(
    question: MetricQuestion,
    window: Window,
    comparison: Comparison,
    line: Line | null = null,
    figure = this.figure(question, window, line),
  ): Change {
    const { metric } = question;
    const inputs = inputsOf(metric.formula);
    const earlier = comparedWindow(question.period, window, comparison);
    const previous = this.#context(question, earlier, line);
    return changeOf(
      { figure, context: this.#context(question, window, line) },
      { figure: combine(this.#outcomesOf(question, previous), previous), context: previous },
      {
        unit: metric.unit,
        direction: metric.direction,
        breaksOf: (serviceId) =>
          inputs.flatMap(
            (measure) => this.snapshot.catalogue.dataSet(serviceId, measure)?.facts.breaks ?? [],
          ),
      },
    );
  }

  #context({ subject, metric, period }: MetricQuestion, window: Window, line: Line | null): FigureContext {
    const plan = this.#plan(metric, line);
    const service = subject.kind === 'SERVICE' ? subject.service : null;
    const first = service && this.snapshot.catalogue.dataSet(service.id, inputsOf(metric.formula)[0]);
    return {
      formula: metric.formula,
      plan,
      scope: subject.kind === 'SERVICE' ? 'service' : 'portfolio',
      period,
      window,
      breaks: this.#breaks(subject, inputsOf(metric.formula)),
      target: this.#bound(subject, metric.key, plan, window),
      endsAt: this.#endsAt(window, first?.facts.timeZone ?? DEFAULT_ZONE),
      now: this.now,
    };
  }

  /** One plan a metric and line: what was worked out for it is found again by its identity. */
  #plan({ key, formula }: MetricQuestion['metric'], line: Line | null): Plan {
    const name = line ? `${key} ${line.dimension} ${line.value}` : key;
    let plan = this.#plans.get(name);
    if (!plan) this.#plans.set(name, (plan = planOf(formula, line)));
    return plan;
  }

  #endsAt(window: Window, zone: string): number {
    const key = `${windowKey(window)} ${zone}`;
    let end = this.#ends.get(key);
    if (end === undefined) this.#ends.set(key, (end = windowEndsAt(window, zone)));
    return end;
  }

  #breaks(subject: Subject, measures: readonly string[]): number[] {
    return this.snapshot.catalogue
      .annotations(subject, measures)
      .flatMap(({ kind, fromOn }) => (kind === 'BREAK' ? [parseDate(fromOn)!] : []));
  }

  #target(subject: Subject, metric: string, window: Window): Target | undefined {
    return this.snapshot.catalogue.target(subject, metric, formatStart('day', startDay(window)));
  }

  /** The target of a `share-within` metric is the bound that it counts up to. */
  #bound(subject: Subject, metric: string, plan: Plan, window: Window): number | null {
    return plan.kind === 'share-within' ? (this.#target(subject, metric, window)?.value ?? null) : null;
  }

  /** The target that holds in a window, for the target's own line. */
  targetOf({ subject, metric }: MetricQuestion, window: Window): number | null {
    if (metric.formula.kind === 'share-within') return null;
    return this.#target(subject, metric.key, window)?.value ?? null;
  }

  #targetState({ subject, metric }: MetricQuestion, window: Window, { value }: Figure): TargetState | null {
    if (metric.formula.kind === 'share-within') return null;
    const target = this.#target(subject, metric.key, window);
    if (!target) return null;
    const tolerance = target.tolerance ?? 0;
    const isMet: Record<typeof metric.direction, (value: number) => boolean | null> = {
      HIGHER_IS_BETTER: (reached) => reached >= target.value - tolerance,
      LOWER_IS_BETTER: (reached) => reached <= target.value + tolerance,
      NEUTRAL: () => null,
    };
    const met = value === null ? null : isMet[metric.direction](value);
    return { value: target.value, tolerance: target.tolerance, met };
  }

  #outcomesOf({ subject, metric }: MetricQuestion, context: FigureContext): Outcome[] {
    const { plan, window, target } = context;
    const known = this.#known(plan, window, target);
    const measures = inputsOf(metric.formula);
    return subject.services.map((service) => {
      let outcome = known.get(service.id);
      if (!outcome) {
        const options = { serviceId: service.id, isOpen: isOpenIn(service, window), target };
        outcome = evaluate(metric.formula, plan, this.#inputs(service.id, measures), window, options);
        known.set(service.id, outcome);
      }
      return outcome;
    });
  }

  #known(plan: Plan, window: Window, target: number | null): Map<number, Outcome> {
    let windows = this.#outcomes.get(plan);
    if (!windows) this.#outcomes.set(plan, (windows = new Map()));
    const key = `${windowKey(window)} ${target}`;
    let known = windows.get(key);
    if (!known) windows.set(key, (known = new Map()));
    return known;
  }

  #inputs(serviceId: number, measures: readonly string[]): ServiceValues {
    const inputs = new Map<string, DataSetValues>();
    for (const measure of measures) {
      const entry = this.snapshot.catalogue.dataSet(serviceId, measure);
      const values = entry && this.values.get(entry.facts.id);
      if (values) inputs.set(measure, values);
    }
    return inputs;
  }
}
