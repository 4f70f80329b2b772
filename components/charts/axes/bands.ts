import { wordsOf, fill } from '../../formatting/words.js';
import type { Language, SeriesData, ValueStatus } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';
import { edgesOf } from './marks.js';
import { stretchesOf, type Segment } from '../spec/segments.js';
import type { Band, PlotRect } from '../spec/spec-types.js';
import { textWidth } from '../spec/text-width.js';
import { chartTexts } from '../spec/texts.js';

/** A band narrower than this cannot be told from a grid line. */
const LEAST_WIDTH = 2;

/** Why a stretch has no figure, if it is one reason throughout. */
function reasonOf(series: SeriesData, { first, last }: Segment, lang: Language): string {
  const reasons = new Set<ValueStatus>();
  for (const line of primaryLines(series)) {
    for (let index = first; index <= last; index += 1) reasons.add(line.statuses[index] ?? 'NOT_PROVIDED');
  }
  const [only] = reasons;
  if (reasons.size !== 1 || !only || only === 'PROVIDED') return chartTexts(lang).noFigure;
  return wordsOf(lang).status[only];
}

export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * Stretches in which no PRIMARY line has a figure, and the provisional or unfinished ones. Where a band has no
 * room for its words, a caption has them.
 *
 * @param xs The points' places in layout units.
 */
export function bandsOf(
  series: SeriesData,
  xs: readonly number[],
  { plot, fontSize }: { plot: PlotRect; fontSize: number },
  lang: Language,
): { bands: Band[]; captions: string[] } {
  const texts = chartTexts(lang);
  const primaries = primaryLines(series);
  const has = (index: number): boolean => primaries.some((line) => line.values[index] != null);
  const flagged =
    (flag: 'PROVISIONAL' | 'UNFINISHED') =>
    (index: number): boolean =>
      has(index) && primaries.some((line) => line.flags[index]?.includes(flag));
  const count = series.starts.length;
  if (!series.starts.some((_, index) => has(index))) return { bands: [], captions: [] };

  const unsaid = { missing: new Set<string>(), provisional: new Set<string>() };
  const place = (stretch: Segment, kind: 'missing' | 'provisional', words: string): Band[] => {
    const [left, right] = edgesOf(stretch, xs, plot);
    if (right - left < LEAST_WIDTH) return [];
    const isWide = right - left >= textWidth(words, fontSize) + 8;
    if (!isWide) unsaid[kind].add(lowerFirst(words));
    return [{ kind, left, right, text: isWide ? words : null }];
  };
  const bands = [
    ...stretchesOf(count, (index) => !has(index)).flatMap((stretch) =>
      place(stretch, 'missing', reasonOf(series, stretch, lang)),
    ),
    ...stretchesOf(count, flagged('UNFINISHED')).flatMap((stretch) =>
      place(stretch, 'provisional', texts.unfinished),
    ),
    ...stretchesOf(count, (index) => flagged('PROVISIONAL')(index) && !flagged('UNFINISHED')(index)).flatMap(
      (stretch) => place(stretch, 'provisional', texts.provisional),
    ),
  ];
  const caption = (template: string, words: ReadonlySet<string>): string[] =>
    words.size > 0 ? [fill(template, { what: [...words].join(` ${texts.or} `) })] : [];
  return {
    bands,
    captions: [...caption(texts.grey, unsaid.missing), ...caption(texts.tinted, unsaid.provisional)],
  };
}
