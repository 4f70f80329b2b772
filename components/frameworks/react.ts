/** Types of the elements in JSX, for React 18 and 19: `import 'perfplat/react'`, in one file of the app. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Listeners, PerfTags } from './attributes.js';

type Tag<Name extends keyof PerfTags> = Omit<
  DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Name]>, HTMLElementTagNameMap[Name]>,
  keyof PerfTags[Name]
> &
  PerfTags[Name] &
  Listeners;
type Tags = { [Name in keyof PerfTags]: Tag<Name> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
