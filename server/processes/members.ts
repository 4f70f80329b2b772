/** The processes that serve, as the primary sees them: they share one port, and one that ends is replaced. */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ProcessMetrics } from '../http/telemetry.js';
import { Replacements, REFUSED_PAUSE_MS } from '../writer/replacements.js';
import { fromSent } from '../writer/sent-error.js';
import type { DatabaseKeeper } from './database-keeper.js';
import { Line, type MemberAnswers, type Message, type PrimaryAnswers } from './line.js';

/** They end by themselves in 8 s; all of it may take 10. */
const STOP_MS = 9_000;

interface Running {
  line: Line<MemberAnswers, PrimaryAnswers>;
  isReady: boolean;
  /** Once it listens no more: tells it that none does. */
  answerClosed?: () => void;
  /** Why it cannot serve, if it said so. */
  refusal?: Error;
}

export class Members {
  /** Fulfilled with the address when as many serve as are wanted. Fails with what one of them said before that. */
  readonly started: Promise<string>;
  /** Fulfilled with what to say when they have ended too often: then none is started any more. */
  readonly givenUp: Promise<string>;
  readonly #running = new Map<Worker, Running>();
  readonly #replacements = new Replacements();
  readonly #stopping = new AbortController();
  #hasStarted = false;
  #start!: (address: string) => void;
  #refuse!: (error: Error) => void;
  #giveUp!: (reason: string) => void;

  constructor(
    private readonly wanted: number,
    private readonly keeper: DatabaseKeeper,
    private readonly log: Logger,
  ) {
    this.started = new Promise((resolve, reject) => {
      this.#start = resolve;
      this.#refuse = reject;
    });
    this.givenUp = new Promise((resolve) => (this.#giveUp = resolve));
    // What cannot be said in JSON, such as a number that is none, goes over the channel as well.
    cluster.setupPrimary({ serialization: 'advanced' });
    for (let count = 0; count < wanted; count++) this.#fork();
  }

  #fork(): void {
    const worker = cluster.fork();
    const line = new Line<MemberAnswers, PrimaryAnswers>(
      (message, sent) => worker.send(message, undefined, sent),
      this.#answersFor(worker),
    );
    this.#running.set(worker, { line, isReady: false });
    worker.on('message', (message: Message) => line.take(message));
    worker.once('exit', (code, signal) => this.#ended(worker, signal ?? `code ${code}`));
  }

  #answersFor(worker: Worker): PrimaryAnswers {
    const { guard, writer } = this.keeper;
    return {
      assertSound: () => guard.assertSound(),
      reportDamage: async (found) => guard.report(new Error(found)),
      pingWriter: () => writer.ping(),
      runWriter: (name, input) => writer.run(name, input),
      metrics: () => this.#metrics(),
      ready: async (address) => {
        const running = this.#running.get(worker);
        if (running) running.isReady = true;
        const ready = [...this.#running.values()].filter(({ isReady }) => isReady).length;
        if (ready < this.wanted) return;
        this.#hasStarted = true;
        this.#start(address);
      },
      closed: () =>
        new Promise((resolve) => {
          // The others go on where it is this one alone that stops.
          if (!this.#stopping.signal.aborted) return resolve();
          this.#running.get(worker)!.answerClosed = resolve;
          this.#answerWhenAllClosed();
        }),
      refuse: async (error) => {
        const running = this.#running.get(worker);
        if (running) running.refusal = fromSent(error);
      },
    };
  }

  /** One that has just ended counts no more. */
  async #metrics(): Promise<ProcessMetrics[]> {
    const ready = [...this.#running.values()].filter(({ isReady }) => isReady);
    const answers = await Promise.allSettled(ready.map(({ line }) => line.ask('metrics')));
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }

  #answerWhenAllClosed(): void {
    const all = [...this.#running.values()];
    if (all.every(({ answerClosed }) => answerClosed)) all.forEach(({ answerClosed }) => answerClosed!());
  }

  #ended(worker: Worker, how: string): void {
    const { line, refusal } = this.#running.get(worker)!;
    this.#running.delete(worker);
    line.end();
    if (this.#stopping.signal.aborted) return this.#answerWhenAllClosed();
    if (refusal) return this.#hasStarted ? this.#refused(refusal) : this.#refuse(refusal);
    const { pauseMs, times, next } = this.#replacements.afterEnd();
    this.log.error(`process ${worker.id} has ended (${how}): ${next}`);
    if (pauseMs !== undefined) this.#forkIn(pauseMs);
    else this.#giveUp(`processes that serve have ended ${times} times within a minute`);
  }

  #refused(error: unknown): void {
    this.log.error({ err: error }, 'a process cannot serve: it is tried again');
    this.#forkIn(REFUSED_PAUSE_MS);
  }

  /** Not while the file is no longer the database: the new process would answer from another one than the others. */
  #forkIn(ms: number): void {
    const { signal } = this.#stopping;
    void delay(ms, undefined, { signal })
      .then(() => this.keeper.guard.assertSound())
      .then(
        () => signal.aborted || this.#fork(),
        (error: unknown) => signal.aborted || this.#refused(error),
      );
  }

  /** Resolves when all have answered what they had begun and have ended; those that do not end in time are killed. */
  async stop(noticeMs: number): Promise<void> {
    this.#stopping.abort();
    const workers = [...this.#running];
    const late = setTimeout(() => {
      this.log.warn('some processes took too long to stop: they are killed');
      this.kill();
    }, STOP_MS);
    await Promise.all(
      workers.map(async ([worker, { line }]) => {
        const ended = once(worker, 'exit');
        // One that has ended meanwhile has nothing to stop.
        await line.ask('stop', noticeMs).catch(() => undefined);
        await ended;
      }),
    );
    clearTimeout(late);
  }

  kill(): void {
    this.#stopping.abort();
    for (const worker of this.#running.keys()) worker.process.kill('SIGKILL');
  }
}
