/** The engine on 24,664 published observations of 734 services: figures that were worked out independently of it. */
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Aggregation } from '../../../server/metrics/definitions.js';
import type { RecordedPeriod } from '../../../server/metrics/periods.js';
import { changeFor, dataSet, figureOf, service, type Row, type Service } from '../../support/engine.js';

const FOLDER = join(__dirname, '../../../../shared/data/government-services');
type Line = Record<string, string>;
const read = (file: string): Line[] => parse(readFileSync(join(FOLDER, file)), { columns: true, bom: true });

/** Every service by its slug, also those without data. */
function readServices(): Map<string, Service> {
  const rows = new Map<string, Row[]>();
  for (const { service: slug, measure, period, start, channel, value } of read('measurements.csv')) {
    const key = `${slug} ${measure}`;
    if (!rows.has(key)) rows.set(key, []);
    rows.get(key)!.push([period as RecordedPeriod, start, channel ? { channel } : {}, Number(value)]);
  }
  const declared = new Map(read('data-sets.csv').map((line) => [`${line.service} ${line.measure}`, line]));
  return new Map(
    read('services.csv').map(({ slug }) => {
      const sets = ['transactions', 'cost'].flatMap((measure) => {
        const key = `${slug} ${measure}`;
        const facts = declared.get(key);
        if (!facts && !rows.has(key)) return [];
        const aggregation = facts?.aggregation as Aggregation | undefined;
        const cadence = facts?.cadence as RecordedPeriod | undefined;
        return [
          dataSet(measure, rows.get(key) ?? [], {
            ...(aggregation && { aggregation }),
            ...(cadence && { cadence }),
          }),
        ];
      });
      return [slug, service(sets)];
    }),
  );
}

const isThere = existsSync(FOLDER);
if (!isThere) console.warn(`Skipped: there is no ${FOLDER}`);
const check = isThere ? test : test.skip;

describe('published figures of government services', () => {
  const services = isThere ? readServices() : new Map<string, Service>();
  const all = [...services.values()];
  const at = (start: string) => ({ period: 'ROLLING_YEAR', start }) as const;

  check('transactions of all in the 12 months from October 2013', () => {
    const figure = figureOf(all, { metric: 'transactions', ...at('2013-10-01') });
    expect(figure.value).toBeCloseTo(1_642_405_895, 0);
    expect(figure.coverage).toEqual({ provided: 603, expected: 734, share: null });
    expect(figure.flags).toEqual(['MIXED']);
  });

  check('digital take-up of all', () => {
    const figure = figureOf(all, { metric: 'digital-take-up', ...at('2013-10-01') });
    expect(figure.value).toBeCloseTo(79.66, 2);
    expect([figure.numerator, figure.denominator].map((sum) => Math.round(sum!))).toEqual([
      1_287_245_752, 1_615_987_198,
    ]);
    expect(figure.coverage.provided).toBe(435);
  });

  check('cost per transaction of all', () => {
    const figure = figureOf(all, { metric: 'cost-per-transaction', ...at('2013-10-01') });
    expect(figure.value).toBeCloseTo(2.52, 2);
    expect(figure.coverage.provided).toBe(142);
    expect(figure.coverage.share).toBeGreaterThan(0);
    expect(figure.coverage.share).toBeLessThan(100);
  });

  check('changes over the matched services', () => {
    const transactions = changeFor(all, { metric: 'transactions', ...at('2013-10-01') }, 'PREVIOUS_YEAR');
    expect(transactions.relative).toBeCloseTo(27.6, 1);
    expect(transactions.matched?.provided).toBe(554);
    const takeUp = changeFor(all, { metric: 'digital-take-up', ...at('2013-10-01') }, 'PREVIOUS_YEAR');
    expect([takeUp.absolute!.toFixed(1), takeUp.relative]).toEqual(['3.7', null]);
    expect(takeUp.matched?.provided).toBe(329);
  });

  check('no change where the matched services carry a quarter of the earlier volume', () => {
    const question = { metric: 'transactions', ...at('2016-10-01') };
    const figure = figureOf(all, question);
    expect([figure.value, figure.coverage.provided]).toEqual([1_039_075_679.75, 414]);
    expect(figure.mixed).toEqual({ services: 9, value: 24_775_058.75 });
    expect(figure.dominating?.share).toBeCloseTo(63, 0);
    const change = changeFor(all, question, 'PREVIOUS_YEAR');
    expect(change).toMatchObject({ current: null, relative: null, verdict: 'UNCLEAR' });
    expect(change.reason).toMatchObject({ code: 'FEW_MATCHED', window: 'previous' });
  });

  check('one service', () => {
    const carers = services.get('dwp-carers-allowance-new-claims')!;
    const value = (metric: string): number => figureOf(carers, { metric, ...at('2013-10-01') }).value!;
    expect(value('transactions')).toBe(248_351);
    expect(value('digital-take-up')).toBeCloseTo(47.4, 1);
    expect(value('cost-per-transaction')).toBeCloseTo(59, 0);
  });

  check('every share is a share, and every value a number, in any 12 months', () => {
    for (const metric of ['transactions', 'digital-take-up', 'cost-per-transaction', 'total-cost']) {
      for (const year of [2012, 2014, 2016]) {
        for (const month of ['04', '10']) {
          const { coverage, value } = figureOf(all, { metric, ...at(`${year}-${month}-01`) });
          expect(coverage.share ?? 0).toBeLessThanOrEqual(100);
          expect(coverage.share ?? 0).toBeGreaterThanOrEqual(0);
          expect(value === null || Number.isFinite(value)).toBe(true);
        }
      }
    }
  });
});
