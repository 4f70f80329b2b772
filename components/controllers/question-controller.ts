import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ClientError } from '../client/errors.js';
import { browser } from '../client/modules-client.js';
import { jsonOf } from '../client/json.js';
import type { AttributeError, ModuleOutcome } from '../client/request.js';
import { retryDelay } from '../client/retry.js';
import { ask, refusalOf, type RegisteredDocument } from '../client/transport.js';
import type { Trouble } from './data-controller.js';
import { endpointFor } from './endpoint.js';

/** What the controller needs of its element. */
export interface QuestionHost<Variables> extends ReactiveControllerHost, HTMLElement {
  endpoint: string;
  /** The variables that the attributes make, null where there is nothing to ask, or what is wrong with them. */
  question(): ModuleOutcome<Variables | null>;
  answerChanged(): void;
  troubleChanged(trouble: Trouble): void;
}

/** Asks a question of its own for an element other than a module: again when it changes, and after a failure. */
export class QuestionController<Variables extends object, Data> implements ReactiveController {
  data: Data | null = null;
  trouble: Trouble | null = null;

  #asked = '';
  #abort: AbortController | null = null;
  #cancelRetry: (() => void) | null = null;
  readonly #world = browser();

  /** @param read finds what was asked for in the answer's `data`; undefined if it is not there */
  constructor(
    readonly host: QuestionHost<Variables>,
    readonly document: RegisteredDocument,
    readonly read: (data: Record<string, unknown>) => ModuleOutcome<Data> | undefined,
  ) {
    host.addController(this);
  }

  /** Whether an answer is on its way: a question that is not another one is not asked again. */
  get isAsking(): boolean {
    return this.#abort !== null;
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    // An element that is only moved is back before this runs, and keeps its question.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.#close();
    });
  }

  /** Before each rendering: asks if the attributes make another question than before. */
  hostUpdate(): void {
    if (!this.host.isConnected) return;
    const question = this.host.question();
    const endpoint = endpointFor(this.host.endpoint, document);
    const wanted = `${endpoint} ${jsonOf(question.value ?? question.error)}`;
    if (this.#asked === wanted) return;
    this.#close();
    this.#asked = wanted;
    if (question.error) this.#refuse(question.error);
    else if (!endpoint)
      this.#refuse({
        code: 'BAD_ATTRIBUTE',
        argument: 'endpoint',
        message: 'endpoint is not a web address.',
      });
    else if (question.value) void this.#ask(endpoint, question.value, 1);
    else this.data = this.trouble = null;
  }

  /** Asks the server now, past every cache. */
  refresh(): void {
    const [question, endpoint] = [this.host.question(), endpointFor(this.host.endpoint, document)];
    if (!question.value || !endpoint) return;
    this.#close();
    this.#asked = `${endpoint} ${jsonOf(question.value)}`;
    void this.#ask(endpoint, question.value, 1, true);
  }

  async #ask(endpoint: string, variables: Variables, attempt: number, revalidate = false): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const transport = { endpoint, fetch: this.#world.fetch };
      const answer = await ask(transport, this.document, variables, {
        signal: abort.signal,
        revalidate,
      });
      // The answer may have been here when the question was given up.
      if (abort.signal.aborted) return;
      this.#abort = null;
      const found = answer.data && this.read(answer.data);
      if (!found) throw refusalOf(answer);
      if (found.error) return this.#refuse(found.error);
      this.data = found.value;
      this.trouble = null;
      this.host.answerChanged();
      this.host.requestUpdate();
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#abort = null;
      this.#fail(error, () => void this.#ask(endpoint, variables, attempt + 1), attempt);
    }
  }

  #fail(error: unknown, again: () => void, attempt: number): void {
    const { code, message, isTransient, retryAfter } =
      error instanceof ClientError ? error : new ClientError('UNKNOWN', String(error), true);
    this.#report({ code, argument: null, message, isRetrying: isTransient });
    if (!isTransient) return;
    const asked = this.#asked;
    this.#cancelRetry = this.#world.delay(
      () => {
        if (!this.#world.isHidden()) again();
        else this.#world.onShown(() => asked === this.#asked && again());
      },
      retryDelay(attempt, this.#world.random(), retryAfter),
    );
  }

  #refuse({ code, argument, message }: Omit<AttributeError, 'code'> & { code: string }): void {
    this.data = null;
    this.#report({ code, argument, message, isRetrying: false });
  }

  #report(trouble: Trouble): void {
    this.trouble = trouble;
    this.host.troubleChanged(trouble);
    this.host.requestUpdate();
  }

  #close(): void {
    this.#abort?.abort();
    this.#cancelRetry?.();
    this.#abort = null;
    this.#cancelRetry = null;
    this.#asked = '';
  }
}
