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

/**
 * Asks for the whole page at once: with GET while the address fits, and with POST where that is refused. Either way the hash
 * is enough, for the server knows the document.
 * @param draw is told of the drawings as soon as they are there, while the data are on their way
 * @returns the data, in the order of the requests
 * @throws where there is no answer to all of it
 */
export async function askPage(
  endpoint: string,
  requests: readonly ModuleRequest[],
  draw: (drawn: readonly Drawn[]) => void,
): Promise<readonly ModuleData[]> {
  const question = {
    extensions: `{"persistedQuery":{"version":1,"sha256Hash":"${DRAWN_HASH}"}}`,
    variables: `{"requests":[${requests.map((each) => objectOf(each, (value) => JSON.stringify(value)))}]}`,
  };
  const send = async (url: string, init?: RequestInit): Promise<Response> =>
    fetch(url, { ...init, credentials: 'omit', signal: AbortSignal.timeout(30_000) });
  const url = new URL(endpoint);
  for (const [name, part] of Object.entries(question)) url.searchParams.set(name, part);
  // Longer addresses are cut or refused by some proxies.
  let response = url.href.length > 8_000 ? null : await send(url.href).catch(() => null);
  // A server that is busy or broken is not asked again: the elements know when.
  if (!response || /^4(?!29)/.test(String(response.status)))
    response = await send(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: objectOf(question),
    });
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
