/** Remarks on the windows of a series. */
import { formatDate } from '../../components/formatting/periods.js';
import type { AnnotationData } from '../../components/formatting/types.js';
import { fill } from '../../components/formatting/words.js';
import type { SeriesAnswer } from '../engine/series.js';
import { zoneOf } from '../engine/windows.js';
import { inputsOf, textIn } from '../metrics/definitions.js';
import { parseDate } from '../metrics/calendar.js';
import { touchesDays } from '../metrics/civil-days.js';
import type { FigureContext } from './figure-context.js';
import { sentencesOf } from './sentences.js';

/** Those that touch a window; the day before and after which it is compared is one. */
export function annotationsData(
  { question: { subject, metric }, windows }: SeriesAnswer,
  { request: { catalogue }, lang }: FigureContext,
  day: string | null,
): AnnotationData[] {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return [];
  const zone = zoneOf({ subject, metric }, { catalogue });
  const touches = (from: string, to: string): boolean =>
    touchesDays(last, { first: parseDate(from)!, last: Infinity }, zone) &&
    touchesDays(first, { first: -Infinity, last: parseDate(to)! }, zone);
  const stored: AnnotationData[] = catalogue
    .annotations(subject, inputsOf(metric.formula))
    .filter(({ fromOn, toOn }) => touches(fromOn, toOn ?? fromOn))
    .map(({ kind, fromOn, toOn, texts, link }) => ({
      kind,
      from: fromOn,
      to: toOn,
      text: textIn(texts.text, lang),
      link,
    }));
  if (day === null || !touches(day, day)) return stored;
  const text = fill(sentencesOf(lang).dayNote, { date: formatDate(day, {}, lang) });
  const note: AnnotationData = { kind: 'NOTE', from: day, to: null, text, link: null };
  return [...stored, note].sort((a, b) => (a.from < b.from ? -1 : 1));
}
