/** Types of the elements in Svelte's markup: `import 'perfplat/svelte'`, in one file of the app. */
import type { HTMLAttributes } from 'svelte/elements';
import type { Listeners, PerfTags } from './attributes.js';

type Tags = {
  [Name in keyof PerfTags]: Omit<HTMLAttributes<HTMLElementTagNameMap[Name]>, keyof PerfTags[Name]> &
    PerfTags[Name] &
    Listeners;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Tags {}
}
