/**
 * Deliveries by POST /ingest, each of a whole month whose rows all have one value: whoever reads a month afterwards sees
 * which delivery it is of, and whether all of it is there.
 */
import { setTimeout as delay } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { slugOf } from '../../bench/data.js';
import { perfplat } from '../../bench/processes.js';
import { must } from '../fault.js';
import type { Server } from '../server.js';

/** A data set that the generated data does not have. */
export const MEASURE = 'visits';
const DEVICES = ['desktop', 'mobile'];
const DAYS = 28;
/** How many rows a delivery has. */
export const ROWS = DAYS * DEVICES.length;

/** Of a service, the month with this number (0 = January 1991). */
export interface Place {
  service: string;
  month: number;
}

/** The service that a client delivers for. */
export const serviceOf = (client: number): string => slugOf(100 + client);

const firstOf = (month: number): string => {
  const year = 1991 + Math.floor(month / 12);
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
};

export function csvOf({ service, month }: Place, value: number | string): string {
  const lines = ['service,measure,period,start,device,value'];
  for (let day = 1; day <= DAYS; day++) {
    const start = `${firstOf(month)}-${String(day).padStart(2, '0')}`;
    for (const device of DEVICES) lines.push(`${service},${MEASURE},day,${start},${device},${value}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Tokens of which each may deliver often enough for one client. */
export async function tokensFor(database: string, clients: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let client = 0; client < clients; client++) {
    const said = await perfplat(database, 'token', 'create', '--name', 'a client', '--scope', 'write:all');
    tokens.push(said.trim());
  }
  return tokens;
}

export interface Delivered {
  /** 0 where the connection ended without an answer: then `body` is what the client was told. */
  status: number;
  hasRetryAfter: boolean;
  body: string;
}

export async function post(url: string, token: string, body: string): Promise<Delivered> {
  try {
    const answer = await fetch(`${url}/ingest`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body,
    });
    const { status, headers } = answer;
    return { status, hasRetryAfter: headers.has('retry-after'), body: await answer.text() };
  } catch (error) {
    const { code, message } = (error as Error).cause as NodeJS.ErrnoException;
    return { status: 0, hasRetryAfter: false, body: code ?? message };
  }
}

interface Month {
  /** The value that was acknowledged last; null = none. */
  acknowledged: number | null;
  /** Values sent since, of which nobody said whether they are stored. */
  open: Set<number>;
}

export interface Verdict {
  acknowledged: number;
  /** In words, what is not as it was acknowledged. */
  lost: string[];
  /** Months that show more than one delivery, or a part of one. */
  half: string[];
}

/** Statuses that say that nothing was stored. */
const NOTHING_STORED = [400, 401, 403, 413, 422, 429, 507];

/** What clients were told. */
export class Ledger {
  readonly #months = new Map<string, Month>();
  readonly #submissions: number[] = [];
  /** How often each status was answered. */
  readonly statuses = new Map<number, number>();
  acknowledged = 0;
  #last = 0;

  /** A value that no other delivery has. */
  nextValue(): number {
    return ++this.#last;
  }

  /** Delivers a month, and notes what was said of it. */
  async deliver(url: string, token: string, place: Place): Promise<Delivered> {
    const key = `${place.service} ${firstOf(place.month)}`;
    const month = this.#months.get(key) ?? { acknowledged: null, open: new Set() };
    this.#months.set(key, month);
    const value = this.nextValue();
    month.open.add(value);
    const delivered = await post(url, token, csvOf(place, value));
    const { status, body } = delivered;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (status === 200) {
      month.acknowledged = value;
      month.open.clear();
      this.acknowledged += 1;
      const { submission } = JSON.parse(body) as { submission: { id: number } };
      this.#submissions.push(submission.id);
    } else if (NOTHING_STORED.includes(status)) month.open.delete(value);
    return delivered;
  }

  /** The value of a month that was acknowledged last; 0 = none. Values rise. */
  acknowledgedOf({ service, month }: Place): number {
    return this.#months.get(`${service} ${firstOf(month)}`)?.acknowledged ?? 0;
  }

  /** What clients were told beside what is stored. */
  compare(stored: Stored): Verdict {
    const verdict: Verdict = { acknowledged: this.acknowledged, lost: [], half: [] };
    for (const id of this.#submissions) {
      if (!stored.submissions.has(id)) verdict.lost.push(`submission ${id}`);
    }
    for (const [key, { acknowledged, open }] of this.#months) {
      const values = stored.months.get(key) ?? [];
      const different = new Set(values);
      if (different.size > 1 || ![0, ROWS].includes(values.length)) {
        verdict.half.push(`${key}: ${values.length} rows with ${[...different].join(', ')}`);
        continue;
      }
      const value = values.length === 0 ? null : values[0];
      const isKnown = value === acknowledged || (value !== null && open.has(value));
      if (!isKnown) verdict.lost.push(`${key}: ${value}, and ${acknowledged} was acknowledged`);
    }
    return verdict;
  }
}

/** What a database holds of the deliveries. */
export interface Stored {
  submissions: ReadonlySet<number>;
  /** By `service month`, the value of each row. */
  months: ReadonlyMap<string, number[]>;
}

const SUBMISSIONS = 'SELECT id FROM submission';
const ROWS_OF_DELIVERIES = `SELECT s.slug, o.start, o.value FROM observation o JOIN series x ON x.id = o.series_id
  JOIN data_set d ON d.id = x.data_set_id JOIN service s ON s.id = d.service_id WHERE d.measure_key = '${MEASURE}'`;

interface StoredRow {
  slug: string;
  start: number;
  value: number;
}

const DAY_MS = 86_400_000;

function storedOf(submissions: readonly { id: number }[], rows: readonly StoredRow[]): Stored {
  const months = new Map<string, number[]>();
  for (const { slug, start, value } of rows) {
    const key = `${slug} ${new Date(start * DAY_MS).toISOString().slice(0, 7)}`;
    const values = months.get(key);
    if (values) values.push(value);
    else months.set(key, [value]);
  }
  return { submissions: new Set(submissions.map(({ id }) => Number(id))), months };
}

/** Of a SQLite file. */
export function storedInFile(file: string): Stored {
  const database = new BetterSqlite3(file, { readonly: true });
  try {
    database.exec('BEGIN');
    const submissions = database.prepare<[], { id: number }>(SUBMISSIONS).all();
    return storedOf(submissions, database.prepare<[], StoredRow>(ROWS_OF_DELIVERIES).all());
  } finally {
    database.close();
  }
}

/** Of a PostgreSQL database. */
export async function storedInPostgres(url: string): Promise<Stored> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const submissions = await client.query<{ id: number }>(SUBMISSIONS);
    return storedOf(submissions.rows, (await client.query<StoredRow>(ROWS_OF_DELIVERIES)).rows);
  } finally {
    await client.end();
  }
}

export interface Delivering {
  server: Pick<Server, 'url'>;
  tokens: readonly string[];
  ledger: Ledger;
  /** The month that all clients deliver, each for a service of its own; it may change in between. */
  month: () => number;
  isOver: () => boolean;
}

/**
 * A client for each token, delivering one after another until it is over; whoever is turned away waits a little.
 *
 * @returns all that was answered but 200.
 */
export async function keepDelivering(delivering: Delivering): Promise<Delivered[]> {
  const { server, tokens, ledger, month, isOver } = delivering;
  const others: Delivered[] = [];
  await Promise.all(
    tokens.map(async (token, client) => {
      while (!isOver()) {
        const place = { service: serviceOf(client), month: month() };
        const delivered = await ledger.deliver(server.url, token, place);
        if (delivered.status === 200) continue;
        others.push(delivered);
        await delay(50);
      }
    }),
  );
  return others;
}

/** @throws unless what is stored is what clients were told. */
export function assertKept(ledger: Ledger, stored: Stored, when: string): void {
  const { lost, half } = ledger.compare(stored);
  must(lost.length === 0, `${when}, it has lost ${lost.length}: ${lost[0]}`);
  must(half.length === 0, `${when}, it has a part of ${half.length}: ${half[0]}`);
}
