/**
 * The package's elements: importing this registers nothing; call `definePerfElements`, or load `embed.js`, which does.
 */
import { setLoadedFrom } from './controllers/endpoint.js';
import { PerfModule } from './elements/perf-module.js';

export type * from './events.js';
export type { ModuleData } from './formatting/types.js';
export { PerfModule };

/**
 * Registers the elements, each unless a page already has one of its name: two versions do not break each other.
 * @param endpoint address of the GraphQL endpoint for elements that name none
 */
export function definePerfElements(endpoint?: string): void {
  if (endpoint) setLoadedFrom(endpoint);
  if (!customElements.get('perf-module')) customElements.define('perf-module', PerfModule);
}
