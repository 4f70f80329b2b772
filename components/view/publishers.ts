import type { ModuleData } from '../formatting/types.js';

type Publisher = NonNullable<ModuleData['publisher']>;

/** Publishers of several modules, each once, with all their sources. */
export function mergePublishers(publishers: readonly Publisher[]): Publisher[] {
  const merged = new Map<string, { publisher: Publisher; sources: Set<string> }>();
  for (const publisher of publishers) {
    const { name, contact, licence, source } = publisher;
    const key = JSON.stringify([name, contact, licence]);
    const held = merged.get(key) ?? { publisher, sources: new Set<string>() };
    if (source) held.sources.add(source);
    merged.set(key, held);
  }
  return [...merged.values()].map(({ publisher, sources }) => ({
    ...publisher,
    source: sources.size ? [...sources].sort().join(', ') : null,
  }));
}
