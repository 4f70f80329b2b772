/** Whether data is up to date, as readers get it. Elements get the text with the data. */
import { quantity } from '../../components/formatting/numbers.js';
import { civilTime, formatDate, formatPeriod, formatTime } from '../../components/formatting/periods.js';
import type { FreshnessCounts, FreshnessData, Language } from '../../components/formatting/types.js';
import { fill, formFor, wordsOf } from '../../components/formatting/words.js';
import type { Freshness } from '../metrics/freshness.js';
import { formatCount, lowerFirst, spanData, upperFirst } from './phrases.js';
import { sentencesOf } from './sentences.js';
import type { WordingContext } from './wording-context.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** After that many days a date says more than "73 days ago". */
const DAYS_AGO = 60;

/** "21 December", with the year where it is not the year of `now`; "10:15am on 4 May" for deadlines inside a day. */
export function formatDeadline(at: string, now: string, lang: Language = 'en'): string {
  const year = civilTime(Date.parse(now)).year;
  // Deadlines may be written as their last second.
  const end = Math.ceil(Date.parse(at) / MINUTE_MS) * MINUTE_MS;
  const time = civilTime(end);
  const isMidnight = time.hour === 0 && time.minute === 0;
  // What is due before midnight is due by the day that ends then.
  const day = isMidnight ? civilTime(end - 1) : time;
  const date = formatDate(day, { year: day.year !== year }, lang);
  return isMidnight ? date : fill(wordsOf(lang).timeOnDay, { time: formatTime(time, lang), day: date });
}

/** "just now", "5 minutes ago", "3 days ago", "on 4 May 2014". */
export function formatAge(at: string, now: string, lang: Language = 'en'): string {
  const sentences = sentencesOf(lang);
  const age = Date.parse(now) - Date.parse(at);
  // Clocks of two machines differ a little: what seems to lie ahead has just come.
  if (age < MINUTE_MS) return sentences.justNow;
  if (age < HOUR_MS) return quantity(sentences.minutesAgo, Math.floor(age / MINUTE_MS), 0, lang);
  if (age < DAY_MS) return quantity(sentences.hoursAgo, Math.floor(age / HOUR_MS), 0, lang);
  const days = Math.floor(age / DAY_MS);
  if (days <= DAYS_AGO) return quantity(sentences.daysAgo, days, 0, lang);
  return fill(sentences.onDate, { date: formatDate(civilTime(Date.parse(at)), {}, lang) });
}

/** "500 of 734 services up to date, 20 due, 50 late": states without a service are left out. */
function formatCounts(counts: FreshnessCounts, lang: Language): string {
  const sentences = sentencesOf(lang);
  const total = counts.fresh + counts.due + counts.late + counts.never + counts.ended;
  const first = fill(sentences.upToDate, {
    n: formatCount(counts.fresh, lang),
    of: formatCount(total, lang),
    what: formFor(wordsOf(lang).service, total, lang),
  });
  const rest = (['due', 'late', 'never', 'ended'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => fill(sentences.counts[state], { n: formatCount(counts[state], lang) }));
  return [first, ...rest].join(', ');
}

/**
 * "Updated 3 days ago; next due by 21 December", "Late: July to September 2026 was due by 29 November". `now` is
 * an instant, passed in; a portfolio's counts stand in the place of deadlines.
 */
export function formatFreshness(
  { state, lastReceivedAt, latestPeriod, nextPeriod, expectedBy, counts }: Freshness,
  now: string,
  lang: Language = 'en',
): string {
  const sentences = sentencesOf(lang);
  const updated = lastReceivedAt && fill(sentences.updated, { when: formatAge(lastReceivedAt, now, lang) });
  const date = expectedBy && formatDeadline(expectedBy, now, lang);
  const period = nextPeriod ? formatPeriod(nextPeriod, lang) : sentences.newData;
  const join = (...parts: (string | null | undefined | false)[]): string =>
    upperFirst(parts.filter(Boolean).join('; '));
  if (counts) return join(updated, formatCounts(counts, lang));
  switch (state) {
    case 'FRESH':
      return join(updated, date && fill(sentences.nextDue, { date })) || sentences.never;
    case 'DUE':
      return join(updated, date && fill(sentences.awaitedDue, { period, date })) || sentences.never;
    case 'LATE':
      return date
        ? fill(sentences.lateSince, { period, date })
        : join(sentences.late, updated && lowerFirst(updated));
    case 'ENDED': {
      const latest = latestPeriod && fill(sentences.latestIs, { period: formatPeriod(latestPeriod, lang) });
      return join(sentences.ended, latest);
    }
    default:
      return join(sentences.never, date && fill(sentences.firstDue, { date }));
  }
}

export class AssembledFreshness implements FreshnessData {
  #latestPeriod?: FreshnessData['latestPeriod'];
  #text?: string;

  constructor(
    private readonly freshness: Freshness,
    private readonly request: Pick<WordingContext, 'now'>,
    private readonly lang: Language,
  ) {}

  in(lang: Language): AssembledFreshness {
    return lang === this.lang ? this : new AssembledFreshness(this.freshness, this.request, lang);
  }

  get state(): FreshnessData['state'] {
    return this.freshness.state;
  }

  get lastReceivedAt(): string | null {
    return this.freshness.lastReceivedAt;
  }

  get latestPeriod(): FreshnessData['latestPeriod'] {
    const { latestPeriod } = this.freshness;
    return (this.#latestPeriod ??= latestPeriod && spanData(latestPeriod, this.lang));
  }

  get expectedBy(): string | null {
    return this.freshness.expectedBy;
  }

  get counts(): FreshnessCounts | null {
    return this.freshness.counts;
  }

  get text(): string {
    return (this.#text ??= formatFreshness(this.freshness, this.request.now, this.lang));
  }
}
