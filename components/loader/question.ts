import { DRAWN_HASH } from '../client/drawn-hash.js';
import type { ModuleRequest } from '../client/request.js';
import type { ModuleData } from '../formatting/types.js';
import type { DrawingNode } from '../formatting/drawing-types.js';
import type { Place } from './tags.js';

/** Longer addresses are cut or refused by some proxies. */
const MOST_URL_BYTES = 8_000;
const TIMEOUT_MS = 30_000;

export type DrawnModule = ModuleData & { drawing?: DrawingNode | null };

type Answer = Record<Place, readonly DrawnModule[]>;

/**
 * Asks for the whole page at once: with GET while the address fits, and with POST where that is refused. Either way the hash
 * is enough, for the server knows the document.
 * @returns the modules by their places, in the order of the requests
 * @throws where there is no answer to all of it
 */
export async function askPage(
  endpoint: string,
  variables: Partial<Record<Place, readonly ModuleRequest[]>>,
): Promise<Answer> {
  const question = {
    extensions: { persistedQuery: { version: 1, sha256Hash: DRAWN_HASH } },
    variables,
  };
  const send = async (url: string, init?: RequestInit): Promise<Response> =>
    fetch(url, { ...init, credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const url = new URL(endpoint);
  for (const [name, part] of Object.entries(question)) url.searchParams.set(name, JSON.stringify(part));
  let response = url.href.length > MOST_URL_BYTES ? null : await send(url.href).catch(() => null);
  // A server that is busy or broken is not asked again: the elements know when.
  if (!response || /^4(?!29)/.test(String(response.status)))
    response = await send(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
    });
  const { data } = (await response.json()) as { data: Answer };
  return data;
}
