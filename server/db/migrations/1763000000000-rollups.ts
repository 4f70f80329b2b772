/** The daily rows of a series are added up by month, for the months that are there. */
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { addMonths } from '../../metrics/calendar.js';
import { dialectOf, rows, run } from '../dialect.js';
import { integer, integerKey, number, tableOf } from './columns.js';

/** Codes of the period `day` and of the statuses PROVIDED and WITHDRAWN; the bits of the flags that are sent. */
const DAY = 2;
const [PROVIDED, WITHDRAWN] = [0, 5];
const SENT_BITS = [1, 2, 4, 8, 16, 32];

const FLAGS = SENT_BITS.map((bit) => `max(o.flags & ${bit})`).join(' + ');

/** Whole numbers of usual size add up to the same in any order. */
const IS_EXACT = `(o.status = ${PROVIDED} AND o.value = floor(o.value) AND o.value BETWEEN -1e11 AND 1e11)`;

export class Rollups1763000000000 implements MigrationInterface {
  name = 'Rollups1763000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'rollup',
        withoutRowid: true,
        columns: [
          integerKey('series_id'),
          integerKey('start'),
          integer('days'),
          number('sum', { nullable: true }),
          integer('flags'),
          integer('submission_id'),
        ],
        foreignKeys: { series_id: 'series' },
      }),
    );
    const [{ first, last }] = await rows<{ first: number | null; last: number | null }>(
      queryRunner,
      `SELECT min(start) AS first, max(start) AS last FROM observation WHERE period = ${DAY}`,
    );
    if (first === null || last === null) return;
    const dialect = dialectOf(queryRunner);
    const starts = [addMonths(first, 0)];
    while (starts.at(-1)! <= last) starts.push(addMonths(starts.at(-1)!, 1));
    await run(
      queryRunner,
      `WITH first_days(start) AS ${dialect.list('integer')},
         months(start, next) AS (SELECT start, lead(start) OVER (ORDER BY start) FROM first_days)
       INSERT INTO rollup (series_id, start, days, sum, flags, submission_id)
       SELECT s.id, m.start, sum(CASE WHEN o.status <> ${WITHDRAWN} THEN 1 ELSE 0 END),
         CASE WHEN max(CASE WHEN o.status <> ${WITHDRAWN} AND NOT ${IS_EXACT} THEN 1 ELSE 0 END) = 0
           THEN sum(o.value) END,
         ${FLAGS}, max(o.submission_id)
       FROM series s CROSS JOIN months m CROSS JOIN observation o
       WHERE o.series_id = s.id AND o.period = ${DAY} AND o.start >= m.start AND o.start < m.next
       GROUP BY s.id, m.start`,
      [dialect.listParameter(starts)],
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('rollup');
  }
}
