/** From values that have been read to figures: outcomes of services, combined, compared, held against targets. */
import type { Target } from '../entities/index.js';
import { inputsOf } from '../metrics/definitions.js';
import { parseDate } from '../metrics/calendar.js';
import { isOver, type Clock } from '../metrics/clock.js';
import { changeOf, type Change } from '../metrics/change.js';
import { evaluate, PassingOutcome, planOf } from '../metrics/evaluate.js';
import type { Line, Outcome, FormulaPlan, ServiceValues } from '../metrics/outcome.js';
import { combine, figureOf, weightsOf, type Figure, type CombineContext } from '../metrics/figure.js';
import {
  comparedWindow,
  formatStart,
  windowEnd,
  windowKey,
  type Comparison,
  type Window,
} from '../metrics/periods.js';
import { targetState, type TargetState } from '../metrics/target-state.js';
import { isUsable, Together, weightOf } from '../metrics/together.js';
import { hasRow, type DataSetValues } from '../metrics/rows/values.js';
import type { Subject } from '../store/subject.js';
import type { MetricQuestion } from './questions.js';
import type { Snapshot } from '../store/snapshot.js';
import { TimeSlices } from '../store/time-slices.js';
import { DEFAULT_ZONE, startDay } from './windows.js';

/** A figure with what was asked for beside it. */
export interface FigureAnswer extends Figure {
  question: MetricQuestion;
  window: Window;
  /** Null if no comparison was asked for. */
  change: Change | null;
  target: TargetState | null;
}

/** The metric whose target is the bound of a share within it: of `time-to-complete-within-target`, `time-to-complete`. */
const boundMetric = (key: string): string => key.replace(/-within-target$/, '');

/** A service that closed before a window or opened after it is not expected to have a value. */
function isOpenIn({ opened, closed }: Worked, window: Window): boolean {
  if (opened === -Infinity && closed === Infinity) return true;
  const start = startDay(window);
  const end = startDay({ ...window, start: windowEnd(window) });
  return opened < Math.max(end, start + 1) && closed >= start;
}

/** Whether a plan is of one line of a split. */
const isLine = (plan: FormulaPlan): boolean => plan.kind === 'range' || ('isLine' in plan && plan.isLine);

/** What the contexts of all windows of a question, or of one line of it, have in common. */
interface Frame extends Pick<CombineContext, 'formula' | 'plan' | 'scope' | 'period' | 'breaks'> {
  zone: string;
  hasTargets: boolean;
}

/** What one service has for one plan. */
interface Worked {
  values: ServiceValues;
  /** Days since 1970. */
  opened: number;
  closed: number;
}

export interface WeighedFigure {
  figure: Figure;
  /** By the place of the service in its subject; NaN where it does not count. Null for one service. */
  weights: Float64Array | null;
}

const NO_OUTCOMES: readonly Outcome[] = [];

/** What was worked out of one plan and target. */
interface Known {
  services: Map<number, Worked>;
  /** By the key of the window, then by the id of the service. */
  outcomes: Map<number, Map<number, Outcome>>;
}

/** Evaluates over the values of one read. Outcomes are kept: a service's figure and its portfolio's share them. */
export class Evaluation {
  readonly slices = new TimeSlices();
  readonly #passing = new PassingOutcome();
  readonly #worked = new Map<FormulaPlan, Map<number | null, Known>>();
  readonly #plans = new Map<string, FormulaPlan>();
  readonly #frames = new WeakMap<MetricQuestion, Map<Line | null, Frame>>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly values: ReadonlyMap<number, DataSetValues>,
    private readonly clock: Clock,
  ) {}

  /** The figure of a question in a window, or one line of it. */
  figure(question: MetricQuestion, window: Window, line: Line | null = null): Figure {
    const context = this.#context(question, window, line);
    return combine(this.#outcomesOf(question, context), context);
  }

  /**
   * The figure of a line in a window, with what each service weighs in it. Its outcomes are not kept: a split of a thousand
   * services has too many.
   */
  lineFigure(question: MetricQuestion, window: Window, line: Line | null): WeighedFigure {
    const isOfOne = question.subject.kind === 'SERVICE';
    if (isOfOne || !line) {
      const figure = this.figure(question, window, line);
      return { figure, weights: isOfOne ? null : weightsOf(figure.outcomes) };
    }
    const context = this.#context(question, window, line);
    const { services } = question.subject;
    const weights = new Float64Array(services.length).fill(NaN);
    const together = new Together(context.plan.kind, false);
    const known = this.#known(context.plan, context.target);
    const measures = inputsOf(context.formula);
    for (let at = 0; at < services.length; at++) {
      const worked = this.#workedOf(services[at], known, measures);
      const about = { serviceId: services[at].id, isOpen: isOpenIn(worked, window) };
      const outcome = this.#passing.evaluate(context, worked.values, about);
      together.add(outcome);
      if (isUsable(outcome)) weights[at] = weightOf(outcome);
    }
    return { figure: figureOf(together, context, NO_OUTCOMES), weights };
  }

  /** What combining outcomes of a window, or of several in one span, needs. */
  contextOf(question: MetricQuestion, window: Window): CombineContext {
    return this.#context(question, window, null);
  }

  /** Whether anything was delivered for a line in any of the windows: values, or reasons why there is none. */
  isDelivered({ subject, metric }: MetricQuestion, windows: readonly Window[], line: Line): boolean {
    const dataSets = subject.services.flatMap(({ id }) =>
      inputsOf(metric.formula).map((measure) => this.snapshot.catalogue.dataSet(id, measure)?.facts.id),
    );
    return dataSets.some((id) => {
      const values = id === undefined ? undefined : this.values.get(id);
      return values && windows.some((window) => hasRow(values.content(window), line.dimension, line.values));
    });
  }

  /** The figure with its change, against a window or what the question asks for, and target. */
  answer(question: MetricQuestion, window: Window, comparedWith?: Window): FigureAnswer {
    const { compareTo, period } = question;
    const earlier = comparedWith ?? (compareTo ? comparedWindow(period, window, compareTo) : null);
    const figure = this.figure(question, window);
    return Object.assign(figure, {
      question,
      window,
      change: earlier ? this.#changeFrom(question, window, earlier, figure) : null,
      target: this.#targetState(question, window, figure),
    });
  }

  change(
    question: MetricQuestion,
    window: Window,
    comparison: Comparison,
    figure = this.figure(question, window),
  ): Change {
    return this.#changeFrom(question, window, comparedWindow(question.period, window, comparison), figure);
  }

  /** The change of a window against any other of the same length. */
  #changeFrom(question: MetricQuestion, window: Window, earlier: Window, figure: Figure): Change {
    const { metric } = question;
    const inputs = inputsOf(metric.formula);
    const previous = this.#context(question, earlier, null);
    return changeOf(
      { figure, context: this.#context(question, window, null) },
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

  #context(question: MetricQuestion, window: Window, line: Line | null): CombineContext {
    const { formula, plan, scope, period, breaks, zone, hasTargets } = this.#frame(question, line);
    const { subject, metric } = question;
    return {
      formula,
      plan,
      scope,
      period,
      window,
      breaks,
      target: hasTargets ? this.#bound(subject, metric.key, plan, window) : null,
      isOver: isOver(window, zone, this.clock),
    };
  }

  #frame(question: MetricQuestion, line: Line | null): Frame {
    let frames = this.#frames.get(question);
    if (!frames) this.#frames.set(question, (frames = new Map()));
    let frame = frames.get(line);
    if (!frame) frames.set(line, (frame = this.#makeFrame(question, line)));
    return frame;
  }

  #makeFrame({ subject, metric, period }: MetricQuestion, line: Line | null): Frame {
    const { catalogue } = this.snapshot;
    const { formula } = metric;
    const measures = inputsOf(formula);
    const first = subject.kind === 'SERVICE' ? catalogue.dataSet(subject.service.id, measures[0]) : null;
    return {
      formula,
      plan: this.#plan(metric, line),
      scope: subject.kind === 'SERVICE' ? 'service' : 'portfolio',
      period,
      breaks: catalogue
        .annotations(subject, measures)
        .flatMap(({ kind, fromOn }) => (kind === 'BREAK' ? [parseDate(fromOn)!] : [])),
      zone: first?.facts.timeZone ?? DEFAULT_ZONE,
      hasTargets: catalogue.hasTargets(boundMetric(metric.key)),
    };
  }

  /** One plan a metric and line: what was worked out for it is found again by its identity. */
  #plan({ key, formula }: MetricQuestion['metric'], line: Line | null): FormulaPlan {
    const name = line ? JSON.stringify([key, line.dimension, line.values]) : key;
    let plan = this.#plans.get(name);
    if (!plan) this.#plans.set(name, (plan = planOf(formula, line)));
    return plan;
  }

  #target(subject: Subject, metric: string, window: Window): Target | undefined {
    if (!this.snapshot.catalogue.hasTargets(metric)) return undefined;
    return this.snapshot.catalogue.target(subject, metric, formatStart('day', startDay(window)));
  }

  /** The bound up to which a `share-within` metric counts is a target of its own. */
  #bound(subject: Subject, metric: string, plan: FormulaPlan, window: Window): number | null {
    if (plan.kind !== 'share-within') return null;
    return this.#target(subject, boundMetric(metric), window)?.value ?? null;
  }

  /** The target that holds in a window, for the target's own line. */
  targetOf({ subject, metric }: MetricQuestion, window: Window): number | null {
    return this.#target(subject, metric.key, window)?.value ?? null;
  }

  #targetState({ subject, metric }: MetricQuestion, window: Window, figure: Figure): TargetState | null {
    const target = this.#target(subject, metric.key, window);
    return target ? targetState(target, metric.direction, figure) : null;
  }

  #outcomesOf({ subject }: MetricQuestion, context: CombineContext): Outcome[] {
    const { formula, plan, window, target } = context;
    const known = this.#known(plan, target);
    // Each line of a split is asked for once: to keep all of its outcomes would cost more than it saves.
    const isKept = !isLine(plan);
    const key = windowKey(window);
    let outcomes = known.outcomes.get(key);
    if (!outcomes && isKept) known.outcomes.set(key, (outcomes = new Map()));
    const measures = inputsOf(formula);
    return subject.services.map((service) => {
      const { id } = service;
      const found = outcomes?.get(id);
      if (found) return found;
      const worked = this.#workedOf(service, known, measures);
      const about = { serviceId: id, isOpen: isOpenIn(worked, window) };
      const outcome = evaluate(context, worked.values, about);
      outcomes?.set(id, outcome);
      return outcome;
    });
  }

  #workedOf(service: Subject['services'][number], { services }: Known, measures: readonly string[]): Worked {
    let worked = services.get(service.id);
    if (!worked) services.set(service.id, (worked = this.#begin(service, measures)));
    return worked;
  }

  #known(plan: FormulaPlan, target: number | null): Known {
    let targets = this.#worked.get(plan);
    if (!targets) this.#worked.set(plan, (targets = new Map()));
    let known = targets.get(target);
    if (!known) targets.set(target, (known = { services: new Map(), outcomes: new Map() }));
    return known;
  }

  #begin({ id, openedOn, closedOn }: Subject['services'][number], measures: readonly string[]): Worked {
    const values = new Map<string, DataSetValues>();
    for (const measure of measures) {
      const entry = this.snapshot.catalogue.dataSet(id, measure);
      const read = entry && this.values.get(entry.facts.id);
      if (read) values.set(measure, read);
    }
    return {
      values,
      opened: openedOn === null ? -Infinity : parseDate(openedOn)!,
      closed: closedOn === null ? Infinity : parseDate(closedOn)!,
    };
  }
}
