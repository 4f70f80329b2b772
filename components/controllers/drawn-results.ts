/** From which data the loader drew which tags: a tag may ask for another figure by the time its element takes over. */
import { requestKey, type ModuleRequest } from '../client/request.js';
import { withoutDrawn } from '../client/without-drawn.js';
import type { ModuleData } from '../formatting/types.js';

/** A question that the loader has asked for the page: what it asked for which tag, and the answers in the same order. */
export interface EarlyQuestion {
  asking: readonly { tag: Element; request: ModuleRequest }[];
  /** Rejects with an Error whose cause is the Response of a server that refused. */
  results: Promise<readonly ModuleData[]>;
}

const TAGS = new WeakMap<ModuleData, ReadonlySet<Element>>();

/** Notes the tags of each result; those of equal questions share theirs. @returns the results, once that is done */
export async function noteDrawn({ asking, results }: EarlyQuestion): Promise<readonly ModuleData[]> {
  const all = await results;
  const tagsByKey = new Map<string, Set<Element>>();
  for (const [index, { tag, request }] of asking.entries()) {
    const key = requestKey(withoutDrawn(request));
    const tags = tagsByKey.get(key) ?? new Set();
    tagsByKey.set(key, tags.add(tag));
    const result = all[index];
    if (result) TAGS.set(result, tags);
  }
  return all;
}

/** Whether what the loader drew in a tag was drawn from this data. */
export const isDrawnFrom = (tag: Element, data: ModuleData | null): boolean =>
  data !== null && (TAGS.get(data)?.has(tag) ?? false);
