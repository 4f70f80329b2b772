/**
 * The package's elements: importing this registers nothing; call `definePerfElements`, or load `embed.js`, which does.
 */
import { setLoadedFrom } from './controllers/endpoint.js';
import { PerfModule } from './elements/perf-module.js';

export type * from './events.js';
export type { ModuleData } from './formatting/types.js';
export { PerfModule };

/** Elements with a chunk of their own, fetched once a page holds one. */
const ON_DEMAND: Record<string, () => Promise<CustomElementConstructor>> = {
  'perf-dashboard': async () => (await import('./elements/perf-dashboard.js')).PerfDashboard,
};

/**
 * Registers the elements, each unless a page already has one of its name: two versions do not break each other.
 * @param endpoint address of the GraphQL endpoint for elements that name none
 */
export function definePerfElements(endpoint?: string): void {
  if (endpoint) setLoadedFrom(endpoint);
  define('perf-module', PerfModule);
  defineOnDemand();
}

function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

/** Looks through the page, and through what is added to it, until every element was wanted once. */
function defineOnDemand(): void {
  const missing = new Set(Object.keys(ON_DEMAND));
  const look = (): void => {
    for (const tag of missing) {
      if (!document.querySelector(tag)) continue;
      missing.delete(tag);
      // A chunk that does not come leaves the fallback inside the tag.
      ON_DEMAND[tag]?.().then(
        (element) => define(tag, element),
        () => undefined,
      );
    }
    if (!missing.size) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  look();
}
