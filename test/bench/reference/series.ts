/** The reference for a daily series: one walk along the table's key, columns filled as the rows come. */
import type { Database } from 'better-sqlite3';
import type { ReferenceParameters } from '../questions.js';
import { dateText } from './dates.js';
import { flagWords, STATUSES } from './words.js';

const DAY = 2;

interface Head {
  seriesId: number;
  newest: number;
  texts: string;
  unit: string;
}

type Row = [start: number, value: number | null, status: number, flags: number];

export function seriesAnswer(database: Database): (parameters: ReferenceParameters) => unknown {
  const head = database.prepare<[string], Head>(
    `SELECT s.id AS seriesId, e.latest_value_start AS newest, m.texts, m.unit
     FROM service v JOIN data_set d ON d.service_id = v.id AND d.measure_key = 'transactions'
     JOIN series s ON s.data_set_id = d.id AND s.dimensions = '{}'
     JOIN data_set_extent e ON e.data_set_id = d.id AND e.period = ${DAY}
     JOIN metric_definition m ON m.key = 'transactions'
     WHERE v.slug = ?`,
  );
  const rows = database
    .prepare<[number, number, number, number], Row>(
      'SELECT start, value, status, flags FROM observation WHERE series_id = ? AND period = ? AND start > ? AND start <= ?',
    )
    .raw();
  return ({ service, last, isWhole }) => {
    const { seriesId, newest, texts, unit } = head.get(service!)!;
    const count = last!;
    const starts = new Array<string>(count);
    const ends = new Array<string>(count);
    for (let index = 0; index < count; index++) {
      starts[index] = dateText(newest - count + 1 + index);
      ends[index] = dateText(newest - count + 2 + index);
    }
    const values = new Array<number | null>(count).fill(null);
    const statuses = new Array<string>(count).fill('NOT_PROVIDED');
    const flags = new Array<readonly string[]>(count).fill(flagWords(0));
    const provided = new Array<number>(count).fill(0);
    for (const [start, value, status, bits] of rows.iterate(seriesId, DAY, newest - count, newest)) {
      const index = start - newest + count - 1;
      values[index] = value;
      statuses[index] = STATUSES[status];
      flags[index] = flagWords(bits);
      if (status === 0) provided[index] = 1;
    }
    if (!isWhole) return wrapped({ starts, lines: [{ key: 'value', values }] });
    const nothing = new Array<null>(count).fill(null);
    const line = {
      key: 'value',
      label: (JSON.parse(texts) as { label: { en: string } }).label.en,
      role: 'PRIMARY',
      values,
      numerators: nothing,
      denominators: nothing,
      shares: nothing,
      statuses,
      flags,
      provided,
      expected: new Array<number>(count).fill(1),
    };
    return wrapped({ period: 'DAY', unit, starts, ends, lines: [line] });
  };
}

const wrapped = (series: object): object => ({ data: { service: { metric: { series } } } });
