/** One of several processes that serve: the primary owns the writer, looks after the file, and tells it to stop. */
import cluster from 'node:cluster';
import { EXIT, type ExitCode, messageOf } from '../errors.js';
import { openReader } from '../db/index.js';
import type { MetricsExchange, ProcessMetrics } from '../http/telemetry.js';
import { toSent } from '../writer/sent-error.js';
import type { DatabaseKeeper } from './database-keeper.js';
import type { Ending } from './ending.js';
import { Line, type MemberAnswers, type Message, type PrimaryAnswers } from './line.js';

export class Member {
  /** Rises with every process that is started; tells them apart in the log. */
  readonly number = cluster.worker!.id;
  /** Fulfilled when the primary says so. */
  readonly stopped: Promise<Ending>;
  readonly metrics: MetricsExchange;
  /** Says that this process takes no connections any more; fulfilled when none does. */
  readonly allClosed: () => Promise<void>;
  readonly #primary: Line<PrimaryAnswers, MemberAnswers>;

  constructor() {
    let stop!: (ending: Ending) => void;
    let own: () => Promise<ProcessMetrics> = () => Promise.resolve([]);
    this.stopped = new Promise((resolve) => (stop = resolve));
    this.#primary = new Line<PrimaryAnswers, MemberAnswers>(
      (message, sent) => cluster.worker!.send(message, undefined, sent),
      { stop: async (noticeMs) => stop({ noticeMs }), metrics: () => own() },
    );
    process.on('message', (message: Message) => this.#primary.take(message));
    this.metrics = {
      offer: (read) => {
        own = read;
      },
      all: () => this.#primary.ask('metrics'),
    };
    this.allClosed = () => this.#primary.ask('closed');
  }

  /** What `keepDatabase` gives: a reader of its own, the rest is the primary's. */
  async openDatabase(url: string): Promise<DatabaseKeeper> {
    const reader = await openReader(url);
    const report = (cause: unknown): void => {
      // The primary is gone: so is this process.
      this.#primary.ask('reportDamage', messageOf(cause)).catch(() => undefined);
    };
    reader.onDamage = report;
    return {
      reader,
      guard: { assertSound: () => this.#primary.ask('assertSound'), report, close: () => undefined },
      writer: {
        started: Promise.resolve(),
        // The primary ends all processes then.
        givenUp: new Promise(() => undefined),
        ping: () => this.#primary.ask('pingWriter'),
        run: (name, input) => this.#primary.ask('runWriter', name, input) as Promise<never>,
      },
      close: () => reader.destroy(),
    };
  }

  ready(address: string): Promise<void> {
    return this.#primary.ask('ready', address);
  }

  refuse(error: unknown): Promise<void> {
    return this.#primary.ask('refuse', toSent(error));
  }
}

/** Serves as one of several; what is in the way of that is said by the primary, once. */
export async function serveAsMember(serve: (member: Member) => Promise<ExitCode>): Promise<ExitCode> {
  const member = new Member();
  try {
    return await serve(member);
  } catch (error) {
    await member.refuse(error);
    return EXIT.systemFailed;
  } finally {
    cluster.worker!.disconnect();
  }
}
