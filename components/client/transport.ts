import { ClientError } from './errors.js';
import { MODULES_HASH } from './modules-hash.js';
import type { ModuleRequest } from './request.js';

/** Longer addresses are cut or refused by some proxies; past this the question is a POST. */
export const MAX_URL_BYTES = 8_000;
/** A connection that hangs would otherwise keep the reader waiting for ever. */
export const TIMEOUT_MS = 30_000;

export interface Transport {
  endpoint: string;
  fetch: typeof fetch;
}

const EXTENSIONS = { persistedQuery: { version: 1, sha256Hash: MODULES_HASH } };

/** The cacheable GET, without preflight: only the hash of the document travels. */
export function queryUrl(endpoint: string, requests: readonly ModuleRequest[]): string {
  const url = new URL(endpoint);
  url.searchParams.set('extensions', JSON.stringify(EXTENSIONS));
  url.searchParams.set('variables', JSON.stringify({ requests }));
  return url.href;
}

/**
 * Asks `modules(requests)` once: GET with the document's hash while the address fits, else POST with the text. A server
 * that does not know the hash gets one POST with the text.
 * @returns one result a request, in their order
 * @throws ClientError; or the signal's reason when `signal` aborts
 */
export async function askModules<Result>(
  transport: Transport,
  requests: readonly ModuleRequest[],
  signal: AbortSignal,
  revalidate: boolean,
): Promise<Result[]> {
  const url = queryUrl(transport.endpoint, requests);
  const cache: RequestCache = revalidate ? 'no-cache' : 'default';
  // The address is ASCII (URL percent-encodes), so characters are bytes.
  let answer = url.length > MAX_URL_BYTES ? null : await send(transport, url, { cache }, signal);
  if (!answer || answer.errors?.some(isUnknownHash)) {
    // The text is a chunk of its own: nearly every page gets by with the hash.
    const { MODULES_DOCUMENT } = await import('./modules-document.js');
    signal.throwIfAborted();
    const body = JSON.stringify({ query: MODULES_DOCUMENT, variables: { requests }, extensions: EXTENSIONS });
    const headers = { 'content-type': 'application/json' };
    answer = await send(transport, transport.endpoint, { method: 'POST', headers, body }, signal);
  }
  return resultsOf<Result>(answer, requests.length);
}

interface Answer {
  data?: { modules?: unknown } | null;
  errors?: readonly { message?: string; extensions?: { code?: string } }[];
}

/** Apollo says it both ways: `PersistedQueryNotFound`, and `PERSISTED_QUERY_NOT_FOUND` as code. */
const isUnknownHash = ({
  message,
  extensions,
}: {
  message?: string;
  extensions?: { code?: string };
}): boolean => /persisted_?query_?not_?(found|supported)/i.test(`${extensions?.code} ${message}`);

async function send(
  transport: Transport,
  url: string,
  init: RequestInit,
  signal: AbortSignal,
): Promise<Answer> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  const abort = (): void => timeout.abort();
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    const response = await transport.fetch(url, { ...init, credentials: 'omit', signal: timeout.signal });
    const text = await response.text();
    return readAnswer(response, text);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ClientError) throw error;
    if (timeout.signal.aborted) throw new ClientError('TIMEOUT', 'The server did not answer in time.', true);
    throw new ClientError('NETWORK', 'The server could not be reached.', true);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

function readAnswer(response: Response, text: string): Answer {
  let answer: Answer | null = null;
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object') answer = json as Answer;
  } catch {
    // Not JSON: a proxy's page; the status below says what is known.
  }
  if (answer && (answer.data || answer.errors?.some(isUnknownHash))) return answer;
  const { status } = response;
  if (!response.ok) {
    const after = Number(response.headers.get('retry-after') ?? NaN);
    const isTransient = status >= 500 || status === 429 || status === 408;
    const message = answer?.errors?.[0]?.message ?? `The server answered ${status}.`;
    throw new ClientError(`HTTP_${status}`, message, isTransient, Number.isFinite(after) ? after : null);
  }
  if (!answer) throw new ClientError('BAD_ANSWER', 'The answer was not JSON.', true);
  return answer;
}

function resultsOf<Result>(answer: Answer, count: number): Result[] {
  const modules = answer.data?.modules;
  if (Array.isArray(modules) && modules.length === count) return modules as Result[];
  const error = answer.errors?.[0];
  const code = error?.extensions?.code ?? 'BAD_ANSWER';
  const isTransient = !error || code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE';
  throw new ClientError(code, error?.message ?? 'The answer does not fit the question.', isTransient);
}
