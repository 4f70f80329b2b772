/**
 * Whether data is up to date, as readers get it. Elements get the text with the data. Every day in it is a date that
 * stays true in print, in pictures and in caches, whenever it is read.
 */
import {
  civilTime,
  formatDate,
  formatPeriod,
  formatRange,
  formatTime,
  isInstant,
} from '../../components/formatting/periods.js';
import type {
  FreshnessCounts,
  FreshnessData,
  Language,
  SpanData,
} from '../../components/formatting/types.js';
import { fill, formFor, wordsOf } from '../../components/formatting/words.js';
import type { Freshness } from '../metrics/freshness.js';
import { formatCount, spanData, upperFirst } from './phrases.js';
import { sentencesOf } from './sentences.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The year of the last day of a window. */
const yearOf = ({ end }: SpanData): number =>
  civilTime(Date.parse(end) - 1, isInstant(end) ? undefined : 'UTC').year;

/**
 * "21 December 2026"; "10:15am on 4 May 2014" for deadlines inside a day. The year is left out after the window that the
 * words name just before, if that is of the same year.
 */
export function formatDeadline(at: string, after: SpanData | null, lang: Language = 'en'): string {
  // Deadlines may be written as their last second.
  const end = Math.ceil(Date.parse(at) / MINUTE_MS) * MINUTE_MS;
  const time = civilTime(end);
  const isMidnight = time.hour === 0 && time.minute === 0;
  // What is due before midnight is due by the day that ends then.
  const day = isMidnight ? civilTime(end - 1) : time;
  const date = formatDate(day, { year: !after || day.year !== yearOf(after) }, lang);
  return isMidnight ? date : fill(wordsOf(lang).timeOnDay, { time: formatTime(time, lang), day: date });
}

/** The last of a window: "October 2026" of months and longer, "16 March 2014", "10am on 4 May 2014". */
export function formatEnd(span: SpanData, lang: Language = 'en'): string {
  const { period, end } = span;
  if (isInstant(end)) return formatDeadline(end, null, lang);
  const last = new Date(Date.parse(end) - DAY_MS).toISOString().slice(0, 10);
  if (period === 'DAY' || period === 'WEEK') return formatDate(last, {}, lang);
  return formatRange(`${last.slice(0, 8)}01`, end, lang);
}

/** "500 of 734 services up to date, 20 due, 50 late": states without a service are left out. */
function formatCounts(counts: FreshnessCounts, lang: Language): string {
  const sentences = sentencesOf(lang);
  const total = Object.values(counts).reduce((sum: number, n: number) => sum + n, 0);
  const first = fill(sentences.upToDate, {
    n: formatCount(counts.fresh, lang),
    of: formatCount(total, lang),
    what: formFor(wordsOf(lang).service, total, lang),
  });
  const rest = (['due', 'late', 'stopped', 'never', 'ended'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => fill(sentences.counts[state], { n: formatCount(counts[state], lang) }));
  return [first, ...rest].join(', ');
}

/** "data to October 2026, received 18 November": the age of data is its own, never that of its receipt. */
function formatData({ latestPeriod, lastReceivedAt }: Freshness, lang: Language): string | null {
  if (!latestPeriod) return null;
  const sentences = sentencesOf(lang);
  const data = fill(sentences.dataTo, { end: formatEnd(latestPeriod, lang) });
  if (!lastReceivedAt) return data;
  const day = civilTime(Date.parse(lastReceivedAt));
  const date = formatDate(day, { year: day.year !== yearOf(latestPeriod) }, lang);
  return fill(sentences.received, { data, date });
}

/**
 * "Data to October 2026, received 18 November; next due by 21 December 2026", "Late: July to September 2026 was due by
 * 29 November", "No new data since September 2017; was due by 29 November 2017". A portfolio has its counts.
 */
export function formatFreshness(freshness: Freshness, lang: Language = 'en'): string {
  const { state, latestPeriod, nextPeriod, expectedBy, counts } = freshness;
  if (counts) return formatCounts(counts, lang);
  const sentences = sentencesOf(lang);
  const data = formatData(freshness, lang);
  const join = (...parts: (string | null)[]): string => upperFirst(parts.filter(Boolean).join('; '));
  /** A sentence about when the next data is due; null where nobody knows. */
  const due = (sentence: string, after: SpanData | null = null): string | null =>
    expectedBy &&
    fill(sentence, {
      period: after ? formatPeriod(after, lang) : sentences.newData,
      date: formatDeadline(expectedBy, after, lang),
    });
  switch (state) {
    case 'FRESH':
      return join(data, due(sentences.nextDue)) || sentences.never;
    case 'DUE':
      return join(data, due(sentences.awaitedDue, nextPeriod)) || sentences.never;
    case 'LATE':
      return due(sentences.lateSince, nextPeriod) ?? join(sentences.late, data);
    case 'STOPPED': {
      const since = latestPeriod && fill(sentences.stopped, { end: formatEnd(latestPeriod, lang) });
      return join(since ?? sentences.never, due(sentences.wasDueBy));
    }
    case 'ENDED': {
      const latest = latestPeriod && fill(sentences.latestIs, { period: formatPeriod(latestPeriod, lang) });
      return join(sentences.ended, latest);
    }
    default:
      return join(sentences.never, due(sentences.firstDue));
  }
}

export class AssembledFreshness implements FreshnessData {
  #latestPeriod?: FreshnessData['latestPeriod'];
  #text?: string;

  constructor(
    private readonly freshness: Freshness,
    private readonly lang: Language,
  ) {}

  in(lang: Language): AssembledFreshness {
    return lang === this.lang ? this : new AssembledFreshness(this.freshness, lang);
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
    return (this.#text ??= formatFreshness(this.freshness, this.lang));
  }
}
