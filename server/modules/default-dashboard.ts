/** The dashboard of a subject that nobody has made one for: what there is data for, in the order in which readers ask. */
import { inputsOf, type Text } from '../metrics/definitions.js';
import type { Period } from '../metrics/periods.js';
import { BY_SERVICE } from '../metrics/presentation.js';
import type { DashboardModule, DashboardSection } from './dashboard.js';
import { defaultPeriodOf } from '../engine/fitting-periods.js';
import type { Snapshot } from '../store/snapshot.js';
import type { MetricDefinition, Subject } from '../store/subject.js';

interface ModuleChoice {
  metric: string;
  by?: string;
  top?: number;
  title?: Text;
  isCompared?: boolean;
}

interface DraftSection {
  title: Text;
  modules: readonly ModuleChoice[];
}

const compared = (metric: string): ModuleChoice => ({ metric, isCompared: true });

/** The measures that public services in the United Kingdom must publish (GOV.UK Service Manual). */
const INDICATORS: DraftSection = {
  title: { en: 'The four indicators' },
  modules: ['digital-take-up', 'completion-rate', 'user-satisfaction', 'cost-per-transaction'].map(compared),
};

const OF_SERVICE: readonly DraftSection[] = [
  INDICATORS,
  {
    title: { en: 'How it is used' },
    modules: [{ metric: 'transactions', by: 'channel' }, compared('visits')],
  },
  {
    title: { en: 'Where users get stuck' },
    modules: [
      { metric: 'journey', by: 'stage', isCompared: true, title: { en: 'The journey, stage by stage' } },
      compared('errors-per-1000-starts'),
      compared('help-requests-per-1000-starts'),
      { metric: 'calls', by: 'reason', title: { en: 'Why users call' } },
    ],
  },
  {
    title: { en: 'How long it takes' },
    modules: [compared('time-to-complete'), compared('time-to-outcome')],
  },
  {
    title: { en: 'How it runs' },
    modules: [{ metric: 'availability' }, { metric: 'page-load-time' }],
  },
  {
    title: { en: 'Who uses it, and how they get here' },
    modules: [
      { metric: 'visits', by: 'device', title: { en: 'Visits by device' } },
      { metric: 'visits', by: 'browser', top: 4, title: { en: 'Visits by browser' } },
      {
        metric: 'content-effectiveness',
        by: 'page',
        title: { en: 'Which content gets users to the service' },
      },
    ],
  },
  { title: { en: 'What it costs' }, modules: [compared('total-cost')] },
];

const OF_SEVERAL: readonly DraftSection[] = [
  {
    title: { en: 'All services together' },
    modules: ['transactions', 'digital-take-up', 'completion-rate', 'user-satisfaction'].map(compared),
  },
  {
    title: { en: 'How they are used' },
    modules: [{ metric: 'transactions', by: 'channel', title: { en: 'Transactions by channel' } }],
  },
  {
    title: { en: 'Service by service' },
    modules: [
      { metric: 'digital-take-up', by: BY_SERVICE, title: { en: 'Digital take-up of each service' } },
      { metric: 'user-satisfaction', by: BY_SERVICE, title: { en: 'Satisfaction with each service' } },
    ],
  },
  { title: { en: 'What they cost' }, modules: [compared('cost-per-transaction'), compared('total-cost')] },
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
      return entry && (series.get(entry.facts.id) ?? []).some(({ split }) => split === by);
    }),
  );
}

const slugOf = ({ metric, by }: ModuleChoice): string => (by ? `${metric}-by-${by}` : metric);

/** A comparison with the year before, or of weeks with the week before. */
const comparisonFor = (period: Period): 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR' =>
  period === 'WEEK' || period === 'DAY' || period === 'HOUR' ? 'PREVIOUS_PERIOD' : 'PREVIOUS_YEAR';

function moduleFrom(draft: ModuleChoice, subject: Subject, snapshot: Snapshot): DashboardModule[] {
  const { catalogue } = snapshot;
  const metric = catalogue.metric(draft.metric);
  if (!metric || !catalogue.hasData(subject, metric)) return [];
  const { by } = draft;
  const isByService = by === BY_SERVICE;
  if (isByService && subject.services.length < 2) return [];
  if (by && !isByService && !isDivided(subject, metric, by, snapshot)) {
    // A total that is not divided is still worth showing.
    return draft.metric === 'transactions' ? moduleFrom(compared(draft.metric), subject, snapshot) : [];
  }
  const period = defaultPeriodOf(subject, metric, snapshot);
  return [
    {
      slug: slugOf(draft),
      title: draft.title ?? null,
      description: null,
      subject,
      metric,
      range: {
        period,
        by,
        top: isByService ? MOST_MULTIPLES : draft.top,
        compareTo: draft.isCompared ? comparisonFor(period) : null,
      },
      chart: null,
      view: null,
    },
  ];
}

/** The sections that have data, with the modules that have. */
export function defaultSections(subject: Subject, snapshot: Snapshot): DashboardSection[] {
  const drafts = subject.kind === 'SERVICE' ? OF_SERVICE : OF_SEVERAL;
  const shown = drafts.map(({ title, modules }) => ({
    title,
    modules: modules.flatMap((draft) => moduleFrom(draft, subject, snapshot)),
  }));
  return shown.filter(({ modules }) => modules.length > 0);
}
