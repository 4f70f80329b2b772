/** Contradictions that no key of a table rules out: what `perfplat check` looks for. Reads everything. */
import type { DataSource } from 'typeorm';
import { rows } from '../../db/index.js';
import { IS_EARLY, IS_THERE, SUBJECT_TABLES } from '../../entities/index.js';
import { DAY_MS } from '../../metrics/calendar.js';
import { CHANNELS_SUM, CHANNELS_SUMMED } from '../../metrics/category-texts.js';
import { Clock, isOver } from '../../metrics/clock.js';
import { RECORDED_PERIODS } from '../../metrics/periods.js';
import { STORED_STATUSES, statusCode } from '../../metrics/status.js';
import { EXTENT_RULES, type Rule } from './extent-check.js';
import { rollupFaults } from './rollup-check.js';

/** One kind of contradiction: how many rows have it, and an example (`column value, …`). */
export interface Contradiction {
  what: string;
  count: number;
  example: string;
}

const PROVIDED = statusCode('PROVIDED');
const PERIODS = RECORDED_PERIODS.length;
const STATUSES = STORED_STATUSES.length;

const unknownSubmission = (table: string, column: string): Rule => ({
  what: `rows of ${table} whose ${column} is no submission`,
  sql: `SELECT o.series_id, o.period, o.start, o.${column} FROM ${table} o
        WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = o.${column})`,
});

const badCode = (table: string): Rule => ({
  what: `rows of ${table} with a period or status that does not exist, or PROVIDED without a value`,
  sql: `SELECT series_id, period, start, status, value FROM ${table}
        WHERE period NOT BETWEEN 0 AND ${PERIODS - 1} OR status NOT BETWEEN 0 AND ${STATUSES - 1}
        OR (status = ${PROVIDED} AND value IS NULL)`,
});

const withdrawnContent = (table: string): Rule => ({
  what: `rows of ${table} that are WITHDRAWN and have a value or flags`,
  sql: `SELECT o.series_id, o.period, o.start, o.value, o.flags FROM ${table} o
        WHERE NOT (${IS_THERE}) AND (o.value IS NOT NULL OR o.flags <> 0)`,
});

const channel = (value: string): string => `'"channel":"${value}"'`;

/** Series of one data set of which the one has the sum of channels and the other a part of it, all else alike. */
const CHANNEL_PAIRS = `series a JOIN series b ON b.data_set_id = a.data_set_id AND b.dimensions IN (${CHANNELS_SUMMED.map(
  (part) => `replace(a.dimensions, ${channel(CHANNELS_SUM)}, ${channel(part)})`,
).join(', ')})`;

/** The row is there and says that there is such a part. */
const isPart = (row: string): string =>
  `${row}.status NOT IN (${statusCode('WITHDRAWN')}, ${statusCode('NOT_APPLICABLE')})`;

const subjectOf = (table: string, type: string, target: string): Rule => ({
  what: `rows of ${table} about a ${type} that is not there`,
  sql: `SELECT a.id, a.subject_id FROM ${table} a WHERE a.subject_type = '${type}'
        AND NOT EXISTS (SELECT 1 FROM ${target} t WHERE t.id = a.subject_id)`,
});

const SUBJECTS = Object.entries(SUBJECT_TABLES);

const RULES: readonly Rule[] = [
  unknownSubmission('observation', 'submission_id'),
  unknownSubmission('observation_revision', 'submission_id'),
  unknownSubmission('observation_revision', 'replaced_by'),
  badCode('observation'),
  badCode('observation_revision'),
  withdrawnContent('observation'),
  withdrawnContent('observation_revision'),
  {
    what: `windows in which ${CHANNELS_SUM} stands beside a channel that it is the sum of`,
    sql: `SELECT a.data_set_id, o.period, o.start, a.dimensions, b.dimensions AS beside
          FROM ${CHANNEL_PAIRS} JOIN observation o ON o.series_id = a.id
          JOIN observation p ON p.series_id = b.id AND p.period = o.period AND p.start = o.start
          WHERE b.id <> a.id AND ${isPart('o')} AND ${isPart('p')}`,
  },
  {
    what: 'revisions without a later current value',
    sql: `SELECT r.series_id, r.period, r.start, r.replaced_by FROM observation_revision r
          WHERE r.replaced_by <= r.submission_id OR NOT EXISTS (
            SELECT 1 FROM observation o WHERE o.series_id = r.series_id AND o.period = r.period
            AND o.start = r.start AND o.submission_id >= r.replaced_by)`,
  },
  ...EXTENT_RULES,
  {
    what: 'submissions whose counts do not add up',
    // Of what was withdrawn a part may never have been received: a replacement did not send it.
    sql: `SELECT id, received, inserted, updated, unchanged, withdrawn FROM submission
          WHERE received NOT BETWEEN inserted + updated + unchanged AND inserted + updated + unchanged + withdrawn`,
  },
  ...['annotation', 'target', 'dashboard'].flatMap((table) =>
    SUBJECTS.map(([type, target]) => subjectOf(table, type, target)),
  ),
  ...[...SUBJECTS, ['dashboard', 'dashboard'] as const].map(([kind, target]) => ({
    what: `old slugs of a ${kind} that is not there`,
    sql: `SELECT a.slug, a.target_id FROM slug_alias a WHERE a.kind = '${kind}'
          AND NOT EXISTS (SELECT 1 FROM ${target} t WHERE t.id = a.target_id)`,
  })),
  {
    what: 'organisations that are inside themselves',
    sql: `WITH RECURSIVE above(id, at) AS (
            SELECT id, parent_id FROM organisation WHERE parent_id IS NOT NULL
            UNION SELECT a.id, o.parent_id FROM above a JOIN organisation o ON o.id = a.at WHERE o.parent_id IS NOT NULL)
          SELECT id, slug FROM organisation WHERE id IN (SELECT id FROM above WHERE at = id)`,
  },
  {
    what: 'dashboards that are published without a version',
    sql: `SELECT id, slug FROM dashboard WHERE state = 'published' AND published_version IS NULL`,
  },
  {
    what: 'dashboards whose published version is not there',
    sql: `SELECT d.id, d.published_version FROM dashboard d WHERE d.published_version IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM dashboard_version v WHERE v.dashboard_id = d.id AND v.number = d.published_version)`,
  },
  {
    what: 'subjects with more than one page of their own',
    sql: `SELECT subject_type, subject_id FROM dashboard WHERE is_own_page = true
          GROUP BY subject_type, subject_id HAVING count(*) > 1`,
  },
];

/** These two rules need a calendar. */
const WRONG_ROLLUPS =
  'roll-ups that differ from their observations (perfplat check --repair makes them again)';
/** A day is left for data sets whose time zone has changed since. An undo brings back what came earlier. */
const LATE_EARLY_VALUES = 'values that are flagged UNFINISHED and came long after the end of their window';

/** How many rules there are. */
export const RULE_COUNT = RULES.length + 2;

interface EarlyRow {
  series_id: number;
  period: number;
  start: number;
  time_zone: string;
  received_at: string;
}

async function lateEarlyValues(dataSource: DataSource): Promise<EarlyRow[]> {
  const early = await rows<EarlyRow>(
    dataSource,
    `SELECT o.series_id, o.period, o.start, d.time_zone, r.received_at
     FROM observation o JOIN series s ON s.id = o.series_id JOIN data_set d ON d.id = s.data_set_id
     JOIN submission r ON r.id = o.submission_id
     WHERE ${IS_EARLY} AND r.undoes IS NULL AND o.period BETWEEN 0 AND ${PERIODS - 1} ORDER BY o.series_id, o.period, o.start`,
  );
  return early.filter(({ period, start, time_zone, received_at }) =>
    isOver(
      { recorded: RECORDED_PERIODS[period], start },
      time_zone,
      new Clock(Date.parse(received_at) - DAY_MS),
    ),
  );
}

const exampleOf = (row: Record<string, unknown>): string =>
  Object.entries(row)
    .map(([column, value]) => `${column} ${String(value)}`)
    .join(', ');

/** Looks for every contradiction; call it where nothing is written in between, so that it sees one version. */
export async function contradictions(
  dataSource: DataSource,
  onRule: (what: string) => void = () => undefined,
): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  for (const { what, sql } of RULES) {
    onRule(what);
    const [{ count }] = await rows<{ count: number }>(
      dataSource,
      `SELECT count(*) AS count FROM (${sql}) wrong`,
    );
    if (count === 0) continue;
    const [row] = await rows<Record<string, unknown>>(dataSource, `${sql} LIMIT 1`);
    found.push({ what, count, example: row ? exampleOf(row) : '' });
  }
  const others = [
    { what: LATE_EARLY_VALUES, find: lateEarlyValues },
    { what: WRONG_ROLLUPS, find: rollupFaults },
  ];
  for (const { what, find } of others) {
    onRule(what);
    const wrong = await find(dataSource);
    if (wrong.length > 0) found.push({ what, count: wrong.length, example: exampleOf({ ...wrong[0] }) });
  }
  return found;
}
