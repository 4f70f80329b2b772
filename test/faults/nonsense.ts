/** Documents, addresses and bodies that make no sense, from a seed: refused in words, and without a word about the inside. */
import { MODULES_DOCUMENT } from '../../components/client/modules-document.js';
import { DAILY, MONTHLY } from '../bench/data.js';
import { Chance } from '../bench/random.js';
import { ask, countsOf, percentile, type Answered, type Asked } from './client.js';
import { must, type Fault } from './fault.js';
import { filledDatabase, serve } from './server.js';

const SHORT = 200;
const LONG = 20_000;
const MOST_TIMES_MEDIAN = 10;

const DOCUMENTS = [
  MODULES_DOCUMENT,
  '{ service(slug: "service-0001") { name metric(key: "transactions") { series(period: MONTH, last: 12, compareTo: PREVIOUS_YEAR) { starts lines { key values } } } } }',
  'query ($first: Int) { services(first: $first, orderBy: { field: NAME }) { totalCount edges { cursor node { slug name } } pageInfo { endCursor } } }',
  '{ organisation(slug: "organisation-1") { children { edges { node { slug } } } metrics { definition { key } latest { formatted working { edges { node { value } } } } } } }',
  '{ node(id: "x") { id } dashboards(first: 3) { totalCount } metrics { key formula } __schema { types { name } } }',
];

const ADDRESSES = [
  '/',
  '/services?text=a&sort=transactions&order=desc&page=1',
  '/services.csv?organisation=organisation-1',
  '/services/compare?s=service-0001&s=service-0002',
  `/services/${MONTHLY[0]}`,
  `/services/${MONTHLY[0]}/transactions?period=month&from=2021-01-01&to=2022-01-01&compare-to=previous-year`,
  `/services/${DAILY}/transactions.json?since=2014-01-01&until=2014-03-01&last=12`,
  `/services/${MONTHLY[1]}/completion-rate.svg?lang=cy&view=chart&chart=bar`,
  '/organisations/organisation-2/transactions.csv?by=service&top=3&period=quarter',
  '/dashboards/none/none.html',
  '/status?state=late&page=1',
  '/data/measurements-organisation-1.csv.gz',
  `/graphql?query={metrics{key}}&variables={"a":1}&extensions={}`,
];

/** What may stand in the place of anything. */
const JUNK = [
  ...[
    '0',
    '-1',
    '1e309',
    '99999999999999999999',
    '2013-13-45',
    '2014-02-29',
    '0000-00-00',
    '275760-09-14',
    'null',
  ],
  ...[
    'true',
    '""',
    "' OR 1=1 --",
    '%00',
    '%ff',
    '%zz',
    '..%2f..%2fetc%2fpasswd',
    '../../etc/passwd',
    '__proto__',
  ],
  ...[
    'constructor',
    'toString',
    '\u0000',
    '\ud800',
    '😀',
    'é',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ':',
    '!',
    '$',
    '...',
    '@include(if: true)',
  ],
  ...[
    'fragment F on Query { ...F }',
    '...F',
    'mutation',
    'subscription',
    '"""',
    '#',
    '\\u0000',
    '&',
    '=',
    '?',
    '//evil.example/',
  ],
  ...[
    'MONTH',
    'ROLLING_YEAR',
    'rolling-year',
    'previous-year',
    'transactions',
    'x'.repeat(5000),
    '1'.repeat(400),
  ],
] as const;

const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  '',
  '\u0000',
  'x'.repeat(9999),
  [],
  [[]],
  {},
  { a: {} },
  '2014-02-30',
  'MONTH',
];

const INSIDE =
  /node_modules|\bat \S+ \(\S*:\d+|\bat (?:async )?\S*\/\S*:\d+:\d+|\/(?:tmp|home|root|var|work|usr)\/|dist\/server|\bSELECT\s|SQLITE|QueryFailed|Cannot read prop|is not a function|undefined method/;

const oneOf = <Item>(chance: Chance, items: readonly Item[]): Item =>
  items[chance.whole(0, items.length - 1)];

/** The text with a few of its words left out, said twice, exchanged, or replaced by junk. */
function garbled(chance: Chance, text: string): string {
  const words = text.split(/(\s+|[{}()[\]:,&=?/"])/).filter((word) => word !== '');
  for (let times = chance.whole(1, 4); times > 0; times -= 1) {
    const at = chance.whole(0, words.length - 1);
    const change = chance.whole(0, 3);
    if (change === 0) words.splice(at, 1);
    else if (change === 1) words.splice(at, 0, words[at] ?? '');
    else if (change === 2) words.splice(at, 0, oneOf(chance, JUNK));
    else words[at] = oneOf(chance, JUNK);
  }
  return words.join('');
}

const REQUEST = {
  service: MONTHLY[0],
  metric: 'transactions',
  period: 'MONTH',
  last: 12,
  by: null,
  from: null,
  lang: 'en',
};

function variablesOf(chance: Chance): unknown {
  if (chance.whole(0, 5) === 0) return oneOf(chance, VALUES);
  const request: Record<string, unknown> = { ...REQUEST };
  for (let times = chance.whole(0, 2); times > 0; times -= 1) {
    request[
      oneOf(chance, [...Object.keys(REQUEST), 'portfolio', 'dashboard', 'asOf', 'top', 'range', '__proto__'])
    ] = oneOf(chance, [...VALUES, ...JUNK]);
  }
  return {
    requests: chance.whole(0, 9) === 0 ? oneOf(chance, VALUES) : [request],
    first: oneOf(chance, [1, 5, -1, 'x']),
  };
}

const JSON_BODY = { 'content-type': 'application/json' };

const graphqlPost = (body: string): Asked => ({
  method: 'POST',
  target: '/graphql',
  headers: JSON_BODY,
  body,
});

/** A line of a request has none of these. */
const asTarget = (text: string): string => text.replace(/[^!-\u{10ffff}]/gu, '%20') || '/';

/** Half a pair of surrogates cannot be encoded. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

const KINDS: readonly ((chance: Chance) => Asked)[] = [
  (chance) => {
    const query =
      chance.whole(0, 3) === 0 ? oneOf(chance, DOCUMENTS) : garbled(chance, oneOf(chance, DOCUMENTS));
    return {
      method: 'POST',
      target: '/graphql',
      headers: JSON_BODY,
      body: JSON.stringify({ query, variables: variablesOf(chance) }),
    };
  },
  (chance) => {
    const query = encodeURIComponent(wellFormed(garbled(chance, oneOf(chance, DOCUMENTS))));
    return { target: `/graphql?query=${query}&variables=${asTarget(JSON.stringify(variablesOf(chance)))}` };
  },
  (chance) => ({ target: asTarget(garbled(chance, oneOf(chance, ADDRESSES))) }),
  (chance) => {
    const method = oneOf(chance, ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);
    const accept = oneOf(chance, ['text/html', '*/*', 'image/*;q=0', 'x', ',,;q=']);
    const host = oneOf(chance, ['http://evil.example', 'https://evil.example:1', '//evil.example', '']);
    return { method, target: asTarget(host + oneOf(chance, ADDRESSES)), headers: { accept } };
  },
  (chance) => {
    const whole = JSON.stringify({
      query: oneOf(chance, DOCUMENTS),
      variables: variablesOf(chance),
      extensions: oneOf(chance, VALUES),
    });
    const type = oneOf(chance, [
      'application/json',
      'application/json; charset=x',
      'text/plain',
      'application/graphql',
      '',
    ]);
    const cut = whole.slice(0, chance.whole(0, whole.length));
    const body = oneOf(chance, [
      cut,
      garbled(chance, whole),
      Buffer.from(cut, 'utf16le'),
      JSON.stringify(oneOf(chance, VALUES)),
    ]);
    const encoding: Record<string, string> = chance.whole(0, 9) === 0 ? { 'content-encoding': 'gzip' } : {};
    return { method: 'POST', target: '/graphql', headers: { 'content-type': type, ...encoding }, body };
  },
];

/** Why an answer to nonsense is not what it may be; null if nothing is wrong with it. */
function faultOf({ status, head, body }: Answered): string | null {
  if (status === 0) return 'no answer';
  if (status >= 500) return `status ${status}`;
  if (/Internal server error/i.test(body)) return 'an internal error';
  if (/^location: *(?:[a-z]+:|\/[/\\])/im.test(head)) return 'it leads to another site';
  return INSIDE.exec(body)?.[0] ?? INSIDE.exec(head)?.[0] ?? null;
}

export const nonsense: Fault = {
  name: 'nonsense',
  claim: 'documents, addresses and bodies that make no sense are refused, and nothing of the inside is shown',
  async run(trial) {
    const server = await serve(trial, await filledDatabase(trial), {
      PERF_RATE_LIMIT: '0',
      PERF_LAG_LIMIT_MS: '60000',
    });
    const chance = new Chance(trial.seed);
    const variables = { requests: [REQUEST], first: 5 };
    const sensible: Asked[] = [
      ...DOCUMENTS.map((query) => graphqlPost(JSON.stringify({ query, variables }))),
      ...ADDRESSES.map((target) => ({ target: asTarget(target) })),
    ];
    const valid: number[] = [];
    for (const asked of Array.from({ length: 10 }, () => sensible).flat()) {
      valid.push((await ask(server.port, asked)).ms);
    }
    const answers: Answered[] = [];
    const faults: string[] = [];
    while (answers.length < (trial.isShort ? SHORT : LONG)) {
      const asked = oneOf(chance, KINDS)(chance);
      const answer = await ask(server.port, asked);
      answers.push(answer);
      const fault = faultOf(answer);
      if (fault) {
        const { method = 'GET', target, body = '' } = asked;
        faults.push(`${fault}: ${method} ${target.slice(0, 300)} ${String(body).slice(0, 600)}`);
      }
    }
    must(server.isAlive(), 'the process ended');
    must(faults.length === 0, `${faults.length} of ${answers.length}:\n${faults.slice(0, 20).join('\n')}`);
    const median = percentile(valid, 50);
    const p99 = percentile(
      answers.map(({ ms }) => ms),
      99,
    );
    const seen = `seed ${trial.seed}: ${countsOf(answers.map(({ status }) => status))}; p99 ${Math.round(p99)} ms, the median of valid ones ${Math.round(median)} ms`;
    must(trial.isShort || p99 <= MOST_TIMES_MEDIAN * median, seen);
    return seen;
  },
};
