/**
 * The loader: the one script a page names, as a module or as a classic script, so its text may hold no `import.meta`. It
 * is apart from the elements because Lit creates its Trusted Types policy while it is evaluated and throws where the page
 * refuses it: then, or when a file cannot be fetched, the fallback inside the tags simply stays. A second copy of the
 * script finds the elements there and does nothing.
 */
import type { EarlyQuestion } from './index.js';
import { paint } from './loader/paint.js';

/** A file of the elements, and the name under which it exports what the loader wants of it. */
type Wanted = readonly [file: string, name: string];
declare const PERF_FILES: string;
declare const PERF_ELEMENTS: Wanted;
declare const PERF_SHEETS: Wanted;

/**
 * Address of this script. A classic script is told; a module is named in the stack of an error, and where the page keeps
 * stacks away, by its tag.
 */
const address =
  (document.currentScript as HTMLScriptElement | null)?.src ||
  /\w+:\/\/\S+?(?=:\d+:\d+)/.exec(new Error().stack!)?.[0] ||
  document.querySelector<HTMLScriptElement>('script[src*="/embed.js"]')?.src;

const from = (path: string): string => new URL(path, address).href;

async function exportOf<Export>([file, name]: Wanted): Promise<Export> {
  return ((await import(from(PERF_FILES + file))) as Record<string, Export>)[name]!;
}

/** Another copy of the script has begun. */
const begun = (): unknown =>
  customElements.get('perf-module') ??
  [...document.querySelectorAll('perf-module')].find(({ shadowRoot }) => shadowRoot);

const happens = (types: string): Promise<unknown> =>
  new Promise((settle) => {
    for (const type of types.split(' ')) document.addEventListener(type, settle, { once: true });
  });

async function load(): Promise<void> {
  // Elements are asked for together: once the whole page is read.
  if (document.readyState === 'loading') await happens('readystatechange');
  if (begun()) return;
  let painting = null;
  try {
    const written = document.querySelector<HTMLMetaElement>('meta[name=perf-endpoint]')?.content;
    const { href } = new URL(written || from('graphql'), document.baseURI);
    painting = paint(href, () => exportOf<readonly string[]>(PERF_SHEETS));
  } catch {
    // An old browser: the elements do it all.
  }
  // Modules that stand there as HTML with their data need no code until a reader turns to the page.
  if (!painting && document.querySelector('perf-module>script'))
    await happens('pointermove pointerdown scroll keydown focusin');
  try {
    // What is drawn first is not held up by what comes after it.
    await painting?.drawn;
    const define = await exportOf<(endpoint: string, early: EarlyQuestion | null) => void>(PERF_ELEMENTS);
    define(from('graphql'), painting);
  } catch {
    painting?.leave();
  }
}

load().catch(() => null);
