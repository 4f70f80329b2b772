/**
 * The loader: the one script a page names, as a module or as a classic script, so its text may hold no `import.meta`. It
 * is apart from the elements because Lit creates its Trusted Types policy while it is evaluated and throws where the page
 * refuses it: then, or when a file cannot be fetched, the fallback inside the tags simply stays. A second copy of the
 * script finds the elements there and does nothing.
 */
/** A file of the elements, and the name under which it exports what the loader wants of it. */
type Wanted = readonly [path: string, name: string];
declare const PERF_ELEMENTS: Wanted;

/**
 * Address of this script. A classic script is told; a module is named in the stack of an error, and where the page keeps
 * stacks away, by its tag.
 */
const address =
  (document.currentScript as HTMLScriptElement | null)?.src ||
  /(https?|file):\S+?(?=:\d+:\d+)/.exec(new Error().stack ?? '')?.[0] ||
  document.querySelector<HTMLScriptElement>('script[src*="/embed.js"]')?.src;

if (!customElements.get('perf-module')) {
  const from = (path: string): string => new URL(path, address).href;
  const [path, name] = PERF_ELEMENTS;
  import(from(path))
    .then((elements: Record<string, (endpoint: string) => void>) => elements[name]?.(from('graphql')))
    .catch(() => undefined);
}
