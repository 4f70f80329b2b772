/** A service from a row: what is usual for its kind, and how far this one strays from it. */
import { chanceOf } from '../chance.js';
import type { DataSetSpec, DemoMeasure, ServiceSpec } from '../specs.js';
import { ARCHETYPES, type ArchetypeName } from './archetypes.js';

/** A service in one line: all that differs from its kind. */
export type ServiceRow = readonly [
  slug: string,
  name: string,
  kind: ArchetypeName,
  /** Transactions a year. */
  volume: number,
  /** Transactions online in October 2023 and 2026, 0 to 100 %. */
  online: readonly [number, number],
  /** The satisfaction score to expect in 2026, 44 to 90. */
  satisfaction: number,
  /** Pounds for a transaction online. */
  cost: number,
  description: string,
];

/** What a service's own story changes of it; data sets are merged, `null` leaves one out. */
export interface ServiceStory extends Partial<Omit<ServiceSpec, 'slug' | 'organisation' | 'dataSets'>> {
  dataSets?: Partial<Record<DemoMeasure, Partial<DataSetSpec> | null>>;
  /** Has sent nothing yet. */
  isSilent?: boolean;
}

/** Transactions a year from which journeys and ratings are published by day, and below which by month. */
const DAILY_FROM = 4_000_000;
const MONTHLY_BELOW = 60_000;

const OPENED = '2012-04-01';

/** Rounded so that the definitions read like somebody's. */
const about = (value: number): number => Number(value.toPrecision(3));

function dataSetsOf(volume: number, { dataSets = {}, isSilent }: ServiceStory): ServiceSpec['dataSets'] {
  if (isSilent) return {};
  const cadence =
    volume >= DAILY_FROM ? ('day' as const) : volume < MONTHLY_BELOW ? ('month' as const) : ('week' as const);
  const journey: DataSetSpec = { cadence, lagDays: { day: 0, week: 1, month: 5 }[cadence] };
  const usual: Partial<Record<DemoMeasure, DataSetSpec>> = {
    transactions: { cadence: 'month', lagDays: 8 },
    starts: journey,
    completions: journey,
    ratings: journey,
    cost: { cadence: 'quarter', lagDays: 35 },
  };
  const measures = [...new Set([...Object.keys(usual), ...Object.keys(dataSets)])] as DemoMeasure[];
  return Object.fromEntries(
    measures.flatMap((measure) => {
      const own = dataSets[measure];
      return own === null ? [] : [[measure, { ...usual[measure], ...own } as DataSetSpec]];
    }),
  );
}

export function serviceFrom(organisation: string, row: ServiceRow, story: ServiceStory = {}): ServiceSpec {
  const [slug, name, kind, volume, [before, now], satisfaction, cost, description] = row;
  const { completion, dearer, ...common } = ARCHETYPES[kind];
  const chance = chanceOf(slug, 'story');
  const growth = 1 + 0.05 * chance.bell(1);
  const [first, last] = completion.map((rate) => Math.min(95, Math.max(30, rate + 4 * chance.bell(2))));
  const { dataSets: _, isSilent: __, ...own } = story;
  return {
    slug,
    name,
    organisation,
    description,
    url: `https://www.gov.uk/${slug}`,
    openedOn: OPENED,
    ...common,
    volume: [
      ['2023-01-01', about(volume / growth)],
      ['2027-01-01', about(volume * growth)],
    ],
    spread: 0.05,
    takeUp: [
      ['2023-10-01', before],
      ['2026-10-01', now],
      ['2030-10-01', Math.min(99, about(now + (now - before) / 2))],
    ],
    completionRate: [
      ['2023-10-01', about(first)],
      ['2026-10-01', about(last)],
    ],
    satisfaction: [
      ['2023-10-01', Math.max(45, about(satisfaction - 4 - 2 * chance.bell(3)))],
      ['2026-10-01', satisfaction],
    ],
    cost: {
      fixed: about(volume * cost * 0.4),
      perTransaction: {
        digital: about(cost * 0.6),
        ...Object.fromEntries(
          Object.entries(dearer).map(([channel, times]) => [channel, about(cost * times)]),
        ),
      },
    },
    ...own,
    dataSets: dataSetsOf(volume, story),
  };
}
