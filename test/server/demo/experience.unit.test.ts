/** How using a demonstration service goes: plausible, and never against its own starts and completions. */
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../../server/demo/rhythm.js';
import { published, type Published } from '../../../server/demo/publishing.js';
import { DEFINITIONS } from '../../../server/demo/services/index.js';

const TOLD = DEFINITIONS.services.filter(({ experience }) => experience);
const SERVICES = TOLD.map(({ slug }) => slug);
const ROWS: Published[] = [
  ...published(TOLD, {
    from: dayOf('2026-07-01'),
    since: -Infinity,
    until: dayOf('2026-10-31'),
  }),
];

const LONDON = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

const rowsOf = (service: string, measure: string): Published[] =>
  ROWS.filter((row) => row.service === service && row.measure === measure && row.period !== 'hour');

/** Values by window, and in it by part of one split. */
function windows(service: string, measure: string, by?: string): Map<string, Map<string, number>> {
  const all = new Map<string, Map<string, number>>();
  for (const { start, part, value, dimension } of rowsOf(service, measure)) {
    if (by !== undefined && dimension !== by) continue;
    const parts = all.get(start) ?? new Map<string, number>();
    all.set(start, parts.set(part, value ?? NaN));
  }
  return all;
}
const sum = (parts: ReadonlyMap<string, number>): number =>
  [...parts.values()].reduce((total, value) => total + value, 0);

describe.each(SERVICES)('%s', (service) => {
  const completions = windows(service, 'completions');

  it('loses people from stage to stage, and gains none', () => {
    const stages = Object.keys(DEFINITIONS.services.find(({ slug }) => slug === service)!.experience!.stages);
    const weeks = windows(service, 'users');
    expect(weeks.size).toBeGreaterThan(10);
    for (const week of weeks.values()) {
      const counts = stages.map((stage) => week.get(stage)!);
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
      expect(counts.at(-1)).toBeGreaterThan(0);
    }
  });

  it('times everybody who completes', () => {
    const days = windows(service, 'time-to-complete');
    expect(days.size).toBe(completions.size);
    for (const [day, parts] of days) expect(sum(parts)).toBe(sum(completions.get(day)!));
  });

  it('is monitored all day, in days of 23 and 25 hours, too', () => {
    const days = windows(service, 'monitored');
    for (const [day, parts] of days) expect(sum(parts)).toBe(day === '2026-10-25' ? 90_000 : 86_400);
  });

  it('has more visits than starts, and errors of every kind that it declares', () => {
    const starts = windows(service, 'starts', '');
    for (const by of ['device', 'browser'])
      for (const [day, parts] of windows(service, 'visits', by))
        expect(sum(parts)).toBeGreaterThan(sum(starts.get(day)!));
    const errors = new Set(rowsOf(service, 'errors').map(({ part }) => part));
    expect([...errors]).toEqual(
      Object.keys(DEFINITIONS.services.find(({ slug }) => slug === service)!.experience!.errors),
    );
  });
});

it.each(SERVICES)('%s: pages lead to all of its starts, and are seen more often than they do', (service) => {
  const [starts, pages, views] = [
    windows(service, 'starts', ''),
    windows(service, 'starts', 'page'),
    windows(service, 'page-views'),
  ];
  expect(pages.size).toBeGreaterThan(100);
  for (const [day, parts] of pages) {
    expect(sum(parts)).toBe(sum(starts.get(day)!));
    for (const [page, count] of parts) expect(views.get(day)!.get(page)!).toBeGreaterThanOrEqual(count);
  }
});

it.each(SERVICES)('%s: the hours of a day are the day, of 60 days, also where clocks change', (service) => {
  for (const measure of ['monitored', 'page-load']) {
    const hours = ROWS.filter(
      (row) => row.service === service && row.measure === measure && row.period === 'hour',
    );
    const days = windows(service, measure);
    const summed = new Map<string, number>();
    for (const { start, part, value } of hours) {
      const day = LONDON.format(new Date(start));
      summed.set(`${day} ${part}`, (summed.get(`${day} ${part}`) ?? 0) + value!);
    }
    const newest = [...days.keys()].slice(-60);
    const parts = [...days.values()][0]!.size;
    expect(hours).toHaveLength((60 * 24 + 1) * parts);
    expect(summed.size).toBe(60 * parts);
    for (const day of newest)
      for (const [part, value] of days.get(day)!)
        expect([day, part, summed.get(`${day} ${part}`)]).toEqual([day, part, value]);
  }
});

it('an outage shows in availability and in errors', () => {
  const days = windows('carers-allowance', 'monitored');
  const available = (day: string): number => days.get(day)!.get('up')! / sum(days.get(day)!);
  expect(available('2026-09-08')).toBeLessThan(0.8);
  expect(available('2026-09-09')).toBeGreaterThan(0.99);
  const weeks = windows('carers-allowance', 'errors');
  expect(weeks.get('2026-09-07')!.get('service-unavailable')!).toBeGreaterThan(
    10 * weeks.get('2026-09-14')!.get('service-unavailable')!,
  );
});
