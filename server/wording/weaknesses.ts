/** What a narrative says that weakens its figure: one sentence of clauses. Server only. */
import { describeCoverage } from '../../components/formatting/coverage.js';
import { formatDeadline } from './freshness.js';
import { abbreviate, formatValue } from '../../components/formatting/numbers.js';
import { formatDate, periodNoun } from '../../components/formatting/periods.js';
import { sentencesOf } from './sentences.js';
import { isValue, tellCount, tidy, upperFirst, type Telling } from './narrative-context.js';
import type { Language } from '../../components/formatting/types.js';
import { fill, formFor } from '../../components/formatting/words.js';

/** "24.8 million", "9,994": the short form as it is read out. */
export function formatInWords(value: number, lang: Language = 'en'): string {
  const brief = abbreviate(value, lang);
  return brief && brief.magnitude > 0
    ? `${brief.digits} ${sentencesOf(lang).magnitudes[brief.magnitude]}`
    : formatValue(value, 'count', {}, lang);
}

/** The coverage of one service; a portfolio's stands beside its value. */
function coverageClause({ input: { subject, figure }, lang }: Telling): string | null {
  if (!figure || subject.kind !== 'SERVICE' || figure.coverage.provided >= figure.coverage.expected)
    return null;
  const context = { kind: subject.kind, period: figure.period.period };
  return fill(sentencesOf(lang).counting, { coverage: describeCoverage(figure.coverage, context, lang) });
}

function mixedClause(telling: Telling): string | null {
  const { mixed } = telling.input;
  if (!mixed) return null;
  return fill(formFor(sentencesOf(telling.lang).mixed, mixed.services, telling.lang), {
    n: tellCount(mixed.services, telling),
    value: formatInWords(mixed.value, telling.lang),
  });
}

function latenessClause(telling: Telling): string | null {
  const { freshness } = telling.input;
  const { now, lang, zone } = telling;
  const sentences = sentencesOf(lang);
  const late = freshness?.counts?.late ?? 0;
  if (late > 0) return fill(formFor(sentences.servicesLate, late, lang), { n: tellCount(late, telling) });
  if (!freshness || freshness.counts) return null;
  if (freshness.state === 'ENDED') return sentences.notUpdated;
  if (freshness.state !== 'LATE') return null;
  const { nextPeriod, expectedBy } = freshness;
  if (!nextPeriod || !expectedBy) return sentences.isLate;
  const date = formatDeadline(expectedBy, now, lang, zone);
  return fill(sentences.wasDue, { period: periodNoun(nextPeriod, lang, zone), date });
}

function flagClauses({ input: { figure }, lang }: Telling): string[] {
  const sentences = sentencesOf(lang);
  const reason = figure?.change?.reason?.code;
  return (figure?.flags ?? []).flatMap((flag) => {
    // What the sentence before has just said is not said again.
    if (flag === 'LOW_RELIABILITY') return reason === flag ? [] : [sentences.lowReliability];
    if (flag === 'UNFINISHED' && reason === flag) return [];
    const said = (sentences.flags as Partial<Record<string, string>>)[flag];
    return said === undefined ? [] : [said];
  });
}

/** The newest break inside the span; one at its very beginning divides nothing. */
function breakClause({ input: { figure, series, annotations }, lang }: Telling): string | null {
  if (figure?.change?.reason?.code === 'BREAK') return null;
  const from = Date.parse(series?.starts[0] ?? '');
  const to = Date.parse(series?.ends.at(-1) ?? '');
  const breaks = annotations
    .filter((note) => note.kind === 'BREAK' && Date.parse(note.from) > from && Date.parse(note.from) < to)
    .map((note) => note.from)
    .sort();
  const last = breaks.at(-1);
  const sentences = sentencesOf(lang);
  if (last) return fill(sentences.broken, { date: formatDate(last.slice(0, 10), {}, lang) });
  return figure?.flags.includes('BREAK') ? sentences.brokenHere : null;
}

function dominatingClause({ input: { dominating }, lang }: Telling): string | null {
  if (!dominating) return null;
  return fill(sentencesOf(lang).dominating, {
    name: tidy(dominating.name),
    share: formatValue(dominating.share, '%', {}, lang),
  });
}

/** In the order coverage, lateness, low reliability, break, one dominating service; null if nothing weakens it. */
export function weaknessSentence(telling: Telling): string | null {
  const isThere = isValue(telling.input.figure?.value);
  const clauses = [
    isThere ? coverageClause(telling) : null,
    isThere ? mixedClause(telling) : null,
    latenessClause(telling),
    ...(isThere ? flagClauses(telling) : []),
    breakClause(telling),
    isThere ? dominatingClause(telling) : null,
  ].filter((clause) => clause !== null);
  return clauses.length > 0 ? upperFirst(clauses.join('; ')) : null;
}
