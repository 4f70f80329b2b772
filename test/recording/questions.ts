/** What is asked, what is answered, and how. */
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

export interface Question {
  /** GET if nothing is said. */
  method?: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'OPTIONS';
  /** With the query; or `@stylesheet/0`: the first sheet of the front page, whatever its name is. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Base64 if it is no text. */
  body: string;
  isText: boolean;
}

export interface Entry {
  question: Question;
  answer: Answer;
}

/** Entity tags, dates and lengths change on purpose or follow from the body. */
const HEADERS = [
  'content-type',
  'cache-control',
  'location',
  'vary',
  'content-disposition',
  'content-language',
  'link',
  'content-security-policy',
  'allow',
  'x-frame-options',
  'cross-origin-resource-policy',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
];

/** One that the server takes over, so that it does not make ids of its own. */
const REQUEST_ID = 'recording-request';

const BUSY_PAUSE_MS = 2_000;
const MOST_ATTEMPTS = 10;

const isText = (type: string): boolean => /^text\/|json|xml|javascript|svg/.test(type);

/** In one line, for a person. */
export function addressOf({ method = 'GET', path, body }: Question): string {
  const [address, words] = path.split('?', 2);
  if (address === '/graphql') return `${method} /graphql ${asked(words, body)}`.slice(0, MOST_CHARACTERS);
  return `${method} ${decoded(path)}`.slice(0, MOST_CHARACTERS);
}

const MOST_CHARACTERS = 500;

/** Of a question its beginning and its variables. */
function asked(words: string | undefined, body: string | undefined): string {
  const given = /^\{.*\}$/s.test(body ?? '')
    ? (JSON.parse(body!) as { query?: unknown; variables?: unknown })
    : Object.fromEntries(new URLSearchParams(words));
  const { query = body ?? 'known by its hash', variables = '' } = given;
  const document = String(query)
    .replaceAll(/\s+/g, ' ')
    .replace(/^(query \w+) ?\(.*$/, '$1');
  return `${document.slice(0, 200)} ${typeof variables === 'string' ? variables : JSON.stringify(variables)}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' ')).replaceAll(/\s+/g, ' ');
  } catch {
    return path;
  }
}

/** A server, by where it listens. */
export class Asker {
  #sheets: string[] | undefined;

  constructor(readonly base: string) {}

  async answer(question: Question): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#once(question);
      if (answer.status !== 503 || attempt === MOST_ATTEMPTS) return answer;
      await pause(BUSY_PAUSE_MS);
    }
  }

  /** The body of a page or a file that must be there. */
  async text(path: string): Promise<string> {
    const { status, body } = await this.answer({ path });
    if (status !== 200) throw new Error(`${path} was answered ${status}`);
    return body;
  }

  async graphql<Data>(query: string): Promise<Data> {
    const { body } = await this.answer(posted({ query }));
    const { data, errors } = JSON.parse(body) as { data: Data; errors?: unknown };
    if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  }

  async #once({ method = 'GET', path, headers, body }: Question): Promise<Answer> {
    const response = await fetch(this.base + (await this.#resolved(path)), {
      method,
      headers: { accept: 'text/html, */*;q=0.8', 'x-request-id': REQUEST_ID, ...headers },
      body,
      redirect: 'manual',
    });
    const kept = HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const type = response.headers.get('content-type') ?? '';
    const bytes = Buffer.from(await response.arrayBuffer());
    const isGzip = type === 'application/gzip' && bytes.length > 0;
    const isReadable = isText(type) || isGzip || bytes.length === 0;
    const content = isGzip ? gunzipSync(bytes) : bytes;
    return {
      status: response.status,
      headers: Object.fromEntries(kept),
      body: content.toString(isReadable ? 'utf8' : 'base64'),
      isText: isReadable,
    };
  }

  async #resolved(path: string): Promise<string> {
    const place = /^@stylesheet\/(\d+)$/.exec(path)?.[1];
    if (place === undefined) return path;
    this.#sheets ??= [...(await this.text('/')).matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(
      ([, href]) => href.replace(/^\/[^/]+(?=\/(?:embed|assets)\/)/, ''),
    );
    return this.#sheets[Number(place)] ?? path;
  }
}

export const posted = (body: object): Question => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: JSON.stringify(body),
});

/** As a GET, which is the one that is kept for a minute. */
export function gotten(body: Readonly<Record<string, unknown>>): Question {
  const words = Object.entries(body).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return { path: `/graphql?${new URLSearchParams(words)}`, headers: { accept: 'application/json' } };
}
