import type { SpanData } from '../formatting/types.js';

/**
 * What a point of a series is compared with. An answer names it once, for its figure; the others are as far away: by
 * whole months where the figure's distance is whole months, else by time.
 * @param from the figure's span  @param to what it is compared with  @param span the point's own
 */
export function comparedSpan(from: SpanData, to: SpanData, span: SpanData): SpanData | null {
  const [start, end] = [shift(from.start, to.start, span.start), shift(from.start, to.start, span.end)];
  return start && end ? { period: span.period, start, end } : null;
}

function shift(from: string, to: string, text: string): string | null {
  const [a, b, date] = [new Date(from), new Date(to), new Date(text)];
  if ([a, b, date].some((each) => Number.isNaN(each.getTime()))) return null;
  const time = (each: Date): number => each.getTime() % 86_400_000;
  if (a.getUTCDate() === b.getUTCDate() && time(a) === time(b) && a.getTime() !== b.getTime()) {
    const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
    const day = date.getUTCDate();
    date.setUTCMonth(date.getUTCMonth() + months);
    // 29 February has no namesake a year earlier.
    if (date.getUTCDate() !== day) date.setUTCDate(0);
  } else {
    date.setTime(date.getTime() + b.getTime() - a.getTime());
  }
  const iso = date.toISOString();
  return text.length > 10 ? iso.replace('.000Z', 'Z') : iso.slice(0, 10);
}
