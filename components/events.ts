import type { ModuleData } from './formatting/types.js';
import type { RangeChoice } from './view/picker.js';

export interface PerfErrorDetail {
  code: string;
  /** The attribute or argument at fault, where one is. */
  argument: string | null;
  message: string;
  /** Whether the element will ask again by itself. */
  isRetrying: boolean;
}

export interface PerfSelectDetail {
  /** Position in `data.series.starts`; null, with `start`, once the reader has left the point. */
  index: number | null;
  start: string | null;
  /** Key of the line that is read, where there are several. */
  line: string | null;
}

/** What the elements dispatch; all bubble and are composed. */
export interface PerfEvents {
  /** The module shows its data for the first time. */
  'perf-ready': CustomEvent<{ data: ModuleData }>;
  /** New data is shown. */
  'perf-data': CustomEvent<{ data: ModuleData }>;
  /** An attribute cannot be understood, the server refused the question, or it could not be reached. */
  'perf-error': CustomEvent<PerfErrorDetail>;
  /** The data could not be renewed: what is shown was received at `receivedAt` (milliseconds). */
  'perf-stale': CustomEvent<{ receivedAt: number }>;
  /** The reader reads a point in time, left it, or chose a line. */
  'perf-select': CustomEvent<PerfSelectDetail>;
  /** Another range of time is shown; `choice` is what `<perf-dashboard>` now asks of its modules. */
  'perf-range-change': CustomEvent<{ from: string | null; to: string | null; choice?: RangeChoice }>;
  /** Another view is shown, or the details were opened or closed. */
  'perf-view-change': CustomEvent<{ view: string; isOpen: boolean }>;
  /** A download begins; cancelable. */
  'perf-download': CustomEvent<{ format: 'csv' | 'json' | 'svg' | 'png'; url: string | null }>;
}

/** Dispatches a typed event. @returns false if a listener cancelled it */
export function emit<Name extends keyof PerfEvents>(
  target: EventTarget,
  name: Name,
  detail: PerfEvents[Name]['detail'],
  cancelable = false,
): boolean {
  return target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
}

/** Fires `perf-error`, and says in the console what the page's author can do something about, at which tag. */
export function tellTrouble(target: Element, trouble: PerfErrorDetail): void {
  emit(target, 'perf-error', trouble);
  if (!trouble.isRetrying) console.warn(`<${target.localName}>: ${trouble.message}`, target);
}

declare global {
  interface GlobalEventHandlersEventMap {
    'perf-ready': PerfEvents['perf-ready'];
    'perf-data': PerfEvents['perf-data'];
    'perf-error': PerfEvents['perf-error'];
    'perf-stale': PerfEvents['perf-stale'];
    'perf-select': PerfEvents['perf-select'];
    'perf-range-change': PerfEvents['perf-range-change'];
    'perf-view-change': PerfEvents['perf-view-change'];
    'perf-download': PerfEvents['perf-download'];
  }
}
