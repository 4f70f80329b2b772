/** What the API answers over a delivery that is not stored is what it answers once the delivery is stored. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareSources } from '../../../server/ingest/import.js';
import type { ImportKind } from '../../../server/ingest/kinds.js';
import { bytesSource } from '../../../server/ingest/source.js';
import type { DeliveryMode } from '../../../server/submissions/delivery.js';
import { Reading } from '../../../server/loaders/reading.js';
import { type Overlay, withOverlay } from '../../../server/store/overlay.js';
import type { SharedSnapshot } from '../../../server/store/shared-snapshots.js';
import { ANONYMOUS } from '../../../server/store/viewer.js';
import { type Api, openApi } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, type Files } from '../ingest/importing.js';

const row = fc.record({
  service: fc.constantFrom('lpa', 'tax-disc', 'carers-allowance'),
  measure: fc.constantFrom('transactions', 'transactions', 'starts', 'completions'),
  window: fc.constantFrom(
    ...['month,2013-03-01', 'month,2014-01-01', 'month,2014-02-01', 'month,2014-03-01', 'month,2014-04-01'],
    ...['day,2014-03-30', 'day,2014-05-01', 'quarter,2013-10-01', 'quarter,2014-01-01', 'year,2013-01-01'],
    // Not over while the deliveries come.
    ...['month,2014-06-01', 'quarter,2014-04-01'],
  ),
  channel: fc.constantFrom('', '', 'digital', 'paper'),
  value: fc.constantFrom('1', '3', '12', '40.5', '[x]', '[c]', '[-]'),
  flags: fc.constantFrom('', '', 'PROVISIONAL'),
});
const delivery = fc.record({
  rows: fc.uniqueArray(row, {
    minLength: 1,
    maxLength: 20,
    selector: ({ service, measure, window, channel }) =>
      [service, measure, window, measure === 'transactions' ? channel : ''].join(' '),
  }),
  dataSet: fc.constantFrom('', '', 'lpa,transactions,month,5,published', 'tax-disc,starts,month,0,draft'),
  mode: fc.constantFrom('upsert' as const, 'replace' as const),
});
type Delivered = typeof delivery extends fc.Arbitrary<infer T> ? T : never;

function filesOf({ rows, dataSet }: Delivered): Files {
  const lines = rows.map(({ service, measure, window, channel, value, flags }) =>
    [service, measure, window, measure === 'transactions' ? channel : '', value, flags].join(),
  );
  return {
    ...(dataSet && { 'data-sets': `service,measure,cadence,suppress_below,state\n${dataSet}\n` }),
    measurements: ['service,measure,period,start,channel,value,flags', ...lines, ''].join('\n'),
  };
}

const QUESTION = `
  fragment Window on PeriodSpan { period start end }
  fragment F on Figure {
    period { ...Window } value status flags formatted reason numerator denominator
    coverage { provided expected share }
    change { current previous absolute relative formatted verdict reason }
    working { calculation edges { node { service { slug } used status value reason
      observations { measure dimensions { name value } start end value status flags receivedAt source } } } }
  }
  fragment S on Series {
    starts ends narrative latest { ...F }
    lines { key label role values numerators denominators statuses flags provided expected }
  }
  fragment M on Subject {
    metrics {
      definition { key }
      freshness { state lastReceivedAt latestPeriod { ...Window } expectedBy text }
      latest(compareTo: PREVIOUS_PERIOD) { ...F }
      earlier: latest(asOf: "2014-06-12T00:00:00Z") { ...F }
      year: latest(period: ROLLING_YEAR, compareTo: PREVIOUS_YEAR) { ...F }
      figure(period: MONTH, start: "2014-02-01") { ...F }
      quarters: series(period: QUARTER, last: 6) { ...S }
      months: series(period: MONTH) { ...S }
    }
    metric(key: "transactions") { series(period: MONTH, by: "channel", from: "2013-12-01") { ...S } }
  }`;
const SUBJECTS = [
  'portfolio',
  'organisation(slug: "dwp-agency")',
  'service(slug: "lpa")',
  'service(slug: "tax-disc")',
  'service(slug: "carers-allowance")',
];

async function answers(api: Api, shared: SharedSnapshot): Promise<unknown> {
  const own = api.store.snapshots;
  const newest = own.newest.bind(own);
  own.newest = async () => shared;
  const found: unknown[] = [];
  try {
    for (const subject of SUBJECTS) found.push(await api.data(`${QUESTION} { ${subject} { ...M } }`));
  } finally {
    own.newest = newest;
  }
  const reading = new Reading(api.store, shared, { viewer: ANONYMOUS, now: api.now });
  for (const { id } of reading.catalogue.services) {
    const dataSets = reading.catalogue.dataSetsOf(id).map(({ facts }) => facts);
    for (const facts of dataSets.sort((a, b) => (a.measure < b.measure ? -1 : 1))) {
      for (const { window, observations } of await reading.publicWindows(facts)) {
        found.push([facts.measure, facts.suppressBelow, window]);
        for (const { series, ...values } of observations) found.push([series.key, values]);
      }
    }
  }
  return found;
}

/** As it comes from the writer's thread. */
async function overlayOf(api: Api, files: Files, mode: DeliveryMode): Promise<Overlay> {
  const sources = Object.entries(files).map(([kind, text]) =>
    bytesSource(kind as ImportKind, `${kind}.csv`, Buffer.from(text)),
  );
  const compared = await compareSources(api.writer, sources, { now: api.now, source: 'test', mode });
  if (!compared.isAccepted) throw new Error(JSON.stringify(compared.problems));
  return structuredClone(compared.data);
}

describeOnEachDatabase('an overlay', (dialect) => {
  test('makes the figures that its delivery makes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 2, maxLength: 3 }), async (deliveries) => {
        const api = await openApi(dialect);
        try {
          await api.accept(BASE, '2014-06-01T00:00:00Z');
          let stored = await answers(api, await api.store.snapshots.newest());
          for (const [i, delivered] of deliveries.entries()) {
            api.now = new Date(Date.UTC(2014, 5, 10 + i));
            const files = filesOf(delivered);
            const shared = await api.store.snapshots.newest();
            const overlay = await overlayOf(api, files, delivered.mode);
            const laid = await answers(api, await withOverlay(api.store.dataSource, shared, overlay));
            if (i === 0) expect(await answers(api, shared)).toEqual(stored);
            await api.accept(files, undefined, { mode: delivered.mode });
            stored = await answers(api, await api.store.snapshots.newest());
            expect(laid).toEqual(stored);
          }
        } finally {
          await api.close();
        }
      }),
      { numRuns: dialect === 'sqlite' ? 2 : 1, endOnFailure: true },
    );
  });
});
