/** What was measured, as a table for people or as JSON for programs. */
import type { Comparison, Spread } from './rounds.js';

export interface Result {
  what: string;
  /** With its unit. */
  ours: string;
  reference: string;
  /** Ours divided by the reference's, with its spread; of a quantity without a reference, the quantity itself. */
  ratio: Spread | null;
  cpuRatio: number | null;
  target: Target | null;
  /** Null where there is no target, or it was not measured. */
  isMet: boolean | null;
  note?: string;
}

/** At most, or at least, this ratio. */
export type Target = { most: number } | { least: number };

export const milliseconds = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;

export const single = (value: number): Spread => ({ median: value, low: value, high: value });

export const isMet = (target: Target, value: number): boolean =>
  'most' in target ? value <= target.most : value >= target.least;

export const skipped = (what: string, why: string, target: Target | null = null): Result => ({
  what,
  ours: '',
  reference: '',
  ratio: null,
  cpuRatio: null,
  target,
  isMet: null,
  note: `skipped: ${why}`,
});

/** A quantity that has no reference; null where it could not be measured. */
export const quantity = (
  what: string,
  value: number | null,
  { unit = '', target, note }: { unit?: string; target: Target; note?: string },
): Result => ({
  what,
  ours: value === null ? '' : `${decimals(value)} ${unit}`.trim(),
  reference: '',
  ratio: null,
  cpuRatio: null,
  target,
  isMet: value === null ? null : isMet(target, value),
  note,
});

const decimals = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

/** The first contestant is ours, the other the reference; both in milliseconds a run. */
export function timed(
  what: string,
  { timings, ratios, cpuRatios }: Comparison,
  target: Target | null,
  against = 1,
): Result {
  const [ratio, cpuRatio] = [ratios[against - 1], cpuRatios[against - 1]];
  const shown = ({ wall, cpu }: Comparison['timings'][number]): string =>
    milliseconds(wall.median) + (cpu === null ? '' : ` (CPU ${milliseconds(cpu)})`);
  return {
    what,
    ours: shown(timings[0]),
    reference: shown(timings[against]),
    ratio,
    cpuRatio,
    target,
    // The other of two contestants waits while one works: what counts is the work.
    isMet: target && isMet(target, cpuRatio ?? ratio.median),
    note: `${timings[0].rounds} rounds`,
  };
}

const short = (value: number): string => String(Number(value.toPrecision(value < 10 ? 3 : 4)));

const ratioText = ({ median, low, high }: Spread): string =>
  low === high ? short(median) : `${short(median)} (${short(low)} to ${short(high)})`;

const targetText = (target: Target): string => ('most' in target ? `≤ ${target.most}` : `≥ ${target.least}`);

const COLUMNS = ['what', 'ours', 'reference', 'ratio (quartiles)', 'CPU', 'target', 'met', ''];

/** One line a result, in columns. */
export function table(results: readonly Result[]): string {
  const lines = results.map((result) => [
    result.what,
    result.ours,
    result.reference,
    result.ratio ? ratioText(result.ratio) : '',
    result.cpuRatio === null ? '' : short(result.cpuRatio),
    result.target ? targetText(result.target) : '',
    result.isMet === null ? '' : result.isMet ? 'yes' : 'NO',
    result.note ?? '',
  ]);
  const all = [COLUMNS, ...lines];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
