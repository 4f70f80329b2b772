/** What two processes ask each other over the channel between them, and what both sides of it are. */
import { SystemError } from '../errors.js';
import type { ProcessMetrics } from '../http/telemetry.js';
import type { CommandName, Commands } from '../writer/commands.js';
import { fromSent, type SentError, toSent } from '../writer/sent-error.js';

/** What the primary answers those that serve. */
export interface PrimaryAnswers {
  /** See `DatabaseGuard`. */
  assertSound(): Promise<void>;
  reportDamage(found: string): Promise<void>;
  /** See `KeptWriter`. */
  pingWriter(): Promise<void>;
  runWriter(
    name: CommandName,
    input: Commands[CommandName]['input'],
  ): Promise<Commands[CommandName]['answer']>;
  /** The metrics of all processes that serve. */
  metrics(): Promise<readonly ProcessMetrics[]>;
  /** The process listens at this address. */
  ready(address: string): Promise<void>;
  /** The process listens no more; answered when none does. */
  closed(): Promise<void>;
  /** The process cannot serve, and ends. */
  refuse(error: SentError): Promise<void>;
}

/** What a process that serves answers the primary. */
export interface MemberAnswers {
  /** Begins to stop; connections are taken for `noticeMs` more. The process ends when all is answered. */
  stop(noticeMs: number): Promise<void>;
  /** Those of this process alone. */
  metrics(): Promise<ProcessMetrics>;
}

type Answers<Side> = { [Name in keyof Side]: (...input: never[]) => Promise<unknown> };

export type Message =
  | { type: 'ask'; id: number; name: string; input: unknown[] }
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'failed'; id: number; error: SentError };

interface Asked {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** One end of a channel: asks the other side, and answers what it asks. */
export class Line<Theirs extends Answers<Theirs>, Ours extends Answers<Ours>> {
  readonly #asked = new Map<number, Asked>();
  #last = 0;

  /** @param post sends a message; calls back with an error if it could not. */
  constructor(
    private readonly post: (message: Message, sent: (error: Error | null) => void) => void,
    private readonly ours: Ours,
  ) {}

  /** @throws what the other side threw, and SystemError PROCESS_ENDED if it has ended. */
  ask<Name extends keyof Theirs & string>(
    name: Name,
    ...input: Parameters<Theirs[Name]>
  ): Promise<Awaited<ReturnType<Theirs[Name]>>> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve: resolve as Asked['resolve'], reject });
      this.post({ type: 'ask', id, name, input }, (error) => {
        if (error && this.#asked.delete(id)) reject(error);
      });
    });
  }

  take(message: Message): void {
    if (message.type === 'ask') return void this.#answer(message);
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if (message.type === 'answer') asked?.resolve(message.answer);
    else asked?.reject(fromSent(message.error));
  }

  async #answer({ id, name, input }: Extract<Message, { type: 'ask' }>): Promise<void> {
    // Where the other side has ended, nobody waits for the answer.
    const reply = (message: Message): void => this.post(message, () => undefined);
    try {
      const answer = await this.ours[name as keyof Ours](...(input as never[]));
      reply({ type: 'answer', id, answer });
    } catch (error) {
      reply({ type: 'failed', id, error: toSent(error) });
    }
  }

  /** The other side is there no more. */
  end(): void {
    const error = new SystemError('the process that was asked has ended', 'PROCESS_ENDED', 503);
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}
