import { ClientError } from './errors.js';
import { MODULES_HASH } from './modules-hash.js';
import { jsonOf } from './json.js';
import type { ModuleRequest } from './request.js';

/** Longer addresses are cut or refused by some proxies; past this the question is a POST. */
export const MAX_URL_BYTES = 8_000;
/** A connection that hangs would otherwise keep the reader waiting for ever. */
const TIMEOUT_MS = 30_000;

export interface Transport {
  endpoint: string;
  fetch: typeof fetch;
}

/** A question that the server registers at its start: its SHA-256 in hex, and its text, which few pages need. */
export interface RegisteredDocument {
  hash: string;
  text(): Promise<string>;
}

const MODULES: RegisteredDocument = {
  hash: MODULES_HASH,
  // The text is a chunk of its own: nearly every page gets by with the hash.
  text: async () => (await import('./modules-document.js')).MODULES_DOCUMENT,
};

/** What a firewall, or a proxy that knows no such address, does to a GET. */
const REFUSED = /^(NETWORK|BAD_ANSWER|HTTP_(403|404|405|406|414|431|501))$/;

function ifRefused(error: unknown): null {
  if (error instanceof ClientError && REFUSED.test(error.code)) return null;
  throw error;
}

const extensionsOf = ({ hash }: RegisteredDocument): object => ({
  persistedQuery: { version: 1, sha256Hash: hash },
});

/** The cacheable GET, without preflight: only the hash of the document travels. */
function queryUrl(endpoint: string, variables: object, document: RegisteredDocument = MODULES): string {
  const url = new URL(endpoint);
  url.searchParams.set('extensions', jsonOf(extensionsOf(document)));
  url.searchParams.set('variables', jsonOf(variables));
  return url.href;
}

export interface AskOptions {
  signal: AbortSignal;
  /** Whether kept answers are asked for anew at the server. */
  revalidate: boolean;
}

/**
 * Asks a question once: GET with the document's hash while the address fits, else POST with the text. A server that does
 * not know the hash gets one POST with the text, and so does one that a firewall keeps the GET from.
 * @throws ClientError; or the signal's reason when `signal` aborts
 */
export async function ask(
  transport: Transport,
  document: RegisteredDocument,
  variables: object,
  { signal, revalidate }: AskOptions,
): Promise<Answer> {
  const url = queryUrl(transport.endpoint, variables, document);
  const cache: RequestCache = revalidate ? 'no-cache' : 'default';
  // The address is ASCII (URL percent-encodes), so characters are bytes.
  const answer =
    url.length > MAX_URL_BYTES ? null : await send(transport, url, { cache }, signal).catch(ifRefused);
  if (answer && !answer.errors?.some(isUnknownHash)) return answer;
  const query = await document.text();
  signal.throwIfAborted();
  const body = jsonOf({ query, variables, extensions: extensionsOf(document) });
  const headers = { 'content-type': 'application/json' };
  return send(transport, transport.endpoint, { method: 'POST', headers, body }, signal);
}

/**
 * Asks `modules(requests)` once.
 * @returns one result a request, in their order
 * @throws ClientError; or the signal's reason when `signal` aborts
 */
export async function askModules<Result>(
  transport: Transport,
  requests: readonly ModuleRequest[],
  options: AskOptions,
): Promise<Result[]> {
  const answer = await ask(transport, MODULES, { requests }, options);
  const modules = answer.data?.modules;
  if (Array.isArray(modules) && modules.length === requests.length) return modules as Result[];
  throw refusalOf(answer);
}

/** What the server answered: GraphQL's shape. */
export interface Answer {
  data?: Record<string, unknown> | null;
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
    if (timeout.signal.aborted) throw timedOut();
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
  if (!response.ok) throw statusError(response, answer?.errors?.[0]?.message);
  if (!answer) throw new ClientError('BAD_ANSWER', 'The answer was not JSON.', true);
  return answer;
}

function statusError({ status, headers }: Response, message = `The server answered ${status}.`): ClientError {
  const after = Number(headers.get('retry-after') ?? NaN);
  const isTransient = status >= 500 || status === 429 || status === 408;
  return new ClientError(`HTTP_${status}`, message, isTransient, Number.isFinite(after) ? after : null);
}

const timedOut = (): ClientError => new ClientError('TIMEOUT', 'The server did not answer in time.', true);

/** Why a question of the loader failed, where it is right to wait; null where the elements may ask in another way. */
export function earlyError(reason: unknown): ClientError | null {
  const { name, cause } = reason as Error;
  if (name === 'TimeoutError') return timedOut();
  const error = cause instanceof Response ? statusError(cause) : null;
  return error?.isTransient ? error : null;
}

/** Why an answer has not what was asked for. */
export function refusalOf({ errors }: Answer): ClientError {
  const error = errors?.[0];
  const code = error?.extensions?.code ?? 'BAD_ANSWER';
  const isTransient = !error || code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE';
  return new ClientError(code, error?.message ?? 'The answer does not fit the question.', isTransient);
}
