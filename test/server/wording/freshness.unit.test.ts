import { describe, expect, test } from '@jest/globals';
import { formatAge, formatDeadline, formatFreshness } from '../../../server/wording/freshness.js';
import { formatReason, formatWhyMissing } from '../../../server/wording/reasons.js';
import type { ChangeReason } from '../../../server/metrics/change.js';
import type { Freshness } from '../../../server/metrics/freshness.js';

const NOW = '2026-12-04T12:00:00Z';
const quarter = { period: 'QUARTER' as const, start: '2026-07-01', end: '2026-10-01' };
const november = { period: 'MONTH' as const, start: '2026-11-01', end: '2026-12-01' };
const input: Freshness = {
  state: 'FRESH',
  lastReceivedAt: '2026-12-01T09:00:00Z',
  latestPeriod: { period: 'MONTH', start: '2026-10-01', end: '2026-11-01' },
  nextPeriod: november,
  expectedBy: '2026-12-22T00:00:00Z',
  counts: null,
};

describe('formatFreshness', () => {
  test.each<[string, Partial<Freshness>, string]>([
    ['fresh', {}, 'Updated 3 days ago; next due by 21 December'],
    ['fresh, nothing expected', { expectedBy: null }, 'Updated 3 days ago'],
    ['due', { state: 'DUE' }, 'Updated 3 days ago; November 2026 is due by 21 December'],
    [
      'late',
      { state: 'LATE', nextPeriod: quarter, expectedBy: '2026-11-30T00:00:00Z' },
      'Late: July to September 2026 was due by 29 November',
    ],
    [
      'late by an unknown period',
      { state: 'LATE', nextPeriod: null, expectedBy: '2026-11-30T00:00:00Z' },
      'Late: new data was due by 29 November',
    ],
    ['late since an unknown day', { state: 'LATE', expectedBy: null }, 'Late; updated 3 days ago'],
    ['never', { state: 'NEVER', lastReceivedAt: null, expectedBy: null }, 'No data has been provided yet'],
    [
      'never, but expected',
      { state: 'NEVER', lastReceivedAt: null },
      'No data has been provided yet; first due by 21 December',
    ],
    ['ended', { state: 'ENDED' }, 'No longer updated; the latest data is for October 2026'],
    ['ended without data', { state: 'ENDED', latestPeriod: null }, 'No longer updated'],
    [
      'portfolio',
      { state: 'LATE', counts: { fresh: 1500, due: 20, late: 50, never: 0, ended: 1 } },
      'Updated 3 days ago; 1,500 of 1,571 services up to date, 20 due, 50 late, 1 no longer updated',
    ],
  ])('%s', (_, part, text) => {
    expect(formatFreshness({ ...input, ...part }, NOW)).toBe(text);
    expect(formatFreshness({ ...input, ...part }, NOW, 'cy')).toBe(text);
  });
});

describe('deadlines', () => {
  test.each([
    ['2026-11-30T00:00:00Z', '29 November'],
    // As the last second of the day.
    ['2026-11-29T23:59:59Z', '29 November'],
    ['2026-11-29T23:59:59.999Z', '29 November'],
    // In summer London's midnight is 23:00 UTC.
    ['2026-06-30T23:00:00Z', '30 June'],
    ['2026-06-30T22:59:59Z', '30 June'],
    // Another year is named; 31 December ends with the year.
    ['2027-01-22T00:00:00Z', '21 January 2027'],
    ['2027-01-01T00:00:00Z', '31 December'],
    ['2025-12-22T00:00:00Z', '21 December 2025'],
    // Inside a day.
    ['2026-12-04T10:15:00Z', '10:15am on 4 December'],
    ['2026-12-04T10:14:59Z', '10:15am on 4 December'],
  ])('%s is "%s"', (at, text) => {
    expect(formatDeadline(at, NOW)).toBe(text);
  });
});

test.each([
  ['2026-12-04T11:59:30Z', 'just now'],
  ['2026-12-04T12:00:30Z', 'just now'],
  ['2026-12-04T11:59:00Z', '1 minute ago'],
  ['2026-12-04T11:00:30Z', '59 minutes ago'],
  ['2026-12-04T11:00:00Z', '1 hour ago'],
  ['2026-12-03T12:00:01Z', '23 hours ago'],
  ['2026-12-03T12:00:00Z', '1 day ago'],
  ['2026-10-05T12:00:00Z', '60 days ago'],
  ['2026-10-04T12:00:00Z', 'on 4 October 2026'],
])('received at %s: "%s"', (at, text) => {
  expect(formatAge(at, NOW)).toBe(text);
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
  const ranges = { code: 'DIFFERENT_RANGES', among: 'services' } as const;
  expect(formatWhyMissing({ missing: [], obstacle: ranges })).toBe('services count in different ranges');
});
