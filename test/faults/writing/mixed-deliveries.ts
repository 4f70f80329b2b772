/** Good deliveries and wrong ones from many clients at once, and readers who look all the time. */
import { setTimeout as delay } from 'node:timers/promises';
import { perfplat } from '../../bench/processes.js';
import {
  assertKept,
  csvOf,
  keepDelivering,
  Ledger,
  MEASURE,
  post,
  ROWS,
  serviceOf,
  storedInFile,
  tokensFor,
} from './deliveries.js';
import { must, type Fault } from '../fault.js';
import { filledDatabase, serve, type Server } from '../server.js';

const CLIENTS = 6;
const WRONG_CLIENTS = 4;
const READERS = 3;
/** Values from here on are those of deliveries that must be refused. */
const WRONG = 9_000_000;

/** Rows that are right, and at their end one of a day that there is not. */
const wrongCsv = (client: number, value: number): string => {
  const service = serviceOf(client % CLIENTS);
  return `${csvOf({ service, month: 0 }, WRONG + value)}${service},${MEASURE},day,1991-02-30,desktop,1\n`;
};

async function sendWrong(
  { url }: Server,
  token: string,
  client: number,
  isOver: () => boolean,
): Promise<number> {
  let refused = 0;
  for (let value = 0; !isOver(); value++) {
    const { status, body } = await post(url, token, wrongCsv(client, value));
    must([422, 429, 503].includes(status), `a wrong delivery was answered with ${status} ${body}`);
    if (status === 422) refused += 1;
    else await delay(50);
  }
  return refused;
}

/** Looks at one service after another: whole deliveries only, none that was refused, none older than was acknowledged. */
async function look({ url }: Server, ledger: Ledger, isOver: () => boolean): Promise<number> {
  let looks = 0;
  for (; !isOver(); looks++) {
    const service = serviceOf(looks % CLIENTS);
    const least = ledger.acknowledgedOf({ service, month: 0 });
    const answer = await fetch(`${url}/services/${service}/data.csv`);
    must(answer.status === 200, `data.csv of ${service} answered ${answer.status}`);
    const [head, ...lines] = (await answer.text()).trimEnd().split('\n');
    const at = head.split(',').indexOf('value');
    const values = lines
      .filter((line) => line.split(',')[1] === MEASURE)
      .map((line) => Number(line.split(',')[at]));
    const seen = `${values.length} rows of ${service} with ${[...new Set(values)].join(', ')}`;
    must(
      values.every((value) => value < WRONG),
      `a reader saw what was refused: ${seen}`,
    );
    must(values.length === 0 || new Set(values).size === 1, `a reader saw a part of a delivery: ${seen}`);
    must([0, ROWS].includes(values.length), `a reader saw a part of a delivery: ${seen}`);
    must((values[0] ?? 0) >= least, `a reader saw ${seen}, after ${least} was acknowledged`);
    await delay(5);
  }
  return looks;
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

export const mixedDeliveries: Fault = {
  name: 'mixed-deliveries',
  claim:
    'while good and wrong deliveries come from many clients, readers see no row of a wrong one, no part of a good one, and whatever was acknowledged',
  async run(trial) {
    const database = await filledDatabase(trial);
    const tokens = await tokensFor(database, CLIENTS + WRONG_CLIENTS);
    const server = await serve(trial, database, { PERF_RATE_LIMIT: '0', PERF_LAG_LIMIT_MS: '60000' });
    const ledger = new Ledger();
    const end = performance.now() + (trial.isShort ? 1_500 : 60_000);
    const isOver = (): boolean => performance.now() >= end;
    const good = tokens.slice(0, CLIENTS);
    const [others, refused, looks] = await Promise.all([
      keepDelivering({ server, tokens: good, ledger, month: () => 0, isOver }),
      Promise.all(tokens.slice(CLIENTS).map((token, client) => sendWrong(server, token, client, isOver))),
      Promise.all(Array.from({ length: READERS }, () => look(server, ledger, isOver))),
    ]);
    const odd = others.find(({ status }) => status !== 429 && status !== 503);
    must(!odd, `a good delivery was answered with ${odd?.status} ${odd?.body}`);
    must(server.isAlive(), 'the process ended');
    assertKept(ledger, storedInFile(trial.file('perf.sqlite')), 'in the end');
    await perfplat(database, 'check');
    return `${ledger.acknowledged} acknowledged, ${sum(refused)} refused, ${sum(looks)} looks, check clean`;
  },
};
