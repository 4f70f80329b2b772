/**
 * Some addresses ask, each at the rate that it may, for whatever is dear: another one must be answered as if they were not
 * there. Nobody asks for the same twice, so that no answer is a kept one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Chance } from '../bench/random.js';
import { DAILY, MONTHLY, slugOf } from '../bench/data.js';
import { countsOf, percentile, Visitor, type Answered, type Asked } from './client.js';
import { must, type Fault } from './fault.js';
import { filledDatabase, serve, type Settings } from './server.js';

const GREEDY = 8;
const FEW = 2;
/** A minute, each. */
const RATE = 600;
const MOST_MEGABYTES = 1024;
const LEAST_ANSWERED = 0.99;
const MOST_MS = 1000;

const asJson = { 'content-type': 'application/json' };

const graphql = (query: string, variables: object = {}): Asked => ({
  method: 'POST',
  target: '/graphql',
  headers: asJson,
  body: JSON.stringify({ query, variables }),
});

const MODULES = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
  figure { formatted } series { starts ends narrative lines { key label values statuses flags shares } } error { message }
} }`;

/** What is dear, in one of a great many forms. */
const DEAR: readonly ((chance: Chance) => Asked)[] = [
  (chance) =>
    graphql(MODULES, {
      requests: [
        { service: DAILY, metric: 'transactions', period: 'HOUR', last: chance.whole(20_000, 50_000) },
      ],
    }),
  (chance) =>
    graphql(MODULES, {
      requests: [{ portfolio: true, metric: 'transactions', by: 'service', last: chance.whole(10, 40) }],
    }),
  (chance) =>
    graphql(MODULES, {
      requests: Array.from({ length: 100 }, () => ({
        service: slugOf(chance.whole(0, 700)),
        metric: 'digital-take-up',
        last: chance.whole(5, 21),
      })),
    }),
  (chance) =>
    graphql(
      `
        query ($start: PeriodStart!) {
          services(first: 1000, orderBy: { field: METRIC, metric: "transactions" }) {
            edges {
              node {
                name
                a: metric(key: "transactions") {
                  figure(period: YEAR, start: $start) {
                    formatted
                    coverage {
                      share
                    }
                  }
                }
                b: metric(key: "digital-take-up") {
                  figure(period: YEAR, start: $start) {
                    formatted
                  }
                }
              }
            }
          }
        }
      `,
      { start: `${chance.whole(2008, 2013)}-01-01` },
    ),
  (chance) => ({ target: `/portfolio/transactions?period=month&last=${chance.whole(50, 200)}&by=service` }),
  (chance) => ({ target: `/services/${DAILY}/transactions?period=day&last=${chance.whole(1000, 4000)}` }),
  (chance) => ({
    target: `/services/${DAILY}/transactions.csv?period=hour&last=${chance.whole(9999, 50_000)}`,
  }),
  (chance) => ({ target: `/services/${DAILY}/transactions.png?period=day&last=${chance.whole(1000, 4000)}` }),
  (chance) => ({ target: `/services?sort=transactions&text=service&page=${chance.whole(1, 15)}` }),
  (chance) => ({ target: `/services/${slugOf(chance.whole(0, 733))}` }),
  () => ({ target: '/data/measurements-organisation-0.csv.gz' }),
];

/** What a reader looks at. */
const USUAL: readonly Asked[] = [
  { target: '/' },
  { target: '/services' },
  { target: `/services/${MONTHLY[0]}` },
  { target: `/services/${MONTHLY[1]}/transactions` },
  { target: `/services/${MONTHLY[2]}/completion-rate.svg` },
  graphql(MODULES, {
    requests: MONTHLY.map((service) => ({ service, metric: 'transactions', period: 'MONTH', last: 12 })),
  }),
  { target: `/services/${DAILY}` },
];

export const greedyAddresses: Fault = {
  name: 'greedy-addresses',
  claim: `while ${GREEDY} addresses ask for dear answers at the rate they may, another one is answered, and memory is bounded`,
  async run(trial) {
    const database = await filledDatabase(trial);
    // How long the event loop lags is a matter of the machine: the short form must not depend on it.
    const lag: Settings = trial.isShort ? { PERF_LAG_LIMIT_MS: '60000' } : {};
    const server = await serve(trial, database, { PERF_TRUSTED_PROXIES: '127.0.0.1', ...lag });
    const until = performance.now() + (trial.isShort ? 4_000 : 300_000);
    const chance = new Chance(trial.seed);
    const theirs: Promise<Answered>[] = [];
    const visitor = (address: string): Visitor => {
      const made = new Visitor(server.port, address);
      trial.atEnd(() => made.close());
      return made;
    };
    const greedy = async (address: string): Promise<void> => {
      const they = visitor(address);
      while (performance.now() < until) {
        const asked = DEAR[chance.whole(0, DEAR.length - 1)](chance);
        theirs.push(they.ask(asked));
        await sleep(60_000 / RATE);
      }
    };
    const ours: Answered[] = [];
    const reader = async (): Promise<void> => {
      const we = visitor('198.51.100.7');
      for (let index = 0; performance.now() < until; index += 1) {
        ours.push(await we.ask(USUAL[index % USUAL.length]));
        await sleep(100);
      }
    };
    const addresses = Array.from(
      { length: trial.isShort ? FEW : GREEDY },
      (_, index) => `192.0.2.${index + 1}`,
    );
    await Promise.all([reader(), ...addresses.map(greedy)]);
    const others = (await Promise.all(theirs)).map(({ status }) => status);
    const statuses = ours.map(({ status }) => status);
    const answered = statuses.filter((status) => status === 200).length / statuses.length;
    const p99 = Math.round(
      percentile(
        ours.map(({ ms }) => ms),
        99,
      ),
    );
    const megabytes = server.peakMemory();
    const seen = `${countsOf(statuses)} in ${p99} ms (p99), the greedy ${countsOf(others)}, at most ${megabytes ?? '?'} MB`;
    trial.say(seen);
    must(server.isAlive(), 'the process ended');
    must(answered >= LEAST_ANSWERED, seen);
    must(trial.isShort || p99 <= MOST_MS, seen);
    must(megabytes === null || megabytes <= MOST_MEGABYTES, seen);
    return seen;
  },
};
