/** Modules as the API answers them, for the tests of charts and for looking at charts. */
import type {
  AnnotationData,
  LineRole,
  ModuleData,
  Period,
  SeriesLineData,
  Unit,
  ValueFlag,
  ValueStatus,
} from '../../../components/formatting/types.js';

export type Values = readonly (number | null)[];

export interface LineOptions {
  key?: string;
  role?: LineRole;
  place?: number;
  statuses?: readonly ValueStatus[];
  flags?: readonly (readonly ValueFlag[])[];
  lowerBounds?: readonly boolean[];
}

export function line(label: string, values: Values, options: LineOptions = {}): SeriesLineData {
  const { key = label.toLowerCase(), role = 'PRIMARY', place = null, statuses, flags, lowerBounds } = options;
  const nothing = values.map(() => null);
  return {
    key,
    label,
    role,
    place,
    values,
    numerators: nothing,
    denominators: nothing,
    shares: nothing,
    statuses: statuses ?? values.map((value) => (value === null ? 'NOT_PROVIDED' : 'PROVIDED')),
    flags: flags ?? values.map(() => []),
    provided: values.map((value) => (value === null ? 0 : 1)),
    expected: values.map(() => 1),
    lowerBounds: lowerBounds ?? null,
  };
}

const MONTHS: Partial<Record<Period, number>> = {
  MONTH: 1,
  QUARTER: 3,
  YEAR: 12,
  FINANCIAL_YEAR: 12,
  ROLLING_YEAR: 12,
};
const MS: Partial<Record<Period, number>> = {
  MINUTE: 60_000,
  HOUR: 3_600_000,
  DAY: 86_400_000,
  WEEK: 7 * 86_400_000,
};

/** `count` windows of a period; rolling years step by `stepMonths`. Starts and ends as the API writes them. */
function windows(
  period: Period,
  first: string,
  count: number,
  stepMonths = MONTHS[period] ?? 0,
): { starts: string[]; ends: string[] } {
  const from = new Date(first.length === 10 ? `${first}T00:00:00Z` : first);
  const text = (at: Date): string =>
    period === 'HOUR' || period === 'MINUTE'
      ? `${at.toISOString().slice(0, 19)}Z`
      : at.toISOString().slice(0, 10);
  const shifted = (index: number, months: number): Date => {
    const ms = MS[period];
    if (ms !== undefined) return new Date(from.getTime() + ms * (index + (months > 0 ? 1 : 0)));
    return new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + index * stepMonths + months, 1));
  };
  const indices = Array.from({ length: count }, (_, index) => index);
  const length = MS[period] === undefined ? MONTHS[period]! : 1;
  return {
    starts: indices.map((index) => text(shifted(index, 0))),
    ends: indices.map((index) => text(shifted(index, length))),
  };
}

export interface SampleOptions {
  period?: Period;
  first?: string;
  stepMonths?: number;
  unit?: Unit;
  title?: string | null;
  metric?: string;
  subject?: string;
  narrative?: string;
  annotations?: readonly AnnotationData[];
}

export function sample(lines: readonly SeriesLineData[], options: SampleOptions = {}): ModuleData {
  const { period = 'QUARTER', first = '2012-07-01', unit = 'count', metric = 'Transactions' } = options;
  const count = lines[0]?.values.length ?? 0;
  return {
    title: options.title ?? null,
    metric: {
      key: metric.toLowerCase().replaceAll(' ', '-'),
      label: metric,
      description: '',
      unit,
      direction: 'NEUTRAL',
      formula: '',
      caveats: [],
    },
    subject: {
      kind: 'SERVICE',
      slug: 'carers-allowance',
      name: options.subject ?? 'Carer’s Allowance: new claims',
      pageUrl: 'https://performance.example.gov.uk/services/carers-allowance',
    },
    figure: null,
    series: {
      period,
      unit,
      ...windows(period, first, count, options.stepMonths),
      lines,
      changes: null,
      narrative: options.narrative ?? 'The newest value is the last one.',
      annotations: options.annotations ?? [],
    },
    chart: 'LINE',
    view: 'CHART',
    companions: [],
    breakdown: null,
    freshness: {
      state: 'FRESH',
      lastReceivedAt: null,
      latestPeriod: null,
      expectedBy: null,
      text: 'Data to February 2014, received 11 March; next due by 21 April 2014',
    },
    publisher: {
      name: 'Department for Work and Pensions',
      contact: null,
      licence: 'Open Government Licence v3.0',
      source: null,
    },
    url: null,
    error: null,
  };
}

const wave = (count: number, base: number, slope: number, swing: number, phase = 0): number[] =>
  Array.from({ length: count }, (_, i) => base + slope * i + swing * Math.sin(i * 1.7 + phase));

const withGap = (values: readonly number[], ...gaps: readonly number[]): (number | null)[] =>
  values.map((value, index) => (gaps.includes(index) ? null : value));

const quarters = 21;
const note = (from: string, text: string, to: string | null = null): AnnotationData => ({
  kind: 'NOTE',
  from,
  to,
  text,
  link: null,
});

export const samples: Readonly<Record<string, ModuleData>> = {
  gap: sample([line('Transactions', withGap(wave(quarters, 52_000, 900, 4000), 6, 7, 8, 14))]),
  comparison: sample(
    [
      line('Digital take-up', wave(13, 47.4, 1.3, 1.2)),
      line('A year earlier', withGap(wave(13, 39, 1.2, 1.5, 1), 0, 1), {
        key: 'comparison',
        role: 'COMPARISON',
      }),
      line('Target: 60%', wave(13, 60, 0, 0), { key: 'target', role: 'TARGET' }),
    ],
    { unit: '%', metric: 'Digital take-up', period: 'MONTH', first: '2014-03-01' },
  ),
  rolling: sample([line('Cost per transaction', wave(18, 2.9, -0.04, 0.08))], {
    unit: '£',
    period: 'ROLLING_YEAR',
    first: '2012-07-01',
    stepMonths: 3,
    metric: 'Cost per transaction',
    subject: 'All services',
  }),
  one: sample([line('Transactions', [null, null, 248_351, null])]),
  onlyWindow: sample([line('Transactions', [248_351])]),
  none: sample([line('Transactions', [null, null, null, null, null, null])]),
  huge: sample([line('Transactions', wave(quarters, 1_642_405_895, -22_000_000, 90_000_000))], {
    subject: 'All services',
  }),
  zoomed: sample([line('Digital take-up', wave(60, 79.2, 0.05, 0.7))], {
    unit: '%',
    metric: 'Digital take-up',
    period: 'WEEK',
    first: '2013-09-30',
  }),
  split: sample(
    [
      line('Digital', wave(24, 310_000, 9000, 12_000)),
      line('Phone', wave(24, 240_000, -3000, 9000, 2)),
      line('Paper', withGap(wave(24, 120_000, -2500, 6000, 1), 10, 11)),
      line('Face to face', wave(24, 62_000, -1500, 2000, 3)),
      line('Assisted digital', wave(24, 33_000, 300, 1500, 2)),
      line('Other', wave(24, 9000, 10, 900, 2)),
    ],
    { period: 'MONTH', first: '2014-01-01', title: 'Transactions by channel' },
  ),
  longLabels: sample(
    [
      line('Applications received through the online service without any help', wave(9, 61, 2, 2)),
      line(
        'Applications received by telephone with the help of an adviser of the department',
        wave(9, 22, -1, 1),
      ),
      line('Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', wave(9, 12, -0.5, 0.5)),
    ],
    { unit: '%', period: 'FINANCIAL_YEAR', first: '2009-04-01', title: 'How people applied' },
  ),
  notes: sample(
    [
      line('Transactions', wave(quarters, 520, -9, 40), {
        flags: Array.from({ length: quarters }, (_, i) =>
          i === quarters - 1 ? ['UNFINISHED' as const] : i > quarters - 4 ? ['PROVISIONAL' as const] : [],
        ),
      }),
    ],
    {
      annotations: [
        note('2013-04-01', 'New online form'),
        { kind: 'BREAK', from: '2015-01-01', to: null, text: 'Caseload counted in a new way', link: null },
      ],
    },
  ),
  manyNotes: sample([line('Transactions', wave(quarters, 5200, 90, 400))], {
    annotations: [
      note('2013-04-01', 'The online form was opened to everyone who claims for the first time'),
      note('2013-07-01', 'Office closures', '2014-04-01'),
      note('2014-10-01', 'Letters were sent to all customers'),
      {
        kind: 'BREAK',
        from: '2015-10-01',
        to: null,
        text: 'Renewals are counted as well from here on',
        link: null,
      },
    ],
  }),
  days: sample(
    [line('Visits', withGap(wave(365, 4200, 4, 1500), ...Array.from({ length: 30 }, (_, i) => 200 + i)))],
    { period: 'DAY', first: '2025-11-14', metric: 'Visits' },
  ),
  hours: sample([line('Page load', wave(48, 820, 5, 300))], {
    unit: 'ms',
    period: 'HOUR',
    first: '2026-03-28T12:00:00Z',
    metric: 'Page load time',
  }),
  time: sample([line('Time to complete', wave(24, 840, 10, 200))], {
    unit: 's',
    period: 'MONTH',
    first: '2014-06-01',
    metric: 'Time to complete',
  }),
  availability: sample([line('Availability', wave(30, 99.7, 0.003, 0.15))], {
    unit: '%',
    period: 'DAY',
    first: '2026-10-02',
    metric: 'Availability',
  }),
};
