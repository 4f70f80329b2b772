/** What came before a day compared with what came after it, as the API answers it. */
import type { CoverageData, Period, SpanData, ValueFlag, Verdict } from './basic-types.js';

/** Why windows beside a day count on neither side. */
type LeftOutReason = 'DAY' | 'OUTAGE' | 'NO_VALUE' | 'UNFINISHED' | 'FEW_SERVICES';

/** One side of a day: its windows together. */
export interface SideOfDayData {
  /** A ratio, score or time of all windows together; of a total the mean of a window. */
  mean: number | null;
  /** "56.8%", "1,234 a week". */
  formatted: string;
  flags: readonly ValueFlag[];
  numerator: number | null;
  denominator: number | null;
  /** From the first window that is used to the last. */
  period: SpanData & { label: string };
  /** How many are used. */
  windows: number;
  /** "8 weeks before 1 March 2014". */
  label: string;
  /** Of the windows that are used; the question of elements leaves them out. */
  starts?: readonly string[];
}

/** Windows that follow each other and count on neither side, for the same reason. */
export interface LeftOutData {
  period: SpanData & { label: string };
  windows: number;
  reason: LeftOutReason;
  /** "3 to 9 March 2014 (holds the day)". */
  text: string;
}

/** What came before a day compared with what came after it. */
export interface BeforeAndAfterData {
  /** As it was asked for: `2014-03-01`. */
  day: string;
  /** "Before and after 1 March 2014". */
  label: string;
  /** Of the windows; null where there are none on both sides. */
  period: Period | null;
  before: SideOfDayData | null;
  after: SideOfDayData | null;
  /** Null where the sides are not compared. */
  absolute: number | null;
  relative: number | null;
  formatted: string;
  /** Holds the true difference 95 times in 100. */
  interval: { low: number; high: number; formatted: string } | null;
  verdict: Verdict;
  /** Why the sides are not compared, or have no interval, as a clause. */
  reason: string | null;
  /** Services with a value in all windows, of those with one in any; null for a single service. */
  matched: CoverageData | null;
  leftOut: readonly LeftOutData[];
  /** How sure it is and what it rests on, a sentence each. */
  notes: readonly string[];
  /** All of it in a sentence. */
  text: string;
}
