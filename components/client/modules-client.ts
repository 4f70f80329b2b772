import { ClientError } from './errors.js';
import { requestKey, type ModuleRequest } from './request.js';
import { retryDelay } from './retry.js';
import { askModules, earlyError } from './transport.js';

/** Longest list the server takes in one question. */
const MAX_REQUESTS = 100;
/** An element that comes later is served from memory while the answer is this young. */
const MEMORY_MS = 60_000;
const MAX_REMEMBERED = 200;
/** Frames do not come while a page is hidden: the batch then leaves after this. */
const FRAME_LIMIT_MS = 100;

/** What a subscriber is told. `receivedAt` is in milliseconds, of the last good data; null if there never was any. */
export type Update<Result> =
  | { result: Result; receivedAt: number; error?: undefined }
  | { result?: undefined; receivedAt: number | null; error: ClientError };

export interface Subscription {
  /** Asks again now, past every cache. */
  refresh(): void;
  close(): void;
}

/** All that the client needs of the world: handed in, so that tests have a clock of their own. */
export interface Surroundings {
  fetch: typeof fetch;
  now(): number;
  random(): number;
  nextFrame(callback: () => void): void;
  isHidden(): boolean;
  /** Calls back whenever the page is shown again. */
  onShown(callback: () => void): void;
  delay(callback: () => void, ms: number): () => void;
}

/** The longest time between questions: timers of browsers turn over at 25 days. */
const MOST_SECONDS = 86_400;

interface Subscriber<Result> {
  listener: (update: Update<Result>) => void;
  everyMs: number | null;
}

interface Entry<Result> {
  request: ModuleRequest;
  key: string;
  subscribers: Set<Subscriber<Result>>;
  result: Result | undefined;
  receivedAt: number | null;
  state: 'idle' | 'queued' | 'asking' | 'waiting';
  attempts: number;
  revalidate: boolean;
  /** Aborts the question this entry is part of, once nobody waits for any of its answers. */
  release: (() => void) | null;
  cancelTimer: (() => void) | null;
}

/** A module that the server left out because the ones before it had filled the answer, or that is too long by itself. */
const isOverLimit = (result: unknown): boolean =>
  (result as { error?: { code: string } | null } | null)?.error?.code === 'LIMIT_EXCEEDED';

/**
 * The one request a page makes. Whatever is subscribed to in one frame becomes one `modules` query: deduplicated and
 * sorted, so that equal pages ask equal (cacheable) questions. Failures are retried after 1, 2, 4 … 60 s.
 */
export class ModulesClient<Result> {
  readonly #entries = new Map<string, Entry<Result>>();
  #isScheduled = false;
  #waitsForPage = false;

  readonly #world: Surroundings;

  constructor(
    readonly endpoint: string,
    world: Surroundings = browser(),
  ) {
    this.#world = world;
  }

  /** @param everySeconds ask again that often while the page is shown; null = once */
  subscribe(
    request: ModuleRequest,
    listener: (update: Update<Result>) => void,
    everySeconds: number | null = null,
  ): Subscription {
    const entry = this.#entryOf(request);
    const subscriber = {
      listener,
      everyMs: everySeconds ? Math.min(everySeconds, MOST_SECONDS) * 1000 : null,
    };
    entry.subscribers.add(subscriber);
    const { result, receivedAt } = entry;
    if (result !== undefined && receivedAt !== null) {
      queueMicrotask(() => entry.subscribers.has(subscriber) && listener({ result, receivedAt }));
      if (this.#world.now() - receivedAt > MEMORY_MS) this.#ask(entry, false);
      else if (!entry.attempts || entry.state === 'idle') this.#planRefresh(entry);
    } else {
      this.#ask(entry, false);
    }
    return {
      refresh: () => this.#ask(entry, true),
      close: () => this.#unsubscribe(entry, subscriber),
    };
  }

  /** Takes the answer to these requests that is already on its way; should it not come, they are asked as any others. */
  expect(requests: readonly ModuleRequest[], answer: Promise<readonly Result[]>): void {
    const batch = requests.map((request) => this.#entryOf(request));
    for (const entry of batch) entry.state = 'asking';
    void answer.then(
      (results) => this.#receive(batch, results),
      (reason) => {
        const error = earlyError(reason);
        if (error) this.#fail(batch, error);
        else batch.forEach((entry) => this.#settle(entry));
      },
    );
  }

  #entryOf(request: ModuleRequest): Entry<Result> {
    const key = requestKey(request);
    let entry = this.#entries.get(key);
    if (!entry) {
      const fresh = {
        result: undefined,
        receivedAt: null,
        state: 'idle' as const,
        attempts: 0,
        revalidate: false,
      };
      entry = { request, key, subscribers: new Set(), release: null, cancelTimer: null, ...fresh };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  #unsubscribe(entry: Entry<Result>, subscriber: Subscriber<Result>): void {
    entry.subscribers.delete(subscriber);
    if (entry.subscribers.size) return;
    entry.cancelTimer?.();
    entry.cancelTimer = null;
    if (entry.state !== 'asking') entry.state = 'idle';
    entry.release?.();
    if (entry.result === undefined || this.#entries.size > MAX_REMEMBERED) this.#entries.delete(entry.key);
  }

  #ask(entry: Entry<Result>, revalidate: boolean): void {
    entry.revalidate ||= revalidate;
    if (entry.state === 'queued' || entry.state === 'asking') return;
    entry.cancelTimer?.();
    entry.cancelTimer = null;
    entry.state = 'queued';
    this.#entries.set(entry.key, entry);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#world.nextFrame(() => this.#flush());
  }

  #flush(): void {
    this.#isScheduled = false;
    const queued = [...this.#entries.values()].filter((entry) => entry.state === 'queued');
    queued.sort((a, b) => (a.key < b.key ? -1 : 1));
    for (let from = 0; from < queued.length; from += MAX_REQUESTS) {
      void this.#askTogether(queued.slice(from, from + MAX_REQUESTS));
    }
  }

  async #askTogether(batch: Entry<Result>[]): Promise<void> {
    const abort = new AbortController();
    const revalidate = batch.some((entry) => entry.revalidate);
    for (const entry of batch) {
      entry.state = 'asking';
      entry.revalidate = false;
      entry.release = () => {
        if (batch.every((each) => !each.subscribers.size)) abort.abort();
      };
    }
    try {
      const requests = batch.map((entry) => entry.request);
      const transport = { endpoint: this.endpoint, fetch: this.#world.fetch };
      const results = await askModules<Result>(transport, requests, { signal: abort.signal, revalidate });
      this.#receive(batch, results, revalidate);
    } catch (error) {
      if (abort.signal.aborted) batch.forEach((entry) => this.#settle(entry));
      else
        this.#fail(
          batch,
          error instanceof ClientError ? error : new ClientError('UNKNOWN', String(error), true),
        );
    }
  }

  /** Somebody may have subscribed again between the abort and now: they still want an answer. */
  #settle(entry: Entry<Result>, revalidate = false): void {
    entry.state = 'idle';
    entry.release = null;
    if (entry.subscribers.size) this.#ask(entry, revalidate);
  }

  /** What did not fit into one answer with the others is asked for again without them. */
  #receive(batch: readonly Entry<Result>[], results: readonly Result[], revalidate = false): void {
    const hasRoom = !results.every(isOverLimit);
    batch.forEach((entry, index) => {
      const result = results[index] as Result;
      if (hasRoom && isOverLimit(result)) this.#settle(entry, revalidate);
      else this.#succeed(entry, result);
    });
  }

  #succeed(entry: Entry<Result>, result: Result): void {
    const receivedAt = this.#world.now();
    Object.assign(entry, { result, receivedAt, state: 'idle', attempts: 0, release: null });
    this.#planRefresh(entry);
    this.#tell(entry, { result, receivedAt });
  }

  #fail(batch: Entry<Result>[], error: ClientError): void {
    // One chance for the batch: what was asked together is asked together again.
    const chance = this.#world.random();
    for (const entry of batch) {
      entry.state = 'idle';
      entry.release = null;
      entry.attempts += 1;
      if (error.isTransient && entry.subscribers.size) {
        const ms = retryDelay(entry.attempts, chance, error.retryAfter);
        entry.state = 'waiting';
        entry.cancelTimer = this.#world.delay(() => this.#wake(entry), ms);
      } else {
        this.#planRefresh(entry);
      }
      this.#tell(entry, { receivedAt: entry.receivedAt, error });
    }
  }

  #planRefresh(entry: Entry<Result>): void {
    const wanted = [...entry.subscribers].map((each) => each.everyMs ?? Infinity);
    const everyMs = Math.min(...wanted);
    if (!Number.isFinite(everyMs) || entry.state === 'queued' || entry.state === 'asking') return;
    entry.cancelTimer?.();
    entry.revalidate = true;
    // Counted from whole multiples, so that elements which came at different times ask together.
    const untilNext = everyMs - (this.#world.now() % everyMs);
    const ms = untilNext < everyMs / 2 ? untilNext + everyMs : untilNext;
    entry.cancelTimer = this.#world.delay(() => this.#wake(entry), ms);
    entry.state = 'waiting';
  }

  /** A timer ran out: asks again, or, on a hidden page, once it is shown. */
  #wake(entry: Entry<Result>): void {
    entry.cancelTimer = null;
    if (!this.#world.isHidden()) return this.#ask(entry, entry.revalidate);
    if (this.#waitsForPage) return;
    this.#waitsForPage = true;
    this.#world.onShown(() => {
      this.#waitsForPage = false;
      for (const each of this.#entries.values()) {
        if (each.state === 'waiting' && !each.cancelTimer) this.#ask(each, each.revalidate);
      }
    });
  }

  #tell(entry: Entry<Result>, update: Update<Result>): void {
    for (const { listener } of [...entry.subscribers]) listener(update);
  }
}

/** The real surroundings; frames are replaced by a timer where they do not come. */
export function browser(): Surroundings {
  return {
    fetch: (...args) => globalThis.fetch(...args),
    now: () => Date.now(),
    random: () => Math.random(),
    // Whichever comes first; the other finds nothing to do.
    nextFrame: (callback) => {
      requestAnimationFrame(callback);
      setTimeout(callback, FRAME_LIMIT_MS);
    },
    isHidden: () => document.hidden,
    onShown: (callback) => document.addEventListener('visibilitychange', callback, { once: true }),
    delay: (callback, ms) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}

const clients = new Map<string, unknown>();

/** One client an endpoint and page: that is what makes it one request. */
export function clientFor<Result>(endpoint: string): ModulesClient<Result> {
  let client = clients.get(endpoint) as ModulesClient<Result> | undefined;
  if (!client) {
    client = new ModulesClient<Result>(endpoint);
    clients.set(endpoint, client);
  }
  return client;
}
