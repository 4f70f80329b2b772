import { closestAcross } from '../controllers/ancestors.js';
import { DataController, type Trouble } from '../controllers/data-controller.js';
import { emit, tellTrouble } from '../events.js';
import type { ModuleData } from '../formatting/types.js';
import { choiceFor } from '../controllers/range-choice.js';
import { failureText } from '../view/texts.js';
import { ModuleAttributes } from './module-attributes.js';

/** An element that shows the data of one module: what `<perf-module>` and `<perf-figure>` do alike. */
export abstract class ModuleElement extends ModuleAttributes {
  /** Settles when the data is first shown, or with null when it cannot be: never rejects. */
  readonly ready: Promise<ModuleData | null>;
  #settleReady: (data: ModuleData | null) => void = () => undefined;
  #isReady = false;
  protected readonly source = new DataController(this);

  constructor() {
    super();
    this.ready = new Promise((settle) => (this.#settleReady = settle));
  }

  /** What is shown. Setting it shows the data without a request; null asks again. */
  get data(): ModuleData | null {
    return this.source.data;
  }
  set data(data: ModuleData | null) {
    this.source.handIn(data);
  }

  /** Asks the server again, past every cache. */
  refresh(): void {
    this.source.refresh();
  }

  /** A dashboard says once what its modules have in common. */
  protected get isInDashboard(): boolean {
    return closestAcross(this, 'perf-dashboard') !== null;
  }

  /** How long ago the shown data was received if it could not be renewed, in milliseconds; else null. */
  protected get staleMs(): number | null {
    const { trouble, receivedAt } = this.source;
    return trouble && receivedAt !== null ? Math.max(1, Date.now() - receivedAt) : null;
  }

  /** What stands in the place of data that did not come. */
  protected failureText(trouble: Trouble): string {
    return failureText(trouble, this.language, Object.keys(choiceFor(this)).length > 0);
  }

  /** Settles when everything is drawn that new data needs. */
  protected get drawn(): Promise<unknown> {
    return this.updateComplete;
  }

  /** @internal */
  dataChanged(data: ModuleData): void {
    void this.drawn.then(() => data === this.data && this.tellData(data));
  }

  /** @returns whether it was the first data that was shown */
  protected tellData(data: ModuleData): boolean {
    const isFirst = !this.#isReady;
    this.#isReady = true;
    if (isFirst) emit(this, 'perf-ready', { data });
    emit(this, 'perf-data', { data });
    this.#settleReady(data);
    return isFirst;
  }

  /** @internal */
  troubleChanged(trouble: Trouble, receivedAt: number | null): void {
    tellTrouble(this, trouble);
    if (this.data && receivedAt !== null) emit(this, 'perf-stale', { receivedAt });
    if (!trouble.isRetrying) this.#settleReady(this.data);
  }
}
