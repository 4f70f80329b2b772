/** What the reference for modules reads, and what it makes of rows before any metric. */
import type { Database } from 'better-sqlite3';
import { formatPeriod } from '../../../components/formatting/periods.js';
import type { Freshness } from '../../../server/metrics/freshness.js';
import type { Direction, Period, SpanData, Unit } from '../../../components/formatting/types.js';
import { addMonths, dayStart } from '../../../server/metrics/calendar.js';
import { formulaText, type Formula } from '../../../server/metrics/definitions.js';
import { dateText } from './dates.js';

const MONTH = 4;
const GRACE_DAYS = 21;
const ZONE = 'Europe/London';

export interface Definition {
  key: string;
  label: string;
  description: string;
  unit: Unit;
  direction: Direction;
  formula: string;
  caveats: string[];
}

export interface DataSet {
  id: number;
  slug: string;
  name: string;
  contact: string | null;
  organisation: string;
  organisationContact: string | null;
  measure: string;
  label: string;
  basis: string | null;
  method: string | null;
  graceDays: number | null;
  setContact: string | null;
  licence: string | null;
  source: string | null;
  receivedAt: string;
  newest: number;
}

export const DATA_SETS = `
SELECT d.id, v.slug, v.texts ->> '$.name.en' AS name, v.contact, g.texts ->> '$.name.en' AS organisation,
  g.contact AS organisationContact, d.measure_key AS measure, m.texts ->> '$.label.en' AS label, d.basis, d.method, d.grace_days AS graceDays, d.contact AS setContact,
  d.licence, d.source, b.received_at AS receivedAt, e.latest_value_start AS newest
FROM service v JOIN organisation g ON g.id = v.organisation_id JOIN data_set d ON d.service_id = v.id
JOIN measure m ON m.key = d.measure_key
JOIN submission b ON b.id = d.version JOIN data_set_extent e ON e.data_set_id = d.id AND e.period = ${MONTH}
WHERE v.slug IN (SELECT value FROM json_each(?)) AND d.state = 'published'`;

export const OBSERVATIONS = `
SELECT s.data_set_id, s.dimensions, o.start, o.value, o.flags
FROM series s JOIN observation o ON o.series_id = s.id AND o.period = ${MONTH} AND o.start >= ? AND o.start <= ?
WHERE s.data_set_id IN (SELECT value FROM json_each(?)) AND o.status = 0`;

export type Row = [dataSet: number, dimensions: string, start: number, value: number, flags: number];

export const span = (start: number, period: Period): SpanData => ({
  period,
  start: dateText(start),
  end: dateText(addMonths(start, 1)),
});
export const labelled = (of: SpanData): SpanData & { label: string } => ({ ...of, label: formatPeriod(of) });

export function definitionsIn(database: Database): Map<string, Definition> {
  const rows = database
    .prepare<[], Record<'key' | 'texts' | 'caveats' | 'unit' | 'direction' | 'formula', string>>(
      'SELECT key, texts, caveats, unit, direction, formula FROM metric_definition',
    )
    .all();
  return new Map(
    rows.map(({ key, texts, caveats, unit, direction, formula }) => {
      const { label, description } = JSON.parse(texts) as Record<'label' | 'description', { en: string }>;
      const definition: Definition = {
        key,
        label: label.en,
        description: description.en,
        unit: unit as Unit,
        direction: direction as Direction,
        formula: formulaText(JSON.parse(formula) as Formula),
        caveats: (JSON.parse(caveats) as { en: string }[]).map(({ en }) => en),
      };
      return [key, definition];
    }),
  );
}

export function freshnessOf({ newest, graceDays, receivedAt }: DataSet, now: number): Freshness {
  const next = addMonths(newest, 1);
  const end = dayStart(ZONE, addMonths(next, 1)) * 60_000;
  const graceEnds = (months: number): number =>
    dayStart(ZONE, addMonths(next, months) + (graceDays ?? GRACE_DAYS)) * 60_000;
  const [expected, stopped] = [graceEnds(1), graceEnds(5)];
  return {
    state: now < end ? 'FRESH' : now < expected ? 'DUE' : now < stopped ? 'LATE' : 'STOPPED',
    lastReceivedAt: receivedAt,
    latestPeriod: span(newest, 'MONTH'),
    nextPeriod: span(next, 'MONTH'),
    expectedBy: new Date(expected).toISOString(),
    counts: null,
  };
}
