/** Quantiles beyond the last bound of a histogram: the true value lies above what is known. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

describeOnEachDatabase('values beyond the last bound', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-06-15T12:00:00Z');
    const counts = [
      ['2014-03-01', 8, 2],
      ['2014-04-01', 2, 8],
      ['2014-05-01', 1, 9],
    ];
    await api.accept({
      organisations: 'slug,name,kind,parent\nmoj,Justice,department,\n',
      services: 'slug,name,organisation\nlpa,Lasting power of attorney,moj\n',
      'data-sets': 'service,measure,cadence,dimension_values\nlpa,time-to-complete,month,le=60 900 +Inf\n',
      measurements: [
        'service,measure,period,start,le,value',
        ...counts.map(([start, within]) => `lpa,time-to-complete,month,${start},60,${within}`),
        ...counts.map(([start]) => `lpa,time-to-complete,month,${start},900,0`),
        ...counts.map(([start, , beyond]) => `lpa,time-to-complete,month,${start},+Inf,${beyond}`),
        '',
      ].join('\n'),
      targets: [
        'subject_type,subject,metric,value,tolerance,from,to',
        'service,lpa,time-to-complete,1800,,,',
        'service,lpa,time-to-complete-p90,600,,,',
        '',
      ].join('\n'),
    });
  });
  afterAll(() => api.close());

  test('are told as such, are not compared, and meet no target that they may have missed', async () => {
    const query = `{ service(slug: "lpa") { median: metric(key: "time-to-complete") { ...S } p90: metric(key: "time-to-complete-p90") { ...S } } }
      fragment S on Metric { series(period: MONTH, from: "2014-03-01", compareTo: PREVIOUS_PERIOD) { narrative lines { values lowerBounds }
        latest { value formatted isLowerBound target { met } change { formatted reason } } } }`;
    const { service } = await api.data<{
      service: Record<string, { series: { narrative: string; latest: unknown } }>;
    }>(query);
    expect(service.median.series).toMatchObject({
      lines: [
        { values: [37.5, 900, 900], lowerBounds: [false, true, true] },
        { values: [null, 37.5, 900], lowerBounds: [false, false, true] },
        { values: [1800, 1800, 1800] },
      ],
      latest: {
        value: 900,
        formatted: '>15m',
        isLowerBound: true,
        target: { met: null },
        change: { formatted: '', reason: expect.stringMatching(/cannot be compared/) },
      },
    });
    expect(service.median.series.narrative).toMatch(/was >15m in May 2014/);
    expect(service.median.series.narrative).not.toMatch(/target|highest|about the same/i);
    expect(service.p90.series.latest).toMatchObject({ formatted: '>15m', target: { met: false } });
  });
});
