/** Answers with the names and remarks that readers need, in one language: what the formatting layer puts in words. */
import { formulaText, inputsOf, textIn, type Language, type Unit } from '../metrics/definitions.js';
import type { Change } from '../metrics/change.js';
import { rulesOf } from '../metrics/figure.js';
import type { Freshness } from '../metrics/freshness.js';
import { spanOf, type Period, type PeriodSpan } from '../metrics/periods.js';
import type { DataSetEntry } from '../store/catalogue.js';
import { breakdownChart } from '../metrics/presentation-rules.js';
import { narrativeRules, type NarrativeRules } from './narrative-rules.js';
import { boundUnitOf, describeParts, type PartsDescription } from './parts-description.js';
import type { Subject, SubjectKind } from '../store/subject.js';
import type { FigureAnswer } from '../engine/evaluation.js';
import type { MetricDefinition } from '../entities/index.js';
import type { ModuleAnswer, ModuleRange } from '../modules/module-question.js';
import type { MetricQuestion } from '../engine/questions.js';
import type { SeriesAnswer } from '../engine/series.js';
import type { SeriesLine } from '../engine/series-lines.js';
import type { Snapshot } from '../store/snapshot.js';

type Catalogue = Snapshot['catalogue'];

const PORTFOLIO_NAME: Record<Language, string> = { en: 'All services', cy: 'Pob gwasanaeth' };

export function nameOf(subject: Subject, lang: Language): string {
  switch (subject.kind) {
    case 'SERVICE':
      return textIn(subject.service.texts.name, lang);
    case 'ORGANISATION':
      return textIn(subject.organisation.texts.name, lang);
    case 'GROUP':
      return textIn(subject.group.texts.name, lang);
    default:
      return PORTFOLIO_NAME[lang];
  }
}

/** A metric's definition in one language. */
export interface MetricDescription {
  key: string;
  label: string;
  description: string;
  unit: Unit;
  direction: MetricDefinition['direction'];
  formula: string;
  caveats: string[];
  inputs: readonly string[];
  periods: Period[];
  defaultPeriod: Period;
}

/** Kept as long as the metric itself: a list of services asks for the same few words thousands of times. */
const DESCRIPTIONS = new WeakMap<MetricDefinition, Map<Language, MetricDescription>>();

export function describeMetric(metric: MetricDefinition, lang: Language): MetricDescription {
  let known = DESCRIPTIONS.get(metric);
  if (!known) DESCRIPTIONS.set(metric, (known = new Map()));
  let description = known.get(lang);
  if (!description) {
    description = {
      key: metric.key,
      label: textIn(metric.texts.label, lang),
      description: textIn(metric.texts.description, lang),
      unit: metric.unit,
      direction: metric.direction,
      formula: formulaText(metric.formula),
      caveats: metric.caveats.map((caveat) => textIn(caveat, lang)),
      inputs: inputsOf(metric.formula),
      periods: metric.periods,
      defaultPeriod: metric.defaultPeriod,
    };
    known.set(lang, description);
  }
  return description;
}

/** The data sets behind a metric of a subject. */
function entriesOf(subject: Subject, metric: MetricDefinition, catalogue: Catalogue): DataSetEntry[] {
  return subject.services.flatMap(({ id }) =>
    inputsOf(metric.formula).flatMap((measure) => catalogue.dataSet(id, measure) ?? []),
  );
}

/** What every text about a figure depends on. */
export interface FigureDescription {
  metric: MetricDescription;
  subject: { kind: SubjectKind; name: string };
  suppressBelow: number | null;
  now: string;
  lang: Language;
}

/** The value that all items share, or null. */
const shared = <T>(items: readonly T[]): T | null =>
  items.length && items.every((item) => item === items[0]) ? items[0] : null;

/** Days are working days where all the data sets count those. */
const unitOf = ({ unit }: MetricDefinition, entries: readonly DataSetEntry[]): Unit =>
  unit === 'days' && shared(entries.map(({ entity }) => entity.workingDays)) ? 'working days' : unit;

export function describeFigure(
  { subject, metric }: Pick<MetricQuestion, 'subject' | 'metric'>,
  { catalogue }: Pick<Snapshot, 'catalogue'>,
  now: Date,
  lang: Language,
): FigureDescription {
  const entries = entriesOf(subject, metric, catalogue);
  const description = describeMetric(metric, lang);
  const unit = unitOf(metric, entries);
  return {
    metric: unit === description.unit ? description : { ...description, unit },
    subject: { kind: subject.kind, name: nameOf(subject, lang) },
    suppressBelow: shared(entries.map(({ facts }) => facts.suppressBelow)) || null,
    now: now.toISOString(),
    lang,
  };
}

export interface AnnotationDescription {
  kind: 'NOTE' | 'BREAK';
  from: string;
  to: string | null;
  text: string;
  link: string | null;
}

/** A line with its name in one language, where its key does not say it. */
export type DescribedLine = Omit<SeriesLine, 'label'> & { label?: string };

/** A series with what its words need. */
export interface SeriesDescription {
  period: Period;
  by: string | null;
  spans: PeriodSpan[];
  lines: readonly DescribedLine[];
  changes: readonly Change[] | null;
  latest: FigureAnswer | null;
  annotations: AnnotationDescription[];
  dominating: { name: string; share: number } | null;
  isTotal: boolean;
  isSample: boolean;
  rules: NarrativeRules;
  /** Of a split by `le`: the unit of its bounds. */
  boundUnit: Unit | null;
  /** The lines of its split, or the stages that explain it, at the latest figure. */
  parts: PartsDescription | null;
  /** The day on which it is split in before and after. */
  splitOn: string | null;
}

export function describeSeries(
  answer: SeriesAnswer,
  catalogue: Catalogue,
  lang: Language,
): SeriesDescription {
  const { question, windows, lines, changes, latest } = answer;
  const { subject, metric, period, by = null } = question;
  const { formula } = metric;
  const spans = windows.map((window) => spanOf(period, window));
  const [first, last] = [spans[0]?.start ?? '', spans.at(-1)?.end ?? ''];
  const largest = latest?.dominating;
  return {
    period,
    by,
    spans,
    lines: lines.map(({ label, ...line }) => (label ? { ...line, label: textIn(label, lang) } : line)),
    changes,
    latest,
    annotations: catalogue
      .annotations(subject, inputsOf(formula))
      .filter(({ fromOn, toOn }) => fromOn < last.slice(0, 10) && (toOn ?? fromOn) >= first.slice(0, 10))
      .map(({ kind, fromOn, toOn, texts, link }) => ({
        kind,
        from: fromOn,
        to: toOn,
        text: textIn(texts.text, lang),
        link,
      })),
    dominating: largest
      ? { name: textIn(catalogue.serviceById(largest.serviceId)!.texts.name, lang), share: largest.share }
      : null,
    parts: describeParts(answer, catalogue, lang),
    splitOn: answer.splitOn,
    boundUnit: by === 'le' ? boundUnitOf(metric, catalogue) : null,
    isTotal: formula.kind === 'total',
    isSample: rulesOf(formula).sampleMinimum !== undefined,
    rules: narrativeRules(metric, subject.kind, lang),
  };
}

const MANY_PUBLISHERS: Record<Language, string> = {
  en: 'the organisation of each service',
  cy: 'sefydliad pob gwasanaeth',
};

export interface PublisherDescription {
  name: string;
  contact: string | null;
  licence: string;
  source: string | null;
}

/** Who publishes the data behind a metric; `licence` is that of data sets that name none. */
export function describePublisher(
  subject: Subject,
  metric: MetricDefinition,
  catalogue: Catalogue,
  licence: string,
  lang: Language,
): PublisherDescription {
  const entries = entriesOf(subject, metric, catalogue);
  const organisations = new Set(subject.services.map(({ organisationId }) => organisationId));
  const [organisation] = [...organisations].map((id) => catalogue.organisation(id));
  const own =
    subject.kind === 'ORGANISATION' ? subject.organisation : organisations.size === 1 ? organisation : null;
  const service = subject.kind === 'SERVICE' ? subject.service : null;
  return {
    name: own ? textIn(own.texts.name, lang) : MANY_PUBLISHERS[lang],
    contact: shared(entries.map(({ entity }) => entity.contact)) ?? service?.contact ?? own?.contact ?? null,
    licence: shared(entries.map(({ entity }) => entity.licence ?? licence)) ?? licence,
    source: shared(entries.map(({ entity }) => entity.source)),
  };
}

/** A whole module, ready to be put in words. */
export interface ModuleDescription {
  title: string | null;
  context: FigureDescription;
  slug: string;
  stored: ModuleAnswer['stored'];
  range: ModuleRange;
  series: SeriesDescription;
  chart: ModuleAnswer['chart'];
  view: ModuleAnswer['view'];
  companions: BesideDescription[];
  breakdown: (BesideDescription & { chart: ModuleAnswer['chart'] }) | null;
  freshness: Freshness;
  publisher: PublisherDescription;
}

/** A series beside the module's own, with the metric it is of. */
export interface BesideDescription {
  context: FigureDescription;
  series: SeriesDescription;
}

export function describeModule(
  { title, lang, range, subject, metric, series, freshness, chart, view, stored }: ModuleAnswer,
  { catalogue }: Pick<Snapshot, 'catalogue'>,
  now: Date,
  licence: string,
): ModuleDescription {
  const describe = (answer: SeriesAnswer): BesideDescription => ({
    context: describeFigure(answer.question, { catalogue }, now, lang),
    series: describeSeries(answer, catalogue, lang),
  });
  const { companions, breakdown } = series;
  return {
    chart,
    view,
    stored,
    companions: companions.map(describe),
    breakdown: breakdown && { ...describe(breakdown), chart: breakdownChart(breakdown.question) },
    title,
    context: describeFigure({ subject, metric }, { catalogue }, now, lang),
    slug: subject.slug,
    range,
    series: describeSeries(series, catalogue, lang),
    freshness,
    publisher: describePublisher(subject, metric, catalogue, licence, lang),
  };
}
