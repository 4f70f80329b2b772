/**
 * The references of ingest: the raw driver with rows that are there as numbers, one sync a submission.
 *
 * One writes every row that a submission leaves in the database, into the same tables: itself, its observations, new
 * series, the months that they come to, what the data set holds, and when the token was used. The other writes the
 * observations and a line for the submission.
 */
import Database from 'better-sqlite3';
import { addMonths } from '../../../server/metrics/calendar.js';
import type { Bench } from '../bench.js';
import type { Contestant } from '../rounds.js';
import { BARE_TABLE } from './import-part.js';
import { DEVICES, ROWS, type Submission, Submissions } from './ingest-rows.js';

/** The code of the recorded period `day`. */
const DAY = 2;

const cpu = (): number => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;

function opened(bench: Bench, path: string): Database.Database {
  const database = new Database(path);
  bench.atEnd(() => void database.close());
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('cache_size = -16000');
  return database;
}

function storing<Stored>(
  prepare: (submission: Submission) => Stored,
  store: (stored: Stored) => void,
): Contestant {
  const submissions = new Submissions();
  const several = (): Stored[] => submissions.several().map(prepare);
  let next = several();
  return {
    cpu,
    prepare: async () => void (next = several()),
    run: async () => {
      for (const stored of next) store(stored);
    },
  };
}

export function bareRows(bench: Bench): Contestant {
  const database = opened(bench, bench.file('bare.sqlite'));
  database.exec(BARE_TABLE);
  database.exec('CREATE TABLE submission (id INTEGER PRIMARY KEY, received_at TEXT NOT NULL)');
  const insert = database.prepare(`INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const submit = database.prepare('INSERT INTO submission (received_at) VALUES (?)');
  const ids = new Map<string, number>();
  const store = database.transaction(({ service, firstDay, values }: Submission) => {
    const { lastInsertRowid } = submit.run(new Date().toISOString());
    if (!ids.has(service)) ids.set(service, ids.size * DEVICES.length);
    for (const [device, own] of values.entries()) {
      for (const [day, value] of own.entries())
        insert.run(ids.get(service)! + device, DAY, firstDay + day, value, 0, 0, lastInsertRowid);
    }
  });
  return storing((submission) => submission, store.immediate);
}

/** What the days of a month come to. */
interface Month {
  start: number;
  days: number;
  sum: number;
}

function monthsOf(firstDay: number, values: readonly number[]): Month[] {
  const months: Month[] = [];
  for (const [day, value] of values.entries()) {
    const start = addMonths(firstDay + day, 0);
    if (months.at(-1)?.start !== start) months.push({ start, days: 0, sum: 0 });
    const month = months.at(-1)!;
    month.days++;
    month.sum += value;
  }
  return months;
}

/** @param path of a database like the server's, in which nothing has been submitted yet */
export function sameRows(bench: Bench, path: string): Contestant {
  const database = opened(bench, path);
  const dataSets = new Map(
    database
      .prepare<[], { slug: string; id: number }>(
        "SELECT s.slug, d.id FROM data_set d JOIN service s ON s.id = d.service_id WHERE d.measure_key = 'visits'",
      )
      .all()
      .map(({ slug, id }) => [slug, id]),
  );
  const submit = database.prepare(
    `INSERT INTO submission (received_at, token_id, source, received, inserted, updated, unchanged, withdrawn, changes_catalogue)
     VALUES (?, 1, 'POST /ingest', ?, ?, 0, 0, 0, 0)`,
  );
  const insertSeries = database.prepare('INSERT INTO series (data_set_id, dimensions) VALUES (?, ?)');
  const insert = database.prepare('INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?)');
  const rollUp = database.prepare('INSERT INTO rollup VALUES (?, ?, ?, ?, ?, ?)');
  const hold = database.prepare(
    `INSERT INTO data_set_extent VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
     SET last_start = excluded.last_start, latest_value_start = excluded.latest_value_start, version = excluded.version`,
  );
  const change = database.prepare('UPDATE data_set SET version = ? WHERE id = ?');
  const use = database.prepare('UPDATE api_token SET last_used_at = ? WHERE id = 1');
  const series = new Map<number, number[]>();
  const store = database.transaction(
    ({ service, firstDay, values, months }: Submission & { months: Month[][] }) => {
      const now = new Date().toISOString();
      const dataSet = dataSets.get(service)!;
      const submission = submit.run(now, ROWS, ROWS).lastInsertRowid;
      let ids = series.get(dataSet);
      if (!ids) {
        ids = DEVICES.map((device) =>
          Number(insertSeries.run(dataSet, JSON.stringify({ device })).lastInsertRowid),
        );
        series.set(dataSet, ids);
      }
      const last = firstDay + values[0].length - 1;
      for (const [place, id] of ids.entries()) {
        for (const [day, value] of values[place].entries())
          insert.run(id, DAY, firstDay + day, value, 0, 0, submission);
        for (const { start, days, sum } of months[place]) rollUp.run(id, start, days, sum, 0, submission);
      }
      hold.run(dataSet, DAY, firstDay, last, last, submission);
      change.run(submission, dataSet);
      use.run(now);
    },
  );
  return storing(
    (submission) => ({
      ...submission,
      months: submission.values.map((own) => monthsOf(submission.firstDay, own)),
    }),
    store.immediate,
  );
}

/** What a file holds, by table, as a statement over one of the two files that are attached. */
type Compared = Readonly<Record<string, (file: string) => string>>;

/** One sender: the same rows with the same ids. */
const IN_ORDER: Compared = {
  observation: (file) =>
    `SELECT series_id, period, start, value, status, flags, submission_id FROM ${file}.observation`,
  rollup: (file) => `SELECT series_id, start, days, sum, flags, submission_id FROM ${file}.rollup`,
  series: (file) => `SELECT id, data_set_id, dimensions FROM ${file}.series`,
  data_set_extent: (file) =>
    `SELECT data_set_id, period, first_start, last_start, latest_value_start, version FROM ${file}.data_set_extent`,
  data_set: (file) => `SELECT id, version FROM ${file}.data_set`,
  submission: (file) =>
    `SELECT id, token_id, source, received, inserted, updated, unchanged, withdrawn, undoes, changes_catalogue FROM ${file}.submission`,
};

/** Several senders: the same rows, by whichever submission they came, and in whichever order. */
const IN_ANY_ORDER: Compared = {
  observation: (file) =>
    `SELECT s.data_set_id, s.dimensions, o.period, o.start, o.value, o.status, o.flags
     FROM ${file}.observation o JOIN ${file}.series s ON s.id = o.series_id`,
  rollup: (file) =>
    `SELECT s.data_set_id, s.dimensions, r.start, r.days, r.sum, r.flags
     FROM ${file}.rollup r JOIN ${file}.series s ON s.id = r.series_id`,
  data_set_extent: (file) =>
    `SELECT data_set_id, period, first_start, last_start, latest_value_start FROM ${file}.data_set_extent`,
  submission: (file) => `SELECT count(*), sum(received), sum(inserted) FROM ${file}.submission`,
};

/** The first table in which the two files hold other rows; null if there is none. */
export function differentTable(one: string, other: string, isInOrder = true): string | null {
  const database = new Database(one, { readonly: true });
  try {
    database.prepare('ATTACH ? AS other').run(other);
    const holdsMore = (left: string, right: string): boolean =>
      database.prepare(`${left} EXCEPT ${right} LIMIT 1`).get() !== undefined;
    const differ = (rowsOf: (file: string) => string): boolean => {
      const [own, others] = [rowsOf('main'), rowsOf('other')];
      return holdsMore(own, others) || holdsMore(others, own);
    };
    const compared = Object.entries(isInOrder ? IN_ORDER : IN_ANY_ORDER);
    return compared.find(([, rowsOf]) => differ(rowsOf))?.[0] ?? null;
  } finally {
    database.close();
  }
}
