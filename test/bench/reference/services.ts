/**
 * The reference for the list of services: one statement that adds up the quarters and channels of each service, and
 * the last steps of four metrics by hand. It knows what generated data can hold (data.ts) and nothing more.
 */
import type { Database } from 'better-sqlite3';
import { formatFigure } from '../../../components/formatting/missing.js';
import type { CoverageData, SubjectKind, Unit, ValueStatus } from '../../../components/formatting/types.js';
import { addMonths } from '../../../server/metrics/calendar.js';
import type { ReferenceParameters } from '../questions.js';
import { dayOf } from './dates.js';
import { flagWords, MIXED, PARTIAL } from './words.js';

/** A service with the four quarters of its transactions added up, and its cost. Null = no data set, or no row. */
interface Row {
  slug: string;
  name: string;
  aggregation: 'flow' | 'stock' | null;
  quarters: number;
  total: number | null;
  flags: number;
  knownQuarters: number;
  known: number | null;
  digital: number | null;
  knownFlags: number;
  cost: number | null;
  costFlags: number;
}

const SQL = `
WITH part AS (
  SELECT s.data_set_id, o.start, SUM(o.value) AS total, MAX(o.flags) AS flags,
    SUM(CASE WHEN s.dimensions <> '{"channel":"unspecified"}' THEN o.value END) AS known,
    SUM(CASE WHEN s.dimensions = '{"channel":"digital"}' THEN o.value END) AS digital,
    MAX(CASE WHEN s.dimensions <> '{"channel":"unspecified"}' THEN o.flags END) AS known_flags
  FROM data_set d JOIN series s ON s.data_set_id = d.id
  JOIN observation o ON o.series_id = s.id AND o.period = 5 AND o.start >= @from AND o.start < @to
  WHERE d.measure_key = 'transactions' AND d.state = 'published'
  GROUP BY s.data_set_id, o.start
), year AS (
  SELECT data_set_id, COUNT(*) AS quarters, SUM(total) AS total, MAX(flags) AS flags,
    COUNT(known) AS known_quarters, SUM(known) AS known, SUM(digital) AS digital, MAX(known_flags) AS known_flags
  FROM part GROUP BY data_set_id
), spent AS (
  SELECT s.data_set_id, o.value, o.flags
  FROM data_set d JOIN series s ON s.data_set_id = d.id
  JOIN observation o ON o.series_id = s.id AND o.period = 6 AND o.start = @from
  WHERE d.measure_key = 'cost' AND d.state = 'published'
)
SELECT v.slug, v.texts ->> '$.name.en' AS name, t.aggregation,
  COALESCE(y.quarters, 0) AS quarters, y.total, COALESCE(y.flags, 0) AS flags,
  COALESCE(y.known_quarters, 0) AS knownQuarters, y.known, y.digital, COALESCE(y.known_flags, 0) AS knownFlags,
  p.value AS cost, COALESCE(p.flags, 0) AS costFlags
FROM service v
LEFT JOIN data_set t ON t.service_id = v.id AND t.measure_key = 'transactions' AND t.state = 'published'
LEFT JOIN data_set c ON c.service_id = v.id AND c.measure_key = 'cost' AND c.state = 'published'
LEFT JOIN year y ON y.data_set_id = t.id
LEFT JOIN spent p ON p.data_set_id = c.id`;

interface Cell {
  value: number | null;
  status: ValueStatus;
  flags: readonly string[];
  formatted: string;
  numerator: number | null;
  denominator: number | null;
  coverage: CoverageData;
}

/** What a cell is made from; absent = null, or nothing. */
interface Parts {
  value?: number | null;
  status?: ValueStatus;
  bits?: number;
  numerator?: number;
  denominator?: number;
  provided: number;
  expected: number;
  share?: number;
}

type Make = (kind: SubjectKind, parts: Parts) => Cell;

const cellsOf =
  (metric: string, unit: Unit): Make =>
  (kind, { value = null, bits = 0, numerator = null, denominator = null, share = null, ...rest }) => {
    const { provided, expected, status = value === null ? 'NOT_PROVIDED' : 'PROVIDED' } = rest;
    const coverage = { provided, expected, share };
    const options = { metric, kind, period: 'ROLLING_YEAR' as const, coverage, suppressBelow: null };
    const formatted = formatFigure({ value, status }, unit, options);
    return { value, status, flags: flagWords(bits), formatted, numerator, denominator, coverage };
  };

const transactionsCell = cellsOf('transactions', 'count');
const takeUpCell = cellsOf('digital-take-up', '%');
const costPerCell = cellsOf('cost-per-transaction', '£');
const totalCostCell = cellsOf('total-cost', '£');

/** Running sums of the portfolio. */
interface Totals {
  bits: number;
  value: number;
  numerator: number;
  denominator: number;
  provided: number;
  /** Of the denominator: what could be used, and all of its measure. */
  used: number;
  all: number;
  flows: number;
  stocks: number;
}

const noTotals = (): Totals => ({
  bits: 0,
  value: 0,
  numerator: 0,
  denominator: 0,
  provided: 0,
  used: 0,
  all: 0,
  flows: 0,
  stocks: 0,
});

/** The mean of the quarters for a caseload, else their sum. */
const over = (sum: number, quarters: number, { aggregation }: Row): number =>
  aggregation === 'stock' ? sum / quarters : sum;

const wholeYear = (row: Row): number | null => (row.quarters === 4 ? over(row.total!, 4, row) : null);
const expectedQuarters = ({ aggregation }: Row): number => (aggregation === null ? 1 : 4);

function transactions(row: Row, totals: Totals): Cell {
  const { quarters, aggregation, flags: bits } = row;
  const value = wholeYear(row);
  if (value !== null) {
    totals.value += value;
    totals.provided++;
    totals.bits |= bits;
    totals[aggregation === 'stock' ? 'stocks' : 'flows']++;
  }
  const status = value === null && quarters > 0 ? 'INCOMPLETE' : undefined;
  const expected = expectedQuarters(row);
  return transactionsCell('SERVICE', { value, status, bits, provided: quarters, expected });
}

function addRatio(totals: Totals, numerator: number, denominator: number, used: number, bits: number): void {
  totals.numerator += numerator;
  totals.denominator += denominator;
  totals.provided++;
  totals.used += used;
  totals.bits |= bits;
}

/** Quarters whose channels are not known are left out of both sides. */
function takeUp(row: Row, totals: Totals): Cell {
  const { knownQuarters: provided, known, digital, knownFlags: bits } = row;
  const all = wholeYear(row);
  if (all !== null) totals.all += all;
  const expected = expectedQuarters(row);
  if (all === null || !provided) {
    const status = all === null && provided ? 'INCOMPLETE' : 'NOT_PROVIDED';
    return takeUpCell('SERVICE', { status, bits, provided, expected });
  }
  const [numerator, denominator] = [over(digital!, provided, row), over(known!, provided, row)];
  const used = Math.min(denominator, all);
  addRatio(totals, numerator, denominator, used, bits);
  const [value, share] = [(numerator / denominator) * 100, (used / all) * 100];
  return takeUpCell('SERVICE', { value, bits, numerator, denominator, provided, expected, share });
}

function costPer(row: Row, totals: Totals): Cell {
  const { quarters: provided, cost } = row;
  const all = wholeYear(row);
  if (all !== null) totals.all += all;
  const expected = expectedQuarters(row);
  const bits = row.flags | row.costFlags;
  if (cost === null || all === null) {
    // What is not there at all weighs more than what is there in part.
    const status = cost !== null && provided > 0 ? 'INCOMPLETE' : 'NOT_PROVIDED';
    return costPerCell('SERVICE', { status, bits, provided, expected });
  }
  addRatio(totals, cost, all, all, bits);
  const sides = { numerator: cost, denominator: all };
  return costPerCell('SERVICE', { value: cost / all, bits, ...sides, provided, expected, share: 100 });
}

function totalCost({ cost: value, costFlags: bits }: Row, totals: Totals): Cell {
  if (value !== null) {
    totals.value += value;
    totals.provided++;
    totals.bits |= bits;
  }
  return totalCostCell('SERVICE', { value, bits, provided: value === null ? 0 : 1, expected: 1 });
}

/** Of less than half of the volume, or of the services that delivered the denominator's measure. */
const partial = (delivered: number, expected: number, share = 100): number =>
  share < 50 || delivered * 2 < expected ? PARTIAL : 0;

function sumOf(make: Make, { value, provided, bits: own, stocks, flows }: Totals, expected: number): Cell {
  const bits = own | (stocks && flows ? MIXED : 0) | partial(provided, expected);
  return make('PORTFOLIO', { value, bits, provided, expected });
}

function ratioOf(
  make: Make,
  scale: number,
  totals: Totals,
  of: { expected: number; delivered: number },
): Cell {
  const { numerator, denominator, provided, used, all } = totals;
  const [value, share] = [(numerator / denominator) * scale, (used / all) * 100];
  const bits = totals.bits | partial(of.delivered, of.expected, share);
  return make('PORTFOLIO', { value, bits, numerator, denominator, provided, expected: of.expected, share });
}

export function servicesAnswer(database: Database): (parameters: ReferenceParameters) => unknown {
  const statement = database.prepare<[{ from: number; to: number }], Row>(SQL);
  return ({ start }) => {
    const from = dayOf(start!);
    const rows = statement.all({ from, to: addMonths(from, 12) });
    const [all, digital, cost, spent] = [noTotals(), noTotals(), noTotals(), noTotals()];
    const nodes = rows.map((row) => ({
      slug: row.slug,
      name: row.name,
      transactions: { figure: transactions(row, all) },
      digital_take_up: { figure: takeUp(row, digital) },
      cost_per_transaction: { figure: costPer(row, cost) },
      total_cost: { figure: totalCost(row, spent) },
    }));
    const place = ({ transactions: { figure } }: (typeof nodes)[number]): number => figure.value ?? -1;
    nodes.sort((a, b) => place(b) - place(a) || (a.slug < b.slug ? -1 : 1));
    const { length } = rows;
    const counted = { expected: length, delivered: all.provided };
    const portfolio = {
      transactions: { figure: sumOf(transactionsCell, all, length) },
      digital_take_up: { figure: ratioOf(takeUpCell, 100, digital, counted) },
      cost_per_transaction: { figure: ratioOf(costPerCell, 1, cost, counted) },
      total_cost: { figure: sumOf(totalCostCell, spent, length) },
    };
    const edges = nodes.map((node) => ({ node }));
    return { data: { services: { totalCount: length, edges, portfolio } } };
  };
}
