import { DRAWN_HASH } from '../client/drawn-hash.js';
import type { ModuleRequest } from '../client/request.js';
import type { ModuleData } from '../formatting/types.js';
import type { DrawingNode } from '../formatting/drawing-types.js';

/** Where the data begin in an answer, behind the drawings (client/drawn-modules.ts); within a text quotes are escaped. */
const DATA = ',"modules":[';

/** A module as the server draws it; null where it draws none. */
export interface Drawn {
  drawing: DrawingNode | null;
}

interface Answer {
  data: { drawings: readonly Drawn[]; modules: readonly ModuleData[] };
}

/** Values are texts, numbers and flags: what pages add to prototypes (`Array.prototype.toJSON`) changes none of them. */
const objectOf = (fields: object, write: (value: unknown) => string = String): string =>
  `{${Object.entries(fields).map(([name, value]) => `"${name}":${write(value)}`)}}`;

const read = (text: string): Answer['data'] => (JSON.parse(text) as Answer).data;

/** The question of a page, its parts as texts. The hash is enough, for the server knows the document. */
const questionOf = (requests: readonly ModuleRequest[]): { extensions: string; variables: string } => ({
  extensions: `{"persistedQuery":{"version":1,"sha256Hash":"${DRAWN_HASH}"}}`,
  variables: `{"requests":[${requests.map((each) => objectOf(each, (value) => JSON.stringify(value)))}]}`,
});

/** Where the question of a page is asked with GET. A link that shall ask it early has just this address. */
export function addressOf(endpoint: string, requests: readonly ModuleRequest[]): string {
  const url = new URL(endpoint);
  for (const [name, part] of Object.entries(questionOf(requests))) url.searchParams.set(name, part);
  return url.href;
}

/**
 * Asks for the whole page at once: with GET while the address fits, and with POST where that is refused.
 * @param draw is told of the drawings as soon as they are there, while the data are on their way
 * @returns the data, in the order of the requests
 * @throws where there is no answer to all of it; with the response as its cause where the server refuses
 */
export async function askPage(
  endpoint: string,
  requests: readonly ModuleRequest[],
  draw: (drawn: readonly Drawn[]) => void,
): Promise<readonly ModuleData[]> {
  const signal = AbortSignal.timeout(30_000);
  // A page may have asked the same by a link, before there was a script: its answer is given only to one who asks as links do,
  // with what `fetch` sends by itself.
  const send = async (url: string, init?: RequestInit): Promise<Response> => fetch(url, { ...init, signal });
  const address = addressOf(endpoint, requests);
  // Longer addresses are cut or refused by some proxies.
  let response = address.length > 8_000 ? null : await send(address).catch(() => null);
  // A server that is busy or broken is not asked again: the elements know when.
  if (!response || /^4(?!29)/.test(`${response.status}`))
    response = await send(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: objectOf(questionOf(requests)),
    });
  // Only the elements can read a refusal: client/transport.ts.
  if (!response.ok) throw Error('', { cause: response });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let isDrawn = false; ;) {
    const { done, value } = await reader.read();
    if (done) return read(text).modules;
    text += value;
    const end = text.indexOf(DATA);
    if (isDrawn || end < 0) continue;
    isDrawn = true;
    draw(read(`${text.slice(0, end)}}}`).drawings);
  }
}
