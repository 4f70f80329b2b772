/** What a narrative says that weakens its figure: one sentence of clauses. */
import { describeCoverage } from '../../../components/formatting/coverage.js';
import { abbreviate } from '../../../components/formatting/numbers.js';
import { formatDate, periodNoun } from '../../../components/formatting/periods.js';
import type { FreshnessCounts, Language } from '../../../components/formatting/types.js';
import { fill, formFor, type Forms } from '../../../components/formatting/words.js';
import { formatDeadline, formatEnd } from '../freshness.js';
import type { Narrated, NarratedFigure } from './narrated.js';
import { formatCount, formatPercent, isRange, tidy, upperFirst } from '../phrases.js';
import { sentencesOf } from '../sentences.js';

/** "24.8 million", "9,994": the short form as it is read out. */
export function formatInWords(value: number, lang: Language = 'en'): string {
  const brief = abbreviate(value, lang);
  return brief && brief.magnitude > 0
    ? `${brief.digits} ${sentencesOf(lang).magnitudes[brief.magnitude]}`
    : formatCount(value, lang);
}

/** The coverage of one service; a portfolio's stands beside its value. */
function coverageClause(
  { answer: { coverage, period } }: NarratedFigure,
  { context: { subject, lang } }: Narrated,
): string | null {
  if (subject.kind !== 'SERVICE' || coverage.provided >= coverage.expected) return null;
  const options = { kind: subject.kind, period: period.period, isRange: isRange(period) };
  return fill(sentencesOf(lang).counting, { coverage: describeCoverage(coverage, options, lang) });
}

function mixedClause({ answer: { mixed } }: NarratedFigure, { context: { lang } }: Narrated): string | null {
  if (!mixed) return null;
  return fill(formFor(sentencesOf(lang).mixed, mixed.services, lang), {
    n: formatCount(mixed.services, lang),
    value: formatInWords(mixed.value, lang),
  });
}

/** Of several services how many are late, and of how many nothing comes any more. */
function countedLateness({ late, stopped }: FreshnessCounts, lang: Language): string[] {
  const { servicesLate, servicesStopped } = sentencesOf(lang);
  const clause = (forms: Forms, n: number): string[] =>
    n > 0 ? [fill(formFor(forms, n, lang), { n: formatCount(n, lang) })] : [];
  return [...clause(servicesLate, late), ...clause(servicesStopped, stopped)];
}

function latenessClauses({ freshness, context: { lang } }: Narrated): string[] {
  if (!freshness) return [];
  const { state, counts, latestPeriod, nextPeriod, expectedBy } = freshness;
  if (counts) return countedLateness(counts, lang);
  const sentences = sentencesOf(lang);
  if (state === 'ENDED') return [sentences.notUpdated];
  if (state !== 'LATE' && state !== 'STOPPED') return [];
  if (!nextPeriod || !expectedBy) return [sentences.isLate];
  if (state === 'STOPPED' && latestPeriod) {
    const date = formatDeadline(expectedBy, null, lang);
    return [fill(sentences.noneSince, { end: formatEnd(latestPeriod, lang), date })];
  }
  const date = formatDeadline(expectedBy, nextPeriod, lang);
  return [fill(sentences.wasDue, { period: periodNoun(nextPeriod, lang), date })];
}

function flagClauses(
  { answer: { flags, change } }: NarratedFigure,
  { context: { lang } }: Narrated,
): string[] {
  const sentences = sentencesOf(lang);
  const reason = change?.reason?.code;
  return flags.flatMap((flag) => {
    // What the sentence before has just said is not said again.
    if (flag === 'LOW_RELIABILITY') return reason === flag ? [] : [sentences.lowReliability];
    if (flag === 'UNFINISHED' && reason === flag) return [];
    const said = (sentences.flags as Partial<Record<string, string>>)[flag];
    return said === undefined ? [] : [said];
  });
}

/** The newest break inside the span; one at its very beginning divides nothing. */
function breakClause({ latest, points, spans, annotations, context: { lang } }: Narrated): string | null {
  if (latest?.answer.change?.reason?.code === 'BREAK') return null;
  const from = Date.parse(spans[0]?.start ?? '');
  const to = Date.parse(spans.at(-1)?.end ?? '');
  const breaks = annotations
    .filter((note) => note.kind === 'BREAK' && Date.parse(note.from) > from && Date.parse(note.from) < to)
    .map((note) => note.from)
    .sort();
  const last = points && breaks.at(-1);
  const sentences = sentencesOf(lang);
  if (last) return fill(sentences.broken, { date: formatDate(last.slice(0, 10), {}, lang) });
  return latest?.answer.flags.includes('BREAK') ? sentences.brokenHere : null;
}

function dominatingClause({ dominating, context: { lang } }: Narrated): string | null {
  if (!dominating) return null;
  const { name, share } = dominating;
  return fill(sentencesOf(lang).dominating, { name: tidy(name), share: formatPercent(share, lang) });
}

/** In the order coverage, lateness, low reliability, break, one dominating service; null if nothing weakens it. */
export function weaknessSentence(series: Narrated): string | null {
  const { latest } = series;
  const valued = latest?.answer.value === null ? null : latest;
  const clauses = [
    valued && coverageClause(valued, series),
    valued && mixedClause(valued, series),
    ...latenessClauses(series),
    ...(valued ? flagClauses(valued, series) : []),
    breakClause(series),
    valued && dominatingClause(series),
  ].filter((clause) => clause !== null);
  return clauses.length > 0 ? upperFirst(clauses.join('; ')) : null;
}

/** Of these what does not stand beside the figure itself, as its coverage, its flags and how late its data is do. */
export function weaknessBeside(series: Narrated): string | null {
  const valued = series.latest?.answer.value === null ? null : series.latest;
  const clauses = [
    valued && mixedClause(valued, series),
    breakClause(series),
    valued && dominatingClause(series),
  ].filter((clause) => clause !== null);
  return clauses.length > 0 ? upperFirst(clauses.join('; ')) : null;
}
