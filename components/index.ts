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
  'perf-figure': async () => (await import('./elements/perf-figure.js')).PerfFigure,
  'perf-services': async () => (await import('./elements/perf-services.js')).PerfServices,
  'perf-dashboard': async () => (await import('./elements/perf-dashboard.js')).PerfDashboard,
};

/**
 * Registers the elements, each unless a page already has one of its name: two versions do not break each other.
 * @param endpoint address of the GraphQL endpoint for elements that name none
 */
export function definePerfElements(endpoint?: string): void {
  if (endpoint) setLoadedFrom(endpoint);
  const defineModule = (): void => define('perf-module', PerfModule);
  const figures = defineOnDemand();
  // Figures and modules of a page ask in one request: they begin together.
  if (figures !== null) void figures.finally(defineModule);
  else defineModule();
}

function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

/**
 * Looks through the page, and through what is added to it, until every element was wanted once.
 * @returns settles when figures that the page has already are defined; null if it has none
 */
function defineOnDemand(): Promise<void> | null {
  const missing = new Set(Object.keys(ON_DEMAND));
  const look = (): Promise<void>[] =>
    [...missing].flatMap((tag) => {
      if (!document.querySelector(tag)) return [];
      missing.delete(tag);
      if (!missing.size) observer.disconnect();
      // A chunk that does not come leaves the fallback inside the tag.
      const defined = ON_DEMAND[tag]?.().then(
        (element) => define(tag, element),
        () => undefined,
      );
      return tag === 'perf-figure' && defined !== undefined ? [defined] : [];
    });
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  return look()[0] ?? null;
}
