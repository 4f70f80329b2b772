/** Remarks on the windows of a series. */
import { formatDate } from '../../components/formatting/periods.js';
import type { AnnotationData } from '../../components/formatting/types.js';
import { fill } from '../../components/formatting/words.js';
import type { SeriesAnswer } from '../engine/series.js';
import { inputsOf, textIn } from '../metrics/definitions.js';
import { spanOf } from '../metrics/periods.js';
import type { FigureContext } from './figure-context.js';
import { sentencesOf } from './sentences.js';

/** Those that touch a window; the day before and after which it is compared is one. */
export function annotationsData(
  { question: { subject, metric, period }, windows }: SeriesAnswer,
  { request: { catalogue }, lang }: FigureContext,
  day: string | null,
): AnnotationData[] {
  const [first, last] = [windows[0], windows.at(-1)];
  const from = first ? spanOf(period, first).start.slice(0, 10) : '';
  const to = last ? spanOf(period, last).end.slice(0, 10) : '';
  const stored: AnnotationData[] = catalogue
    .annotations(subject, inputsOf(metric.formula))
    .filter(({ fromOn, toOn }) => fromOn < to && (toOn ?? fromOn) >= from)
    .map(({ kind, fromOn, toOn, texts, link }) => ({
      kind,
      from: fromOn,
      to: toOn,
      text: textIn(texts.text, lang),
      link,
    }));
  if (day === null || day < from || day >= to) return stored;
  const text = fill(sentencesOf(lang).dayNote, { date: formatDate(day, {}, lang) });
  const note: AnnotationData = { kind: 'NOTE', from: day, to: null, text, link: null };
  return [...stored, note].sort((a, b) => (a.from < b.from ? -1 : 1));
}
