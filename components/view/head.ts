import { figureCoverage } from '../formatting/coverage.js';
import type { FigureData, Language, ModuleData } from '../formatting/types.js';
import type {
  ChangeView,
  HeadlineView,
  HeadView,
  ModuleState,
  ModuleViewOptions,
  NoticeView,
} from './module-view.types.js';
import { dayHead, dayNotice } from './day-head.js';
import { changeView, flagNotes, moduleTitle } from './head-words.js';
import { isOfRange } from './range.js';
import { headTexts } from './texts.js';

/** Words are no figure and long figures need room: 1,642,405,895 beside a chart. */
export const headlineClass = ({ value, isMissing }: Pick<HeadlineView, 'value' | 'isMissing'>): string =>
  isMissing ? 'perf-missing' : value.length > 8 ? 'perf-long' : 'perf-short';

/**
 * The head of a module. Pure. It speaks of the figure alone, whatever point of the chart is read: that is `pointView`.
 * A state is never told by a number: missing is words, late, stale and failed are notices.
 */
export function headView(data: ModuleData, options: ModuleViewOptions): HeadView {
  const { subject, series, figure, freshness } = data;
  const lang = options.lang ?? 'en';
  const title = moduleTitle(data);
  const state = stateOf(data);
  const shown = state === 'empty' ? null : figure;
  const ofDay = state === 'empty' ? null : dayHead(data, lang);
  return {
    state,
    lang,
    heading: {
      level: options.headingLevel ?? 2,
      text: title || (subject?.name ?? ''),
      subject: subject && title && !title.includes(subject.name) ? subject.name : null,
    },
    description: data.description || null,
    headline: ofDay?.headline ?? (shown && figureHeadline(shown, lang)),
    change: ofDay?.change ?? (shown && figureChange(shown, lang)),
    target: ofDay ? null : shown && figureTarget(shown, lang),
    coverage: shown && !ofDay ? coverageText(data, shown, lang) : null,
    notes: ofDay?.notes ?? [],
    notices: noticesOf(data, state, options),
    summary: state === 'failed' ? null : (series?.summary ?? series?.narrative) || null,
    freshness: freshness && !isOverdue(freshness) ? freshness.text : null,
    publisher: publisherLines(data.publisher, lang),
  };
}

/** What should have come has not: readers must see it before they use the figure. */
const isOverdue = (freshness: ModuleData['freshness']): boolean =>
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

const figureTarget = ({ target }: FigureData, lang: Language): string | null =>
  target && headTexts(lang).target(target.formatted, target.met);

/** A portfolio's figure is never shown without it. */
export function coverageText(
  data: ModuleData,
  { coverage, period }: FigureData,
  lang: Language,
): string | null {
  const kind = data.subject?.kind ?? 'SERVICE';
  const text = figureCoverage(coverage, { kind, period: period.period, isRange: isOfRange(data) }, lang);
  return text && headTexts(lang).coverageOf(text);
}

function noticesOf(
  data: ModuleData,
  state: ModuleState,
  { staleMs, isInDashboard, lang = 'en' }: ModuleViewOptions,
): NoticeView[] {
  const { error, freshness } = data;
  const texts = headTexts(lang);
  const notices: NoticeView[] = [];
  if (state === 'failed')
    notices.push({ kind: 'failed', text: `${texts.failed} ${error?.message ?? ''}`.trim() });
  if (state === 'empty') notices.push({ kind: 'empty', text: texts.noData });
  const ofDay = isInDashboard ? null : dayNotice(data);
  if (ofDay) notices.push(ofDay);
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
