/** Types of the elements in Vue's templates: `import 'perfplat/vue'`, in one file of the app. */
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { PerfEvents } from '../events.js';
import type { PerfTags } from './attributes.js';

/** `perf-select` → `onPerfSelect`, as templates look for the listener of `@perf-select`. */
type Pascal<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name>;
type Listeners = { [Name in keyof PerfEvents as `on${Pascal<Name>}`]?: (event: PerfEvents[Name]) => void };
type Tags = {
  [Name in keyof PerfTags]: DefineComponent<
    Omit<HTMLAttributes, keyof PerfTags[Name]> & PerfTags[Name] & Listeners
  >;
};

declare module 'vue' {
  interface GlobalComponents extends Tags {}
}
