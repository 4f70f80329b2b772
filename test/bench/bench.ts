/** What all parts of the benchmark share: where they may write, what is built, and how long they may take. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAnswerFiles } from './data.js';
import { perfplat } from './processes.js';
import type { Result } from './report.js';

/** A difference between our answer and the reference's: the run goes on, and ends with exit code 1. */
export class DifferentAnswer extends Error {}

export class Bench {
  readonly directory = mkdtempSync(join(tmpdir(), 'perfplat-bench-'));
  readonly results: Result[] = [];
  readonly #closing: (() => Promise<unknown> | void)[] = [];

  constructor(
    /** Multiplies the time that parts may take. */
    readonly patience: number,
    /** Given to the server's node, like `--cpu-prof`. */
    readonly nodeOptions: readonly string[],
  ) {}

  file(name: string): string {
    return join(this.directory, name);
  }

  /** Undone in the opposite order when everything is over, whatever went wrong. */
  atEnd(close: () => Promise<unknown> | void): void {
    this.#closing.push(close);
  }

  add(...results: readonly Result[]): void {
    this.results.push(...results);
    for (const { what, note } of results) this.say(`${what}${note ? ` (${note})` : ''}`);
  }

  say(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** A migrated database without services: a template for copies. */
  async emptyDatabase(): Promise<string> {
    const file = this.file('empty.sqlite');
    await perfplat(`sqlite:${file}`, 'migrate', 'up');
    return file;
  }

  /** The generated data in a database of its own; the arguments that imported it are given back, too. */
  async answerDatabase(empty: string): Promise<{ file: string; imported: string[] }> {
    const file = this.file('answers.sqlite');
    copyFileSync(empty, file);
    const imported = writeAnswerFiles(this.directory);
    await perfplat(`sqlite:${file}`, 'import', ...imported);
    return { file, imported };
  }

  async close(): Promise<void> {
    for (const close of this.#closing.reverse()) {
      await Promise.resolve(close()).catch((error: Error) => this.say(error.message));
    }
    rmSync(this.directory, { recursive: true, force: true });
  }
}
