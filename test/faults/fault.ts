/** What every fault is to the command that causes it: a name, what must hold while it lasts, and how it is caused. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Fault {
  /** As `--only` names it. */
  name: string;
  /** What must hold, as a sentence. */
  claim: string;
  /**
   * Causes the fault and looks whether the claim holds.
   *
   * @returns what was seen, in figures.
   * @throws an Error that says what was seen instead, if the claim does not hold.
   */
  run(trial: Trial): Promise<string>;
}

export interface TrialOptions {
  /** A few seconds in the place of minutes: counts are looked at, times are not. */
  isShort: boolean;
  /** Of whatever is random: the same seed causes the same. */
  seed: number;
}

/** One go at one fault, with what it may use. */
export class Trial {
  /** A folder of its own, which goes away with it. */
  readonly directory = mkdtempSync(join(tmpdir(), 'perfplat-faults-'));
  readonly isShort: boolean;
  readonly seed: number;
  readonly #closing: (() => Promise<unknown> | void)[] = [];
  readonly #explaining: (() => readonly string[])[] = [];

  constructor({ isShort, seed }: TrialOptions) {
    this.isShort = isShort;
    this.seed = seed;
  }

  file(name: string): string {
    return join(this.directory, name);
  }

  say(text: string): void {
    process.stderr.write(`  ${text}\n`);
  }

  /** Undone in the opposite order when the trial is over, whatever went wrong. */
  atEnd(close: () => Promise<unknown> | void): void {
    this.#closing.push(close);
  }

  /** Lines that help to find out why a claim does not hold, like those of a server's log. */
  explainedBy(lines: () => readonly string[]): void {
    this.#explaining.push(lines);
  }

  explain(): void {
    for (const lines of this.#explaining) for (const line of lines()) this.say(line);
  }

  async close(): Promise<void> {
    for (const close of this.#closing.reverse()) {
      await Promise.resolve(close()).catch((error: Error) => this.say(error.message));
    }
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** @throws with what was seen, unless a claim holds. */
export function must(holds: boolean, seen: string): asserts holds {
  if (!holds) throw new Error(seen);
}

/** Waits until something holds. @throws with what was seen instead, if it does not in time. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  ms: number,
  otherwise: string,
): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await holds())) {
    must(performance.now() < deadline, otherwise);
    await delay(10);
  }
}
