import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClientError } from '../client/errors.js';
import { clientFor, type Subscription } from '../client/modules-client.js';
import {
  requestKey,
  type AttributeError,
  type ModuleRequest,
  type ModuleOutcome,
} from '../client/request.js';
import type { ModuleData } from '../formatting/types.js';
import { endpointFor } from './endpoint.js';
import { pageData } from './page-data.js';

/** What went wrong last, as `perf-error` says it. */
export interface Trouble {
  code: string;
  argument: string | null;
  message: string;
  isRetrying: boolean;
}

/** What the controller needs of its element. */
export interface DataHost extends ReactiveControllerHost, HTMLElement {
  endpoint: string;
  /** Seconds between questions; 0 = asks once. */
  refreshEvery: number;
  /** The question that the attributes make, or what is wrong with them. */
  question(): ModuleOutcome<ModuleRequest>;
  dataChanged(data: ModuleData): void;
  troubleChanged(trouble: Trouble, receivedAt: number | null): void;
}

/**
 * Gets an element its data: from its `data` property, from the JSON that a page of ours wrote inside the tag, or from the
 * one request of the page. The page's JSON is read when the reader comes near: until then the HTML beside it says all that
 * the element would. The last good data stays whatever happens later.
 */
export class DataController implements ReactiveController {
  data: ModuleData | null = null;
  trouble: Trouble | null = null;
  /** When the shown data was received, in milliseconds; null for data that was handed in. */
  receivedAt: number | null = null;

  #subscription: Subscription | null = null;
  #subscribedTo = '';
  /** Data that came without a question: in the page's JSON, which answers one question, or from a script, for any. */
  #given: 'page' | 'script' | null = null;
  #pageKey: string | null = null;
  /** The question now, and the one that `data` answers: another one's data must not stay after a failure. */
  #key = '';
  #shownKey: string | null = null;
  #hasLookedAtPage = false;

  readonly #host: DataHost;

  constructor(host: DataHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
    // While the parser is still inside the tag, its JSON child may be yet to come.
    if (document.readyState !== 'loading') return;
    document.addEventListener('DOMContentLoaded', () => this.#host.requestUpdate(), { once: true });
  }

  hostDisconnected(): void {
    // An element that is only moved is back before this runs, and keeps its question.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#close();
    });
  }

  /** Before each rendering: asks if the attributes make another question than before. */
  hostUpdate(): void {
    if (!this.#host.isConnected || this.#given === 'script') return;
    if (!this.#hasLookedAtPage && !this.#lookAtPage() && document.readyState === 'loading') return;
    const question = this.#host.question();
    const key = question.error ? '' : requestKey(question.value);
    this.#key = key;
    if (this.#given === 'page') {
      this.#pageKey ??= key;
      this.#shownKey = this.#pageKey;
      if (key !== this.#pageKey) this.#given = null;
      else if (question.error || !this.#host.refreshEvery) return;
    }
    const endpoint = endpointFor(this.#host.endpoint, document);
    const wanted = `${endpoint} ${this.#host.refreshEvery} ${question.error?.message ?? key}`;
    if (this.#subscribedTo === wanted) return;
    this.#close();
    this.#subscribedTo = wanted;
    if (question.error) this.#refuse(question.error);
    else if (endpoint) this.#subscribe(endpoint, question.value);
    else
      this.#refuse({
        code: 'BAD_ATTRIBUTE',
        argument: 'endpoint',
        message: 'endpoint is not a web address.',
      });
  }

  /** Whether the page holds the data and, beside it, the whole module as HTML. */
  get isFromPage(): boolean {
    return this.#given === 'page';
  }

  /** Takes data from a script, in place of any question, until it is null again. */
  handIn(data: ModuleData | null): void {
    this.#close();
    this.#given = data ? 'script' : null;
    if (data) this.#show(data, null);
    else this.#host.requestUpdate();
  }

  /** Asks the server now, past every cache. */
  refresh(): void {
    if (this.#given) {
      this.#given = null;
      this.#hasLookedAtPage = true;
      this.hostUpdate();
    }
    this.#subscription?.refresh();
  }

  #subscribe(endpoint: string, request: ModuleRequest): void {
    this.#subscription = clientFor<ModuleData>(endpoint).subscribe(
      request,
      (update) => {
        if (update.error) this.#fail(update.error, update.receivedAt);
        else this.#show(update.result, update.receivedAt);
      },
      this.#host.refreshEvery || null,
    );
  }

  #lookAtPage(): boolean {
    const script = this.#host.querySelector<HTMLScriptElement>(':scope > script[type="application/json"]');
    if (!script) return false;
    this.#hasLookedAtPage = true;
    this.#given = 'page';
    void pageData(this.#host, script).then((data) => {
      if (this.#given !== 'page' || this.receivedAt !== null) return;
      if (data) return this.#show(data, null);
      this.#given = null;
      this.#host.requestUpdate();
    });
    return true;
  }

  #show(data: ModuleData, receivedAt: number | null): void {
    if (data.error || !data.metric) {
      const { code, argument, message } = data.error ?? { code: 'NO_METRIC', argument: null, message: '' };
      this.#report({ code, argument, message, isRetrying: false }, this.receivedAt);
      return;
    }
    this.data = data;
    this.#shownKey = this.#key;
    this.receivedAt = receivedAt;
    this.trouble = null;
    this.#host.dataChanged(data);
    this.#host.requestUpdate();
  }

  #fail(error: ClientError, receivedAt: number | null): void {
    const { code, message, isTransient } = error;
    this.#report({ code, argument: null, message, isRetrying: isTransient }, receivedAt);
  }

  /** Attributes that make no question: what was shown before answered another one, and goes. */
  #refuse({ code, argument, message }: AttributeError): void {
    this.data = null;
    this.#report({ code, argument, message, isRetrying: false }, null);
  }

  #report(trouble: Trouble, receivedAt: number | null): void {
    this.trouble = trouble;
    if (this.#shownKey !== this.#key) this.data = null;
    this.#host.troubleChanged(trouble, receivedAt);
    this.#host.requestUpdate();
  }

  #close(): void {
    this.#subscription?.close();
    this.#subscription = null;
    this.#subscribedTo = '';
  }
}
