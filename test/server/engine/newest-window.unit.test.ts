/** The newest window that is over and can have a value, by the clock of the place where its data set counts its days. */
import { describe, expect, test } from '@jest/globals';
import type { MetricQuestion } from '../../../server/engine/questions.js';
import { columnAnswer } from '../../../server/engine/column.js';
import { newestWindow } from '../../../server/engine/windows.js';
import { Clock } from '../../../server/metrics/clock.js';
import { formatStart, recordedCode } from '../../../server/metrics/periods.js';
import type { Snapshot } from '../../../server/store/snapshot.js';
import { asked, metric, one, recorded, steps } from '../../support/engine.js';
import { evaluationOf } from '../../support/evaluation.js';

/** Services with months of visits until October 2014, each in a zone. */
function newest(zones: readonly string[], now: string): string | null {
  const last = recorded('month', '2014-10-01').start;
  const extent = { period: recordedCode('month'), firstStart: last, lastStart: last, latestValueStart: last };
  const snapshot = {
    catalogue: { dataSet: (id: number) => ({ facts: { id, timeZone: zones[id] } }) },
    extents: { get: () => [extent] },
  } as unknown as Snapshot;
  const services = zones.map((_, id) => ({ id }));
  const subject =
    zones.length > 1 ? { kind: 'PORTFOLIO', services } : { kind: 'SERVICE', service: services[0], services };
  const question = { subject, metric: metric('visits'), period: 'MONTH' } as unknown as MetricQuestion;
  const window = newestWindow(question, snapshot, 'month', new Clock(Date.parse(now)));
  return window && formatStart('month', window.start);
}

describe('the newest window', () => {
  test.each([
    ['Europe/London', '2014-11-01T00:00:00Z'],
    ['Europe/Paris', '2014-10-31T23:00:00Z'],
    ['Asia/Tokyo', '2014-10-31T15:00:00Z'],
    ['America/New_York', '2014-11-01T04:00:00Z'],
    ['UTC', '2014-11-01T00:00:00Z'],
  ])('of a service in %s is the month that ended at %s', (zone, end) => {
    expect(newest([zone], end)).toBe('2014-10-01');
    expect(newest([zone], '2015-06-01T00:00:00Z')).toBe('2014-10-01');
    expect(newest([zone], new Date(Date.parse(end) - 1).toISOString())).toBe('2014-09-01');
  });

  test.each([
    ['east of London', ['Europe/Paris', 'Asia/Tokyo']],
    ['west of London', ['America/New_York', 'Europe/London']],
  ])('of several services, one of them %s, is over in London', (_name, zones) => {
    expect(newest(zones, '2014-11-01T12:00:00Z')).toBe('2014-10-01');
    expect(newest(zones, '2014-10-31T23:30:00Z')).toBe('2014-09-01');
  });
});

test('a column may change when its window ends for its westernmost service', () => {
  const services = ['Europe/London', 'America/New_York'].map((timeZone) =>
    one('visits', steps('month', '2014-10-01', {}, [5]), { timeZone }),
  );
  const changesAt = (now: string): string => {
    const { evaluation, question, snapshot } = evaluationOf(services, { now });
    const clock = new Clock(Date.parse(now));
    const column = { ...question('visits', 'MONTH'), kind: 'column' as const };
    columnAnswer(column, asked('MONTH', '2014-10-01'), evaluation, { snapshot, clock });
    return Number.isFinite(clock.changesAt) ? new Date(clock.changesAt).toISOString() : 'never';
  };
  expect(changesAt('2014-11-01T01:00:00Z')).toBe('2014-11-01T04:00:00.000Z');
  expect(changesAt('2014-11-02T00:00:00Z')).toBe('never');
});
