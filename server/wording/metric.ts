/** A metric's definition in one language, by GraphQL's names. */
import { formulaText, inputsOf, textIn, type Language } from '../metrics/definitions.js';
import type { Period } from '../metrics/periods.js';
import type { MetricDefinition } from '../store/subject.js';
import type { MetricData } from '../../components/formatting/types.js';

export class AssembledMetric implements MetricData {
  constructor(
    private readonly metric: MetricDefinition,
    private readonly lang: Language,
  ) {}

  /** The same for the same metric in the same language. */
  get id(): string {
    return `${this.metric.key}:${this.lang}`;
  }

  get key(): string {
    return this.metric.key;
  }

  get label(): string {
    return textIn(this.metric.texts.label, this.lang);
  }

  get description(): string {
    return textIn(this.metric.texts.description, this.lang);
  }

  get unit(): MetricData['unit'] {
    return this.metric.unit;
  }

  get direction(): MetricData['direction'] {
    return this.metric.direction;
  }

  get formula(): string {
    return formulaText(this.metric.formula);
  }

  get caveats(): string[] {
    return this.metric.caveats.map((caveat) => textIn(caveat, this.lang));
  }

  get inputs(): readonly string[] {
    return inputsOf(this.metric.formula);
  }

  get periods(): readonly Period[] {
    return this.metric.periods;
  }

  get defaultPeriod(): Period {
    return this.metric.defaultPeriod;
  }
}
