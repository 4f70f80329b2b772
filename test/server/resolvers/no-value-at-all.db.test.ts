/** A series of several services without a value in any window: it ends with the newest that could have one. */
import { expect, test } from '@jest/globals';
import { openApi } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

/** By quarter, of which no week can be made. Most of the services end long before one of them. */
const FILES = {
  organisations: 'slug,name,kind,parent\nmoj,Justice,department,\n',
  services: 'slug,name,organisation\na,A,moj\nb,B,moj\nc,C,moj\n',
  measurements: [
    'service,measure,period,start,value',
    'a,transactions,quarter,2013-01-01,1',
    'b,transactions,quarter,2013-01-01,1',
    'c,transactions,quarter,2013-01-01,1',
    'c,transactions,quarter,2013-07-01,1',
    '',
  ].join('\n'),
};

const QUERY = `{ organisation(slug: "moj") { metric(key: "transactions") {
  latest(period: WEEK) { value } series(period: WEEK, last: 3) { starts lines { values } } } } }`;

interface Answer {
  organisation: {
    metric: { latest: null; series: { starts: string[]; lines: { values: (number | null)[] }[] } };
  };
}

describeOnEachDatabase('weeks of services that publish by quarter', (database) => {
  test('end where the newest quarter of any of them ends', async () => {
    const api = await openApi(database, '2014-06-01T12:00:00Z');
    try {
      await api.accept(FILES);
      const { metric } = (await api.data<Answer>(QUERY)).organisation;
      expect(metric.latest).toBeNull();
      expect(metric.series.starts).toEqual(['2013-09-09', '2013-09-16', '2013-09-23']);
      expect(metric.series.lines).toEqual([{ values: [null, null, null] }]);
    } finally {
      await api.close();
    }
  });
});
