/** A series whose newest windows hold nothing that may be shown: it ends before them, and is whole. */
import { expect, test } from '@jest/globals';
import { openApi } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const DAYS = 700;
const HIDDEN = 60;
const FIRST = Date.UTC(2012, 0, 1);
const dayAt = (index: number): string => new Date(FIRST + index * 86_400_000).toISOString().slice(0, 10);

const FILES = {
  organisations: 'slug,name,kind,parent\nmoj,Justice,department,\n',
  services: 'slug,name,organisation\nquiet,Quiet,moj\n',
  'data-sets': 'service,measure,cadence,suppress_below\nquiet,transactions,day,10\n',
  measurements: [
    'service,measure,period,start,value',
    ...Array.from(
      { length: DAYS },
      (_, index) => `quiet,transactions,day,${dayAt(index)},${index < DAYS - HIDDEN ? 100 + index : 3}`,
    ),
    '',
  ].join('\n'),
};

const QUERY = `{ service(slug: "quiet") { metric(key: "transactions") {
  series(period: DAY, last: 400) { starts lines { values statuses } }
} } }`;

interface Answer {
  service: { metric: { series: { starts: string[]; lines: { values: number[]; statuses: string[] }[] } } };
}

describeOnEachDatabase('a series whose newest windows are hidden', (database) => {
  test('is read as far back as it shows', async () => {
    const api = await openApi(database, '2014-06-01T12:00:00Z');
    try {
      await api.accept(FILES);
      const { service } = await api.data<Answer>(QUERY);
      const { starts, lines } = service.metric.series;
      const newest = DAYS - HIDDEN - 1;
      expect([starts.length, starts[0], starts.at(-1)]).toEqual([400, dayAt(newest - 399), dayAt(newest)]);
      expect(new Set(lines[0]!.statuses)).toEqual(new Set(['PROVIDED']));
      expect(lines[0]!.values[0]).toBe(100 + newest - 399);
    } finally {
      await api.close();
    }
  });
});
