import { describe, expect, test } from '@jest/globals';
import { formatDeadline, formatEnd, formatFreshness } from '../../../server/wording/freshness.js';
import { formatReason, formatWhyMissing } from '../../../server/wording/reasons.js';
import type { ChangeReason } from '../../../server/metrics/comparison/change.js';
import type { Freshness } from '../../../server/metrics/freshness.js';
import type { SpanData } from '../../../components/formatting/types.js';

const quarter = { period: 'QUARTER' as const, start: '2026-07-01', end: '2026-10-01' };
const november = { period: 'MONTH' as const, start: '2026-11-01', end: '2026-12-01' };
const input: Freshness = {
  state: 'FRESH',
  lastReceivedAt: '2026-11-18T09:00:00Z',
  latestPeriod: { period: 'MONTH', start: '2026-10-01', end: '2026-11-01' },
  nextPeriod: november,
  expectedBy: '2026-12-22T00:00:00Z',
  counts: null,
};
const old = { period: 'QUARTER' as const, start: '2017-07-01', end: '2017-10-01' };

describe('formatFreshness', () => {
  test.each<[string, Partial<Freshness>, string]>([
    ['fresh', {}, 'Data to October 2026, received 18 November; next due by 21 December 2026'],
    ['fresh, nothing expected', { expectedBy: null }, 'Data to October 2026, received 18 November'],
    [
      'received in another year, by London’s calendar',
      {
        latestPeriod: { period: 'QUARTER', start: '2025-10-01', end: '2026-01-01' },
        lastReceivedAt: '2026-07-31T23:30:00Z',
      },
      'Data to December 2025, received 1 August 2026; next due by 21 December 2026',
    ],
    [
      'old data that came today',
      { latestPeriod: old, expectedBy: null },
      'Data to September 2017, received 18 November 2026',
    ],
    [
      'due',
      { state: 'DUE' },
      'Data to October 2026, received 18 November; November 2026 is due by 21 December',
    ],
    [
      'due in the next year',
      {
        state: 'DUE',
        nextPeriod: { period: 'MONTH', start: '2026-12-01', end: '2027-01-01' },
        expectedBy: '2027-01-22T00:00:00Z',
      },
      'Data to October 2026, received 18 November; December 2026 is due by 21 January 2027',
    ],
    [
      'late',
      { state: 'LATE', nextPeriod: quarter, expectedBy: '2026-11-30T00:00:00Z' },
      'Late: July to September 2026 was due by 29 November',
    ],
    [
      'late since another year',
      {
        state: 'LATE',
        nextPeriod: { period: 'QUARTER', start: '2026-10-01', end: '2027-01-01' },
        expectedBy: '2027-03-02T00:00:00Z',
      },
      'Late: October to December 2026 was due by 1 March 2027',
    ],
    [
      'late in the year in which its week ends',
      {
        state: 'LATE',
        nextPeriod: { period: 'WEEK', start: '2026-12-28', end: '2027-01-04' },
        expectedBy: '2027-01-08T00:00:00Z',
      },
      'Late: 28 December 2026 to 3 January 2027 was due by 7 January',
    ],
    [
      'late by an unknown period',
      { state: 'LATE', nextPeriod: null, expectedBy: '2026-11-30T00:00:00Z' },
      'Late: new data was due by 29 November 2026',
    ],
    [
      'late since an unknown day',
      { state: 'LATE', expectedBy: null },
      'Late; data to October 2026, received 18 November',
    ],
    [
      'stopped',
      { state: 'STOPPED', latestPeriod: old, expectedBy: '2017-11-30T00:00:00Z' },
      'No new data since September 2017; was due by 29 November 2017',
    ],
    [
      'stopped after a day',
      {
        state: 'STOPPED',
        latestPeriod: { period: 'DAY', start: '2017-09-30', end: '2017-10-01' },
        expectedBy: '2017-10-02T23:00:00Z',
      },
      'No new data since 30 September 2017; was due by 2 October 2017',
    ],
    ['never', { state: 'NEVER', lastReceivedAt: null, expectedBy: null }, 'No data has been provided yet'],
    [
      'never, but expected',
      { state: 'NEVER', lastReceivedAt: null },
      'No data has been provided yet; first due by 21 December 2026',
    ],
    ['ended', { state: 'ENDED' }, 'No longer updated; the latest data is for October 2026'],
    ['ended without data', { state: 'ENDED', latestPeriod: null }, 'No longer updated'],
    [
      'portfolio',
      { state: 'LATE', counts: { fresh: 500, due: 20, late: 50, stopped: 60, never: 104, ended: 0 } },
      '500 of 734 services up to date, 20 due, 50 late, 60 stopped, 104 without data',
    ],
    [
      'portfolio of thousands',
      { state: 'FRESH', counts: { fresh: 1500, due: 0, late: 0, stopped: 0, never: 0, ended: 1 } },
      '1,500 of 1,501 services up to date, 1 no longer updated',
    ],
  ])('%s', (_, part, text) => {
    expect(formatFreshness({ ...input, ...part })).toBe(text);
    expect(formatFreshness({ ...input, ...part }, 'cy')).toBe(text);
  });
});

describe('deadlines', () => {
  test.each<[string, SpanData | null, string]>([
    ['2026-11-30T00:00:00Z', null, '29 November 2026'],
    ['2026-11-30T00:00:00Z', quarter, '29 November'],
    // As the last second of the day.
    ['2026-11-29T23:59:59Z', quarter, '29 November'],
    ['2026-11-29T23:59:59.999Z', quarter, '29 November'],
    // In summer London's midnight is 23:00 UTC.
    ['2026-06-30T23:00:00Z', quarter, '30 June'],
    ['2026-06-30T22:59:59Z', quarter, '30 June'],
    // Another year is named; 31 December ends with the year.
    ['2027-01-22T00:00:00Z', quarter, '21 January 2027'],
    ['2027-01-01T00:00:00Z', quarter, '31 December'],
    ['2025-12-22T00:00:00Z', quarter, '21 December 2025'],
    // Inside a day.
    ['2026-12-04T10:15:00Z', quarter, '10:15am on 4 December'],
    ['2026-12-04T10:14:59Z', null, '10:15am on 4 December 2026'],
    // The last hour of a year is of that year.
    [
      '2027-01-01T00:15:00Z',
      { period: 'HOUR', start: '2026-12-31T23:00:00Z', end: '2027-01-01T00:00:00Z' },
      '12:15am on 1 January 2027',
    ],
  ])('%s after %j is "%s"', (at, after, text) => {
    expect(formatDeadline(at, after)).toBe(text);
  });
});

test.each<[SpanData, string]>([
  [{ period: 'MONTH', start: '2026-10-01', end: '2026-11-01' }, 'October 2026'],
  [{ period: 'QUARTER', start: '2026-10-01', end: '2027-01-01' }, 'December 2026'],
  [{ period: 'ROLLING_YEAR', start: '2016-10-01', end: '2017-10-01' }, 'September 2017'],
  [{ period: 'WEEK', start: '2026-02-23', end: '2026-03-02' }, '1 March 2026'],
  // A week and a day that end with a month are still days.
  [{ period: 'WEEK', start: '2026-05-25', end: '2026-06-01' }, '31 May 2026'],
  [{ period: 'DAY', start: '2026-02-28', end: '2026-03-01' }, '28 February 2026'],
  [{ period: 'HOUR', start: '2026-07-01T09:00:00Z', end: '2026-07-01T10:00:00Z' }, '11am on 1 July 2026'],
  [{ period: 'HOUR', start: '2026-07-01T22:00:00Z', end: '2026-07-01T23:00:00Z' }, '1 July 2026'],
])('the last of %j is "%s"', (span, text) => {
  expect(formatEnd(span)).toBe(text);
});

describe('formatReason', () => {
  const spans = {
    current: { period: 'ROLLING_YEAR' as const, start: '2016-10-01', end: '2017-10-01' },
    previous: { period: 'ROLLING_YEAR' as const, start: '2015-10-01', end: '2016-10-01' },
  };

  test.each<[ChangeReason, string]>([
    [
      { code: 'CURRENT_MISSING' },
      'No change is shown because there is no value for the 12 months to September 2017.',
    ],
    [
      { code: 'PREVIOUS_MISSING' },
      'No change is shown because there is no value for the 12 months to September 2016.',
    ],
    [
      { code: 'NO_MATCH' },
      'No change is shown because no service has a value in both the 12 months to September 2017 and the 12 months to September 2016.',
    ],
    [
      { code: 'FEW_MATCHED', share: 25.31, window: 'previous' },
      'No change is shown because the services with a value in both periods carry only 25.3% of the volume of the 12 months to September 2016.',
    ],
    [
      { code: 'BREAK', on: '2016-04-01' },
      'No change is shown because the way the figures are made changed on 1 April 2016.',
    ],
    [
      { code: 'LOW_RELIABILITY', responses: 12, minimum: 30 },
      'No change is shown because one of the periods has only 12 responses, fewer than 30.',
    ],
    [
      { code: 'LOW_RELIABILITY', responses: 1, minimum: 30 },
      'No change is shown because one of the periods has only 1 response, fewer than 30.',
    ],
    [
      { code: 'UNFINISHED' },
      'No change is shown because the current period, the 12 months to September 2017, is not finished.',
    ],
    [
      { code: 'NOT_COMPARABLE' },
      'No change is shown because the 12 months to September 2017 and the 12 months to September 2016 cannot be compared.',
    ],
  ])('%j', (reason, text) => {
    expect(formatReason(reason, spans)).toBe(text);
  });
});

test('missing inputs are named', () => {
  expect(formatWhyMissing({ missing: ['phone', 'paper'], obstacle: null })).toBe('phone, paper not provided');
  expect(formatWhyMissing({ missing: [], obstacle: null })).toBe('');
  const onlyBy = { code: 'ONLY_BY', split: 'stage' } as const;
  expect(formatWhyMissing({ missing: [], obstacle: onlyBy })).toBe(
    'provided by stage only: ask for it by stage',
  );
  expect(formatWhyMissing({ missing: [], obstacle: { code: 'DIFFERENT_DAYS' } })).toBe(
    'some services count working days and others all days',
  );
  const ranges = { code: 'DIFFERENT_RANGES', among: 'services' } as const;
  expect(formatWhyMissing({ missing: [], obstacle: ranges })).toBe('services count in different ranges');
});
