/**
 * The package's elements: importing this registers nothing; call `definePerfElements`, or load `embed.js`, which does.
 */
import { clientFor } from './client/modules-client.js';
import { withoutDrawn } from './client/without-drawn.js';
import { noteDrawn, type EarlyQuestion } from './controllers/drawn-results.js';
import { endpointFor, setLoadedFrom } from './controllers/endpoint.js';
import { PerfModule } from './elements/perf-module.js';

export type * from './events.js';
import type { ModuleData } from './formatting/types.js';

export type { ModuleData };
export { PerfModule };
export type { EarlyQuestion };

/** Elements with a chunk of their own, fetched once a page holds one. */
const ON_DEMAND: Record<string, () => Promise<CustomElementConstructor>> = {
  'perf-figure': async () => (await import('./elements/perf-figure.js')).PerfFigure,
  'perf-services': async () => (await import('./elements/perf-services.js')).PerfServices,
  'perf-dashboard': async () => (await import('./elements/perf-dashboard.js')).PerfDashboard,
};

/**
 * Registers the elements, on a server none, each unless a page already has one of its name: two versions do not break each other.
 * @param endpoint address of the GraphQL endpoint for elements that name none
 * @param early what the elements need not ask again
 */
export function definePerfElements(endpoint?: string, early: EarlyQuestion | null = null): void {
  if (typeof document === 'undefined') return;
  if (endpoint) setLoadedFrom(endpoint);
  const asked = early && endpointFor('', document);
  if (asked) {
    const requests = early.asking.map(({ request }) => withoutDrawn(request));
    clientFor<ModuleData>(asked).expect(requests, noteDrawn(early));
  }
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
 * Looks through the page with its open shadow roots, and through what is added to them, until every element was wanted once.
 * @returns settles when figures that the page has already are defined; null if it has none
 */
function defineOnDemand(): Promise<void> | null {
  const missing = new Set(Object.keys(ON_DEMAND));
  let figures: Promise<void> | null = null;
  const want = (tag: string): void => {
    // A chunk that does not come leaves the fallback inside the tag.
    const defined = ON_DEMAND[tag]?.().then(
      (element) => define(tag, element),
      () => undefined,
    );
    if (tag === 'perf-figure') figures = defined ?? null;
    if (!missing.size) observer.disconnect();
  };
  const look = (element: Element): void => {
    const { localName, shadowRoot } = element;
    if (missing.delete(localName)) want(localName);
    if (localName.startsWith('perf-')) return;
    if (shadowRoot) watch(shadowRoot);
    // It may make a shadow root once it is defined.
    else if (element.matches(':not(:defined)'))
      void customElements.whenDefined(localName).then(() => look(element));
  };
  const lookThrough = (node: Node): void => {
    if (node instanceof Element) look(node);
    if (node instanceof Element || node instanceof DocumentFragment || node instanceof Document)
      node.querySelectorAll('*').forEach(look);
  };
  const watch = (root: Node): void => {
    if (!missing.size) return;
    observer.observe(root, { childList: true, subtree: true });
    lookThrough(root);
  };
  const observer = new MutationObserver((records) =>
    records.forEach(({ addedNodes }) => addedNodes.forEach(lookThrough)),
  );
  watch(document);
  return figures;
}
