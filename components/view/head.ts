import { describeCoverage, formatCoverage, formatShare } from '../formatting/coverage.js';
import type {
  CoverageData,
  FigureData,
  Language,
  ModuleData,
  ValueFlag,
  Verdict,
} from '../formatting/types.js';
import { FLAG_MARKS, wordsOf } from '../formatting/words.js';
import type {
  ChangeView,
  HeadlineView,
  HeadView,
  ModuleState,
  ModuleViewOptions,
  NoticeView,
} from './module-view.types.js';
import { headTexts } from './texts.js';

/** What the reader chose to read in place of the figure: see point.ts. */
export interface ChosenPoint {
  headline: HeadlineView;
  change: ChangeView | null;
  target: string | null;
}

/** "Digital take-up of …" as the module is called: its own title, else the metric's label. */
export const moduleTitle = ({ title, metric }: ModuleData): string => title ?? metric?.label ?? '';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Words are no figure and long figures need room: 1,642,405,895 beside a chart. */
export const headlineClass = ({ value, isMissing }: Pick<HeadlineView, 'value' | 'isMissing'>): string =>
  isMissing ? 'perf-missing' : value.length > 8 ? 'perf-long' : 'perf-short';

/** "provisional", "includes caseloads": of a flag with a mark, what tables explain the mark with. */
export function flagText(flag: ValueFlag, lang: Language): string {
  const words = wordsOf(lang);
  return words.marks[FLAG_MARKS[flag] ?? ''] ?? words.flags[flag] ?? '';
}

/**
 * Flags as a reader needs them beside one figure: "Provisional", "Includes caseloads"; a PARTIAL one says of how many
 * services it is, as large as its period.
 */
export const flagNotes = (
  flags: readonly ValueFlag[],
  { provided, expected }: Pick<CoverageData, 'provided' | 'expected'>,
  lang: Language,
): string[] =>
  flags.map((flag) => {
    if (flag !== 'PARTIAL') return capital(flagText(flag, lang));
    const counted = { provided, expected };
    return headTexts(lang).onlyOf(formatCoverage(counted, { kind: 'PORTFOLIO', period: 'YEAR' }, lang));
  });

/**
 * A change as it is shown: size and what it is compared with, an arrow, and the verdict in words; or why there is none.
 * @param formatted "+1.2 points"; empty if there is no change
 */
export function changeView(
  formatted: string,
  comparedWith: string | null,
  { verdict, reason }: { verdict: Verdict; reason: string | null },
  lang: Language,
): ChangeView {
  const texts = headTexts(lang);
  if (!formatted)
    return { text: capital(reason ?? texts.noChangeShown), arrow: null, verdict, verdictText: null };
  const arrow = formatted.startsWith('+') ? '▲' : formatted.startsWith('\u2212') ? '▼' : null;
  const text = comparedWith ? texts.comparedWith(formatted, comparedWith) : formatted;
  return { text: capital(text), arrow, verdict, verdictText: texts.verdicts[verdict] };
}

/**
 * The head of a module. Pure. A state is never told by a number: missing is words, late, stale and failed are notices.
 * @param point what the reader chose to read in place of the figure
 */
export function headView(data: ModuleData, options: ModuleViewOptions, point: ChosenPoint | null): HeadView {
  const { subject, series, figure, freshness } = data;
  const lang = options.lang ?? 'en';
  const title = moduleTitle(data);
  const state = stateOf(data);
  const shown = state === 'empty' ? null : figure;
  return {
    state,
    lang,
    heading: {
      level: options.headingLevel ?? 2,
      text: title || (subject?.name ?? ''),
      subject: subject && title && !title.includes(subject.name) ? subject.name : null,
    },
    description: data.description || null,
    headline: point ? point.headline : shown && figureHeadline(shown, lang),
    change: point ? point.change : shown && figureChange(shown, lang),
    target: point ? point.target : shown && figureTarget(shown, lang),
    coverage: shown && !point ? coverageText(data, shown, lang) : null,
    notices: noticesOf(data, state, options),
    summary: state === 'failed' ? null : series?.narrative || null,
    freshness: freshness && !isOverdue(freshness) ? freshness.text : null,
    publisher: publisherLines(data.publisher, lang),
  };
}

/** What should have come has not: readers must see it before they use the figure. */
export const isOverdue = (freshness: ModuleData['freshness']): boolean =>
  freshness?.state === 'LATE' || freshness?.state === 'STOPPED';

function stateOf({ error, metric, figure, series, freshness }: ModuleData): ModuleState {
  if (error || !metric) return 'failed';
  const hasValue = figure?.value !== null && figure?.value !== undefined;
  const hasSeries = series?.lines.some(({ values }) => values.some((value) => value !== null)) ?? false;
  if (!hasValue && !hasSeries && (freshness?.state === 'NEVER' || !figure)) return 'empty';
  if (!hasValue) return 'missing';
  return isOverdue(freshness) ? 'late' : 'ready';
}

function figureHeadline(
  { value, formatted, period, flags, coverage }: FigureData,
  lang: Language,
): HeadlineView {
  const notes = flagNotes(flags, coverage, lang);
  return { value: formatted, isMissing: value === null, period: period.label, notes };
}

function figureChange({ change }: FigureData, lang: Language): ChangeView | null {
  if (!change) return null;
  const hasChange = change.absolute !== null || change.relative !== null;
  return changeView(hasChange ? change.formatted : '', change.comparedWith.label, change, lang);
}

export const figureTarget = ({ target }: FigureData, lang: Language): string | null =>
  target && headTexts(lang).target(target.formatted, target.met);

/** A portfolio's figure is never shown without it; "1 of 1 part" or all of the volume of one service say nothing. */
function coverageText(
  { subject }: ModuleData,
  { coverage, period }: FigureData,
  lang: Language,
): string | null {
  const kind = subject?.kind ?? 'SERVICE';
  const isWhole = kind === 'SERVICE' && (coverage.expected < 2 || coverage.provided >= coverage.expected);
  const text = isWhole
    ? formatShare(coverage.share === 100 ? null : coverage.share, lang)
    : describeCoverage(coverage, { kind, period: period.period }, lang);
  return text && headTexts(lang).coverageOf(text);
}

function noticesOf(
  { error, freshness }: ModuleData,
  state: ModuleState,
  { staleMs, lang = 'en' }: ModuleViewOptions,
): NoticeView[] {
  const texts = headTexts(lang);
  const notices: NoticeView[] = [];
  if (state === 'failed')
    notices.push({ kind: 'failed', text: `${texts.failed} ${error?.message ?? ''}`.trim() });
  if (state === 'empty') notices.push({ kind: 'empty', text: texts.noData });
  if (freshness && isOverdue(freshness)) notices.push({ kind: 'late', text: freshness.text });
  if (staleMs) {
    notices.push({ kind: 'stale', text: texts.stale(Math.max(1, Math.round(staleMs / 60_000))) });
  }
  return notices;
}

/** Who publishes a module's data, whom to ask, under which licence. */
export function publisherLines(publisher: ModuleData['publisher'], lang: Language): string[] {
  if (!publisher) return [];
  const { name, source, contact, licence } = publisher;
  const texts = headTexts(lang);
  const lines = [
    texts.publisher(name, source),
    contact && texts.contact(contact),
    licence && texts.licence(licence),
  ];
  return lines.filter((line) => typeof line === 'string').filter(Boolean);
}
