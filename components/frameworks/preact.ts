/** Types of the elements in JSX, for Preact: `import 'perfplat/preact'`, in one file of the app. */
import type { HTMLAttributes } from 'preact';
import type { Listeners, PerfTags } from './attributes.js';

type Tag<Name extends keyof PerfTags> = Omit<
  HTMLAttributes<HTMLElementTagNameMap[Name]>,
  keyof PerfTags[Name]
> &
  PerfTags[Name] &
  Listeners;
type Tags = { [Name in keyof PerfTags]: Tag<Name> };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
