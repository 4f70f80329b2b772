/** From values that have been read to figures: outcomes of services, combined, compared, held against targets. */
import { restsOnDraft } from '../store/drafts.js';
import type { Target } from '../entities/index.js';
import { inputsOf } from '../metrics/definitions.js';
import { parseDate } from '../metrics/calendar.js';
import { isOver, type Clock } from '../metrics/clock.js';
import { changeOf, type Change } from '../metrics/comparison/change.js';
import { evaluate, PassingOutcome, planOf } from '../metrics/evaluate.js';
import { isLine, type Line, type Outcome, type FormulaPlan } from '../metrics/outcome.js';
import { combine, figureOf, weightsOf, type Figure, type CombineContext } from '../metrics/figure.js';
import { comparedWindow, windowKey, type Comparison, type Window } from '../metrics/periods.js';
import { PlainLine } from '../metrics/rows/plain-line.js';
import { targetState, type TargetState } from '../metrics/target-state.js';
import { isUsable, Together, weightOf } from '../metrics/together.js';
import { hasRow, type DataSetValues } from '../metrics/rows/values.js';
import type { Subject } from '../store/subject.js';
import { LineColumns, type WeighedLine } from './lines/line-columns.js';
import type { MetricQuestion } from './questions.js';
import type { Snapshot } from '../store/snapshot.js';
import { mapWithPauses } from '../store/pauses.js';
import { boundMetric, targetIn } from './targets.js';
import { zoneOf } from './windows.js';
import { isOpenIn, workedService, type WorkedService } from './worked-service.js';

/** A figure with what was asked for beside it. */
export interface FigureAnswer extends Figure {
  question: MetricQuestion;
  window: Window;
  /** Null if no comparison was asked for. */
  change: Change | null;
  target: TargetState | null;
}

/** What the contexts of all windows of a question, or of one line of it, have in common. */
interface Frame {
  common: Pick<CombineContext, 'formula' | 'plan' | 'scope' | 'period' | 'breaks' | 'zone' | 'isDraft'>;
  hasTargets: boolean;
}

const NO_OUTCOMES: readonly Outcome[] = [];

/** What was worked out of one plan and target. */
interface Known {
  services: Map<number, WorkedService>;
  /** By the key of the window, then by the id of the service. */
  outcomes: Map<number, Map<number, Outcome>>;
}

/** Evaluates over the values of one read. Outcomes are kept: a service's figure and its portfolio's share them. */
export class Evaluation {
  readonly #passing = new PassingOutcome();
  readonly #read: Parameters<typeof workedService>[2];
  readonly #worked = new Map<FormulaPlan, Map<number | null, Known>>();
  readonly #plans = new Map<string, FormulaPlan>();
  readonly #frames = new WeakMap<MetricQuestion, Map<Line | null, Frame>>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly values: ReadonlyMap<number, DataSetValues>,
    private readonly clock: Clock,
  ) {
    this.#read = { catalogue: snapshot.catalogue, read: values };
  }

  /** The figure of a question in a window, or one line of it. */
  figure(question: MetricQuestion, window: Window, line: Line | null = null): Figure {
    const context = this.contextOf(question, window, line);
    return combine(this.#outcomesOf(question, context), context);
  }

  /** Works out, with pauses, what all services come to in a window: its figure is made of that. */
  async prepare(question: MetricQuestion, window: Window): Promise<void> {
    await mapWithPauses(question.subject.services, this.#outcomeIn(this.contextOf(question, window, null)));
  }

  /** A line over windows: that of a question, or of a part of it. */
  async line(question: MetricQuestion, windows: readonly Window[], line: Line | null): Promise<WeighedLine> {
    const columns = new LineColumns();
    const plain = this.#plainLine(question, line);
    const { common } = this.#frame(question, line);
    const inWindow = { ...common, isOver: true };
    const weights = await mapWithPauses(windows, (window) => {
      const result = plain?.at(window);
      if (result) {
        inWindow.isOver = isOver(window, common.zone, this.clock);
        columns.addPlain(result, window, inWindow);
        return null;
      }
      const context = this.contextOf(question, window, line);
      if (context.scope !== 'service') return this.#addTogether(columns, question, context);
      columns.add(combine(this.#outcomesOf(question, context), context));
      return null;
    });
    return { columns, weights };
  }

  #plainLine(question: MetricQuestion, line: Line | null): PlainLine | null {
    const { formula, plan, scope } = this.#frame(question, line).common;
    if (scope !== 'service') return null;
    const [service] = question.subject.services;
    return new PlainLine(plan, this.#workedOf(service, this.#known(plan, null), inputsOf(formula)).values);
  }

  /**
   * Adds the figure of several services to a line. Of a part the outcomes are not kept: a split of a thousand services has
   * too many. Answers what each service weighs.
   */
  #addTogether(columns: LineColumns, question: MetricQuestion, context: CombineContext): Float64Array {
    if (!isLine(context.plan)) {
      const outcomes = this.#outcomesOf(question, context);
      columns.add(combine(outcomes, context));
      return weightsOf(outcomes);
    }
    const { plan, window, target } = context;
    const { services } = question.subject;
    const weights = new Float64Array(services.length).fill(NaN);
    const together = new Together(plan.kind, false);
    const known = this.#known(plan, target);
    const measures = inputsOf(context.formula);
    for (let at = 0; at < services.length; at++) {
      const worked = this.#workedOf(services[at], known, measures);
      const about = { serviceId: services[at].id, isOpen: isOpenIn(worked, window) };
      const outcome = this.#passing.evaluate(context, worked.values, about);
      together.add(outcome);
      if (isUsable(outcome)) weights[at] = weightOf(outcome);
    }
    columns.add(figureOf(together, context, NO_OUTCOMES));
    return weights;
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
    const { compareTo, metric, period } = question;
    const earlier = comparedWith ?? (compareTo ? comparedWindow(period, window, compareTo) : null);
    const figure = this.figure(question, window);
    const target = this.#target(question, metric.key, window);
    return Object.assign(figure, {
      question,
      window,
      change: earlier ? this.#changeFrom(question, window, earlier, figure) : null,
      target: target ? targetState(target, metric.direction, figure) : null,
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
    const previous = this.contextOf(question, earlier);
    return changeOf(
      { figure, context: this.contextOf(question, window) },
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

  /** What combining outcomes of a window, or of several in one span, needs. */
  contextOf(question: MetricQuestion, window: Window, line: Line | null = null): CombineContext {
    const { common, hasTargets } = this.#frame(question, line);
    const { formula, plan, scope, period, breaks, zone, isDraft } = common;
    // Field by field: made for every window, a copy of `common` took longer than evaluating it.
    return {
      formula,
      plan,
      scope,
      period,
      breaks,
      zone,
      isDraft,
      window,
      target: hasTargets ? this.#bound(question, plan, window) : null,
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

  #makeFrame(question: MetricQuestion, line: Line | null): Frame {
    const { subject, metric, period } = question;
    const { catalogue } = this.snapshot;
    const { formula } = metric;
    const measures = inputsOf(formula);
    return {
      common: {
        formula,
        plan: this.#plan(metric, line),
        scope: subject.kind === 'SERVICE' ? 'service' : 'portfolio',
        period,
        breaks: catalogue
          .annotations(subject, measures)
          .flatMap(({ kind, fromOn }) => (kind === 'BREAK' ? [parseDate(fromOn)!] : [])),
        zone: zoneOf(question, this.snapshot),
        isDraft: restsOnDraft(catalogue, subject, measures),
      },
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

  #target(question: MetricQuestion, key: string, window: Window): Target | undefined {
    const { catalogue } = this.snapshot;
    if (!catalogue.hasTargets(key)) return undefined;
    return targetIn(question, key, { window, zone: this.#frame(question, null).common.zone }, catalogue);
  }

  /** The bound up to which a `share-within` metric counts is a target of its own. */
  #bound(question: MetricQuestion, plan: FormulaPlan, window: Window): number | null {
    if (plan.kind !== 'share-within') return null;
    return this.#target(question, boundMetric(question.metric.key), window)?.value ?? null;
  }

  /** The target that holds in a window, for the target's own line. */
  targetOf(question: MetricQuestion, window: Window): number | null {
    return this.#target(question, question.metric.key, window)?.value ?? null;
  }

  #outcomesOf({ subject }: MetricQuestion, context: CombineContext): Outcome[] {
    return subject.services.map(this.#outcomeIn(context));
  }

  /** What one service comes to in a window. */
  #outcomeIn(context: CombineContext): (service: Subject['services'][number]) => Outcome {
    const { formula, plan, window, target } = context;
    const known = this.#known(plan, target);
    // Each line of a split is asked for once: to keep all of its outcomes would cost more than it saves.
    const isKept = !isLine(plan);
    const key = windowKey(window);
    let outcomes = known.outcomes.get(key);
    if (!outcomes && isKept) known.outcomes.set(key, (outcomes = new Map()));
    const measures = inputsOf(formula);
    return (service) => {
      const { id } = service;
      const found = outcomes?.get(id);
      if (found) return found;
      const worked = this.#workedOf(service, known, measures);
      const about = { serviceId: id, isOpen: isOpenIn(worked, window) };
      const outcome = evaluate(context, worked.values, about);
      outcomes?.set(id, outcome);
      return outcome;
    };
  }

  #workedOf(
    service: Subject['services'][number],
    { services }: Known,
    measures: readonly string[],
  ): WorkedService {
    let worked = services.get(service.id);
    if (!worked) services.set(service.id, (worked = workedService(service, measures, this.#read)));
    return worked;
  }

  #known(plan: FormulaPlan, target: number | null): Known {
    let targets = this.#worked.get(plan);
    if (!targets) this.#worked.set(plan, (targets = new Map()));
    let known = targets.get(target);
    if (!known) targets.set(target, (known = { services: new Map(), outcomes: new Map() }));
    return known;
  }
}
