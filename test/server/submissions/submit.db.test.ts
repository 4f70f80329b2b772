import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeOnEachDatabase } from '../../support/databases.js';
import { randomCases } from '../../support/random-cases.js';
import { BASE, importing, observations, rows } from '../ingest/importing.js';

describeOnEachDatabase('submissions with distinct keys', (dialect) => {
  const key = fc.record({
    service: fc.constantFrom('lpa', 'tax-disc'),
    measure: fc.constantFrom('transactions', 'starts'),
    day: fc.integer({ min: 1, max: 28 }),
    period: fc.constantFrom('day', 'month'),
    channel: fc.constantFrom('', 'digital', 'paper'),
    value: fc.constantFrom('0', '1', '2.5', '1e6', '[x]', '[z]'),
  });
  test('end in the same observations in any order and any parts, and sent again change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, {
          minLength: 1,
          maxLength: 40,
          selector: ({ service, measure, day, period, channel }) =>
            JSON.stringify([
              service,
              measure,
              period === 'month' ? 1 : day,
              period,
              measure === 'starts' ? '' : channel,
            ]),
        }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        async (keys, parts, shuffle) => {
          const lines = keys.map(({ service, measure, day, period, channel, value }) => {
            const start = `2014-03-${String(period === 'month' ? 1 : day).padStart(2, '0')}`;
            return `${service},${measure},${period},${start},${measure === 'starts' ? '' : channel},${value}`;
          });
          const whole = await importing(dialect);
          const inParts = await importing(dialect);
          try {
            await whole.accept({ ...BASE, measurements: rows(...lines) });
            await inParts.accept(BASE);
            const shuffled = lines.map((text, i) => ({ text, at: shuffle[i] })).sort((a, b) => a.at - b.at);
            const size = Math.ceil(shuffled.length / parts);
            const portions: string[] = [];
            for (let from = 0; from < shuffled.length; from += size) {
              portions.push(rows(...shuffled.slice(from, from + size).map(({ text }) => text)));
            }
            for (const portion of [...portions, ...portions.toReversed()])
              await inParts.accept({ measurements: portion });
            expect(await observations(inParts.dataSource)).toEqual(await observations(whole.dataSource));
            const again = await inParts.accept({ ...BASE, measurements: rows(...lines) });
            expect(again).toMatchObject({ submission: null, total: { inserted: 0, updated: 0 } });
            const extents =
              'SELECT period, first_start, last_start, latest_value_start FROM data_set_extent e JOIN data_set d ON d.id = e.data_set_id ORDER BY d.service_id, d.measure_key, period';
            expect(await inParts.dataSource.query(extents)).toEqual(await whole.dataSource.query(extents));
          } finally {
            await whole.close();
            await inParts.close();
          }
        },
      ),
      { numRuns: randomCases(dialect === 'sqlite' ? 12 : 3) },
    );
  });
});
