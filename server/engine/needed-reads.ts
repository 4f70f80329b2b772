/** What must be read for questions: their windows, those they are compared with, and the data sets behind them. */
import { comparedWindow, windowKey, type Window } from '../metrics/periods.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import type { WindowRead } from '../store/observations.js';
import type { Attempt } from './attempts.js';
import type { MetricQuestion } from './questions.js';
import { windowsBefore } from './range-figure.js';

/** With each window the one that it is compared with, each once. */
export function withCompared(
  { period, compareTo }: MetricQuestion,
  windows: readonly Window[],
): readonly Window[] {
  if (!compareTo && windows.length < 2) return windows;
  const all = new Map(windows.map((window) => [windowKey(window), window]));
  if (compareTo) {
    for (const window of windows) {
      const compared = comparedWindow(period, window, compareTo);
      all.set(windowKey(compared), compared);
    }
  }
  return [...all.values()];
}

interface Shared {
  dataSets: Set<DataSetFacts>;
  windows: readonly Window[];
}

const isSameWindows = (some: readonly Window[], others: readonly Window[]): boolean =>
  some.every((window, index) => windowKey(window) === windowKey(others[index]));

/** What attempts must read: those about the same windows share them. */
export function neededReads(attempts: readonly Attempt[]): WindowRead[] {
  const all: Shared[] = [];
  const alike = new Map<string, Shared[]>();
  for (const { plan, windows, candidates } of attempts) {
    const { question, dataSets } = plan;
    const earlier = windowsBefore(question, windows);
    const own = candidates.length || earlier.length ? [...windows, ...candidates, ...earlier] : windows;
    const needed = withCompared(question, own);
    if (!needed.length) continue;
    // Series are long: only those that begin, end and count alike are compared window by window.
    const key = `${needed.length} ${windowKey(needed[0])} ${windowKey(needed.at(-1)!)}`;
    let group = alike.get(key);
    if (!group) alike.set(key, (group = []));
    let same = group.find((one) => isSameWindows(one.windows, needed));
    if (!same) {
      same = { dataSets: new Set(), windows: needed };
      group.push(same);
      all.push(same);
    }
    for (const dataSet of dataSets) same.dataSets.add(dataSet);
  }
  return all.map(({ dataSets, windows }) => ({ dataSets: [...dataSets], windows }));
}
