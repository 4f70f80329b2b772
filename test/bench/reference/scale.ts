/**
 * The references at scale: SQL written by hand that reads just the rows of the windows asked for, and nothing that is
 * kept. They know what the generated countries can hold, and nothing more.
 */
import type { Database } from 'better-sqlite3';
import { addMonths } from '../../../server/metrics/calendar.js';
import type { ReferenceParameters } from '../questions.js';
import { dateText, dayOf } from './dates.js';

/** Of each service and dimension value what a measure comes to between two days. */
const SUMS = `
SELECT v.slug, s.dimensions, SUM(o.value) AS value
FROM data_set d JOIN series s ON s.data_set_id = d.id
JOIN observation o ON o.series_id = s.id AND o.period = @period AND o.start >= @from AND o.start < @to
JOIN service v ON v.id = d.service_id
WHERE d.measure_key = @measure AND d.state = 'published'
GROUP BY s.id`;

const BY_START = `
SELECT o.start, SUM(o.value) AS value
FROM data_set d JOIN series s ON s.data_set_id = d.id
JOIN observation o ON o.series_id = s.id AND o.period = 4 AND o.start >= @from AND o.start < @to
WHERE d.measure_key = 'transactions' AND d.state = 'published'
GROUP BY o.start ORDER BY o.start`;

const DAY = 2;
const MONTH = 4;

interface Sum {
  slug: string;
  dimensions: string;
  value: number;
}

interface Sides {
  numerator: number;
  denominator: number;
}

const part = (sides: Map<string, Sides>, slug: string): Sides => {
  let one = sides.get(slug);
  if (!one) sides.set(slug, (one = { numerator: 0, denominator: 0 }));
  return one;
};

const DIGITAL = /"channel":"(assisted-)?digital"/;
const RATING = /"rating":"(\d)"/;
/** What an answer of 1 to 5 is on the scale of user satisfaction. */
const weightOf = (dimensions: string): number => (Number(RATING.exec(dimensions)![1]) - 1) * 25;

/** Each service's transactions, digital take-up, user satisfaction and completion rate in one month. */
export function listAnswer(database: Database): (parameters: ReferenceParameters) => unknown {
  const statement = database.prepare<[object], Sum>(SUMS);
  return ({ start }) => {
    const from = dayOf(start!);
    const to = addMonths(from, 1);
    const sums = (measure: string, period: number): Sum[] => statement.all({ measure, period, from, to });
    const transactions = new Map<string, Sides>();
    for (const { slug, dimensions, value } of sums('transactions', MONTH)) {
      const sides = part(transactions, slug);
      sides.denominator += value;
      if (DIGITAL.test(dimensions)) sides.numerator += value;
    }
    const ratings = new Map<string, Sides>();
    for (const { slug, dimensions, value } of sums('ratings', DAY)) {
      const sides = part(ratings, slug);
      sides.denominator += value;
      sides.numerator += weightOf(dimensions) * value;
    }
    const completion = new Map<string, Sides>();
    for (const { slug, value } of sums('starts', DAY)) part(completion, slug).denominator += value;
    for (const { slug, value } of sums('completions', DAY)) part(completion, slug).numerator += value;
    const ratio = (sides: Sides | undefined, scale: number): number | null =>
      sides ? (sides.numerator / sides.denominator) * scale : null;
    const rows = [...transactions].map(([slug, sides]) => ({
      slug,
      values: [
        sides.denominator,
        ratio(sides, 100),
        ratio(ratings.get(slug), 1),
        ratio(completion.get(slug), 100),
      ],
    }));
    rows.sort((a, b) => b.values[0]! - a.values[0]! || (a.slug < b.slug ? -1 : 1));
    return { rows };
  };
}

/** The transactions of all services together in the last months. */
export function monthsAnswer(database: Database): (parameters: ReferenceParameters) => unknown {
  const statement = database.prepare<[object], { start: number; value: number }>(BY_START);
  return ({ start, last }) => {
    const to = addMonths(dayOf(start!), 1);
    const rows = statement.all({ from: addMonths(to, -last!), to });
    return { starts: rows.map((row) => dateText(row.start)), values: rows.map(({ value }) => value) };
  };
}
