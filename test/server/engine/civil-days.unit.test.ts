/** Civil dates beside hours: in summer a day in London begins at 23:00 UTC of the day before. */
import { describe, expect, test } from '@jest/globals';
import type { BeforeAndAfterQuestion } from '../../../server/engine/questions.js';
import { outagesOf } from '../../../server/engine/left-out-windows.js';
import { isOpenIn, workedService } from '../../../server/engine/worked-service.js';
import { parseDate } from '../../../server/metrics/calendar.js';
import type { Snapshot } from '../../../server/store/snapshot.js';
import type { Service as StoredService } from '../../../server/store/subject.js';
import { asked, changeFor, figureOf, metric, one, recorded, service, steps } from '../../support/engine.js';
import { evaluationOf } from '../../support/evaluation.js';

const DAY = '2014-07-02';
const [LAST_BEFORE, FIRST, LAST, FIRST_AFTER] = [
  '2014-07-01T22:00:00Z',
  '2014-07-01T23:00:00Z',
  '2014-07-02T22:00:00Z',
  '2014-07-02T23:00:00Z',
];

/** What the catalogue says of one service with one data set, or of several. */
function snapshotOf(timeZone: string, annotation: object = {}): Snapshot {
  const catalogue = { dataSet: () => ({ facts: { id: 1, timeZone } }), annotations: () => [annotation] };
  return { catalogue } as unknown as Snapshot;
}

/** Which of the hours around the day in London and the day in UTC hold. */
const hoursThat = (holds: (start: string) => boolean): string[] =>
  [LAST_BEFORE, FIRST, '2014-07-02T00:00:00Z', LAST, FIRST_AFTER, '2014-07-03T00:00:00Z'].filter(holds);
const LONDON = [FIRST, '2014-07-02T00:00:00Z', LAST];
const UTC = ['2014-07-02T00:00:00Z', LAST, FIRST_AFTER];

describe('an outage', () => {
  const annotation = { kind: 'OUTAGE', fromOn: DAY, toOn: null, texts: {} };
  const ONE = { kind: 'SERVICE', service: { id: 1 } };
  const ALL = { kind: 'PORTFOLIO' };

  test.each([
    ['one service', ONE, 'Europe/London', LONDON],
    ['one service that counts its days in UTC', ONE, 'UTC', UTC],
    ['several services', ALL, 'UTC', LONDON],
  ])('of %s is over the hours of its day', (_name, subject, zone, expected) => {
    const question = { subject, metric: metric('visits') } as unknown as BeforeAndAfterQuestion;
    const { isUnder } = outagesOf(question, snapshotOf(zone, annotation));
    expect(hoursThat((start) => isUnder(recorded('hour', start)))).toEqual(expected);
    expect(['2014-07-01', DAY, '2014-07-03'].filter((day) => isUnder(recorded('day', day)))).toEqual([DAY]);
  });
});

describe('a service that was open for a day', () => {
  test.each([
    ['Europe/London', LONDON],
    ['UTC', UTC],
  ])('in %s was open in the hours of that day', (zone, expected) => {
    const stored = { id: 1, openedOn: DAY, closedOn: DAY } as unknown as StoredService;
    const { catalogue } = snapshotOf(zone);
    const worked = workedService(stored, ['visits'], { catalogue, read: new Map() });
    expect(hoursThat((start) => isOpenIn(worked, recorded('hour', start)))).toEqual(expected);
  });

  test('or since a day, or until one', () => {
    const { catalogue } = snapshotOf('Europe/London');
    const isOpen = (dates: object) => (start: string) => {
      const stored = { id: 1, openedOn: null, closedOn: null, ...dates } as unknown as StoredService;
      const worked = workedService(stored, ['visits'], { catalogue, read: new Map() });
      return isOpenIn(worked, recorded('hour', start));
    };
    expect([LAST_BEFORE, FIRST].map(isOpen({ openedOn: DAY }))).toEqual([false, true]);
    expect([LAST, FIRST_AFTER].map(isOpen({ closedOn: DAY }))).toEqual([true, false]);
  });
});

describe('a break', () => {
  const breaks = [parseDate(DAY)!];
  const subject = one('visits', steps('hour', LAST_BEFORE, {}, Array<number>(30).fill(10)));
  const reasonAt = (start: string) =>
    changeFor(subject, { metric: 'visits', period: 'HOUR', start, breaks }).reason;

  test('parts the first hour of its day from the hour before', () => {
    expect(reasonAt(FIRST)).toEqual({ code: 'BREAK', on: DAY });
    expect(reasonAt('2014-07-02T00:00:00Z')).toBeNull();
  });

  test('parts them of each of several services too', () => {
    const broken = service([...subject.values.values()], { breaks });
    const question = { metric: 'visits', period: 'HOUR' } as const;
    expect(changeFor([broken], { ...question, start: FIRST }).reason).toEqual({ code: 'NO_MATCH' });
    expect(changeFor([broken], { ...question, start: '2014-07-02T00:00:00Z' }).reason).toBeNull();
  });

  test('lies inside no hour, for it begins with one', () => {
    const flagsAt = (start: string) =>
      figureOf(subject, { metric: 'visits', period: 'HOUR', start, breaks }).flags;
    expect([LAST_BEFORE, FIRST, '2014-07-02T00:00:00Z'].flatMap(flagsAt)).toEqual([]);
  });
});

describe('a target', () => {
  test.each([
    ['Europe/London', LONDON],
    ['UTC', UTC],
  ])('holds in the hours of its days in %s', (timeZone, expected) => {
    const subject = one('visits', steps('hour', LAST_BEFORE, {}, Array<number>(30).fill(10)), { timeZone });
    const targets = [{ metric: 'visits', value: 5, serviceId: subject.id, fromOn: DAY, toOn: DAY }];
    const { evaluation, question } = evaluationOf([subject], { targets });
    const hourly = question('visits', 'HOUR', true);
    expect(hoursThat((start) => evaluation.targetOf(hourly, asked('HOUR', start)) === 5)).toEqual(expected);
  });
});
