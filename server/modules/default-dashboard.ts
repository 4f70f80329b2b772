/**
 * The dashboard of a subject that nobody has made one for: what there is data for, in the order in which readers ask.
 * Where a metric stands is data of its definition.
 */
import { splitsOf } from '../metrics/evaluate.js';
import { inputsOf, type Text } from '../metrics/definitions.js';
import type { Period } from '../metrics/periods.js';
import { headlinesOf, indicatorsOf, placesOf } from '../metrics/presentation-rules.js';
import { BY_SERVICE, type Place, type SectionKey } from '../metrics/presentation.js';
import { type DashboardModule, type DashboardSection, sectionOf } from './dashboard.js';
import { defaultPeriodOf } from '../engine/fitting-periods.js';
import type { Snapshot } from '../store/snapshot.js';
import type { MetricDefinition, Subject } from '../store/subject.js';

interface Section {
  key: SectionKey | 'headlines';
  title: Text;
}

const OF_SERVICE: readonly Section[] = [
  { key: 'headlines', title: { en: 'The four indicators' } },
  { key: 'use', title: { en: 'How it is used' } },
  { key: 'obstacles', title: { en: 'Where users get stuck' } },
  { key: 'duration', title: { en: 'How long it takes' } },
  { key: 'operation', title: { en: 'How it runs' } },
  { key: 'users', title: { en: 'Who uses it, and how they get here' } },
  { key: 'cost', title: { en: 'What it costs' } },
  { key: 'other', title: { en: 'Other figures' } },
];

const OF_SEVERAL: readonly Section[] = [
  { key: 'headlines', title: { en: 'All services together' } },
  { key: 'use', title: { en: 'How they are used' } },
  { key: 'services', title: { en: 'Service by service' } },
  { key: 'cost', title: { en: 'What they cost' } },
  { key: 'other', title: { en: 'Other figures' } },
];

/** More services than this make no picture. */
const MOST_MULTIPLES = 12;

/** Whether somebody has sent a metric's measure divided by the dimension. */
function isDivided(
  subject: Subject,
  { formula }: MetricDefinition,
  by: string,
  { catalogue, series }: Snapshot,
): boolean {
  return subject.services.some(({ id }) =>
    inputsOf(formula).some((measure) => {
      const entry = catalogue.dataSet(id, measure);
      return entry && (series.get(entry.facts.id) ?? []).some(({ names }) => names.includes(by));
    }),
  );
}

/** What a metric can be split by and was sent by. */
export function dividedSplits(subject: Subject, metric: MetricDefinition, snapshot: Snapshot): string[] {
  const dimensionsOf = (measure: string): string[] =>
    (snapshot.catalogue.measure(measure)?.dimensions ?? []).map(({ name }) => name);
  return splitsOf(metric.formula, dimensionsOf).filter((by) => isDivided(subject, metric, by, snapshot));
}

/**
 * Whether a metric is for everybody, or is that of an organisation to which all of the subject's services belong. What
 * an organisation defines is shown of the services of others only where somebody asks for it.
 */
export function isOwnMetric(
  { ownerOrganisationId }: MetricDefinition,
  { services }: Subject,
  { catalogue }: Pick<Snapshot, 'catalogue'>,
): boolean {
  if (ownerOrganisationId === null) return true;
  const owner = catalogue.organisationSubject(catalogue.organisation(ownerOrganisationId));
  const own = new Set(owner.services);
  return services.every((service) => own.has(service));
}

/** What stands somewhere on a dashboard. */
interface Draft {
  metric: MetricDefinition;
  place: Omit<Place, 'section'>;
}

/** On a service's dashboard the indicator that costs the most to work out, and is published least often, comes last. */
const headlinesFor = (subject: Subject, metrics: readonly MetricDefinition[]): MetricDefinition[] =>
  subject.kind === 'SERVICE' ? indicatorsOf(metrics).reverse() : headlinesOf(metrics);

function draftsOf({ key }: Section, subject: Subject, metrics: readonly MetricDefinition[]): Draft[] {
  if (key === 'headlines') {
    return headlinesFor(subject, metrics).map((metric) => ({ metric, place: { isCompared: true } }));
  }
  const of = subject.kind === 'SERVICE' ? 'service' : 'several';
  return metrics
    .flatMap((metric) => placesOf(metric, of).map((place) => ({ metric, place })))
    .filter(({ place }) => place.section === key)
    .sort((a, b) => (a.place.order ?? 0) - (b.place.order ?? 0));
}

const slugOf = ({ metric, place: { by } }: Draft): string => (by ? `${metric.key}-by-${by}` : metric.key);

/** A comparison with the year before, or of weeks with the week before. */
const comparisonFor = (period: Period): 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR' =>
  period === 'WEEK' || period === 'DAY' || period === 'HOUR' ? 'PREVIOUS_PERIOD' : 'PREVIOUS_YEAR';

function modulesFrom(draft: Draft, subject: Subject, snapshot: Snapshot): DashboardModule[] {
  const { metric, place } = draft;
  const { by, top, title = null, isCompared = false, orWhole = false } = place;
  if (!snapshot.catalogue.hasData(subject, metric)) return [];
  const isByService = by === BY_SERVICE;
  if (isByService && subject.services.length < 2) return [];
  if (by && !isByService && !isDivided(subject, metric, by, snapshot)) {
    return orWhole ? modulesFrom({ metric, place: { isCompared: true } }, subject, snapshot) : [];
  }
  const period = defaultPeriodOf(subject, metric, snapshot);
  return [
    {
      slug: slugOf(draft),
      title,
      description: null,
      subject,
      metric,
      range: {
        period,
        by,
        top: isByService ? MOST_MULTIPLES : top,
        compareTo: isCompared ? comparisonFor(period) : null,
      },
      chart: null,
      view: null,
      size: null,
    },
  ];
}

/** A section of a default dashboard, by its key. */
export interface KeyedSection extends DashboardSection {
  key: SectionKey | 'headlines';
}

/** The sections that have data, with the modules that have. */
export function defaultSections(subject: Subject, snapshot: Snapshot): KeyedSection[] {
  const metrics = snapshot.catalogue.metrics.filter((metric) => isOwnMetric(metric, subject, snapshot));
  const shown = (subject.kind === 'SERVICE' ? OF_SERVICE : OF_SEVERAL).map((section) => ({
    key: section.key,
    ...sectionOf(
      section.title,
      draftsOf(section, subject, metrics).flatMap((draft) => modulesFrom(draft, subject, snapshot)),
    ),
  }));
  return shown.filter(({ modules }) => modules.length > 0);
}
