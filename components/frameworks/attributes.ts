import type { LitElement } from 'lit';
import type { PerfDashboard } from '../elements/perf-dashboard.js';
import type { PerfFigure } from '../elements/perf-figure.js';
import type { PerfModule } from '../elements/perf-module.js';
import type { PerfServices } from '../elements/perf-services.js';
import type { PerfEvents } from '../events.js';

/** `compareTo` → `compare-to`. */
type Dashed<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Dashed<Rest>}`
  : Name;

/** A property also takes the text that its attribute has. */
type Taken<Value> = Value extends boolean
  ? boolean | '' | 'true' | 'false'
  : Value extends number
    ? number | `${number}`
    : Value;

type PropertyNames<Element> = {
  [Name in Exclude<keyof Element, keyof LitElement>]: Element[Name] extends
    ((...args: never[]) => unknown) | Promise<unknown>
    ? never
    : Name;
}[Exclude<keyof Element, keyof LitElement>] &
  string;

/** What a tag takes: each property by its name, and by that of its attribute; and what it dispatches. */
type Attributes<Element> = {
  [Name in PropertyNames<Element>]?: Taken<Element[Name]> | undefined;
} & {
  [Name in PropertyNames<Element> as Dashed<Name>]?: Taken<Element[Name]> | undefined;
};

/** Listeners by their names in JSX and Svelte: `onperf-select`. */
export type Listeners = { [Name in keyof PerfEvents as `on${Name}`]?: (event: PerfEvents[Name]) => void };

/** Attributes by tag. */
export interface PerfTags {
  'perf-module': Attributes<PerfModule>;
  'perf-figure': Attributes<PerfFigure>;
  'perf-dashboard': Attributes<PerfDashboard>;
  'perf-services': Attributes<PerfServices>;
}
