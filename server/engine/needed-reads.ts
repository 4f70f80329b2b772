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
  const known = new Set<number>();
  const all: Window[] = [];
  const add = (window: Window): void => {
    const key = windowKey(window);
    if (known.has(key)) return;
    known.add(key);
    all.push(window);
  };
  windows.forEach(add);
  if (compareTo) for (const window of windows) add(comparedWindow(period, window, compareTo));
  return all;
}

const NEEDED = new WeakMap<Attempt, readonly Window[]>();

/** The windows that an attempt must read, each once. They are worked out once: its work is counted before it is read. */
function windowsNeeded(attempt: Attempt): readonly Window[] {
  let needed = NEEDED.get(attempt);
  if (!needed) {
    const { plan, windows, candidates } = attempt;
    const earlier = windowsBefore(plan.question, windows);
    const own = candidates.length || earlier.length ? [...windows, ...candidates, ...earlier] : windows;
    NEEDED.set(attempt, (needed = withCompared(plan.question, own)));
  }
  return needed;
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
  for (const attempt of attempts) {
    const needed = windowsNeeded(attempt);
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
    for (const dataSet of attempt.plan.dataSets) same.dataSets.add(dataSet);
  }
  return all.map(({ dataSets, windows }) => ({ dataSets: [...dataSets], windows }));
}
