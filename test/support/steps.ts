/** How much work code does, as a count that is the same in every run: for what must not grow faster than its input. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Optimised code is not counted in full. */
const FLAGS = ['--no-opt', '--no-maglev', '--no-sparkplug'];

/**
 * How often any function, branch or loop ran for each input, in the default export of a file and all that it imports.
 * What the engine does inside a function of its own (`Array.prototype.includes`) is one step, whatever it takes.
 *
 * In a process of its own: V8 counts exactly what it compiles after it was told to count.
 */
export function stepsOf(file: string, inputs: readonly string[]): number[] {
  const script = join(__dirname, 'steps-process.mjs');
  const input = JSON.stringify({ file, inputs });
  const counts = execFileSync(process.execPath, [...FLAGS, script], { input, encoding: 'utf8' });
  return JSON.parse(counts) as number[];
}
